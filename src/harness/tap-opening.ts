import { Deadline, until, inTime } from '../base/deadline.ts'
import type { Expectation } from '../push/expectation.ts'
import type { Opening } from '../push/outcome.ts'
import type { TestedPhone } from './tested-phone.ts'
import { webPageInFront } from './web-page.ts'

const openingLimitMs = 10_000
/** A cold app reads the tap from its push plugin up to 3 s after its first screen is drawn. */
const staysElsewhereMs = 4000

/** What is known of a message before its notification is tapped. */
export interface Tap {
  readonly expectation: Expectation
  /** The app's processes that the user left running when the message was sent. */
  readonly pidsBefore: readonly number[]
}

/** What opens after a tap on a notification: looked for on the screen, believed where it stays. */
export class TapOpening {
  readonly #tested: TestedPhone
  readonly #tap: Tap
  readonly #limit = Deadline.in(openingLimitMs)
  /** For what is asked of the phone. */
  readonly #deadline: Deadline
  /** A screen of the app that is no conversation, ms of performance.now. */
  #elsewhere: { readonly screen: string; readonly since: number } | undefined

  /** Call it right after the tap: the limit begins now. */
  constructor(tested: TestedPhone, tap: Tap, deadline: Deadline) {
    this.#tested = tested
    this.#tap = tap
    this.#deadline = deadline
  }

  async look(): Promise<Opening> {
    const opened = until('the conversation to open', () => this.#openedNow(), this.#limit, { everyMs: 40 })
    return (await inTime(opened)) ?? (await this.#openedInstead(this.#limit.totalMs))
  }

  async #openedNow(): Promise<Opening | undefined> {
    const { app } = this.#tested
    const open = await app.conversation()
    if (open !== undefined) return await this.#opened(open)
    const screen = await app.screenNow()
    if (screen === 'push-panel' && (await this.#extInPanel()) === this.#expectedExt)
      return { kind: 'other-screen', screen, ext: this.#expectedExt }
    if (screen === undefined && this.#leadsToTheWeb) return await webPageInFront(this.#tested, this.#deadline)
    return this.#staysOn(screen) ? await this.#openedInstead(this.#limit.waitedMs) : undefined
  }

  /** The app may pass through other screens on its way; where it stays is where it led. */
  #staysOn(screen: string | undefined): boolean {
    if (screen === undefined) this.#elsewhere = undefined
    else if (this.#elsewhere?.screen !== screen) this.#elsewhere = { screen, since: performance.now() }
    else return performance.now() - this.#elsewhere.since > staysElsewhereMs
    return false
  }

  /** Another build or a copy of the app has the same screens: whose they are the phone tells. */
  async #opened(open: { readonly conversationId: string; readonly ext: string }): Promise<Opening> {
    const { packageName, phone } = this.#tested
    const withinMs = this.#limit.waitedMs
    const [start, focus] = await Promise.all([this.#start(), phone.focus(this.#deadline)])
    const front = focus.app?.package ?? packageName
    if (front !== packageName) return { kind: 'nothing-opened', focus: focus.window, withinMs }
    return { kind: 'conversation', ...open, start }
  }

  async #start(): Promise<'cold' | 'warm' | 'unknown'> {
    const { packageName, phone } = this.#tested
    const pids = await phone.pidsOf(packageName, this.#deadline)
    if (pids.length === 0) return 'unknown'
    return pids.some((pid) => this.#tap.pidsBefore.includes(pid)) ? 'warm' : 'cold'
  }

  async #openedInstead(withinMs: number): Promise<Opening> {
    const { app, phone } = this.#tested
    const screen = await app.screenNow()
    if (screen === undefined) {
      const focus = await phone.focus(this.#deadline)
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
    const { expectation } = this.#tap
    return expectation.kind !== 'nothing' && expectation.click.opens === 'browser'
  }

  get #expectedExt(): string | null {
    const { expectation } = this.#tap
    return expectation.kind === 'nothing' ? null : expectation.ext
  }
}
