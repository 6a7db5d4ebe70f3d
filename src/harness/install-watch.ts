import type { ScreenNode } from '../android/screen-nodes.ts'
import { UnreadableDump } from '../android/unreadable-dump.ts'
import { nextDeed, stepsFor } from '../app/install-dialog.ts'
import { Deadline } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import type { EventStream } from '../farm/event-stream.ts'
import type { FarmPhone } from '../farm/farm-phone.ts'
import { tap, typeSecret } from '../farm/phone-fingers.ts'
import { passwordVariable } from './install-password.ts'

/** The net, for ROMs that mute the events log. */
const lookEveryMs = 2500
/** A pressed button brings another screen, which the events log tells of, or none, which it does not. */
const afterPressMs = 600
/** A tick or a typed text changes buttons without an event, and so does the end of a scan. */
const lookAgainMs = 120
/** How long one look and the press after it may take; `uiautomator dump` takes two seconds on a slow phone. */
const lookWithinMs = 15_000
/** A screen that nobody knows must stay for so long before it is one: animations and starts pass. */
const strangeAfterMs = 4000
/** An account's password is checked over the network. */
const passwordWithinMs = 6000
/** For the page that some ROMs show at the end. */
const endWithinMs = 5000

/** What a look leads to: how soon the next one is due. */
type Look = 'nothing' | 'pressed' | 'changing'

export interface InstallWatchParts {
  readonly phone: FarmPhone
  readonly events: EventStream
  /** What is on the screen now; UnreadableDump while it moves. */
  readonly read: (deadline: Deadline) => Promise<readonly ScreenNode[]>
  readonly password: string | undefined
  /** Whether every screen that comes to the front belongs to the installation, known or not. */
  readonly strangers: 'report' | 'ignore'
}

/** The owner's finger on a ROM's questions while something is being installed. */
export class InstallWatch {
  readonly #parts: InstallWatchParts
  readonly #bell = new Bell()
  readonly #failed: Promise<never>
  #fail: (error: unknown) => void = () => undefined
  #loop: Promise<void> = Promise.resolve()
  #end: Deadline | undefined
  #asked = false
  #password: { readonly kind: 'none' | 'typed' } | { readonly kind: 'sent'; readonly until: Deadline } = {
    kind: 'none',
  }
  /** In front before the installation, and the home screen: neither is a question. */
  #usual: readonly string[] = []
  #strange: { readonly package: string; readonly until: Deadline } | undefined

  constructor(parts: InstallWatchParts) {
    this.#parts = parts
    this.#failed = new Promise<never>((_, reject) => (this.#fail = reject))
    // Who waits for the installation hears of it; when that has ended nobody waits any more.
    this.#failed.catch(() => undefined)
  }

  /** Begins to look; nothing to do on ROMs that never ask. Before the installation, so that what is in front then is known. */
  async start(): Promise<void> {
    const { events, phone } = this.#parts
    if (phone.vendor.installSteps.length === 0) return
    const deadline = Deadline.in(lookWithinMs)
    const [focus, home] = await Promise.all([phone.focus(deadline), phone.homePackage(deadline)])
    this.#usual = [focus.app?.package, home].filter((name) => name !== undefined)
    const unlisten = events.onEvent(({ tag }) => {
      if (tag === 'wm_on_resume_called' || tag === 'am_on_resume_called') this.#bell.ring()
    })
    this.#loop = this.#run()
      .catch((error: unknown) => this.#fail(error))
      .finally(unlisten)
  }

  /** Rejects when a question cannot be answered; never resolves. */
  get failed(): Promise<never> {
    return this.#failed
  }

  /** The ROM asked something. */
  get asked(): boolean {
    return this.#asked
  }

  /** Closes what tells of the end of the installation, and looks no more. */
  async stop(): Promise<void> {
    this.#end = Deadline.in(endWithinMs)
    this.#bell.ring()
    await this.#loop
  }

  async #run(): Promise<void> {
    for (;;) {
      const ending = this.#end
      const look = await this.#look().catch(lookAgain)
      if (ending !== undefined && (look === 'nothing' || ending.passed)) return
      await this.#bell.rung(look === 'nothing' ? lookEveryMs : look === 'pressed' ? afterPressMs : lookAgainMs)
    }
  }

  async #look(): Promise<Look> {
    const { phone, read } = this.#parts
    const deadline = Deadline.in(lookWithinMs)
    const { app } = await phone.focus(deadline)
    if (app === null) return 'nothing'
    const steps = stepsFor(phone.vendor.installSteps, app)
    if (steps.length === 0) return this.#meet(app, deadline)
    const nodes = await read(deadline)
    if (!nodes.some(({ password }) => password)) this.#password = { kind: 'none' }
    if (this.#password.kind === 'sent') {
      if (this.#password.until.passed) throw wrongPassword(phone)
      return 'changing'
    }
    const next = nextDeed(steps, nodes, this.#password.kind === 'typed')
    if (next.kind === 'unknown') return this.#meet(app, deadline, nodes)
    this.#strange = undefined
    this.#asked = true
    return next.kind === 'wait' ? 'changing' : this.#do(next, deadline)
  }

  async #do(
    deed: { readonly kind: 'tick' | 'press' | 'type-password'; readonly node: ScreenNode },
    deadline: Deadline,
  ): Promise<Look> {
    const { phone, password } = this.#parts
    if (deed.kind === 'type-password' && password === undefined) throw noPassword(phone)
    await tap(phone.shell, deed.node.center, deadline)
    if (deed.kind === 'press') {
      if (this.#password.kind === 'typed') this.#password = { kind: 'sent', until: Deadline.in(passwordWithinMs) }
      return 'pressed'
    }
    if (deed.kind === 'type-password' && password !== undefined) {
      await typeSecret(phone.shell, password, deadline)
      this.#password = { kind: 'typed' }
    }
    return 'changing'
  }

  /** Something is in front that no step fits. */
  async #meet(
    app: { readonly package: string; readonly activity: string },
    deadline: Deadline,
    seen?: readonly ScreenNode[],
  ): Promise<Look> {
    const { phone, read, strangers } = this.#parts
    if (strangers === 'ignore' || this.#end !== undefined || this.#usual.includes(app.package)) {
      this.#strange = undefined
      return 'nothing'
    }
    if (this.#strange?.package !== app.package)
      this.#strange = { package: app.package, until: Deadline.in(strangeAfterMs) }
    if (this.#strange.until.passed) throw strangeScreen(phone, app, seen ?? (await read(deadline)))
    return 'pressed'
  }
}

/** Rung by events, so that waiting ends when something happened, also if that was just before. */
class Bell {
  #hear: (() => void) | undefined
  #wasRung = false

  ring(): void {
    this.#wasRung = true
    this.#hear?.()
  }

  /** Resolves when it was rung since the last call, or after `withinMs`. */
  async rung(withinMs: number): Promise<void> {
    if (!this.#wasRung) {
      await new Promise<void>((resolve) => {
        const net = setTimeout(resolve, withinMs)
        this.#hear = () => {
          clearTimeout(net)
          resolve()
        }
      })
      this.#hear = undefined
    }
    this.#wasRung = false
  }
}

/** A screen that moves gives no tree, and a phone that has just booted no focus. */
function lookAgain(error: unknown): Look {
  if (error instanceof UnreadableDump) return 'pressed'
  throw error
}

function noPassword(phone: FarmPhone): PushfarmError {
  return new PushfarmError(
    `${phone.name} asks for the password of its ${phone.vendor.label} account before it installs an app, and none is set.`,
    {
      code: 'harness/no-install-password',
      verdict: 'set-up',
      hint: `Put it into .env as ${passwordVariable(phone.name)} (or PUSHFARM_INSTALL_PASSWORD for all phones), or sign the account out of the phone.`,
    },
  )
}

function wrongPassword(phone: FarmPhone): PushfarmError {
  return new PushfarmError(`${phone.name} did not accept the password of its ${phone.vendor.label} account.`, {
    code: 'harness/wrong-install-password',
    verdict: 'set-up',
    hint: `Correct ${passwordVariable(phone.name)} or PUSHFARM_INSTALL_PASSWORD. It was tried once only: accounts are locked after a few.`,
  })
}

function strangeScreen(
  phone: FarmPhone,
  app: { readonly package: string; readonly activity: string },
  nodes: readonly ScreenNode[],
): PushfarmError {
  const texts = [...new Set(nodes.map(({ text }) => text.trim()).filter((text) => text !== ''))].slice(0, 20)
  return new PushfarmError(
    `${phone.name} shows ${app.package}/${app.activity} while the app is being installed, and Pushfarm does not know what to press there. It says: ${texts.join(' | ').slice(0, 400)}`,
    {
      code: 'harness/strange-install-screen',
      verdict: 'set-up',
      facts: { package: app.package, activity: app.activity, texts },
      hint: 'Answer it by hand once; if it comes back, add its button to src/vendors/install-steps.ts.',
    },
  )
}
