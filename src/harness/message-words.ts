import { PushfarmError } from '../base/pushfarm-error.ts'
import type { AccountState, KnownAppState } from '../push/app-state.ts'
import { usesQuota } from '../push/burst.ts'
import type { Expectation } from '../push/expectation.ts'
import type { Row } from '../push/matrix-row.ts'
import type { Arrival } from '../push/outcome.ts'
import type { UsedQuota } from '../push/situation.ts'
import { changesTheWorld } from './outside-world.ts'
import { PromiseBroken } from './promise-broken.ts'
import type { TestedPhone } from './tested-phone.ts'
import type { Arrangement } from './trial-arrangement.ts'
import { refuseWhatIsTooLong } from './trial-expectation.ts'
import { type MessageWish, type TrialPlan, planOfRow, planOfWish } from './trial-plan.ts'

/** One message, as far as the words below speak of it. */
export interface SpokenTrial {
  readonly plan: TrialPlan
  readonly expectation: Expectation
  readonly shouldAppear: boolean
  /** undefined: nobody has looked yet */
  readonly arrival: Arrival | undefined
  observe(): Promise<Arrival>
  appears(): Promise<unknown>
  arrives(): Promise<unknown>
  tap(): Promise<unknown>
  opensTheConversation(start: 'cold' | 'warm'): unknown
}

const noQuota: UsedQuota = { appToday: 0, deviceToday: 0, deviceLastMinute: 0 }

/** What a spec can say of messages, made of a few simple words: how one is sent, and how it is seen that none came. */
export abstract class MessageWords<OneTrial extends SpokenTrial> {
  readonly trials: OneTrial[] = []
  protected readonly tested: TestedPhone
  readonly #rows: ReadonlyMap<string, Row>

  /** @param rows those of the promise that apply to this phone */
  constructor(tested: TestedPhone, rows: readonly Row[]) {
    this.tested = tested
    this.#rows = new Map(rows.map((row) => [row.id, row]))
  }

  /** Nothing of these messages appears. */
  abstract showsNothingOf(...trials: readonly OneTrial[]): Promise<void>

  /** Sends it, to a user who is logged in where the plan does not say otherwise; adds it to the trials. */
  protected abstract gets(plan: TrialPlan, arrangement: Arrangement): Promise<OneTrial>

  /** A row of the shade stands for these messages. */
  protected abstract showsOneOf(folded: readonly [OneTrial, ...OneTrial[]]): Promise<void>

  /** The rows of the promise that apply to this phone, by their names. */
  get rows(): readonly string[] {
    return [...this.#rows.keys()]
  }

  /** The message of a row is sent in the row's situation. What the row says of the account was arranged before. */
  async getsMessageOf(row: string, arrangement: Arrangement = 'anew'): Promise<OneTrial> {
    const plan = this.planOf(row)
    await this.#useUpTheQuota(row)
    return this.gets(plan, arrangement)
  }

  /**
   * The messages of several rows, one right after the other; the app is brought to its state once. Before them come those
   * for which the world outside is changed, each by itself: what is decided on its way must not find the world of the next.
   */
  async getsMessagesOf(rows: readonly string[]): Promise<readonly OneTrial[]> {
    const trials: OneTrial[] = []
    for (const row of rows.filter((one) => this.#changesTheWorld(one))) {
      const trial = await this.getsMessageOf(row)
      await (trial.shouldAppear ? trial.observe() : this.showsNothingOf(trial))
      await this.tested.world.setBack()
      trials.push(trial)
    }
    let arrangement: Arrangement = 'anew'
    for (const row of rows.filter((one) => !this.#changesTheWorld(one))) {
      trials.push(await this.getsMessageOf(row, arrangement))
      arrangement = 'as-it-is'
    }
    return trials
  }

  /** As many messages of a row as it is about, one right after the other; each counts against the quotas of the next. */
  async getsBurstOf(row: string): Promise<readonly OneTrial[]> {
    let last = await this.getsMessageOf(row)
    const trials = [last]
    const before = last.plan.change.usedQuota ?? noQuota
    let used = 0
    while (trials.length < (this.#row(row).count ?? 1)) {
      if (usesQuota(last.expectation)) used++
      const counted = {
        appToday: before.appToday + used,
        deviceToday: before.deviceToday + used,
        deviceLastMinute: before.deviceLastMinute + used,
      }
      last = await this.gets({ ...this.planOf(row), counted }, 'as-it-is')
      trials.push(last)
    }
    return trials
  }

  /**
   * Each message of a burst appears, is stopped by its quota, or folds: of those that share a row one is there, and which
   * one it is depends on the order in which they came.
   */
  async showsTheBurst(trials: readonly OneTrial[]): Promise<void> {
    const folded = trials.filter(
      ({ expectation }) => expectation.kind !== 'nothing' && expectation.where.shade === 'folded',
    )
    await this.showsWhatTheRulesSayOf(trials.filter((trial) => !folded.includes(trial)))
    const [first, ...others] = folded
    if (first !== undefined) await this.showsOneOf([first, ...others])
  }

  /** A friend writes while the app is in this state. */
  async getsMessageWhile(state: KnownAppState, wish: MessageWish = {}): Promise<OneTrial> {
    return this.gets(planOfWish(this.tested, wish, { state }), 'anew')
  }

  /** One more message; app and shade stay as they are. */
  async getsAnotherMessage(state: KnownAppState, wish: MessageWish = {}): Promise<OneTrial> {
    return this.gets(planOfWish(this.tested, wish, { state }), 'as-it-is')
  }

  /** A friend writes to the owner of the phone although that account is not logged in here any more. */
  async getsMessageAs(account: Exclude<AccountState, 'logged-in'>, wish: MessageWish = {}): Promise<OneTrial> {
    return this.gets(planOfWish(this.tested, wish, { state: 'background', account }), 'anew')
  }

  /** Another conversation is open in the app. */
  async opensAnotherChat(): Promise<void> {
    const other = await this.getsMessageWhile('background', { from: 'second-friend' })
    await other.arrives()
    await other.tap()
    other.opensTheConversation('warm')
  }

  /** Whatever the rules say of this message is what is seen: a notification with this content, or nothing. */
  async showsWhatTheRulesSay(trial: OneTrial): Promise<void> {
    if (trial.expectation.kind === 'nothing') await this.showsNothingOf(trial)
    else await trial.appears()
  }

  /** The same for messages that were sent together: what should appear does, and of the others there is nothing. */
  async showsWhatTheRulesSayOf(trials: readonly OneTrial[]): Promise<void> {
    for (const trial of trials) if (trial.shouldAppear) await trial.appears()
    const absent = trials.filter((trial) => !trial.shouldAppear && trial.arrival === undefined)
    if (absent.length > 0) await this.showsNothingOf(...absent)
  }

  /** The harness refuses the message of a row before it is sent. */
  refusesToSend(row: string): void {
    const { message, change } = this.planOf(row)
    try {
      refuseWhatIsTooLong(this.tested, message, change)
    } catch (error) {
      if (error instanceof PushfarmError && error.code === 'harness/not-sendable') return
      throw error
    }
    throw new PromiseBroken(this.tested.phone.name, [
      { part: 'ext', expected: 'that it is refused before it is sent', seen: 'that it may be sent' },
    ])
  }

  protected planOf(row: string): TrialPlan {
    return planOfRow(this.tested, this.#row(row))
  }

  #changesTheWorld(row: string): boolean {
    return changesTheWorld(this.#row(row).situation ?? {})
  }

  /** Without a laboratory that sets quotas, as many messages are sent as the row says were sent before. */
  async #useUpTheQuota(row: string): Promise<void> {
    const { deviceToday = 0, deviceLastMinute = 0 } = this.#row(row).situation?.usedQuota ?? {}
    if (this.tested.world.can('quota')) return
    const needed = Math.max(deviceToday, deviceLastMinute)
    for (let sent = this.trials.filter(({ plan }) => plan.row !== null).length; sent < needed; sent++)
      await this.gets(this.planOf(row), 'anew')
  }

  #row(id: string): Row {
    const row = this.#rows.get(id)
    if (row !== undefined) return row
    throw new PushfarmError(
      `The check asks for the row ${id}, which is not among the promise's rows that apply to ${this.tested.phone.name}.`,
      {
        code: 'harness/no-row',
        verdict: 'set-up',
        facts: { row: id },
        hint: `They are ${[...this.#rows.keys()].join(', ') || 'none'}. Name it in the rows of the promise, and ask phone.rows whether it applies.`,
      },
    )
  }
}
