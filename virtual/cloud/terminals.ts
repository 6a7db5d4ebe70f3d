import type { Clock, TimerId } from '../clock.ts'
import type { PushServiceName } from '../vendors/push-message.ts'
import type { FaultBoard } from './fault-board.ts'
import type { JsonObject } from './json.ts'
import { PhoneCalendar } from './phone-calendar.ts'
import type { Switches } from './switches.ts'
import { nextState, timeOutAt, type Platform, type TerminalEvent, type TerminalState } from './terminal-state.ts'

/** A token and the certificate it was reported with. */
export interface PushBinding {
  readonly certificateId: number
  readonly token: string
  /** Whose token it is, as the SDK knows from the phone's brand. */
  readonly vendor: PushServiceName
}

export interface DeviceFacts {
  readonly serial: string
  readonly vendor: PushServiceName
  readonly model: string
  readonly system: string
  readonly systemVersion: string
}

/** One login of an account: the JS SDK in an app (Web) or the push SDK (Android). */
export interface Terminal {
  readonly instanceId: number
  readonly userId: string
  readonly platform: Platform
  readonly device: DeviceFacts | undefined
  readonly state: TerminalState
  /** doBackground was called and no doForeground since. */
  readonly background: boolean
  readonly binding: PushBinding | undefined
  readonly lastSeenMs: number
}

/** What a terminal's link takes from the server. */
export interface TerminalLink {
  message(message: LinkMessage): void
  kicked(why: KickReason): void
}
export type LinkMessage =
  /** For the JS SDK: one item of an EventArray. */
  | { readonly kind: 'event'; readonly event: JsonObject }
  /** For the push SDK: an online push, or a Chat message that it shows itself. */
  | {
      readonly kind: 'push'
      readonly title: string
      readonly desc: string
      readonly ext: string
      readonly messageId: string
      readonly show: boolean
    }
export type KickReason = 'multiple-account' | 'multiple-device' | 'rest-api' | 'user-sig-expired'

export interface TerminalChange {
  readonly terminal: Terminal
  readonly before: TerminalState
  readonly event: TerminalEvent
}

interface Entry {
  terminal: Terminal
  link: TerminalLink | undefined
  timer: TimerId | undefined
  /** When the signature of the login expires. */
  readonly expiresAtMs: number | undefined
}

/** All terminals, their states over time, and the links of those that are online. */
export class Terminals {
  readonly #clock: Clock
  readonly #switches: Switches
  readonly #faults: FaultBoard
  readonly #calendar: PhoneCalendar
  readonly #entries = new Map<number, Entry>()
  readonly #listeners = new Set<(change: TerminalChange) => void>()
  #nextInstanceId = 268_435_456

  constructor(clock: Clock, switches: Switches, faults: FaultBoard, calendar = new PhoneCalendar(clock)) {
    this.#clock = clock
    this.#switches = switches
    this.#faults = faults
    this.#calendar = calendar
    calendar.onChange((serial) => {
      for (const [instanceId, entry] of this.#entries)
        if (entry.terminal.device?.serial === serial) this.#setTimer(instanceId, entry)
    })
  }

  onChange(listener: (change: TerminalChange) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  get(instanceId: number): Terminal | undefined {
    return this.#entries.get(instanceId)?.terminal
  }

  of(userId: string): readonly Terminal[] {
    return [...this.#entries.values()].map((entry) => entry.terminal).filter((terminal) => terminal.userId === userId)
  }

  all(): readonly Terminal[] {
    return [...this.#entries.values()].map((entry) => entry.terminal)
  }

  linkOf(instanceId: number): TerminalLink | undefined {
    const entry = this.#entries.get(instanceId)
    return entry?.terminal.state.kind === 'Online' ? entry.link : undefined
  }

  /** A login. Others of the same platform are kicked when the policy allows no more. */
  login(given: {
    readonly userId: string
    readonly platform: Platform
    readonly device?: DeviceFacts | undefined
    readonly link: TerminalLink
    /** The same installation logs in again: it takes its place instead of kicking itself. */
    readonly instanceId?: number | undefined
    /** When the signature of this login expires, ms since the epoch; undefined: it was not signed. */
    readonly expiresAtMs?: number | undefined
  }): Terminal {
    const kept = given.instanceId === undefined ? undefined : this.#entries.get(given.instanceId)
    const allowed = given.platform === 'Web' ? this.#switches.webInstances : 1
    const others = this.of(given.userId).filter(
      (other) =>
        other.platform === given.platform &&
        other.state.kind !== 'Offline' &&
        other.instanceId !== kept?.terminal.instanceId,
    )
    for (const other of others.slice(0, Math.max(0, others.length - allowed + 1))) {
      this.kick(other.instanceId, given.platform === 'Web' ? 'multiple-account' : 'multiple-device')
    }
    const instanceId = kept?.terminal.instanceId ?? this.#nextInstanceId++
    const before: TerminalState = kept?.terminal.state ?? { kind: 'Offline', why: 'logout' }
    const event: TerminalEvent = { kind: 'login' }
    const device = given.device ?? kept?.terminal.device
    const terminal: Terminal = {
      instanceId,
      userId: given.userId,
      platform: given.platform,
      device,
      state: nextState(given.platform, before, event, this.#nowFor(device)),
      background: false,
      binding: kept?.terminal.binding,
      lastSeenMs: this.#clock.now(),
    }
    if (kept !== undefined) this.#clearTimer(kept)
    const entry: Entry = { terminal, link: given.link, timer: undefined, expiresAtMs: given.expiresAtMs }
    this.#entries.set(instanceId, entry)
    this.#setTimer(instanceId, entry)
    this.#tell({ terminal, before, event })
    return terminal
  }

  apply(instanceId: number, event: TerminalEvent): void {
    const entry = this.#entries.get(instanceId)
    if (entry === undefined) return
    const before = entry.terminal.state
    const unnoticed =
      event.kind === 'link-closed' &&
      entry.terminal.platform === 'Android' &&
      this.#faults.active('status-stuck-online', entry.terminal.device)
    const effective: TerminalEvent = unnoticed
      ? { kind: 'link-silent' }
      : this.#staysBound(entry.terminal, event)
        ? { kind: 'link-closed' }
        : event
    const state = nextState(entry.terminal.platform, before, effective, this.#nowFor(entry.terminal.device))
    if (state === before) return
    entry.terminal = {
      ...entry.terminal,
      state,
      binding: state.kind === 'Offline' ? undefined : entry.terminal.binding,
      lastSeenMs: this.#clock.now(),
    }
    if (state.kind !== 'Online') entry.link = undefined
    this.#tell({ terminal: entry.terminal, before, event: effective })
    this.#setTimer(instanceId, entry)
  }

  /** The app went to the background or came back (doBackground, doForeground). */
  setBackground(instanceId: number, background: boolean): void {
    this.#change(instanceId, { background })
  }

  bind(instanceId: number, binding: PushBinding | undefined): void {
    this.#change(instanceId, { binding })
  }

  kick(instanceId: number, why: KickReason): void {
    const link = this.linkOf(instanceId)
    this.apply(instanceId, { kind: 'end', why: why === 'user-sig-expired' ? 'user-sig-expired' : 'kicked' })
    link?.kicked(why)
  }

  stop(): void {
    for (const entry of this.#entries.values()) this.#clearTimer(entry)
    this.#listeners.clear()
  }

  /**
   * Waits for what comes next by itself: the end of a silent or lasting state, or of the signature of who is online. What is
   * due already, because the phone's calendar was moved, happens at once.
   */
  #setTimer(instanceId: number, entry: Entry): void {
    this.#clearTimer(entry)
    const { platform, state, device } = entry.terminal
    const timeOutMs = timeOutAt(platform, state, this.#switches)
    const [dueMs, run] =
      timeOutMs !== undefined
        ? [timeOutMs, () => this.apply(instanceId, { kind: 'time-out' })]
        : [state.kind === 'Online' ? entry.expiresAtMs : undefined, () => this.kick(instanceId, 'user-sig-expired')]
    if (dueMs === undefined) return
    const remainingMs = dueMs - this.#nowFor(device)
    if (remainingMs <= 0) run()
    else entry.timer = this.#clock.setTimeout(run, remainingMs)
  }

  #clearTimer(entry: Entry): void {
    this.#clock.clearTimeout(entry.timer)
    entry.timer = undefined
  }

  #nowFor(device: DeviceFacts | undefined): number {
    return this.#calendar.now(device?.serial)
  }

  /** The fault of a server that does not end the push registration at logout. */
  #staysBound(terminal: Terminal, event: TerminalEvent): boolean {
    if (terminal.platform !== 'Android' || event.kind !== 'end' || event.why === 'kicked') return false
    return this.#faults.active('push-after-logout', terminal.device)
  }

  #change(instanceId: number, change: Partial<Terminal>): void {
    const entry = this.#entries.get(instanceId)
    if (entry !== undefined) entry.terminal = { ...entry.terminal, ...change }
  }

  #tell(change: TerminalChange): void {
    for (const listener of this.#listeners) listener(change)
  }
}
