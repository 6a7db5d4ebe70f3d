import { Duplex } from 'node:stream'
import type { Clock, TimerId } from '../clock.ts'
import type { GuestPorts } from './guest-ports.ts'

/** The address inside the phone is in use (EADDRINUSE there). */
export class GuestPortTaken extends Error {
  override readonly name = 'GuestPortTaken'
  readonly address: string
  constructor(address: string) {
    super(`${address} of the phone is taken`)
    this.address = address
  }
}

type Accept = (socket: Duplex) => void
interface Waiting {
  readonly timer: TimerId
  readonly answer: (socket: Duplex | undefined) => void
}

/** Ports that exist only inside the phone: connecting gives one end of a pair of streams, the listener gets the other. */
export function createGuestPorts(clock: Clock): GuestPorts {
  const listeners = new Map<string, Accept>()
  /** Until when (clock.monotonic) a listener is expected, by address. */
  const expected = new Map<string, number>()
  const waiting = new Map<string, Set<Waiting>>()

  const listen = (address: string, accept: Accept): (() => void) => {
    if (listeners.has(address)) throw new GuestPortTaken(address)
    listeners.set(address, accept)
    expected.delete(address)
    const held = waiting.get(address) ?? []
    waiting.delete(address)
    for (const { timer, answer } of held) {
      clock.clearTimeout(timer)
      answer(connectTo(accept))
    }
    return () => {
      if (listeners.get(address) === accept) listeners.delete(address)
    }
  }

  return {
    listen: (port, accept) => listen(`tcp:${String(port)}`, accept),
    listenAbstract: (name, accept) => listen(`localabstract:${name}`, accept),
    connectAbstract(name) {
      const accept = listeners.get(`localabstract:${name}`)
      return accept === undefined ? undefined : connectTo(accept)
    },
    connect(port) {
      const address = `tcp:${String(port)}`
      const accept = listeners.get(address)
      if (accept !== undefined) return Promise.resolve(connectTo(accept))
      const holdMs = (expected.get(address) ?? 0) - clock.monotonic()
      if (holdMs <= 0) return Promise.resolve(undefined)
      return new Promise((answer) => {
        const held = waiting.get(address) ?? new Set()
        waiting.set(address, held)
        const timer = clock.setTimeout(() => {
          held.delete(entry)
          answer(undefined)
        }, holdMs)
        const entry = { timer, answer }
        held.add(entry)
      })
    },
    expect(port, ms) {
      expected.set(`tcp:${String(port)}`, clock.monotonic() + ms)
    },
  }
}

function connectTo(accept: Accept): Duplex {
  const near = new GuestSocket()
  const far = new GuestSocket()
  near.joinTo(far)
  far.joinTo(near)
  accept(far)
  return near
}

/** One end of a connection inside the phone. Has net.Socket's settings as no-ops, so that Node's http server takes it. */
class GuestSocket extends Duplex {
  #peer: GuestSocket | undefined
  /** The peer's pending write, to be acknowledged when this side's reader wants more. */
  #resume: (() => void) | undefined

  constructor() {
    super({ allowHalfOpen: true, emitClose: true })
  }

  joinTo(peer: GuestSocket): void {
    this.#peer = peer
  }

  override _read(): void {
    const resume = this.#resume
    this.#resume = undefined
    resume?.()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    const peer = this.#peer
    if (peer === undefined || peer.destroyed) {
      done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
      return
    }
    if (peer.push(chunk)) done()
    else
      peer.#resume = () => {
        done()
      }
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#peer?.push(null)
    done()
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    const peer = this.#peer
    this.#peer = undefined
    const resume = this.#resume
    this.#resume = undefined
    resume?.()
    // Like a socket whose other end went away: what was sent can still be read, then the stream ends.
    if (peer !== undefined && !peer.destroyed) {
      if (!peer.readableEnded) peer.push(null)
      if (error !== null) peer.destroy()
    }
    done(error)
  }

  setNoDelay(): this {
    return this
  }
  setKeepAlive(): this {
    return this
  }
  setTimeout(): this {
    return this
  }
  ref(): this {
    return this
  }
  unref(): this {
    return this
  }
}
