import type { JournalEntry } from './journal-entry.ts'

const mostLines = 8

/**
 * Where the witnesses disagreed during a run, for the terminal: one line for each kind of disagreement, with the phones
 * and how many messages, and the first sentence that told it. Empty: they agreed.
 */
export function witnessLines(entries: readonly JournalEntry[]): readonly string[] {
  const kinds = new Map<
    string,
    { readonly first: string; readonly promise: string; readonly phones: Map<string, number> }
  >()
  for (const entry of entries) {
    if (entry.kind !== 'witnesses') continue
    for (const { name, sentence } of entry.findings) {
      const kind = kinds.get(name) ?? { first: sentence, promise: entry.promise, phones: new Map<string, number>() }
      kind.phones.set(entry.phone, (kind.phones.get(entry.phone) ?? 0) + 1)
      kinds.set(name, kind)
    }
  }
  const lines = [...kinds].map(([name, { first, promise, phones }]) => {
    const where = [...phones].map(([phone, count]) => (count === 1 ? phone : `${phone} (${count})`)).join(', ')
    return `≠ ${name}  ${where}: ${first} First in ${promise}.`
  })
  const left = lines.length - mostLines
  return left <= 0 ? lines : [...lines.slice(0, mostLines), `≠ ${left} more kinds of disagreement are in the journal.`]
}
