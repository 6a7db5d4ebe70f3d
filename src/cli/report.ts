import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { readJournal } from '../harness/journal.ts'
import { promiseNames } from '../harness/promise-list.ts'
import { RunFolder } from '../harness/run-folder.ts'
import { summarise } from '../harness/run-summary.ts'
import { summaryText } from '../harness/summary-text.ts'
import { makeHtmlReport } from './html-report.ts'
import { writeMatrixFile } from './matrix-file.ts'
import { readOptions } from './options.ts'

const help = `Usage: npm run report -- [FOLDER]

Shows the summary of a run (the latest one without FOLDER) from its journal, and makes its pages again:
matrix.html, which needs nothing but the run's folder: phones by promises, and for each failed cell the timeline, the
pictures, the server's records and the rules behind what was expected; and Allure's report (needs Java).
`

export async function report(argv: readonly string[], root: string): Promise<number> {
  const { values, positionals } = readOptions(argv, { help: { type: 'boolean', short: 'h' } }, 'allowed')
  if (values.help === true) {
    process.stdout.write(help)
    return 0
  }
  if (positionals.length > 1)
    throw new PushfarmError(`One folder at a time: ${positionals.join(' ')} are ${String(positionals.length)}.`, {
      code: 'cli/options',
      verdict: 'set-up',
      hint: 'See --help.',
    })
  const path = positionals[0] === undefined ? latestRun(join(root, 'reports')) : resolve(positionals[0])
  const entries = readJournal(join(path, 'journal.jsonl'))
  const promises = promiseNames(root, {})
  const summary = summarise(entries, promises)
  process.stdout.write(`${summaryText(summary, { colours: process.stdout.isTTY })}\n\n`)
  const folder = RunFolder.at(path)
  // Allure's first: the page leads there where it was made.
  const allure = await makeHtmlReport(root, folder)
  process.stdout.write(`${allure}\nMatrix: ${writeMatrixFile(folder, promises)}\n`)
  return 0
}

function latestRun(reports: string): string {
  // A run that ended before it began has written nothing.
  const began = (name: string): boolean => existsSync(join(reports, name, 'journal.jsonl'))
  const runs = (existsSync(reports) ? readdirSync(reports, { withFileTypes: true }) : [])
    .filter((entry) => entry.isDirectory() && /^\d{4}-\d\d-\d\dT/.test(entry.name) && began(entry.name))
    .map((entry) => entry.name)
    .sort()
  const latest = runs.at(-1)
  if (latest === undefined)
    throw new PushfarmError('There is no run to report on yet.', {
      code: 'cli/no-run',
      verdict: 'set-up',
      hint: 'Run: npm run demo',
    })
  return join(reports, latest)
}
