import { parseArgs } from 'node:util'
import { PushfarmError } from '../src/base/pushfarm-error.ts'

export const parts = ['lag', 'trial', 'scale'] as const
export type Part = (typeof parts)[number]

export interface BenchOptions {
  readonly only: readonly Part[]
  /** Notifications per watcher. */
  readonly posts: number
  /** Trials by each writer. */
  readonly trials: number
  readonly phonesAtMost: number
  readonly seed: string
  /** undefined: bench-results/<time>.json */
  readonly out: string | undefined
}

export const help = `Usage: npm run bench -- [options]

Measures the harness and the virtual farm on this machine, prints a table with the aims, and saves everything as JSON.

  lag     from a notification's post to the moment a test knows: our watcher, polling "mobile: getNotifications", and
          polling the open shade, the latter two with WebdriverIO's waitUntil at its default interval
  trial   what a trial costs beyond push latency and activity start: ours, and one written by hand with WebdriverIO
  scale   1, 7, 25 and 50 virtual phones with the sample app running: boot, memory, processor time, Appium sessions

Options:
  --only LIST           of lag, trial, scale                           [all]
  --posts N             notifications per way of watching              [40]
  --trials N            trials by each                                 [10]
  --phones-at-most N    leave out larger farms                         [50]
  --seed TEXT           seed of what is left to chance                 [1]
  --out FILE            where the JSON goes                            [bench-results/<time>.json]
  --help

Exit code 0: measured, also when an aim is missed (the table says so); 3: something failed; 4: an option is wrong.
`

/** Reads the command line. Throws PushfarmError (verdict set-up) with one sentence for what it does not understand. */
export function readBenchOptions(argv: readonly string[]): BenchOptions | 'help' {
  let values
  try {
    ;({ values } = parseArgs({
      args: [...argv],
      strict: true,
      options: {
        only: { type: 'string' },
        posts: { type: 'string' },
        trials: { type: 'string' },
        'phones-at-most': { type: 'string' },
        seed: { type: 'string' },
        out: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }))
  } catch (error) {
    throw wrong(error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error))
  }
  if (values.help === true) return 'help'
  return {
    only: readParts(values.only),
    posts: readCount('--posts', values.posts, 40),
    trials: readCount('--trials', values.trials, 10),
    phonesAtMost: readCount('--phones-at-most', values['phones-at-most'], 50),
    seed: values.seed ?? '1',
    out: values.out,
  }
}

function readParts(text: string | undefined): readonly Part[] {
  if (text === undefined) return parts
  return text.split(',').map((name) => {
    const part = parts.find((known) => known === name.trim())
    if (part === undefined)
      throw wrong(`--only names ${JSON.stringify(name.trim())}, which is none of ${parts.join(', ')}`)
    return part
  })
}

function readCount(option: string, text: string | undefined, usual: number): number {
  if (text === undefined) return usual
  const count = Number(text)
  if (!/^\d+$/.test(text) || count < 1 || count > 10_000)
    throw wrong(`${option} wants a whole number from 1 on, not ${JSON.stringify(text)}`)
  return count
}

function wrong(sentence: string): PushfarmError {
  return new PushfarmError(`${sentence}.`, { code: 'bench/options', verdict: 'set-up', hint: 'See --help.' })
}
