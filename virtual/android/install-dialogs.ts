import type { Apk } from '../apk/apk.ts'
import type { Clock } from '../clock.ts'
import type { ActivityStack } from './activity-stack.ts'
import type { InstallAsking, InstallMode, InstallRefusal, InstallScreen } from './install-screen.ts'
import { InstallQuestion } from './install-question.ts'

export interface InstallDialogParts {
  readonly asking: InstallAsking | undefined
  readonly clock: Clock
  readonly activities: Pick<ActivityStack, 'showSystemActivity' | 'finish' | 'resumed' | 'on'>
  readonly isInstalled: (packageName: string) => boolean
  /** Undefined for what is no APK: the package installer says so itself. */
  readonly readBase: (apks: readonly Buffer[]) => Pick<Apk, 'packageName' | 'label'> | undefined
  readonly locked: () => boolean
}

/** An install from adb that was let through; tell `finished` when the app is on the phone. */
export type InstallConsent =
  | { readonly kind: 'consented'; readonly finished: () => void }
  | { readonly kind: 'refused'; readonly refusal: InstallRefusal }

const consentedSilently: InstallConsent = { kind: 'consented', finished: () => undefined }

/**
 * What stands between adb and the package installer on the vendors' ROMs. Installs wait for each other: one app is asked for at
 * a time.
 */
export class InstallDialogs {
  /** Whoever sets a phone up says what its owner chose; until then adb may install. */
  mode: InstallMode = 'allowed'
  /** Of the owner's account, for screens that ask for it. */
  password = 'a-password-nobody-set'
  readonly #parts: InstallDialogParts
  readonly #refusedForGood = new Set<string>()
  #turn: Promise<unknown> = Promise.resolve()
  #questions: readonly InstallQuestion[] = []

  constructor(parts: InstallDialogParts) {
    this.#parts = parts
    parts.activities.on(({ kind, activity }) => {
      if (kind !== 'finished') return
      this.#questions.find(({ token }) => token === activity.token)?.closed()
    })
  }

  get asking(): InstallAsking | undefined {
    return this.#parts.asking
  }

  /** The question whose screen is in front. */
  get shown(): InstallQuestion | undefined {
    const token = this.#parts.activities.resumed()?.token
    return this.#questions.find((question) => question.token === token)
  }

  /** Asks the owner where the ROM does; resolves with the answer. */
  async confirm(apks: readonly Buffer[]): Promise<InstallConsent> {
    if (this.mode === 'allowed') return consentedSilently
    const base = this.#parts.readBase(apks)
    if (base === undefined) return consentedSilently
    const before = this.#turn
    let done: () => void = () => undefined
    this.#turn = new Promise((resolve) => (done = () => resolve(undefined)))
    await before
    try {
      return await this.#ask(base)
    } finally {
      done()
    }
  }

  /** RAM is gone: nobody waits for an answer any more. */
  forget(): void {
    for (const question of this.#questions) question.closed()
    this.#questions = []
  }

  async #ask(base: Pick<Apk, 'packageName' | 'label'>): Promise<InstallConsent> {
    const { asking, isInstalled } = this.#parts
    if (asking === undefined) return consentedSilently
    const refused: InstallConsent = { kind: 'refused', refusal: asking.refusal }
    if (this.mode === 'off' && asking.hasSwitch) return refused
    if (asking.updatesPass && isInstalled(base.packageName)) return consentedSilently
    if (this.#refusedForGood.has(base.packageName)) return refused
    for (const screen of asking.screens) {
      if (screen.withAccountOnly === true && this.mode !== 'asks-password') continue
      const answer = await this.#show(screen, base)
      if (answer === 'accepted') continue
      if (answer === 'refused-for-good') this.#refusedForGood.add(base.packageName)
      return refused
    }
    const { finish } = asking
    return finish === undefined
      ? consentedSilently
      : { kind: 'consented', finished: () => void this.#show(finish, base) }
  }

  async #show(
    screen: InstallScreen,
    app: { readonly packageName: string; readonly label: string },
  ): Promise<'accepted' | 'refused' | 'refused-for-good'> {
    const { activities, clock, locked } = this.#parts
    return new Promise((resolve) => {
      const question = new InstallQuestion({
        screen,
        app,
        clock,
        locked,
        password: () => this.password,
        token: activities.showSystemActivity(screen.activity, { translucent: screen.shape !== 'page' }),
        answered: (answer) => {
          this.#questions = this.#questions.filter((each) => each !== question)
          activities.finish(question.token)
          resolve(answer)
        },
      })
      this.#questions = [...this.#questions, question]
    })
  }
}
