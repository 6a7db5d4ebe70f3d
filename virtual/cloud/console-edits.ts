import { certificateIds, type Certificate, type CertificateClick } from './console.ts'
import type { PushServiceName } from '../vendors/push-message.ts'

/** What of a certificate's entry can be edited. */
export interface ConsoleEdit {
  readonly certificate?: 'valid' | 'missing' | 'of-another-app'
  readonly click?: CertificateClick
  readonly channelId?: string
}

interface DatedEdit extends ConsoleEdit {
  readonly vendor: PushServiceName
  /** Whose pushes it concerns; undefined: everybody's. */
  readonly serial: string | undefined
  /** ms since the epoch, in that phone's time */
  readonly atMs: number
}

/**
 * The entries of the Chat console and their edits. An edit is in force after the console's delay; until then the entry is
 * what it was. An edit for one phone stands for an entry of that phone's own: a console holds several for one vendor, each
 * with its id, and a build of the app names one.
 */
export class ConsoleEdits {
  readonly #entered: readonly Certificate[]
  readonly #delayMs: number
  #edits: readonly DatedEdit[] = []

  constructor(entered: readonly Certificate[], delayMs: number) {
    this.#entered = entered
    this.#delayMs = delayMs
  }

  edit(vendor: PushServiceName, serial: string | undefined, change: ConsoleEdit, atMs: number): void {
    this.#edits = [...this.#edits, { ...change, vendor, serial, atMs }]
  }

  /** The entry is as it was entered, at once: as if it had never been edited. */
  forget(vendor: PushServiceName, serial: string | undefined): void {
    this.#edits = this.#edits.filter((edit) => edit.vendor !== vendor || edit.serial !== serial)
  }

  /** What is in force at `nowMs` for the pushes of one phone, with the vendor's entry first where `vendor` is given. */
  inForce(serial: string | undefined, nowMs: number): readonly Certificate[] {
    return this.#entered.flatMap((entered) => {
      const edits = this.#edits.filter(
        ({ vendor, serial: whose, atMs }) =>
          vendor === entered.vendor && (whose === undefined || whose === serial) && nowMs - atMs >= this.#delayMs,
      )
      const { certificate, click, channelId } = Object.assign({}, ...edits) as ConsoleEdit
      if (certificate === 'missing') return []
      const entry = {
        ...entered,
        ...(click === undefined ? {} : { click }),
        ...(channelId === undefined ? {} : { channelId }),
      }
      return [certificate === 'of-another-app' ? anotherAppsIn(entry) : entry]
    })
  }
}

/** The owner mixed up two apps: the id is this app's, what was uploaded for it belongs to another. */
function anotherAppsIn(entry: Certificate): Certificate {
  const other = `${String(certificateIds[entry.vendor])}99`
  return {
    ...entry,
    packageName: 'io.example.another',
    credentials: { ...entry.credentials, appId: other, appKey: `another-${other}`, secret: `another-secret-${other}` },
  }
}
