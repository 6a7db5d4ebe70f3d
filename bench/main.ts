import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describeError, exitCodeOf } from '../src/base/pushfarm-error.ts'
import { ensureSampleApp } from '../src/cli/ensure-app.ts'
import { judge } from './aims.ts'
import { Laboratory, app, closeLaboratories, killLaboratories, root } from './laboratory.ts'
import { measureLag } from './lag.ts'
import { thisMachine } from './machine.ts'
import { type BenchOptions, help, readBenchOptions } from './options.ts'
import type { BenchResults } from './results.ts'
import { farmSizes, measureScale } from './scale.ts'
import { resultTables } from './tables.ts'
import { measureTrials } from './trial-cost.ts'
import { usualAndroidInfo } from '../src/push/usual-message.ts'

/** `npm run bench`. */
async function main(): Promise<number> {
  const options = readBenchOptions(process.argv.slice(2))
  if (options === 'help') {
    process.stdout.write(help)
    return 0
  }
  const startedAt = new Date()
  const machine = thisMachine(root)
  await ensureSampleApp(root, app)
  const onePhone = await measureOnePhone(options)
  const scale = options.only.includes('scale') ? await measureFarms(options) : undefined
  const results: BenchResults = {
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    machine,
    options,
    ...onePhone,
    ...(scale === undefined ? {} : { scale }),
  }
  const aims = judge(results)
  const file = resolve(
    options.out ?? join(root, 'bench-results', `${startedAt.toISOString().slice(0, 19).replaceAll(':', '-')}.json`),
  )
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify({ ...results, aims }, null, 2)}\n`)
  process.stdout.write(`${resultTables(results, aims)}\n${file}\n`)
  return 0
}

/** Lag and trials are measured on one phone, in one Appium session. */
async function measureOnePhone(options: BenchOptions): Promise<Pick<BenchResults, 'lag' | 'trial'>> {
  const wanted = { lag: options.only.includes('lag'), trial: options.only.includes('trial') }
  if (!wanted.lag && !wanted.trial) return {}
  const laboratory = await Laboratory.open('google', options.seed)
  try {
    const [phone] = laboratory.phones
    if (phone === undefined) throw new Error('the farm has no phone')
    const worker = await laboratory.testedPhone(phone, await laboratory.session(phone))
    const { tested } = worker
    const { adb } = laboratory.setup
    const given = {
      adb: adb.adb,
      adbPort: adb.port,
      serial: phone.entry.serial,
      appPackage: tested.packageName,
      chat: laboratory.farm.description.chat,
      from: tested.friend,
      to: tested.owner.userId,
      androidInfo: usualAndroidInfo(tested.channelId),
    }
    const lag = wanted.lag ? await measureLag(tested, { ...options, say }) : undefined
    const trial = wanted.trial ? await measureTrials(tested, given, { ...options, say }) : undefined
    await worker.end()
    return { ...(lag === undefined ? {} : { lag }), ...(trial === undefined ? {} : { trial }) }
  } finally {
    await laboratory.close()
  }
}

async function measureFarms(options: BenchOptions): Promise<NonNullable<BenchResults['scale']>> {
  const results = []
  for (const phones of farmSizes)
    if (phones <= options.phonesAtMost) results.push(await measureScale(phones, { ...options, say }))
  return results
}

/** Progress goes to standard error, so that standard output is the result. */
function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** What fails from here on fails because its phones are taken away. */
let interrupted = false

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)
  process.once(signal, () => {
    interrupted = true
    say(`${signal}: ending phones, adb and Appium`)
    closeLaboratories().then(
      () => process.exit(code),
      () => process.exit(code),
    )
  })
process.once('exit', killLaboratories)

main().then(
  (code) => {
    if (!interrupted) process.exit(code)
  },
  (error: unknown) => {
    if (interrupted) return
    say(describeError(error))
    process.exit(exitCodeOf(error))
  },
)
