import { Deadline, DeadlinePassed, until } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import type { NotificationEntry } from '../android/notification-dump.ts'
import { type KnownAppState, isLoggedInHere, processIsGone } from '../push/app-state.ts'
import type { ChatMessage } from '../push/chat-message.ts'
import { compareArrival, compareOpening } from '../push/comparison.ts'
import { type Difference, type Part, describeDifference } from '../push/difference.ts'
import type { Expectation } from '../push/expectation.ts'
import type { Arrival, Opening, Sighting } from '../push/outcome.ts'
import type { NewEntry } from './journal-entry.ts'
import { lookOutFor } from './lookout.ts'
import { carries } from './notification-owner.ts'
import { AppRefusedToSend, type Sent, sendTo } from './sending.ts'
import { refuseTapOfAnotherApp, tapOwnRow } from './shade-tap.ts'
import type { TestedPhone } from './tested-phone.ts'
import { expectationOn, refuseWhatIsTooLong } from './trial-expectation.ts'
import { TrialHearing } from './trial-hearing.ts'
import type { TrialPlan } from './trial-plan.ts'
import { webPageInFront } from './web-page.ts'

/** A promise was not kept: the product's verdict. */
export class PromiseBroken extends PushfarmError {
  override readonly name = 'PromiseBroken'
  readonly differences: readonly Difference[]
  constructor(phone: string, differences: readonly Difference[]) {
    super(`On ${phone}: ${differences.map(describeDifference).join('; ')}.`, {
      code: 'harness/promise-broken',
      verdict: 'product',
      facts: { differences: differences.map((one) => ({ ...one })) },
    })
    this.differences = differences
  }
}

const openingLimitMs = 10_000
/** A cold app reads the tap from its push plugin up to 3 s after its first screen is drawn. */
const staysElsewhereMs = 4000
/** android.app.NotificationManager.IMPORTANCE_LOW: below it nothing is heard or peeks. */
const importanceLow = 2

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

  /** The message as it would be sent, and what is expected of it. */
  static draft(tested: TestedPhone, plan: TrialPlan): Trial {
    return new Trial(tested, plan)
  }

  /** Brings the app to the plan's state unless it is there already, starts listening, sends. */
  static async send(
    tested: TestedPhone,
    plan: TrialPlan,
    given: { readonly arrange?: 'anew' | 'as-it-is' } = {},
  ): Promise<Trial> {
    const trial = new Trial(tested, plan)
    const { account = 'logged-in' } = plan.change
    const { conversation, ...settings } = plan.change.settings ?? {}
    await trial.#step('arrange', async () => {
      const chosen =
        conversation === undefined
          ? 'as-it-was'
          : await tested.receiveOptions.choose(plan.message, conversation, Deadline.in(60_000))
      if (isLoggedInHere(account) && (given.arrange !== 'as-it-is' || chosen === 'chosen')) {
        const gestures = Deadline.in(60_000)
        await tested.clearShade(gestures)
        await tested.journey.bringTo(trial.state, gestures)
      }
      const changes = Deadline.in(60_000)
      await tested.ownersHand.apply(settings, changes)
      // The world of a burst was arranged for its first message: a quota set again would forget what is on its way.
      if (plan.counted === undefined) await tested.world.arrange(plan.change, changes)
    })
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
    this.#judge(['nothing', 'arrival', 'latency', 'title', 'text', 'package', 'channel', 'importance'])
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
    await this.#step('tap', () => this.#tap())
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

  /** Writes the trial down; returns what was written. */
  record(promise: string, name: string, evidence: readonly string[]): NewEntry {
    const entry: NewEntry = {
      kind: 'trial',
      phone: this.#tested.phone.name,
      promise,
      trial: name,
      token: this.token,
      state: this.state,
      msgKey: this.msgKey,
      row: this.plan.row,
      message: this.message,
      situation: this.plan.change,
      judged: [...this.judged],
      expected: this.expectation,
      arrival: this.arrival ?? null,
      opening: this.opening,
      latencyMs: this.latencyMs,
      differences: this.differences.map((one) => ({ ...one })),
      stepsMs: this.stepsMs,
      evidence: [...evidence],
    }
    this.#tested.journal.write(entry)
    return entry
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
    this.arrival ??= await this.#step('observe', () => this.#lookOut())
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

  async #lookOut(): Promise<Arrival> {
    const tested = this.#tested
    const deadline = this.#deadline ?? Deadline.in(tested.run.hardMs)
    tested.says(`waiting for ${this.token}`)
    try {
      const entries = await lookOutFor(tested, this, deadline)
      const first = this.#sighting(entries[0])
      const kind =
        first.importance !== null && first.importance >= 0 && first.importance < importanceLow ? 'silent' : 'shown'
      return { kind, first, count: entries.length }
    } catch (error) {
      if (!(error instanceof DeadlinePassed)) throw error
      this.hearing.notListed()
      return { kind: 'not-shown', withinMs: deadline.totalMs }
    }
  }

  #sighting(entry: NotificationEntry): Sighting {
    const postedAtMs = entry.postedAtMs ?? entry.updatedAtMs
    const takenAtMs = this.#sent?.takenAtMs ?? Date.now()
    return {
      package: entry.package ?? '',
      postedBy: entry.opPkg ?? entry.package ?? '',
      key: entry.key ?? '',
      channelId: entry.channelId,
      importance: entry.importance,
      title: entry.title,
      text: entry.text ?? entry.bigText,
      latencyMs: Math.max(
        0,
        Math.round((postedAtMs === null ? Date.now() : postedAtMs - this.#tested.clock.offsetMs) - takenAtMs),
      ),
    }
  }

  async #tap(): Promise<void> {
    const tested = this.#tested
    const deadline = Deadline.in(30_000)
    tested.says(`tapping ${this.token}`)
    await tested.phone.unlock(deadline)
    const tappedAtMs = Date.now()
    await tapOwnRow(tested, this, deadline)
    this.opening = await this.#lookWhatOpens(deadline)
    refuseTapOfAnotherApp(tested, this.token, tappedAtMs)
  }

  async #lookWhatOpens(deadline: Deadline): Promise<Opening> {
    const tested = this.#tested
    const limit = Deadline.in(openingLimitMs)
    let elsewhere: { readonly screen: string; readonly since: number } | undefined
    try {
      return await until(
        'the conversation to open',
        async (): Promise<Opening | undefined> => {
          const open = await tested.app.conversation()
          if (open !== undefined) return await this.#opened(open, limit.waitedMs, deadline)
          // The app may pass through other screens on its way; where it stays is where it led.
          const screen = await tested.app.screenNow()
          if (screen === 'push-panel' && (await this.#extInPanel()) === this.#expectedExt)
            return { kind: 'other-screen', screen, ext: this.#expectedExt }
          if (screen === undefined && this.#leadsToTheWeb) return await webPageInFront(tested, deadline)
          if (screen === undefined) elsewhere = undefined
          else if (elsewhere?.screen !== screen) elsewhere = { screen, since: performance.now() }
          else if (performance.now() - elsewhere.since > staysElsewhereMs)
            return await this.#openedInstead(limit.waitedMs, deadline)
          return undefined
        },
        limit,
        { everyMs: 40 },
      )
    } catch (error) {
      if (!(error instanceof DeadlinePassed)) throw error
      return await this.#openedInstead(limit.totalMs, deadline)
    }
  }

  /** Another build or a copy of the app has the same screens: whose they are the phone tells. */
  async #opened(
    open: { readonly conversationId: string; readonly ext: string },
    withinMs: number,
    deadline: Deadline,
  ): Promise<Opening> {
    const [start, focus] = await Promise.all([this.#start(deadline), this.#tested.phone.focus(deadline)])
    const front = focus.app?.package ?? this.#tested.packageName
    if (front !== this.#tested.packageName) return { kind: 'nothing-opened', focus: focus.window, withinMs }
    return { kind: 'conversation', ...open, start }
  }

  async #start(deadline: Deadline): Promise<'cold' | 'warm' | 'unknown'> {
    const pids = await this.#tested.phone.pidsOf(this.#tested.packageName, deadline)
    if (pids.length === 0) return 'unknown'
    return pids.some((pid) => this.#pidsBefore.includes(pid)) ? 'warm' : 'cold'
  }

  async #openedInstead(withinMs: number, deadline: Deadline): Promise<Opening> {
    const tested = this.#tested
    const screen = await tested.app.screenNow()
    if (screen === undefined) {
      const focus = await tested.phone.focus(deadline)
      return { kind: 'nothing-opened', focus: focus.window, withinMs }
    }
    const ext = screen === 'push-panel' ? await this.#extInPanel() : null
    return { kind: 'other-screen', screen, ext }
  }

  /** An ext that names no conversation leads the app to its push panel, which shows it. */
  async #extInPanel(): Promise<string> {
    return (await this.#tested.app.pushPanel()).lastExt ?? ''
  }

  get #leadsToTheWeb(): boolean {
    return this.expectation.kind !== 'nothing' && this.expectation.click.opens === 'browser'
  }

  get #expectedExt(): string | null {
    return this.expectation.kind === 'nothing' ? null : this.expectation.ext
  }

  #judge(parts: readonly Part[]): void {
    if (this.arrival === undefined) return
    this.judges(parts)
    this.#take(compareArrival(this.expectation, this.arrival), parts)
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
