/** Where a command reads from. What one reader leaves, the next one gets: `read line; cat`. */
export class Source implements AsyncIterable<Buffer> {
  readonly #pull: () => Promise<Buffer | undefined>
  #left: Buffer[] = []
  #ended = false

  constructor(pull: () => Promise<Buffer | undefined>) {
    this.#pull = pull
  }

  static of(data: Buffer): Source {
    let given = data.length === 0
    return new Source(() => {
      if (given) return Promise.resolve(undefined)
      given = true
      return Promise.resolve(data)
    })
  }

  static from(iterable: AsyncIterable<Buffer>): Source {
    let iterator: AsyncIterator<Buffer> | undefined
    return new Source(async () => {
      // Nobody is asked for bytes before somebody reads.
      iterator ??= iterable[Symbol.asyncIterator]()
      const step = await iterator.next()
      return step.done === true ? undefined : step.value
    })
  }

  /** Undefined at the end. */
  async read(): Promise<Buffer | undefined> {
    const left = this.#left.shift()
    if (left !== undefined) return left
    if (this.#ended) return undefined
    const piece = await this.#pull()
    if (piece === undefined) this.#ended = true
    return piece
  }

  unread(piece: Buffer): void {
    if (piece.length > 0) this.#left.unshift(piece)
  }

  /** Up to and with the newline; undefined at the end. A last line may have none. */
  async readLine(): Promise<Buffer | undefined> {
    const pieces: Buffer[] = []
    for (let piece = await this.read(); piece !== undefined; piece = await this.read()) {
      const newline = piece.indexOf(10)
      if (newline < 0) {
        pieces.push(piece)
        continue
      }
      this.unread(piece.subarray(newline + 1))
      pieces.push(piece.subarray(0, newline + 1))
      return Buffer.concat(pieces)
    }
    return pieces.length === 0 ? undefined : Buffer.concat(pieces)
  }

  [Symbol.asyncIterator](): AsyncIterator<Buffer> {
    return {
      next: async () => {
        const piece = await this.read()
        return piece === undefined ? { done: true, value: undefined } : { done: false, value: piece }
      },
    }
  }
}

/** Where a command writes to. Rejects with BrokenPipe or whatever the far end throws. */
export interface Sink {
  write(data: Uint8Array): Promise<void>
}

/** Nobody reads any more: the writer is to end as SIGPIPE would end it. */
export class BrokenPipe extends Error {
  override readonly name = 'BrokenPipe'
  constructor() {
    super('Broken pipe')
  }
}

/** Linux's default. */
const pipeBytes = 64 * 1024

export class Pipe {
  readonly source: Source
  #pieces: Buffer[] = []
  #bytes = 0
  #written = false
  #state: 'open' | 'ended' | 'broken' = 'open'
  #reader: (() => void) | undefined
  #writers: (() => void)[] = []
  #onBroken: (() => void)[] = []

  constructor() {
    this.source = new Source(() => this.#next())
  }

  /** The reader closed its end, and something had been written: a real writer would die at its next line. */
  onBroken(listener: () => void): void {
    this.#onBroken.push(listener)
  }

  async write(data: Uint8Array): Promise<void> {
    if (this.#state !== 'open') throw new BrokenPipe()
    if (data.length === 0) return
    this.#written = true
    this.#pieces.push(Buffer.from(data))
    this.#bytes += data.length
    this.#wakeReader()
    while (this.#bytes > pipeBytes && this.#isOpen()) await new Promise<void>((resume) => this.#writers.push(resume))
    if (!this.#isOpen()) throw new BrokenPipe()
  }

  /** No more will be written. */
  end(): void {
    if (this.#state === 'open') this.#state = 'ended'
    this.#wakeReader()
  }

  /** Nobody will read. */
  break(): void {
    const wasOpen = this.#state === 'open'
    this.#state = 'broken'
    this.#pieces = []
    this.#wakeWriters()
    if (wasOpen && this.#written) for (const listener of this.#onBroken) listener()
  }

  #isOpen(): boolean {
    return this.#state === 'open'
  }

  async #next(): Promise<Buffer | undefined> {
    for (;;) {
      if (this.#pieces.length > 0) {
        const joined = this.#pieces.length === 1 ? this.#pieces[0] : Buffer.concat(this.#pieces)
        this.#pieces = []
        this.#bytes = 0
        this.#wakeWriters()
        return joined
      }
      if (this.#state !== 'open') return undefined
      await new Promise<void>((resume) => {
        this.#reader = resume
      })
    }
  }

  #wakeReader(): void {
    const reader = this.#reader
    this.#reader = undefined
    reader?.()
  }

  #wakeWriters(): void {
    const writers = this.#writers
    this.#writers = []
    for (const resume of writers) resume()
  }
}
