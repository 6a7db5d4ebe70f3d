import { join } from 'node:path'
import { root } from '../support/run-place.ts'
import { PushfarmError, describeError, exitCodeOf } from '../../src/base/pushfarm-error.ts'
import { ensureSampleApp } from '../../src/cli/ensure-app.ts'
import { readNumber, readOptions } from '../../src/cli/options.ts'
import { type PromiseTag, promiseTags } from '../../src/harness/promise-list.ts'
import { checkFaults } from './check.ts'
import { type EffectName, effectNames } from './effects.ts'
import { checkQuickly } from './quick-check.ts'
import { writeTables } from './written.ts'

const help = `Usage: npm run fault-table -- [options]

Writes the fault table of the READMEs and docs/fault-table.md anew. With --check it runs the faults on virtual phones instead,
and compares every promise with what the table foretells. Exit code 1 where anything differs, 4 for a wrong option.

  --quick           each fault once, on the promises that tell most of it, without whole runs
  --check           run them
  --seeds N         so many rounds, each with its own seed and its own phones for the faults   [1]
  --from N          the first seed                                                             [1]
  --faults LIST     these only; "nothing" is a phone that is well                              [all]
  --tag NAME        which promises                                                             [demo]
  --at-once N       phones of one run                                                          [7]
  --limit SECONDS   how long a push may take                                                   [12]
  --adb-port P      port of the runs' adb server                                               [28901]
  --help
`

async function main(): Promise<number> {
  const { values } = readOptions(process.argv.slice(2), {
    check: { type: 'boolean' },
    quick: { type: 'boolean' },
    seeds: { type: 'string' },
    from: { type: 'string' },
    faults: { type: 'string' },
    tag: { type: 'string' },
    'at-once': { type: 'string' },
    limit: { type: 'string' },
    'adb-port': { type: 'string' },
    help: { type: 'boolean' },
  })
  if (values.help === true) {
    process.stdout.write(help)
    return 0
  }
  const { check, quick, ...others } = values
  if (check !== true && quick !== true) {
    const [useless] = Object.keys(others)
    if (useless !== undefined) throw wrong(`--${useless} means something with --check or --quick only.`)
    for (const path of await writeTables()) process.stdout.write(`${path} is written anew\n`)
    return 0
  }
  const from = readNumber('from', others.from) ?? 1
  const options = {
    seeds: Array.from({ length: readNumber('seeds', others.seeds, 1) ?? 1 }, (_, at) => from + at),
    faults: readFaults(others.faults),
    tag: readTag(others.tag ?? 'demo'),
    atOnce: readNumber('at-once', others['at-once'], 1) ?? 7,
    limitMs: (readNumber('limit', others.limit, 1) ?? 12) * 1000,
    adbPort: readNumber('adb-port', others['adb-port'], 1024, 65535) ?? 28901,
    say: (line: string): void => {
      process.stdout.write(`${line}\n`)
    },
  }
  await ensureSampleApp(root, join(root, 'build', 'sample-app.apk'))
  const deviations =
    quick === true ? await checkQuickly(String(from), options.faults, options.say) : await checkFaults(options)
  return deviations === 0 ? 0 : 1
}

function readFaults(list: string | undefined): readonly (EffectName | 'nothing')[] {
  const all = ['nothing', ...effectNames] as const
  if (list === undefined) return all
  return list.split(',').map((name) => {
    const fault = all.find((one) => one === name.trim())
    if (fault === undefined) throw wrong(`There is no fault ${JSON.stringify(name)}.`, `Faults are ${all.join(', ')}.`)
    return fault
  })
}

function readTag(name: string): PromiseTag {
  const tag = promiseTags.find((one) => one === name)
  if (tag === undefined) throw wrong(`There is no tag ${JSON.stringify(name)}.`, `Tags are ${promiseTags.join(', ')}.`)
  return tag
}

function wrong(sentence: string, hint = 'See --help.'): PushfarmError {
  return new PushfarmError(sentence, { code: 'fault-table/options', verdict: 'set-up', hint })
}

try {
  process.exit(await main())
} catch (error) {
  if (!(error instanceof PushfarmError)) throw error
  process.stderr.write(`${describeError(error)}\n`)
  process.exit(exitCodeOf(error))
}
