import { Deadline, DeadlinePassed } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { type AccountState, type KnownAppState, isLoggedInHere } from '../push/app-state.ts'
import { usesQuota } from '../push/burst.ts'
import type { Row } from '../push/matrix-row.ts'
import type { UsedQuota } from '../push/situation.ts'
import { proveThatNothingCame } from './nothing.ts'
import { changesTheWorld } from './outside-world.ts'
import { PromiseBroken } from './promise-broken.ts'
import type { TestedPhone } from './tested-phone.ts'
import { Trial } from './trial.ts'
import type { Arrangement } from './trial-arrangement.ts'
import { type MessageWish, type TrialPlan, planOfRow, planOfWish } from './trial-plan.ts'
import { AccountWords } from './words/account-words.ts'
import { AppWords } from './words/app-words.ts'
import { LockScreenWords } from './words/lock-screen-words.ts'
import { PartnerWords } from './words/partner-words.ts'
import { OwnerWords } from './words/owner-words.ts'
import { PackageWords } from './words/package-words.ts'
import { RefusalWords } from './words/refusal-words.ts'
import { ShadeWords } from './words/shade-words.ts'
import { TokenWords } from './words/token-words.ts'
import { WorldWords } from './words/world-words.ts'

const noQuota: UsedQuota = { appToday: 0, deviceToday: 0, deviceLastMinute: 0 }

/** Within a second the same MsgRandom is the same message; the server counts it from when it took the first. */
const sameMessageWithinMs = 900

/** What a spec can say of a phone: here of messages, and by subject of all else. */
export class PhoneWords {
  readonly trials: Trial[] = []
  readonly account: AccountWords
  readonly app: AppWords
  readonly lockScreen: LockScreenWords
  readonly partner: PartnerWords
  readonly owner: OwnerWords
  readonly package: PackageWords
  readonly refusals: RefusalWords
  readonly shade: ShadeWords
  readonly token: TokenWords
  readonly world: WorldWords
  readonly #tested: TestedPhone
  readonly #rows: ReadonlyMap<string, Row>

  /** @param rows those of the promise that apply to this phone */
  constructor(tested: TestedPhone, rows: readonly Row[]) {
    this.#tested = tested
    this.#rows = new Map(rows.map((row) => [row.id, row]))
    this.account = new AccountWords(tested)
    this.app = new AppWords(tested)
    this.lockScreen = new LockScreenWords(tested)
    this.partner = new PartnerWords(tested)
    this.owner = new OwnerWords(tested)
    this.package = new PackageWords(tested)
    this.refusals = new RefusalWords(tested)
    this.shade = new ShadeWords(tested)
    this.token = new TokenWords(tested)
    this.world = new WorldWords(tested)
  }

  /** The rows of the promise that apply to this phone, by their names. */
  get rows(): readonly string[] {
    return [...this.#rows.keys()]
  }

  /** The message of a row is sent in the row's situation. What the row says of the account was arranged before. */
  async getsMessageOf(row: string, arrangement: Arrangement = 'anew'): Promise<Trial> {
    const plan = planOfRow(this.#tested, this.#row(row))
    await this.#useUpTheQuota(row)
    return this.#gets(plan, arrangement)
  }

  /**
   * The messages of several rows, one right after the other; the app is brought to its state once. Before them come those
   * for which the world outside is changed, each by itself: what is decided on its way must not find the world of the next.
   */
  async getsMessagesOf(rows: readonly string[]): Promise<readonly Trial[]> {
    const trials: Trial[] = []
    for (const row of rows.filter((one) => this.#changesTheWorld(one))) {
      const trial = await this.getsMessageOf(row)
      await (trial.shouldAppear ? trial.observe() : this.showsNothingOf(trial))
      await this.#tested.world.setBack()
      trials.push(trial)
    }
    let arrangement: Arrangement = 'anew'
    for (const row of rows.filter((one) => !this.#changesTheWorld(one))) {
      trials.push(await this.getsMessageOf(row, arrangement))
      arrangement = 'as-it-is'
    }
    return trials
  }

  #changesTheWorld(row: string): boolean {
    return changesTheWorld(this.#row(row).situation ?? {})
  }

  /** As many messages of a row as it is about, one right after the other; each counts against the quotas of the next. */
  async getsBurstOf(row: string): Promise<readonly Trial[]> {
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
      const plan = planOfRow(this.#tested, this.#row(row))
      last = await this.#gets({ ...plan, counted }, 'as-it-is')
      trials.push(last)
    }
    return trials
  }

  /**
   * Each message of a burst appears, is stopped by its quota, or folds: of those that share a row one is there, and which
   * one it is depends on the order in which they came.
   */
  async showsTheBurst(trials: readonly Trial[]): Promise<void> {
    const folded = trials.filter(
      ({ expectation }) => expectation.kind !== 'nothing' && expectation.where.shade === 'folded',
    )
    await this.showsWhatTheRulesSayOf(trials.filter((trial) => !folded.includes(trial)))
    const [first] = folded
    if (first === undefined) return
    const { watcher, run } = this.#tested
    for (const trial of folded) trial.judges(['arrival'])
    try {
      await watcher.waitFor(
        'a row of the folded messages',
        (entry) => folded.some((trial) => trial.matches(entry)),
        Deadline.in(run.hardMs),
      )
    } catch (error) {
      if (!(error instanceof DeadlinePassed)) throw error
      const expected = `a row that stands for ${String(folded.length)} messages`
      throw first.broken([{ part: 'arrival', expected, seen: 'none of them' }])
    }
  }

  /**
   * The message of a row right after another one and under the same MsgRandom. Whether that makes the two one message
   * depends on the time between them: what came too late is no proof.
   */
  async getsMessageUnderRandomOf(first: Trial, row: string): Promise<Trial> {
    const plan = planOfRow(this.#tested, this.#row(row))
    const { msgRandom } = first
    const trial = await this.#gets(msgRandom === null ? plan : { ...plan, msgRandom }, 'as-it-is')
    const betweenMs = Math.round(trial.sentAtMs - first.sentAtMs)
    if (betweenMs < sameMessageWithinMs) return trial
    throw new PushfarmError(`The two messages to ${this.#tested.phone.name} were ${String(betweenMs)} ms apart.`, {
      code: 'harness/too-slow',
      verdict: 'infrastructure',
      facts: { betweenMs, atMostMs: sameMessageWithinMs },
      hint: 'Use fewer phones at once on this machine.',
    })
  }

  /** A friend writes while the app is in this state. */
  async getsMessageWhile(state: KnownAppState, wish: MessageWish = {}): Promise<Trial> {
    return this.#gets(planOfWish(this.#tested, wish, { state }), 'anew')
  }

  /** One more message; app and shade stay as they are. */
  async getsAnotherMessage(state: KnownAppState, wish: MessageWish = {}): Promise<Trial> {
    return this.#gets(planOfWish(this.#tested, wish, { state }), 'as-it-is')
  }

  /** A friend writes to the owner of the phone although that account is not logged in here any more. */
  async getsMessageAs(account: Exclude<AccountState, 'logged-in'>, wish: MessageWish = {}): Promise<Trial> {
    return this.#gets(planOfWish(this.#tested, wish, { state: 'background', account }), 'anew')
  }

  /** Another conversation is open in the app. */
  async opensAnotherChat(): Promise<void> {
    const other = await this.getsMessageWhile('background', { from: 'second-friend' })
    await other.arrives()
    await other.tap()
    other.opensTheConversation('warm')
  }

  /** Whatever the rules say of this message is what is seen: a notification with this content, or nothing. */
  async showsWhatTheRulesSay(trial: Trial): Promise<void> {
    if (trial.expectation.kind === 'nothing') await this.showsNothingOf(trial)
    else await trial.appears()
  }

  /** Nothing of this message appears. */
  async showsNothingOf(...trials: readonly Trial[]): Promise<void> {
    await proveThatNothingCame(this.#tested, trials, async () => {
      await this.#tested.world.setBack()
      await this.#tested.session.logIn()
      // The shade is not cleared for it: that could take away, unseen, what has come just now.
      await this.#tested.journey.bringTo('cache-killed', this.#tested.steps(60_000))
      return this.#send(planOfWish(this.#tested, {}, { state: 'cache-killed' }), 'as-it-is')
    })
  }

  /** The same for messages that were sent together: what should appear does, and of the others there is nothing. */
  async showsWhatTheRulesSayOf(trials: readonly Trial[]): Promise<void> {
    for (const trial of trials) if (trial.shouldAppear) await trial.appears()
    const absent = trials.filter((trial) => !trial.shouldAppear && trial.arrival === undefined)
    if (absent.length > 0) await this.showsNothingOf(...absent)
  }

  /** The server keeps nothing of the message for later. */
  async isNotKept(trial: Trial): Promise<void> {
    const { msgKey } = trial
    const message = { from: trial.message.from.userId, to: this.#tested.owner.userId, msgKey: msgKey ?? '' }
    trial.judges(['nothing'])
    if (await this.#tested.chat.isStored(message, Deadline.in(10_000)))
      throw trial.broken([
        { part: 'nothing', expected: 'no copy at the server', seen: `the message ${String(msgKey)}` },
      ])
  }

  /** The harness refuses the message of a row before it is sent. */
  refusesToSend(row: string): void {
    try {
      Trial.draft(this.#tested, planOfRow(this.#tested, this.#row(row)))
    } catch (error) {
      if (error instanceof PushfarmError && error.code === 'harness/not-sendable') return
      throw error
    }
    throw new PromiseBroken(this.#tested.phone.name, [
      { part: 'ext', expected: 'that it is refused before it is sent', seen: 'that it may be sent' },
    ])
  }

  /** Without a laboratory that sets quotas, as many messages are sent as the row says were sent before. */
  async #useUpTheQuota(id: string): Promise<void> {
    const row = this.#row(id)
    const { deviceToday = 0, deviceLastMinute = 0 } = row.situation?.usedQuota ?? {}
    if (this.#tested.world.can('quota')) return
    const needed = Math.max(deviceToday, deviceLastMinute)
    for (let sent = this.trials.filter(({ plan }) => plan.row !== null).length; sent < needed; sent++)
      await this.#gets(planOfRow(this.#tested, row), 'anew')
  }

  #row(id: string): Row {
    const row = this.#rows.get(id)
    if (row !== undefined) return row
    throw new PushfarmError(`The promise has no row ${id} on ${this.#tested.phone.name}.`, {
      code: 'harness/no-row',
      verdict: 'set-up',
      facts: { row: id },
      hint: 'Name it in the rows of the promise, and ask phone.rows whether it applies.',
    })
  }

  async #gets(plan: TrialPlan, arrangement: Arrangement): Promise<Trial> {
    const { account = 'logged-in' } = plan.change
    if (isLoggedInHere(account) && arrangement === 'anew') await this.#tested.session.logIn()
    return this.#send(plan, arrangement)
  }

  async #send(plan: TrialPlan, arrangement: Arrangement): Promise<Trial> {
    if (plan.message.sender.by === 'rest') await this.#tested.know(plan.message.from)
    const trial = await Trial.send(this.#tested, plan, arrangement)
    this.trials.push(trial)
    return trial
  }
}
