import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { PushfarmError } from '../base/pushfarm-error.ts'
import type { Redaction } from '../chat/redaction.ts'
import { type JournalEntry, type NewEntry, journalEntry } from './journal-entry.ts'

/**
 * The run's record: one JSON object per line, appended and forced to the disk at once. Several workers append to one file:
 * a line is one write to a file opened for appending, which the kernel does not interleave.
 */
export class Journal {
  readonly #path: string
  readonly #redaction: Redaction

  constructor(path: string, redaction: Redaction) {
    this.#path = path
    this.#redaction = redaction
  }

  write(entry: NewEntry): void {
    const line = this.#redaction.text(JSON.stringify({ ...entry, at: new Date().toISOString() }))
    const file = openSync(this.#path, 'a')
    try {
      writeSync(file, `${line}\n`)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
  }
}

/** Reads a journal. A last line that a crash cut short is left out; any other line that cannot be read is an error. */
export function readJournal(path: string): readonly JournalEntry[] {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new PushfarmError(`There is no journal at ${path}.`, {
      code: 'harness/no-journal',
      verdict: 'set-up',
      cause: error,
    })
  }
  const lines = text.split('\n')
  const entries: JournalEntry[] = []
  lines.forEach((line, at) => {
    if (line === '') return
    let value: unknown
    try {
      value = JSON.parse(line)
    } catch (error) {
      if (at === lines.length - 1) return
      throw unreadable(path, at + 1, error)
    }
    const read = journalEntry.safeParse(value)
    if (!read.success) throw unreadable(path, at + 1, read.error)
    entries.push(read.data)
  })
  return entries
}

function unreadable(path: string, line: number, cause: unknown): PushfarmError {
  return new PushfarmError(`Line ${line} of ${path} cannot be read.`, {
    code: 'harness/unreadable-journal',
    verdict: 'set-up',
    facts: { path, line },
    cause,
  })
}
