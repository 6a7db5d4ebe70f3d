import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { PushfarmError } from '../base/pushfarm-error.ts'
import type { PhoneEntry } from '../farm/inventory.ts'
import type { EmbeddedFarm } from '../harness/pushfarm-options.ts'

/** The line that `npm run virtual` prints when all is up. */
const ready = z.object({
  phones: z.array(z.object({ serial: z.string(), vendor: z.string() })),
  chat: z.object({ url: z.string(), sdkAppId: z.number(), secretKey: z.string(), admin: z.string() }),
  control: z.object({ url: z.string() }),
})

export interface EmbeddedFarmOptions {
  readonly root: string
  readonly phones: readonly PhoneEntry[]
  readonly portBase: number
  readonly seed: number | undefined
  readonly fault: string | undefined
  readonly logFile: string
}

/** Starts the virtual farm as a child process. It ends with us: its standard input is our pipe. */
export async function startEmbeddedFarm(options: EmbeddedFarmOptions): Promise<EmbeddedFarm> {
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      join(options.root, 'virtual', 'main.ts'),
      '--json',
      '--phones',
      options.phones.map((phone) => phone.vendor).join(','),
      '--port-base',
      String(options.portBase),
      // Out of the box four ROMs ask before adb installs: the harness has to answer, as on real phones.
      '--installs',
      'usual',
      ...(options.seed === undefined ? [] : ['--seed', String(options.seed)]),
      ...(options.fault === undefined ? [] : ['--fault', options.fault]),
    ],
    // A group of its own: Ctrl-C must not take the phones away from under the sessions that are being ended.
    { cwd: options.root, detached: true, stdio: ['pipe', 'pipe', 'pipe'] },
  )
  const log = createWriteStream(options.logFile)
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => {
    log.write(chunk)
    complaint = (complaint + chunk.toString()).slice(-4000)
  })
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    child.once('error', reject)
    child.once('exit', () => {
      const taken = /port (?<port>\d+) on \S+ is in use/.exec(complaint)?.groups?.['port']
      const sentence =
        taken === undefined
          ? (complaint.split('\n').find((text) => /^\S/.test(text) && !/^(?:node:|npm |Node\.js )/.test(text)) ?? '')
          : `The virtual farm's port ${taken} is in use by another program.`
      reject(
        new PushfarmError(sentence === '' ? 'The virtual farm ended while it was starting.' : sentence, {
          code: 'cli/embedded-farm',
          verdict: 'set-up',
          hint:
            taken === undefined
              ? `See ${options.logFile}.`
              : 'Give the phones of devices.json other ports: the farm takes those from the first phone on, and the ten below.',
        }),
      )
    })
  })
  const farm = ready.parse(JSON.parse(line))
  const serials = new Map<string, string>()
  const free = [...farm.phones]
  for (const phone of options.phones) {
    const at = free.findIndex((one) => one.vendor === phone.vendor)
    const [found] = at < 0 ? [] : free.splice(at, 1)
    if (found !== undefined) serials.set(phone.name, found.serial)
  }
  child.unref()
  return {
    chat: farm.chat,
    laboratory: farm.control.url,
    serials,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
      child.ref()
      child.kill('SIGTERM')
      const hard = setTimeout(() => child.kill('SIGKILL'), 5000)
      await gone
      clearTimeout(hard)
    },
    kill: () => {
      child.kill('SIGKILL')
    },
  }
}
