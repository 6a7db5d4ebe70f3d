import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'

const ready = z.object({
  phones: z.array(z.object({ serial: z.string(), vendor: z.string(), name: z.string(), apiLevel: z.number() })),
  chat: z.object({ url: z.string(), sdkAppId: z.number(), secretKey: z.string(), admin: z.string() }),
  control: z.object({ url: z.string() }),
})

/** What the farm's own line of JSON says. */
export type FarmDescription = Readonly<z.infer<typeof ready>>

/** A virtual farm as a process of its own, on free ports. It ends with us: its standard input is our pipe. */
export class FarmProcess {
  readonly description: FarmDescription
  /** From the start of the process until all phones answer. */
  readonly bootMs: number
  readonly #child: ChildProcess
  readonly #complaints: string[]

  private constructor(description: FarmDescription, bootMs: number, child: ChildProcess, complaints: string[]) {
    this.description = description
    this.bootMs = bootMs
    this.#child = child
    this.#complaints = complaints
  }

  /** @param phones vendors, or a number of phones, as `npm run virtual -- --phones` takes them */
  static async start(root: string, phones: string, seed: string): Promise<FarmProcess> {
    const startedAt = performance.now()
    const program = join(root, 'virtual', 'main.ts')
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', program, '--phones', phones, '--port-base', '0', '--seed', seed],
      // A group of its own: Ctrl-C must not take the phones away from under the sessions that are being ended.
      { cwd: root, detached: true, stdio: ['pipe', 'pipe', 'pipe'] },
    )
    const complaints: string[] = []
    child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk.toString()))
    const line = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout }).once('line', resolve)
      child.once('error', reject)
      child.once('exit', () => {
        reject(new Error(`The virtual farm ended while it was starting.\n${complaints.join('')}`))
      })
    })
    return new FarmProcess(ready.parse(JSON.parse(line)), performance.now() - startedAt, child, complaints)
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error('a started process has no pid')
    return this.#child.pid
  }

  /** What it wrote to its standard error: nothing, when all is well. */
  complaints(): string {
    return this.#complaints.join('')
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** Resolves when it is gone. */
  async stop(): Promise<void> {
    if (!this.running) return
    const gone = new Promise<void>((resolve) => {
      this.#child.once('exit', () => {
        resolve()
      })
    })
    this.#child.kill('SIGTERM')
    const hard = setTimeout(() => {
      this.kill()
    }, 10_000)
    await gone
    clearTimeout(hard)
  }

  /** For a process that must end at once. */
  kill(): void {
    this.#child.kill('SIGKILL')
  }
}
