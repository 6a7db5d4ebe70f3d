/** Bytes from one producer to one consumer inside the process; the consumer sees the end after everything before it. */
export class ByteQueue implements AsyncIterable<Buffer> {
  #pieces: Buffer[] = []
  #ended = false
  #reader: ((piece: Buffer | undefined) => void) | undefined

  push(piece: Buffer): void {
    if (this.#ended || piece.length === 0) return
    const reader = this.#reader
    this.#reader = undefined
    if (reader === undefined) this.#pieces.push(piece)
    else reader(piece)
  }

  end(): void {
    this.#ended = true
    this.#reader?.(undefined)
    this.#reader = undefined
  }

  /** Undefined at the end. */
  read(): Promise<Buffer | undefined> {
    const piece = this.#pieces.shift()
    if (piece !== undefined || this.#ended) return Promise.resolve(piece)
    return new Promise((resolve) => {
      this.#reader = resolve
    })
  }

  /** Drops what nobody has read. */
  clear(): void {
    this.#pieces = []
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer, void> {
    for (let piece = await this.read(); piece !== undefined; piece = await this.read()) yield piece
  }
}
