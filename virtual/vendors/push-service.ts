import type { FaultBoard } from '../cloud/fault-board.ts'
import type { Clock, TimerId } from '../clock.ts'
import type { Random } from '../random.ts'
import { PhoneCalendar } from '../cloud/phone-calendar.ts'
import { DayCounter } from './day-counter.ts'
import { drawLatency, type Latency } from './latency.ts'
import type { Arrival, PushDevice, PushServiceName, Receipt, VendorMessage } from './push-message.ts'
import { MinuteCounter } from './minute-counter.ts'
import { type TokenRow, TokenTable } from './token-table.ts'
import type { VendorApp } from './vendor-app.ts'
import type { VendorRequest, VendorResponse } from './vendor-http.ts'
import type { VendorRules } from './vendor-rules.ts'

/** One vendor's push service: its HTTP API for senders and its long connections to phones. */
export interface PushService {
  readonly name: PushServiceName
  /** Host names of its APIs. */
  readonly hosts: readonly string[]
  handle(request: VendorRequest): VendorResponse
  readonly core: PushServiceCore
}

/** What the seven services have in common: tokens, quotas, the way to the phone, receipts. */
export class PushServiceCore {
  readonly name: PushServiceName
  readonly clock: Clock
  readonly random: Random
  readonly faults: FaultBoard
  readonly rules: VendorRules
  readonly tokens = new TokenTable()
  readonly counters = new DayCounter()
  readonly lastMinute = new MinuteCounter()
  readonly calendar: PhoneCalendar
  latency: Latency
  app: VendorApp
  readonly #registrations = new Map<string, Partial<VendorApp>>()
  readonly #receiptListeners = new Set<(receipt: Receipt) => void>()
  readonly #waiting = new Map<PushDevice, WaitingMessage[]>()
  readonly #inFlight = new Set<TimerId>()
  #messages = 0

  constructor(options: {
    readonly name: PushServiceName
    readonly clock: Clock
    readonly random: Random
    readonly faults: FaultBoard
    readonly rules: VendorRules
    readonly latency: Latency
    readonly app: VendorApp
    readonly calendar?: PhoneCalendar
  }) {
    this.name = options.name
    this.clock = options.clock
    this.random = options.random.fork(options.name)
    this.faults = options.faults
    this.rules = options.rules
    this.latency = options.latency
    this.app = options.app
    this.calendar = options.calendar ?? new PhoneCalendar(options.clock)
  }

  /** The vendor's client on a phone asks for a token for one app. */
  register(device: PushDevice, packageName: string): string {
    return this.tokens.register(this.name, device, packageName, String(this.random.next()), this.clock.now())
  }

  /** The vendor's time for the phone of a token: its daily limits and hours go by it. */
  timeFor(row: TokenRow | undefined): number {
    return this.calendar.now(row?.device.serial)
  }

  /** The app's registration, as it stands for the phone of a token. */
  appFor(row: TokenRow | undefined): VendorApp {
    return row === undefined ? this.app : { ...this.app, ...this.#registrations.get(row.device.serial) }
  }

  /** What differs for one phone, as if its app were registered on its own; undefined: nothing. */
  registerApart(serial: string, change: Partial<VendorApp> | undefined): void {
    if (change === undefined) this.#registrations.delete(serial)
    else this.#registrations.set(serial, { ...this.#registrations.get(serial), ...change })
  }

  nextMessageId(): string {
    this.#messages += 1
    return messageIdText[this.name](this.#messages, this.clock.now())
  }

  onReceipt(listener: (receipt: Receipt) => void): () => void {
    this.#receiptListeners.add(listener)
    return () => this.#receiptListeners.delete(listener)
  }

  /** The message does not go on its way; the sender hears of it later, as of every receipt. */
  drop(message: VendorMessage, code: string, reason: string): void {
    this.#after(drawLatency(this.latency, this.random), () => {
      this.#receipt(message, 'dropped', code, reason)
    })
  }

  #receipt(message: VendorMessage, kind: Receipt['kind'], code: string, reason: string): void {
    const receipt = {
      vendor: this.name,
      messageId: message.id,
      token: message.token,
      kind,
      code,
      reason,
      atMs: this.clock.now(),
    }
    for (const listener of this.#receiptListeners) listener(receipt)
  }

  /** Takes an accepted message on its way. The phone gets it after the latency, or when it can be reached again. */
  carry(message: VendorMessage): void {
    const row = this.tokens.find(message.token)
    if (row === undefined) throw new Error(`${this.name}: message ${message.id} was accepted for an unknown token`)
    const scope = { serial: row.device.serial, vendor: this.name }
    if (this.faults.active('vendor-silent-loss', scope)) return
    const delayMs =
      drawLatency(this.latency, this.random) + (this.faults.active('push-delayed', scope) ? pushDelayedByMs : 0)
    const expiresAtMs = this.clock.now() + message.ttlMs
    this.#after(delayMs, () => {
      this.#deliver(row.device, message, expiresAtMs)
    })
    if (this.faults.active('push-duplicated', scope)) {
      const again = { ...message, notifyId: undefined, repetition: 1 }
      this.#after(delayMs + drawLatency(this.latency, this.random), () => {
        this.#deliver(row.device, again, expiresAtMs)
      })
    }
  }

  /** The phone can be reached again: what waited for it is delivered in order. */
  reachable(device: PushDevice): void {
    const waiting = this.#waiting.get(device) ?? []
    this.#waiting.delete(device)
    for (const { message, expiresAtMs } of waiting) this.#deliver(device, message, expiresAtMs)
  }

  /** The phone is gone for good. */
  forget(device: PushDevice): void {
    this.#waiting.delete(device)
    for (const row of this.tokens.all()) if (row.device === device) this.tokens.retire(row.token)
  }

  stop(): void {
    for (const timer of this.#inFlight) this.clock.clearTimeout(timer)
    this.#inFlight.clear()
    this.#waiting.clear()
    this.#receiptListeners.clear()
  }

  #after(delayMs: number, run: () => void): void {
    const timer = this.clock.setTimeout(() => {
      this.#inFlight.delete(timer)
      run()
    }, delayMs)
    this.#inFlight.add(timer)
  }

  #deliver(device: PushDevice, message: VendorMessage, expiresAtMs: number): void {
    if (this.clock.now() > expiresAtMs) {
      this.#receipt(message, 'dropped', 'ttl', 'the time to live ran out before the phone could be reached')
      return
    }
    if (!device.reachable()) {
      this.#wait(device, message, expiresAtMs)
      return
    }
    if (this.tokens.find(message.token)?.state !== 'valid') {
      this.#receipt(message, 'dropped', 'invalid-token', 'the app is no longer registered on the phone')
      return
    }
    const arrival = device.receive(message, () => {
      this.#receipt(message, 'clicked', '', 'clicked')
    })
    this.#report(message, arrival)
  }

  #report(message: VendorMessage, arrival: Arrival): void {
    if (arrival.kind === 'shown') {
      this.#receipt(message, 'delivered', '0', 'delivered')
      return
    }
    // Whether a vendor reports "arrived" for a channel that does not exist is not documented.
    if (arrival.why === 'no-channel' && this.rules.missingChannelReceipt === 'arrived') {
      this.#receipt(message, 'delivered', '0', 'delivered')
      return
    }
    this.#receipt(message, 'not-shown', notShownCode[this.name] ?? '', arrival.why)
  }

  #wait(device: PushDevice, message: VendorMessage, expiresAtMs: number): void {
    const waiting = this.#waiting.get(device) ?? []
    waiting.push({ message, expiresAtMs })
    // Huawei keeps at most 120 messages for a phone that is away (receipt 16); taken for all vendors.
    if (waiting.length > 120) waiting.shift()
    this.#waiting.set(device, waiting)
  }
}

interface WaitingMessage {
  readonly message: VendorMessage
  readonly expiresAtMs: number
}

/** Beyond the hard limit of 180 s. */
export const pushDelayedByMs = 200_000

/** Receipts for "not displayed": Huawei 7, Honor 5; the others say so in words only. */
const notShownCode: Readonly<Partial<Record<PushServiceName, string>>> = { huawei: '7', honor: '5' }

const messageIdText: Readonly<Record<PushServiceName, (count: number, nowMs: number) => string>> = {
  mi: (count, nowMs) => `Xcm${String(count).padStart(5, '0')}b${String(nowMs)}${String(count % 97).padStart(2, '0')}`,
  huawei: (count, nowMs) => `${String(nowMs)}${String(count).padStart(9, '0')}01`,
  honor: (count, nowMs) => `${String(nowMs)}-${String(count).padStart(6, '0')}`,
  oppo: (count, nowMs) => `30000001-1-1-${nowMs.toString(16)}${String(count).padStart(4, '0')}`,
  vivo: (count, nowMs) => `${String(nowMs)}${String(count).padStart(5, '0')}`,
  meizu: (count, nowMs) => `NS${String(nowMs)}_${String(count)}`,
  fcm: (count, nowMs) => `0:${String(nowMs)}${String(count).padStart(6, '0')}%31bd1c9631bd1c96`,
}
