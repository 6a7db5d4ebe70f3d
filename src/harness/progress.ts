import { type Server, type Socket, connect, createServer } from 'node:net'
import { z } from 'zod'

const progress = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('doing'), phone: z.string(), what: z.string() }),
  z.object({
    kind: z.literal('promise'),
    phone: z.string(),
    promise: z.string(),
    result: z.enum(['kept', 'broken', 'not-checked', 'not-applicable']),
    latencyMs: z.number().nullable(),
  }),
])

/** What a phone is doing now, for the terminal. Nothing depends on it: reports are made from the journal. */
export type Progress = z.infer<typeof progress>

/** The launcher's end: hears all workers. */
export class ProgressDoor {
  readonly port: number
  readonly #server: Server

  private constructor(server: Server, port: number) {
    this.#server = server
    this.port = port
  }

  static async open(hear: (progress: Progress) => void): Promise<ProgressDoor> {
    const server = createServer((socket) => {
      socket.unref()
      let rest = ''
      socket.setEncoding('utf8')
      socket.on('data', (chunk: string) => {
        const lines = (rest + chunk).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) hear(progress.parse(JSON.parse(line)))
      })
      // A worker that dies takes its line with it; the journal says why.
      socket.on('error', () => socket.destroy())
    })
    const port = await new Promise<number>((resolve, reject) => {
      server.once('error', reject)
      server.listen(0, '127.0.0.1', () => {
        const address = server.address()
        resolve(address === null || typeof address === 'string' ? 0 : address.port)
      })
    })
    server.unref()
    return new ProgressDoor(server, port)
  }

  close(): void {
    this.#server.close()
  }
}

/** A worker's end. */
export class ProgressLine {
  readonly #socket: Socket

  constructor(port: number) {
    this.#socket = connect(port, '127.0.0.1')
    this.#socket.unref()
    this.#socket.on('error', () => this.#socket.destroy())
  }

  say(progress: Progress): void {
    if (!this.#socket.destroyed) this.#socket.write(`${JSON.stringify(progress)}\n`)
  }

  close(): void {
    this.#socket.end()
  }
}
