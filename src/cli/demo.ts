import { appendFileSync, existsSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { format } from 'node:util'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { adbMissing, findAdb, installAdb } from '../farm/adb-binary.ts'
import { effortVariable } from '../harness/effort.ts'
import { readJournal } from '../harness/journal.ts'
import { promiseNames, selectionVariables } from '../harness/promise-list.ts'
import { RunFolder } from '../harness/run-folder.ts'
import { summarise } from '../harness/run-summary.ts'
import { makeHtmlReport } from './html-report.ts'
import { writeMatrixFile } from './matrix-file.ts'
import { readNumber, readOptions } from './options.ts'
import { loadEnvironmentFile, planPhones, variables } from './run-plan.ts'

const help = `Usage: npm run demo -- [options]

Runs the promises of specs/ on the phones of devices.json: installs the app, logs in, kills it, sends pushes, taps them.
As shipped the phones are virtual and start and end with the run.

  --phones LIST     names or vendors, e.g. mi,oppo                          [all]
  --tag NAME        which promises: demo, smoke, nightly or release         [demo]
  --grep WORDS      by vendor, state or text: a vendor's name (mi or Xiaomi, pixel, ...) takes its phones, a state
                    (background, locked, swiped, kicked, ...) the promises with rows in it, any other text those with it in
                    their name, title or rows of the matrix (a vendor's field like vivo/). Several with commas or several
                    --grep: of a kind any may hold, of each kind one must: --grep mi,oppo,locked. With a state or a text
                    and no --tag among all promises; with vendors only among those of --tag
  --effort LIST     what may be spent: costs-quota, locks-the-phone, cannot-be-undone, takes-minutes,
                    takes-hours, or all, or none                 [all on virtual phones, none on real ones]
  --fault NAME      break something in the virtual farm: the promises that it breaks must fail
  --seed N          seed of what is left to chance in the virtual farm     [1]
  --limit SECONDS   how long a push may take                               [of devices.json; 12 with --fault]
  --devices FILE    another devices.json
  --folder FOLDER   where the run leaves what it saw                       [a new one below reports/]
  --keep            leave the virtual phones running after the run, until Ctrl-C
  --help
`

/** Runs the whole thing once, and says where the report is. */
export async function demo(argv: readonly string[], root: string): Promise<number> {
  const { values } = readOptions(argv, {
    phones: { type: 'string' },
    tag: { type: 'string' },
    grep: { type: 'string', multiple: true },
    effort: { type: 'string' },
    fault: { type: 'string' },
    seed: { type: 'string' },
    limit: { type: 'string' },
    devices: { type: 'string' },
    folder: { type: 'string' },
    keep: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  })
  if (values.help === true) {
    process.stdout.write(help)
    return 0
  }
  loadEnvironmentFile(root)
  const seed = readNumber('seed', values.seed)
  const limit = readNumber('limit', values.limit, 1) ?? (values.fault === undefined ? undefined : 12)
  const set = (name: string, value: string | undefined): void => {
    if (value !== undefined) process.env[name] = value
  }
  set(variables.devices, values.devices)
  set(variables.phones, values.phones)
  set(selectionVariables.tag, values.tag)
  set(selectionVariables.grep, values.grep?.join(','))
  set(effortVariable, values.effort)
  set(variables.fault, values.fault)
  set(variables.keep, values.keep === true ? '1' : undefined)
  set(variables.seed, seed === undefined ? undefined : String(seed))
  set(variables.limit, limit === undefined ? undefined : String(limit * 1000))

  promiseNames(root)
  const { inventory } = planPhones(root, process.env)
  if (findAdb(process.env) === undefined) {
    const installed = await installAdb((line) => process.stdout.write(`${line}\n`))
    if (!installed || findAdb(process.env) === undefined) throw adbMissing()
  }

  const configuration = await compiledFor(root)
  const folder =
    values.folder === undefined
      ? RunFolder.create(join(root, 'reports'), new Date())
      : RunFolder.createAt(folderCalled(values.folder))
  process.env[variables.runFolder] = folder.path
  await runWdio(root, configuration, folder)
  const summary = summarise(readJournal(folder.journal), promiseNames(root))
  if (summary.failed === undefined) {
    process.stdout.write(`${await makeHtmlReport(root, folder)}\n`)
    // Again, since now it can lead to Allure's report.
    writeMatrixFile(folder, promiseNames(root))
  }
  if (values.keep === true && inventory.farm === 'embedded' && summary.failed === undefined) await interrupted()
  return summary.exitCode
}

/** An empty name is a variable of a script that is not set, and not the folder that the run was started in. */
function folderCalled(name: string): string {
  if (name.trim() !== '') return resolve(name)
  throw new PushfarmError('--folder names no folder.', {
    code: 'cli/options',
    verdict: 'set-up',
    hint: 'Name one that is new or empty, or leave --folder out.',
  })
}

/** The configuration and the specs as JavaScript, before anything is made that a mistake in them would leave behind. */
async function compiledFor(root: string): Promise<string> {
  const compiled = join(root, '.cache', `run-${process.pid}`)
  process.once('exit', () => rmSync(compiled, { recursive: true, force: true }))
  const { compileRun } = await import('./compiled-run.ts')
  return compileRun(root, compiled)
}

/** Resolves at Ctrl-C. The service's own handler then ends the process, and with it the phones. */
async function interrupted(): Promise<void> {
  const alive = setInterval(() => undefined, 60_000)
  await new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve))
  clearInterval(alive)
}

/**
 * WebdriverIO's own account of the run goes to a file: the terminal belongs to the live lines and the summary. It is loaded
 * only here: that takes seconds, which whoever mistyped an option need not wait for.
 */
async function runWdio(root: string, configuration: string, folder: RunFolder): Promise<void> {
  const say = console.log
  console.log = (...words: unknown[]) => {
    appendFileSync(join(folder.logs, 'wdio.log'), `${format(...words)}\n`)
  }
  process.env[variables.root] = root
  try {
    const { Launcher } = await import('@wdio/cli')
    const launcher = new Launcher(configuration, {})
    await launcher.initialize()
    // What the workers load is JavaScript: they need no loader.
    process.env['NODE_OPTIONS'] = (process.env['NODE_OPTIONS'] ?? '').replaceAll(/--import \S*\/tsx\/\S*/g, '')
    await launcher.run()
  } catch (error) {
    if (!hasTold(folder)) throw error
  } finally {
    console.log = say
  }
}

/** The service has said in the journal why the run did not begin. */
function hasTold(folder: RunFolder): boolean {
  return existsSync(folder.journal) && readJournal(folder.journal).some((entry) => entry.kind === 'run-failed')
}
