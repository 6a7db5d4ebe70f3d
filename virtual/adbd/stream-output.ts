import type { AdbStream } from './stream.ts'

/** Unacknowledged bytes up to which a writer is not made to wait. */
const highWaterBytes = 256 * 1024

/**
 * Output of a program to a stream. Small writes return at once and travel together (an exchange per line would cost a
 * round trip each); a fast program waits when the host does not keep up.
 */
export class StreamOutput {
  readonly #stream: AdbStream
  #pendingBytes = 0
  #failure: Error | undefined
  #waiting: (() => void)[] = []

  constructor(stream: AdbStream) {
    this.#stream = stream
  }

  /** Rejects with StreamClosed when the host is gone. */
  async write(data: Uint8Array): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure
    this.#pendingBytes += data.length
    this.#stream.write(data).then(
      () => {
        this.#settle(data.length)
      },
      (error: unknown) => {
        this.#failure = error instanceof Error ? error : new Error(String(error))
        this.#settle(data.length)
      },
    )
    while (this.#pendingBytes > highWaterBytes) await this.#next()
  }

  /** Resolves when everything was acknowledged or lost. */
  async flush(): Promise<void> {
    while (this.#pendingBytes > 0) await this.#next()
  }

  #next(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
    })
  }

  #settle(bytes: number): void {
    this.#pendingBytes -= bytes
    const waiting = this.#waiting
    this.#waiting = []
    for (const resume of waiting) resume()
  }
}
