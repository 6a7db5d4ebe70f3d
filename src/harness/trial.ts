import { randomInt } from 'node:crypto'
import { Deadline, DeadlinePassed, until } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import type { NotificationEntry } from '../android/notification-dump.ts'
import type { SentMessage } from '../chat/chat-server.ts'
import { type AccountState, type TriedAppState, processIsGone } from '../push/app-state.ts'
import type { AndroidInfo, ChatMessage, MessageElement } from '../push/chat-message.ts'
import { compareArrival, compareOpening } from '../push/comparison.ts'
import { type Difference, type Part, describeDifference } from '../push/difference.ts'
import { type Expectation, chatMessageOf } from '../push/expectation.ts'
import { chatExt } from '../push/ext.ts'
import type { Account, PushMessage } from '../push/message.ts'
import type { Arrival, Opening, Sighting } from '../push/outcome.ts'
import type { OwnerSettings } from '../push/situation.ts'
import { makeToken } from '../push/token.ts'
import type { NewEntry } from './journal-entry.ts'
import type { TestedPhone } from './tested-phone.ts'
import { expectationOn, refuseWhatIsTooLong } from './trial-expectation.ts'

/** What a spec says of the message it wants to be sent; the rest is usual. `{token}` stands for the message's own word. */
export interface MessageWish {
  readonly title?: string
  readonly desc?: string
  /** Goes into the ext's `customData`. */
  readonly customData?: unknown
  /** The whole ext, in place of the usual container. */
  readonly ext?: string
  readonly disablePush?: boolean
  /** What the message itself holds; usually a text. */
  readonly elements?: readonly MessageElement[]
  /** seconds; 0: only for those who are online */
  readonly lifeTimeSec?: number
  /** Changes the usual vendor fields. */
  readonly androidInfo?: AndroidInfo
  /** Who writes; usually the friend. */
  readonly from?: 'friend' | 'second-friend' | 'nameless'
  /** Set on the phone before the message is sent, and set back when the promise has been checked. */
  readonly settings?: Partial<OwnerSettings>
}

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
  readonly message: PushMessage
  /** The same as the server gets it. */
  readonly chatMessage: ChatMessage
  readonly state: TriedAppState
  readonly expectation: Expectation
  readonly stepsMs: Record<string, number> = {}
  arrival: Arrival | undefined
  opening: Opening = { kind: 'not-tapped' }
  differences: Difference[] = []
  readonly pictures: { readonly name: string; readonly png: Buffer }[] = []
  readonly #tested: TestedPhone
  #sent: SentMessage | undefined
  #deadline: Deadline | undefined
  #pidsBefore: readonly number[] = []

  private constructor(tested: TestedPhone, wish: MessageWish, state: TriedAppState, account: AccountState) {
    this.#tested = tested
    this.state = state
    const token = makeToken(() => randomInt(2 ** 40) / 2 ** 40)
    const withToken = (text: string): string => text.replaceAll('{token}', token)
    const desc = withToken(wish.desc ?? '{token}，今晚一起吃饭吗？')
    const from = senderOf(tested, wish.from)
    this.message = {
      token,
      from,
      to: tested.owner,
      text: `${token}，今晚一起吃饭吗？`,
      push: {
        title: withToken(wish.title ?? '林小满'),
        desc,
        ext: wish.ext ?? chatExt(from, desc, wish.customData),
        androidInfo: { ...tested.androidInfo, ...wish.androidInfo },
        ...(wish.disablePush === undefined ? {} : { disablePush: wish.disablePush }),
      },
    }
    const usual = chatMessageOf(this.message)
    this.chatMessage = {
      ...usual,
      elements:
        wish.elements?.map((one) => (one.type === 'text' ? { ...one, text: withToken(one.text) } : one)) ??
        usual.elements,
      lifeTimeSec: wish.lifeTimeSec ?? usual.lifeTimeSec,
    }
    const differs = { state, account, settings: wish.settings ?? {} }
    refuseWhatIsTooLong(tested, this.chatMessage, differs)
    this.expectation = expectationOn(tested, this.chatMessage, differs)
  }

  /** The message as it would be sent, and what is expected of it. */
  static draft(tested: TestedPhone, state: TriedAppState, wish: MessageWish = {}): Trial {
    return new Trial(tested, wish, state, 'logged-in')
  }

  /** Brings the app to `state`, starts listening, sends. */
  static async send(
    tested: TestedPhone,
    state: TriedAppState,
    wish: MessageWish = {},
    given: { readonly account?: AccountState; readonly arrange?: 'anew' | 'as-it-is' } = {},
  ): Promise<Trial> {
    const { account = 'logged-in', arrange = 'anew' } = given
    const trial = new Trial(tested, wish, state, account)
    const deadline = Deadline.in(60_000)
    await trial.#step('arrange', async () => {
      if (account === 'logged-in' && arrange === 'anew') {
        await tested.clearShade(deadline)
        await tested.bringTo(state, deadline)
      }
      if (wish.settings !== undefined) await tested.ownersHand.apply(wish.settings, deadline)
    })
    // A push service may start the app's process to post its notification: warm is only what the user left running.
    if (!processIsGone(state)) trial.#pidsBefore = await tested.phone.pidsOf(tested.packageName, deadline)
    await trial.#step('send', () => trial.#send())
    return trial
  }

  get msgKey(): string | null {
    return this.#sent?.msgKey ?? null
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
    this.#judge(['nothing', 'arrival', 'latency', 'title', 'text', 'package', 'importance'])
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

  carriesExt(): this {
    this.#judgeOpening(['opening', 'ext'])
    return this
  }

  /** Whether an entry of the dump carries this message. */
  matches(entry: NotificationEntry): boolean {
    return [entry.title, entry.text, entry.bigText].some((text) => text?.includes(this.message.token) === true)
  }

  /** Writes the trial down; returns what was written. */
  record(promise: string, name: string, evidence: readonly string[]): NewEntry {
    const entry: NewEntry = {
      kind: 'trial',
      phone: this.#tested.phone.name,
      promise,
      trial: name,
      token: this.message.token,
      state: this.state,
      msgKey: this.msgKey,
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
    const { message } = this
    this.#tested.sightings.expect(message.token)
    this.#tested.says(`sending ${message.token}`)
    this.#sent = await this.#tested.chat.send(
      {
        from: message.from.userId,
        to: message.to.userId,
        elements: this.chatMessage.elements,
        lifeTimeSec: this.chatMessage.lifeTimeSec,
        push: {
          PushFlag: message.push.disablePush === true ? 1 : 0,
          Title: message.push.title,
          Desc: message.push.desc,
          Ext: message.push.ext,
          ...(message.push.androidInfo === undefined ? {} : { AndroidInfo: message.push.androidInfo }),
        },
      },
      Deadline.in(10_000),
    )
    // Looked out for until the hard limit: a push that comes after the soft one is late, not missing.
    this.#deadline = Deadline.in(this.#tested.run.hardMs)
  }

  /** Waits for the notification without judging it. */
  async observe(): Promise<Arrival> {
    this.arrival ??= await this.#step('observe', () => this.#lookOut())
    return this.arrival
  }

  /** ms since it was sent */
  get waitedMs(): number {
    return this.#sent === undefined ? 0 : Math.round(Date.now() - this.#sent.takenAtMs)
  }

  /** Takes the differences down and makes the error that tells them. */
  broken(differences: readonly Difference[]): PromiseBroken {
    this.differences.push(...differences)
    return new PromiseBroken(this.#tested.phone.name, differences)
  }

  async #lookOut(): Promise<Arrival> {
    const tested = this.#tested
    const deadline = this.#deadline ?? Deadline.in(tested.run.hardMs)
    tested.says(`waiting for ${this.message.token}`)
    try {
      const entries = await tested.watcher.waitFor(
        `a notification with ${this.message.token}`,
        (entry) => this.matches(entry),
        deadline,
      )
      const first = this.#sighting(entries[0])
      const kind =
        first.importance !== null && first.importance >= 0 && first.importance < importanceLow ? 'silent' : 'shown'
      return { kind, first, count: entries.length }
    } catch (error) {
      if (error instanceof DeadlinePassed) return { kind: 'not-shown', withinMs: deadline.totalMs }
      throw error
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
    tested.says(`tapping ${this.message.token}`)
    await tested.phone.unlock(deadline)
    await tested.phone.openShade(deadline)
    await tested.shade.tap(this.message.token, deadline)
    this.opening = await this.#lookWhatOpens(deadline)
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
          if (open !== undefined) return { kind: 'conversation', ...open, start: await this.#start(deadline) }
          // The app may pass through other screens on its way; where it stays is where it led.
          const screen = await tested.app.screenNow()
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
    const ext = screen === 'push-panel' ? (await tested.app.pushPanel()).lastExt : null
    return { kind: 'other-screen', screen, ext }
  }

  #judge(parts: readonly Part[]): void {
    if (this.arrival === undefined) return
    this.#take(compareArrival(this.expectation, this.arrival), parts)
  }

  #judgeOpening(parts: readonly Part[], start?: 'cold' | 'warm'): void {
    if (this.expectation.kind === 'nothing') return
    const { conversationId, ext } = this.expectation
    this.#take(compareOpening({ conversationId, ext, ...(start === undefined ? {} : { start }) }, this.opening), parts)
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

function senderOf(tested: TestedPhone, from: MessageWish['from']): Account {
  switch (from) {
    case 'second-friend':
      return tested.secondFriend
    case 'nameless':
      return tested.nameless
    case 'friend':
    case undefined:
      return tested.friend
  }
}
