import type { PacketName } from './packet.ts'

/** The other side closed the stream or the connection is gone: nothing written arrives any more. */
export class StreamClosed extends Error {
  override readonly name = 'StreamClosed'
  constructor() {
    super('the adb stream is closed')
  }
}

type Send = (name: PacketName, arg0: number, arg1: number, payload?: Uint8Array) => void

/**
 * One adb stream, seen from the phone. At most one WRTE is on its way in each direction: the next goes out after the
 * host's OKAY, and the host gets its OKAY when a reader took the data, which is the back-pressure.
 * Small writes that come while one is on its way are joined into the next packet.
 */
export class AdbStream {
  readonly localId: number
  readonly remoteId: number
  readonly #send: Send
  readonly #maxBytes: number
  readonly #closed = new AbortController()
  #outgoing: { readonly data: Uint8Array; readonly taken: () => void; readonly lost: (error: Error) => void }[] = []
  #inFlight: (() => void)[] | undefined
  #incoming: Buffer[] = []
  #reader: ((piece: Buffer | undefined) => void) | undefined
  /** Set when this side wants to close: CLSE follows the last acknowledged WRTE. */
  #closing = false
  #scheduled = false

  constructor(ids: { readonly local: number; readonly remote: number }, maxBytes: number, send: Send) {
    this.localId = ids.local
    this.remoteId = ids.remote
    this.#maxBytes = maxBytes
    this.#send = send
  }

  /** Aborted when the stream is closed by either side. */
  get signal(): AbortSignal {
    return this.#closed.signal
  }

  /** Resolves when the host acknowledged the data. Rejects with StreamClosed. */
  write(data: string | Uint8Array): Promise<void> {
    if (this.signal.aborted || this.#closing) return Promise.reject(new StreamClosed())
    const bytes = typeof data === 'string' ? Buffer.from(data) : data
    if (bytes.length === 0) return Promise.resolve()
    return new Promise((taken, lost) => {
      this.#outgoing.push({ data: bytes, taken, lost })
      this.#schedule()
    })
  }

  /** The next piece that the host sent, undefined after its end. One reader at a time. */
  read(): Promise<Buffer | undefined> {
    const piece = this.#incoming.shift()
    if (piece !== undefined) {
      if (!this.signal.aborted) this.#send('OKAY', this.localId, this.remoteId)
      return Promise.resolve(piece)
    }
    if (this.signal.aborted || this.#closing) return Promise.resolve(undefined)
    return new Promise((resolve) => {
      this.#reader = resolve
    })
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer, void> {
    for (let piece = await this.read(); piece !== undefined; piece = await this.read()) yield piece
  }

  /** Closes after everything written before has been acknowledged. */
  close(): void {
    if (this.signal.aborted || this.#closing) return
    this.#closing = true
    this.#reader?.(undefined)
    this.#reader = undefined
    this.#schedule()
  }

  /** A WRTE of the host. */
  receive(data: Buffer): void {
    if (this.#closing || this.signal.aborted) {
      // Nobody reads any more, but the host must be able to go on to its CLSE.
      if (!this.signal.aborted) this.#send('OKAY', this.localId, this.remoteId)
      return
    }
    // The buffer that packets are cut from is large and short-lived.
    const piece = Buffer.from(data)
    const reader = this.#reader
    this.#reader = undefined
    if (reader === undefined) this.#incoming.push(piece)
    else {
      this.#send('OKAY', this.localId, this.remoteId)
      reader(piece)
    }
  }

  /** An OKAY of the host for the WRTE on its way. */
  acknowledge(): void {
    const taken = this.#inFlight
    this.#inFlight = undefined
    for (const done of taken ?? []) done()
    this.#schedule()
  }

  /** The host closed the stream, or the connection is gone. */
  end(): void {
    if (this.signal.aborted) return
    this.#closed.abort()
    this.#reader?.(undefined)
    this.#reader = undefined
    const error = new StreamClosed()
    for (const done of this.#inFlight ?? []) done()
    for (const { lost } of this.#outgoing) lost(error)
    this.#inFlight = undefined
    this.#outgoing = []
  }

  /** Waits for the end of the current turn, so that what is written in one go becomes one packet. */
  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    setImmediate(() => {
      this.#scheduled = false
      this.#pump()
    })
  }

  #pump(): void {
    if (this.signal.aborted || this.#inFlight !== undefined) return
    if (this.#outgoing.length === 0) {
      if (!this.#closing) return
      this.#send('CLSE', this.localId, this.remoteId)
      this.end()
      return
    }
    const parts: Uint8Array[] = []
    const taken: (() => void)[] = []
    let room = this.#maxBytes
    for (let next = this.#outgoing[0]; next !== undefined && room > 0; next = this.#outgoing[0]) {
      if (next.data.length <= room) {
        parts.push(next.data)
        taken.push(next.taken)
        this.#outgoing.shift()
        room -= next.data.length
      } else {
        parts.push(next.data.subarray(0, room))
        this.#outgoing[0] = { ...next, data: next.data.subarray(room) }
        room = 0
      }
    }
    this.#inFlight = taken
    const [only] = parts
    this.#send(
      'WRTE',
      this.localId,
      this.remoteId,
      parts.length === 1 && only !== undefined ? only : Buffer.concat(parts),
    )
  }
}
