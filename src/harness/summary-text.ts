import { styleText } from 'node:util'
import type { Cell, RunSummary } from './run-summary.ts'
import { textTable } from './text-table.ts'

/** The table at the end of a run: phones by promises, the slowest push's latency in each cell. */
export function summaryText(summary: RunSummary, options: { readonly colours: boolean }): string {
  const paint = (style: 'green' | 'red' | 'yellow' | 'bold', text: string): string =>
    options.colours ? styleText(style, text, { validateStream: false }) : text
  const header = ['promise', ...summary.phones.map((phone) => phone.name)]
  const rows = summary.promises.map((promise) => [
    promise,
    ...summary.phones.map((phone) => {
      const cell = phone.cells.get(promise) ?? { kind: 'not-checked' as const }
      return cell.kind === 'not-applicable' ? cellText(cell) : paint(colours[cell.kind], cellText(cell))
    }),
  ])
  const lines = [textTable([header.map((cell) => paint('bold', cell)), ...rows])]
  if (summary.failed !== undefined)
    lines.push(
      '',
      paint('red', summary.failed.message),
      ...(summary.failed.hint === null ? [] : [`  → ${summary.failed.hint}`]),
    )
  const reasons = notApplicable(summary)
  if (reasons.length > 0) lines.push('', ...reasons)
  if (nothingApplies(summary)) lines.push('', paint('yellow', 'Nothing of what was asked for applies to these phones.'))
  for (const phone of summary.phones)
    if (phone.lost !== undefined) lines.push('', `${paint('yellow', phone.name)}  ${phone.lost}`)
  const told = summary.failures.filter((entry) => entry.error?.code !== 'harness/phone-lost')
  if (told.length > 0) lines.push('')
  for (const entry of told) {
    lines.push(
      `${paint(entry.result === 'broken' ? 'red' : 'yellow', `${entry.phone}  ${entry.promise}`)}  ${entry.error?.message ?? ''}`,
    )
    if (entry.error?.hint != null) lines.push(`  → ${entry.error.hint}`)
  }
  return lines.join('\n')
}

function nothingApplies({ phones }: RunSummary): boolean {
  const cells = phones.flatMap((phone) => [...phone.cells.values()])
  return cells.length > 0 && cells.every(({ kind }) => kind === 'not-applicable')
}

const colours = { kept: 'green', broken: 'red', 'not-checked': 'yellow' } as const

function cellText(cell: Cell): string {
  switch (cell.kind) {
    case 'kept':
      return cell.latencyMs === null ? '✓' : `✓ ${seconds(cell.latencyMs)}`
    case 'broken':
      return cell.latencyMs === null ? '✗' : `✗ ${seconds(cell.latencyMs)}`
    case 'not-checked':
      return '?'
    case 'not-applicable':
      return '–'
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`
}

/** One line for each reason, with the phones that share it. */
function notApplicable(summary: RunSummary): readonly string[] {
  return summary.promises.flatMap((promise) => {
    const phonesBy = new Map<string, string[]>()
    for (const phone of summary.phones) {
      const cell = phone.cells.get(promise)
      if (cell?.kind === 'not-applicable')
        phonesBy.set(cell.because, [...(phonesBy.get(cell.because) ?? []), phone.name])
    }
    return [...phonesBy].map(([because, phones]) => `– ${promise}  ${phones.join(', ')}: ${because}`)
  })
}
