import { Deadline } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import type { AppContract } from '../app/contract.ts'
import type { FarmPhone } from '../farm/farm-phone.ts'
import type {
  ConsoleChange,
  ConsoleClick,
  Laboratory,
  LaboratoryAbility,
  PushRecord,
  PushedMessage,
} from '../farm/laboratory.ts'
import { timeInChina } from '../push/china-time.ts'
import type { ConsoleSettings, TimeOfDay } from '../push/situation.ts'
import type { SituationChange } from '../push/usual-situation.ts'
import { changedAtConsoles } from './laboratory-needs.ts'
import { webPage } from './web-page.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
/** Tencent says that a changed certificate is in force after about ten minutes; a moment more, to be past it. */
const inForceAfterMs = 10 * minuteMs + 1000

/** Whether something outside the phone has to be changed for it. */
export function changesTheWorld({ console, usedQuota, timeOfDay, account }: SituationChange): boolean {
  return (
    console !== undefined || usedQuota !== undefined || timeOfDay !== undefined || account === 'idle-for-seven-days'
  )
}

/** What is around one phone: the servers' clock, the consoles, the quotas. Changed through the farm's laboratory, and set back. */
export class OutsideWorld {
  readonly #phone: FarmPhone
  readonly #laboratory: Laboratory | undefined
  readonly #contract: AppContract
  #serial: string | undefined
  /** How far the servers' clock was moved for this phone. */
  #passedMs = 0
  readonly #undo = new Map<string, (laboratory: Laboratory, serial: string, deadline: Deadline) => Promise<void>>()

  constructor(phone: FarmPhone, laboratory: Laboratory | undefined, contract: AppContract) {
    this.#phone = phone
    this.#laboratory = laboratory
    this.#contract = contract
  }

  can(ability: LaboratoryAbility): boolean {
    return this.#laboratory?.can(ability) ?? false
  }

  /** The id of the certificate that the app has to report on this phone; undefined where the contract does not tell. */
  get certificateId(): number | undefined {
    return this.#contract.console[this.#phone.pushService]?.certificateId
  }

  /** The time that the vendors' hours are counted by. */
  get timeOfDay(): TimeOfDay {
    return timeInChina(Date.now() + this.#passedMs)
  }

  /** What the app's owner has entered at the consoles, as the app's contract says. */
  get entered(): Partial<ConsoleSettings> {
    const { channelId, channels } = this.#contract.console[this.#phone.pushService] ?? {}
    return {
      ...(channelId === undefined ? {} : { channelId }),
      ...(channels === undefined ? {} : { vendorChannels: channels }),
    }
  }

  /** Makes what is outside the phone as the situation has it. */
  async arrange(change: SituationChange, deadline: Deadline): Promise<void> {
    const { console, usedQuota, timeOfDay, account } = change
    const entries = changedAtConsoles(console ?? {}, this.entered)
    if (Object.keys(entries).length > 0) await this.#enter(entries, deadline)
    if (timeOfDay !== undefined) await this.#waitUntil(timeOfDay, deadline)
    if (account === 'idle-for-seven-days') await this.letPass(7 * dayMs + minuteMs, deadline)
    // Without a laboratory quotas are used up by sending: that is for the spec to do.
    if (usedQuota !== undefined && this.can('quota')) await this.useQuota(usedQuota, deadline)
  }

  /** Time passes for the phone's accounts and tokens at the servers, until everything is set back. */
  async letPass(ms: number, deadline: Deadline): Promise<void> {
    await this.#do('clock', (laboratory, serial) => laboratory.letPass(serial, ms, deadline))
    this.#passedMs += ms
    this.#undo.set('clock', async (laboratory, serial, later) => {
      await laboratory.backToNow(serial, later)
      this.#passedMs = 0
    })
  }

  async useQuota(used: NonNullable<SituationChange['usedQuota']>, deadline: Deadline): Promise<void> {
    await this.#do('quota', (laboratory, serial) => laboratory.setQuota(serial, used, deadline))
    this.#undo.set('quota', (laboratory, serial, later) =>
      laboratory.setQuota(serial, { appToday: 0, deviceToday: 0, deviceLastMinute: 0 }, later),
    )
  }

  async inject(fault: string, deadline: Deadline): Promise<void> {
    await this.#do('faults', (laboratory, serial) => laboratory.injectFault(serial, fault, deadline))
    this.#undo.set('faults', (laboratory, serial, later) => laboratory.clearFault(serial, fault, later))
  }

  /** The code with which the vendor refused a message, by the push records. */
  async refusalOf(to: string, msgKey: string, deadline: Deadline): Promise<string | undefined> {
    return this.#do('push records', (laboratory) => laboratory.refusalOf(to, msgKey, deadline))
  }

  /** The servers' own records of these messages to an account. */
  async pushRecords(
    to: string,
    messages: readonly PushedMessage[],
    deadline: Deadline,
  ): Promise<readonly PushRecord[]> {
    return this.#do('push records', (laboratory) => laboratory.pushRecords(to, messages, deadline))
  }

  /** ro.serialno, by which the laboratory knows the phone. */
  async serial(): Promise<string> {
    this.#serial ??= (await this.#phone.properties(Deadline.in(10_000))).get('ro.serialno') ?? this.#phone.entry.serial
    return this.#serial
  }

  /** The present comes back, and what was entered at the consoles. */
  async setBack(): Promise<void> {
    const undo = [...this.#undo.values()].reverse()
    this.#undo.clear()
    for (const each of undo)
      await this.#do('clock', (laboratory, serial) => each(laboratory, serial, Deadline.in(10_000)))
  }

  async #enter(settings: Partial<ConsoleSettings>, deadline: Deadline): Promise<void> {
    const { certificateBefore, certificate = 'valid' } = settings
    if (certificateBefore === undefined) {
      await this.#edit(this.#changeOf(settings), inForceAfterMs, deadline)
      return
    }
    await this.#edit({ certificate: certificateBefore.was }, inForceAfterMs, deadline)
    await this.#edit({ certificate }, certificateBefore.changedMinutesAgo * minuteMs, deadline)
  }

  async #edit(change: ConsoleChange, thenPassMs: number, deadline: Deadline): Promise<void> {
    await this.#do('console', (laboratory, serial) => laboratory.changeConsole(serial, change, deadline))
    this.#undo.set('console', (laboratory, serial, later) => laboratory.restoreConsole(serial, later))
    const { certificate, click, channelId } = change
    // What the vendor's own console holds is in force at once.
    if (certificate !== undefined || click !== undefined || channelId !== undefined)
      await this.letPass(thenPassMs, deadline)
  }

  #changeOf(settings: Partial<ConsoleSettings>): ConsoleChange {
    const { certificate, channelId, vendorChannels, clickAction, listing, users } = settings
    return {
      ...(certificate === undefined ? {} : { certificate }),
      ...(channelId === undefined ? {} : { channelId }),
      ...(vendorChannels === undefined ? {} : { vendorChannels }),
      ...(clickAction === undefined ? {} : { click: this.#clickOf(clickAction) }),
      ...(listing === undefined ? {} : { standing: listing }),
      ...(users === undefined ? {} : { validUsers: users }),
    }
  }

  #clickOf(action: ConsoleSettings['clickAction']): ConsoleClick {
    switch (action) {
      case 'open-app':
        return { kind: 'open-app' }
      case 'in-app-page':
        return { kind: 'in-app-page', intentUri: this.#contract.click.intentUri, activity: this.#contract.activity }
      case 'web-page':
        return { kind: 'url', url: webPage }
    }
  }

  /** The next moment of that hour. */
  async #waitUntil({ hour, minute }: TimeOfDay, deadline: Deadline): Promise<void> {
    const now = await this.#do('clock', (laboratory, serial) => laboratory.now(serial, deadline))
    const present = timeInChina(now)
    const minutes = (hour - present.hour) * 60 + minute - present.minute
    await this.letPass(minutes * minuteMs - (now % minuteMs) + (minutes <= 0 ? dayMs : 0), deadline)
  }

  async #do<Result>(what: string, act: (laboratory: Laboratory, serial: string) => Promise<Result>): Promise<Result> {
    if (this.#laboratory === undefined)
      throw new PushfarmError(`${this.#phone.name} stands in no laboratory that could change the ${what}.`, {
        code: 'harness/no-laboratory',
        verdict: 'set-up',
        hint: 'Name one in PUSHFARM_LABORATORY, or ask phone.applies before.',
      })
    return act(this.#laboratory, await this.serial())
  }
}
