import type { VendorName } from '../../src/vendors/vendor.ts'
import type { FaultRow, FaultTable } from './table.ts'
import type { Prediction } from './prediction.ts'

/** The README's table: faults that break the same promises in the same way share a row. */
export function summaryText(table: FaultTable, heads: readonly [fault: string, breaks: string]): string {
  const lines = grouped(table).map(([broken, faults]) => `| ${faults} | ${broken} |`)
  return [`| ${heads.join(' | ')} |`, '| --- | --- |', ...lines].join('\n')
}

/** What breaks, and the faults that break it. */
function grouped(table: FaultTable): readonly (readonly [broken: string, faults: string])[] {
  const groups = new Map<string, FaultRow[]>()
  for (const row of table.rows) {
    const broken = breaks(row, table)
    groups.set(broken, [...(groups.get(broken) ?? []), row])
  }
  return [...groups].map(([broken, rows]) => [broken, rows.map(faultName).join(', ')])
}

/** Every fault beside every promise, in two tables: the demo's as a matrix, all of the night's as lists. */
export function documentText(demo: FaultTable, nightly: FaultTable): string {
  return [
    `| fault | what is wrong | ${demo.promises.join(' | ')} |`,
    `| --- | --- | ${demo.promises.map(() => '---').join(' | ')} |`,
    ...demo.rows.map(
      (row) =>
        `| ${faultName(row)} | ${row.says} | ${demo.promises.map((promise) => cellOf(row, promise)).join(' | ')} |`,
    ),
    '',
    '## All promises of the night',
    '',
    ...grouped(nightly).map(([broken, faults]) => `- ${faults}: ${broken}`),
    ...notGoneThrough(nightly),
  ].join('\n')
}

function notGoneThrough({ unforeseen }: FaultTable): readonly string[] {
  if (unforeseen.size === 0) return []
  const words = [...unforeseen].map(([promise, word]) => `${promise} (\`${word}\`)`)
  return ['', `Not gone through, for want of a word on paper: ${words.join(', ')}.`]
}

/** With the vendors, where not all can have it. */
function faultName({ fault, vendors }: FaultRow): string {
  return vendors.length >= 6 ? `\`${fault}\`` : `\`${fault}\` (${vendors.join(', ')})`
}

function breaks(row: FaultRow, { promises }: FaultTable): string {
  const byWords = new Map<string, string[]>()
  for (const promise of promises) {
    const cell = cellOf(row, promise)
    if (cell !== '') byWords.set(cell, [...(byWords.get(cell) ?? []), promise])
  }
  if (byWords.size === 0) return 'nothing: none of them looks at it'
  return [...byWords].map(([cell, names]) => `**${cell}**: ${names.join(', ')}`).join('; ')
}

/** What breaks of one promise; '' where it is kept or does not apply; with the vendors where they differ. */
function cellOf(row: FaultRow, promise: string): string {
  const predictions = [...row.predictions].map(([vendor, of]) => [vendor, of.get(promise)] as const)
  const asked = predictions.filter(([, prediction]) => prediction?.result !== 'not-applicable')
  const byWords = new Map<string, VendorName[]>()
  for (const [vendor, prediction] of asked) {
    const words = inTable(prediction)
    byWords.set(words, [...(byWords.get(words) ?? []), vendor])
  }
  return [...byWords]
    .filter(([words]) => words !== '')
    .map(([words, vendors]) => (vendors.length === asked.length ? words : `${words} (${vendors.join(', ')})`))
    .join('; ')
}

function inTable(prediction: Prediction | undefined): string {
  switch (prediction?.result) {
    case undefined:
    case 'kept':
    case 'not-applicable':
      return ''
    case 'broken':
      return prediction.parts.length === 0 ? (sayings[prediction.code] ?? prediction.code) : prediction.parts.join(', ')
    case 'not-checked':
      return 'not checked'
    case 'unforeseen':
      return ''
  }
}

/** Failures before anything could be compared, in words. */
const sayings: Readonly<Record<string, string>> = {
  'harness/login-failed': 'login',
  'harness/not-push-online': 'never PushOnline',
  'chat/refused': 'send refused',
  'app/not-shown': 'the app shows its login',
  'app/not-in-shade': 'not in the shade',
}
