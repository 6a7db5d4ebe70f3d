import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '../support/run-place.ts'
import { ensureSampleApp } from '../../src/cli/ensure-app.ts'
import { type PromiseTag, promiseTags } from '../../src/harness/promise-list.ts'
import { checkFaults } from './check.ts'
import { type EffectName, effectNames } from './effects.ts'
import { checkQuickly } from './quick-check.ts'
import { writeTables } from './written.ts'

const help = `Usage: npm run fault-table -- [options]

Writes the fault table of the READMEs and docs/fault-table.md anew. With --check it runs the faults on virtual phones instead,
and compares every promise with what the table foretells; exit code 1 where anything differs.

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
  const { values } = parseArgs({
    options: {
      check: { type: 'boolean' },
      quick: { type: 'boolean' },
      seeds: { type: 'string', default: '1' },
      from: { type: 'string', default: '1' },
      faults: { type: 'string' },
      tag: { type: 'string', default: 'demo' },
      'at-once': { type: 'string', default: '7' },
      limit: { type: 'string', default: '12' },
      'adb-port': { type: 'string', default: '28901' },
      help: { type: 'boolean' },
    },
  })
  if (values.help === true) {
    process.stdout.write(help)
    return 0
  }
  if (values.check !== true && values.quick !== true) {
    for (const path of await writeTables()) process.stdout.write(`${path} is written anew\n`)
    return 0
  }
  await ensureSampleApp(root, join(root, 'build', 'sample-app.apk'))
  const say = (line: string): void => {
    process.stdout.write(`${line}\n`)
  }
  if (values.quick === true) return (await checkQuickly(values.from, say)) === 0 ? 0 : 1
  const deviations = await checkFaults({
    seeds: Array.from({ length: Number(values.seeds) }, (_, at) => Number(values.from) + at),
    faults: readFaults(values.faults),
    tag: readTag(values.tag),
    atOnce: Number(values['at-once']),
    limitMs: Number(values.limit) * 1000,
    adbPort: Number(values['adb-port']),
    say,
  })
  return deviations === 0 ? 0 : 1
}

function readFaults(list: string | undefined): readonly (EffectName | 'nothing')[] {
  const all = ['nothing', ...effectNames] as const
  if (list === undefined) return all
  return list.split(',').map((name) => {
    const fault = all.find((one) => one === name)
    if (fault === undefined) throw new Error(`there is no fault ${name}`)
    return fault
  })
}

function readTag(name: string): PromiseTag {
  const tag = promiseTags.find((one) => one === name)
  if (tag === undefined) throw new Error(`there is no tag ${name}: ${promiseTags.join(', ')}`)
  return tag
}

process.exit(await main())
