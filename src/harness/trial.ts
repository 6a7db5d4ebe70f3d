import { Deadline } from '../base/deadline.ts'
import type { NotificationEntry } from '../android/notification-dump.ts'
import { type KnownAppState, processIsGone } from '../push/app-state.ts'
import type { ChatMessage } from '../push/chat-message.ts'
import { compareArrival, compareOpening } from '../push/comparison.ts'
import type { Difference, Part } from '../push/difference.ts'
import type { Expectation } from '../push/expectation.ts'
import type { Arrival, Opening } from '../push/outcome.ts'
import { tapOnLockScreen } from './lock-screen-tap.ts'
import { carries } from './notification-owner.ts'
import { lockScreenPin } from './owner-settings.ts'
import { PromiseBroken } from './promise-broken.ts'
import { AppRefusedToSend, type Sent, sendTo } from './sending.ts'
import { refuseTapOfAnotherApp, tapOwnRow } from './shade-tap.ts'
import { TapOpening } from './tap-opening.ts'
import type { TestedPhone } from './tested-phone.ts'
import { type Arrangement, arrange } from './trial-arrangement.ts'
import { arrivalOf } from './trial-arrival.ts'
import { expectationOn, refuseWhatIsTooLong } from './trial-expectation.ts'
import { TrialHearing } from './trial-hearing.ts'
import type { TrialPlan } from './trial-plan.ts'

/** One message, sent to one phone in one state, and what became of it. */
export class Trial {
  readonly plan: TrialPlan
  readonly state: KnownAppState
  readonly expectation: Expectation
  readonly stepsMs: Record<string, number> = {}
  arrival: Arrival | undefined
  opening: Opening = { kind: 'not-tapped' }
  differences: Difference[] = []
  readonly pictures: { readonly name: string; readonly png: Buffer }[] = []
  /** What the witnesses said of it. */
  readonly hearing = new TrialHearing()
  readonly #judged = new Set<Part>()
  readonly #tested: TestedPhone
  #sent: Sent | undefined
  #refusedWith: number | undefined
  #deadline: Deadline | undefined
  /** The app's processes that the user left running when it was sent. */
  #pidsBefore: readonly number[] = []

  private constructor(tested: TestedPhone, plan: TrialPlan) {
    this.#tested = tested
    this.plan = plan
    this.state = plan.change.appState ?? 'background'
    refuseWhatIsTooLong(tested, plan.message, plan.change)
    const { change, counted } = plan
    this.expectation = expectationOn(
      tested,
      plan.message,
      counted === undefined ? change : { ...change, usedQuota: counted },
    )
  }

  /** Brings the app to the plan's state unless it is there already, starts listening, sends. */
  static async send(tested: TestedPhone, plan: TrialPlan, arrangement: Arrangement = 'anew'): Promise<Trial> {
    const trial = new Trial(tested, plan)
    await trial.#step('arrange', () => arrange(tested, trial, arrangement))
    const deadline = Deadline.in(60_000)
    // A push service may start the app's process to post its notification: warm is only what the user left running.
    if (!processIsGone(trial.state)) trial.#pidsBefore = await tested.phone.pidsOf(tested.packageName, deadline)
    await trial.#step('send', () => trial.#send())
    return trial
  }

  /** One that was sent to another phone, whose user has moved to this one: nothing is arranged. */
  static sentElsewhere(tested: TestedPhone, plan: TrialPlan, takenAtMs: number): Trial {
    const trial = new Trial(tested, plan)
    tested.sightings.expect(trial.token)
    trial.#sent = { msgKey: null, takenAtMs, random: null }
    trial.#deadline = Deadline.in(tested.run.hardMs)
    return trial
  }

  get token(): string {
    return this.plan.token
  }

  get message(): ChatMessage {
    return this.plan.message
  }

  /** Which parts of it were compared with what was expected. */
  get judged(): readonly Part[] {
    return [...this.#judged]
  }

  get msgKey(): string | null {
    return this.#sent?.msgKey ?? null
  }

  /** null where it is not known, or nothing was sent */
  get msgRandom(): number | null {
    return this.#sent?.random ?? null
  }

  /** Whether the rules say that it is shown, loud or silent. */
  get shouldAppear(): boolean {
    return this.expectation.kind !== 'nothing'
  }

  get latencyMs(): number | null {
    return this.arrival === undefined || this.arrival.kind === 'not-shown' ? null : this.arrival.first.latencyMs
  }

  /** Waits for the notification and compares all of it with what was sent. */
  async appears(): Promise<this> {
    await this.observe()
    this.#judge(['nothing', 'arrival', 'latency', 'title', 'text', 'package', 'channel', 'importance', 'sound'])
    if (this.hearing.shade.kind === 'shown') this.#judge(['where'])
    this.#refuseSharedRow()
    return this
  }

  /** Waits for the notification; only that there is one is asked for. */
  async arrives(): Promise<this> {
    await this.observe()
    this.#judge(['arrival', 'latency'])
    return this
  }

  /** Taps the notification in the shade and looks at what opens. */
  async tap(): Promise<this> {
    await this.#step('tap', () =>
      this.#tap(async (deadline) => {
        await this.#tested.phone.unlock(deadline)
        await tapOwnRow(this.#tested, this, deadline)
      }),
    )
    return this
  }

  /** Taps the notification on the lock screen, which unlocks the phone, by its PIN where it is secure, and looks at what opens. */
  async tapOnTheLockScreen(): Promise<this> {
    const pin = this.plan.change.settings?.keyguard === 'secure' ? lockScreenPin : undefined
    await this.#step('tap', () => this.#tap((deadline) => tapOnLockScreen(this.#tested, this, deadline, pin)))
    return this
  }

  opensTheConversation(start: 'cold' | 'warm'): this {
    this.#judgeOpening(['opening', 'conversation', 'start'], start)
    return this
  }

  /** Whatever the console's click action leads to has opened. */
  opensWhatTheRulesSay(): this {
    this.#judgeOpening(['opening', 'conversation', 'ext'])
    return this
  }

  carriesExt(): this {
    this.#judgeOpening(['opening', 'ext'])
    return this
  }

  /** The sender's app was told that it may not send, with the code that the rules name. */
  isRefused(): this {
    const expected = this.#expectedRefusal
    this.judges(['nothing'])
    if (expected !== undefined && this.#refusedWith === expected) return this
    throw this.broken([
      {
        part: 'nothing',
        expected: expected === undefined ? 'a rule that refuses it' : `the sender refused with ${String(expected)}`,
        seen: this.#refusedWith === undefined ? 'the message sent' : `refused with ${String(this.#refusedWith)}`,
      },
    ])
  }

  get #expectedRefusal(): number | undefined {
    const { expectation } = this
    if (expectation.kind !== 'nothing' || expectation.at !== 'send') return undefined
    return typeof expectation.code === 'number' ? expectation.code : undefined
  }

  /** Whether an entry of the dump carries this message. */
  matches(entry: NotificationEntry): boolean {
    return carries(entry, this.token)
  }

  /** Keeps a picture of the screen for the report. */
  async photograph(name: string): Promise<this> {
    this.pictures.push({ name, png: Buffer.from(await this.#tested.browser.takeScreenshot(), 'base64') })
    return this
  }

  async #send(): Promise<void> {
    this.#tested.sightings.expect(this.token)
    this.#tested.says(`sending ${this.token}`)
    try {
      this.#sent = await sendTo(this.#tested, this.message, this.plan.msgRandom)
    } catch (error) {
      // Where the rules say so, that is what is tried.
      if (!(error instanceof AppRefusedToSend) || this.#expectedRefusal === undefined) throw error
      this.#refusedWith = error.errorCode
    }
    // Looked out for until the hard limit: a push that comes after the soft one is late, not missing.
    this.#deadline = Deadline.in(this.#tested.run.hardMs)
  }

  /** Waits for the notification without judging it. */
  async observe(): Promise<Arrival> {
    const deadline = this.#deadline ?? Deadline.in(this.#tested.run.hardMs)
    this.arrival ??= await this.#step('observe', () => arrivalOf(this.#tested, this, deadline))
    return this.arrival
  }

  /** Notes which parts are compared; called by whoever compares something. */
  judges(parts: readonly Part[]): void {
    for (const part of parts) this.#judged.add(part)
  }

  /** When the server took it, ms of Date.now; of an unsent one: now. */
  get sentAtMs(): number {
    return this.#sent?.takenAtMs ?? Date.now()
  }

  /** ms since it was sent */
  get waitedMs(): number {
    return this.#sent === undefined ? 0 : Math.round(Date.now() - this.#sent.takenAtMs)
  }

  /** Takes the differences down and makes the error that tells them. */
  broken(differences: readonly Difference[]): PromiseBroken {
    this.judges(differences.map(({ part }) => part))
    this.differences.push(...differences)
    return new PromiseBroken(this.#tested.phone.name, differences)
  }

  async #tap(tap: (deadline: Deadline) => Promise<void>): Promise<void> {
    const tested = this.#tested
    const deadline = Deadline.in(30_000)
    tested.says(`tapping ${this.token}`)
    const tappedAtMs = Date.now()
    await tap(deadline)
    const { expectation } = this
    this.opening = await new TapOpening(tested, { expectation, pidsBefore: this.#pidsBefore }, deadline).look()
    refuseTapOfAnotherApp(tested, this.token, tappedAtMs)
  }

  #judge(parts: readonly Part[]): void {
    if (this.arrival === undefined) return
    this.judges(parts)
    this.#take(compareArrival(this.expectation, this.arrival), parts)
  }

  /**
   * Messages that replace each other were there one after the other: whoever looks later finds one of them. Where they came
   * slowly each was seen by itself, and only their common key tells.
   */
  #refuseSharedRow(): void {
    if (this.expectation.kind === 'nothing' || this.expectation.where.shade !== 'own-row') return
    const [other] = this.#tested.sightings.sharingTheKeyOf(this.token)
    if (other === undefined) return
    const seen = `one that it shares with ${other}: the later took the place of the earlier`
    throw this.broken([{ part: 'arrival', expected: 'a notification of its own', seen }])
  }

  #judgeOpening(parts: readonly Part[], start?: 'cold' | 'warm'): void {
    if (this.expectation.kind === 'nothing') return
    this.judges(parts)
    const { conversationId, ext, click } = this.expectation
    this.#take(
      compareOpening(
        { conversationId, ext, opens: click.opens, ...(start === undefined ? {} : { start }) },
        this.opening,
      ),
      parts,
    )
  }

  #take(found: readonly Difference[], parts: readonly Part[]): void {
    const broken = found.filter((one) => parts.includes(one.part))
    if (broken.length === 0) return
    throw this.broken(broken)
  }

  async #step<T>(name: string, work: () => Promise<T>): Promise<T> {
    const start = performance.now()
    try {
      return await work()
    } finally {
      this.stepsMs[name] = Math.round(performance.now() - start)
    }
  }
}
