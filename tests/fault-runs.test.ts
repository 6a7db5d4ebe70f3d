import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { effectNames } from './fault-table/effects.ts'
import { Run } from './support/run.ts'
import { RunPlace, root } from './support/run-place.ts'

// Every fault on a virtual phone, over the real adb and Appium. Whole runs with faults: npm run fault-table -- --check.
const minutes = 60_000
const place = new RunPlace()
let run: Run | undefined
afterAll(() => {
  run?.kill()
  place.remove()
})

it(
  'each fault breaks the promises that the rules foretell, in that part, and no other',
  async () => {
    const main = join(root, 'tests', 'fault-table', 'main.ts')
    run = Run.program(place, process.execPath, ['--import', 'tsx', main, '--quick'])
    const end = await run.end()
    expect(end.stdout.split('\n').filter((line) => line.startsWith('DEVIATION'))).toEqual([])
    const [, faults] = /^(\d+) faults, 0 deviations$/m.exec(end.stdout) ?? []
    expect(Number(faults), end.stdout + end.stderr).toBe(effectNames.length)
    expect(end.exitCode, end.stderr).toBe(0)
    expect(end.processes).toEqual([])
  },
  15 * minutes,
)
