import type { NotificationEntry } from '../android/notification-dump.ts'
import { Deadline, inTime } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { isLoggedInHere } from '../push/app-state.ts'
import type { Row } from '../push/matrix-row.ts'
import { MessageWords } from './message-words.ts'
import { proveThatNothingCame } from './nothing.ts'
import type { TestedPhone } from './tested-phone.ts'
import { Trial } from './trial.ts'
import type { Arrangement } from './trial-arrangement.ts'
import { type TrialPlan, planOfWish } from './trial-plan.ts'
import { AccountWords } from './words/account-words.ts'
import { AppWords } from './words/app-words.ts'
import { HeadsUpWords } from './words/heads-up-words.ts'
import { LockScreenWords } from './words/lock-screen-words.ts'
import { PartnerWords } from './words/partner-words.ts'
import { OwnerWords } from './words/owner-words.ts'
import { PackageWords } from './words/package-words.ts'
import { RefusalWords } from './words/refusal-words.ts'
import { ShadeWords } from './words/shade-words.ts'
import { TokenWords } from './words/token-words.ts'
import { WorldWords } from './words/world-words.ts'

/** Within a second the same MsgRandom is the same message; the server counts it from when it took the first. */
const sameMessageWithinMs = 900
/** A message that does not fold has a row of its own not long after the first one: so long another row is waited for. */
const secondRowMs = 3000

/** What a spec can say of a phone: of messages, and by subject of all else. */
export class PhoneWords extends MessageWords<Trial> {
  readonly account: AccountWords
  readonly app: AppWords
  readonly headsUp: HeadsUpWords
  readonly lockScreen: LockScreenWords
  readonly partner: PartnerWords
  readonly owner: OwnerWords
  readonly package: PackageWords
  readonly refusals: RefusalWords
  readonly shade: ShadeWords
  readonly token: TokenWords
  readonly world: WorldWords

  /** @param rows those of the promise that apply to this phone */
  constructor(tested: TestedPhone, rows: readonly Row[]) {
    super(tested, rows)
    this.account = new AccountWords(tested)
    this.app = new AppWords(tested)
    this.headsUp = new HeadsUpWords(tested)
    this.lockScreen = new LockScreenWords(tested)
    this.partner = new PartnerWords(tested)
    this.owner = new OwnerWords(tested)
    this.package = new PackageWords(tested)
    this.refusals = new RefusalWords(tested, {
      trials: this.trials,
      showsNothingOf: (trial) => this.showsNothingOf(trial),
    })
    this.shade = new ShadeWords(tested)
    this.token = new TokenWords(tested)
    this.world = new WorldWords(tested)
  }

  /**
   * The message of a row right after another one and under the same MsgRandom. Whether that makes the two one message
   * depends on the time between them: what came too late is no proof.
   */
  async getsMessageUnderRandomOf(first: Trial, row: string): Promise<Trial> {
    const plan = this.planOf(row)
    const { msgRandom } = first
    const trial = await this.gets(msgRandom === null ? plan : { ...plan, msgRandom }, 'as-it-is')
    const betweenMs = Math.round(trial.sentAtMs - first.sentAtMs)
    if (betweenMs < sameMessageWithinMs) return trial
    throw new PushfarmError(`The two messages to ${this.tested.phone.name} were ${String(betweenMs)} ms apart.`, {
      code: 'harness/too-slow',
      verdict: 'infrastructure',
      facts: { betweenMs, atMostMs: sameMessageWithinMs },
      hint: 'Use fewer phones at once on this machine.',
    })
  }

  override async showsNothingOf(...trials: readonly Trial[]): Promise<void> {
    await proveThatNothingCame(this.tested, trials, async () => {
      await this.tested.world.setBack()
      await this.tested.session.logIn()
      // The shade is not cleared for it: that could take away, unseen, what has come just now.
      await this.tested.journey.bringTo('cache-killed', this.tested.steps(60_000))
      return this.#send(planOfWish(this.tested, {}, { state: 'cache-killed' }), 'as-it-is')
    })
  }

  /** The server keeps nothing of the message for later, and the app, when it is opened, shows a later message without it. */
  async isNotKept(trial: Trial): Promise<void> {
    const { msgKey } = trial
    const message = { from: trial.message.from.userId, to: this.tested.owner.userId, msgKey: msgKey ?? '' }
    trial.judges(['nothing'])
    if (await this.tested.chat.isStored(message, Deadline.in(10_000)))
      throw trial.broken([
        { part: 'nothing', expected: 'no copy at the server', seen: `the message ${String(msgKey)}` },
      ])
    // What the app got while it ran would still be in its memory: the later one came after it was killed.
    const { userId } = trial.message.from
    const later = this.trials.findLast(
      (one) => one.state === 'cache-killed' && one.message.from.userId === userId && one.sentAtMs > trial.sentAtMs,
    )
    await this.app.opensOn(later ?? (await this.getsMessageWhile('cache-killed')), trial)
  }

  protected override async showsOneOf(folded: readonly [Trial, ...Trial[]]): Promise<void> {
    const { watcher, run } = this.tested
    for (const trial of folded) trial.judges(['arrival', 'where'])
    const expected = `a row that stands for ${String(folded.length)} messages`
    const isOne = (entry: NotificationEntry): boolean => folded.some((trial) => trial.matches(entry))
    const seen = await inTime(watcher.waitFor('a row of the folded messages', isOne, Deadline.in(run.hardMs)))
    if (seen === undefined) throw folded[0].broken([{ part: 'arrival', expected, seen: 'none of them' }])
    const isAnother = (entry: NotificationEntry): boolean => isOne(entry) && entry.key !== seen[0].key
    await inTime(watcher.waitFor('a second row of the folded messages', isAnother, Deadline.in(secondRowMs)))
    const rows = new Set((await watcher.look()).filter(isOne).map(({ key }) => key))
    if (rows.size > 1) throw folded[0].broken([{ part: 'where', expected, seen: `${String(rows.size)} rows` }])
  }

  protected override async gets(plan: TrialPlan, arrangement: Arrangement): Promise<Trial> {
    const { account = 'logged-in' } = plan.change
    if (isLoggedInHere(account) && arrangement === 'anew') await this.tested.session.logIn()
    return this.#send(plan, arrangement)
  }

  async #send(plan: TrialPlan, arrangement: Arrangement): Promise<Trial> {
    if (plan.message.sender.by === 'rest') await this.tested.know(plan.message.from)
    const trial = await Trial.send(this.tested, plan, arrangement)
    this.trials.push(trial)
    return trial
  }
}
