import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Redaction } from '../chat/redaction.ts'
import { Journal, readJournal } from './journal.ts'
import type { NewEntry } from './journal-entry.ts'
import { summarise } from './run-summary.ts'
import { summaryText } from './summary-text.ts'

const started: NewEntry = {
  kind: 'run-started',
  phones: ['mi', 'oppo'].map((name) => ({ name, vendor: name, serial: name, pushService: name })),
  farm: 'embedded',
  limits: { softMs: 60_000, hardMs: 180_000 },
  fault: null,
  seed: null,
}
const checked = (phone: string, promise: string, result: 'kept' | 'broken' | 'not-checked' = 'kept'): NewEntry => ({
  kind: 'promise',
  phone,
  promise,
  title: promise,
  result,
  verdict: result === 'kept' ? null : result === 'broken' ? 'product' : 'infrastructure',
  error: result === 'kept' ? null : { code: 'x/y', message: `${promise} on ${phone}`, hint: null },
  latencyMs: 1234,
  durationMs: 2000,
  evidence: [],
})
const notApplicable = (phone: string, promise: string): NewEntry => ({
  kind: 'promise',
  phone,
  promise,
  title: promise,
  result: 'not-applicable',
  because: 'it came with Android 13',
  verdict: null,
  error: null,
  latencyMs: null,
  durationMs: 1,
  evidence: [],
})
const setUpWrong: NewEntry = { ...checked('oppo', 'b', 'not-checked'), verdict: 'set-up' } as NewEntry
const all = [checked('mi', 'a'), checked('mi', 'b'), checked('oppo', 'a'), checked('oppo', 'b')]

function journalOf(entries: readonly NewEntry[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'pushfarm-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  const path = join(folder, 'journal.jsonl')
  const journal = new Journal(path, new Redaction(['hush']))
  for (const entry of entries) journal.write(entry)
  return path
}
const exitCodeOf = (entries: readonly NewEntry[]): number =>
  summarise(readJournal(journalOf([started, ...entries])), ['a', 'b']).exitCode

describe('summarise', () => {
  it.each<[string, readonly NewEntry[], number]>([
    ['every promise kept', all, 0],
    ['a promise broken', [...all.slice(1), checked('mi', 'a', 'broken')], 1],
    [
      'a phone lost',
      [...all.slice(0, 3), { kind: 'phone-lost', phone: 'oppo', error: 'cable' }, checked('oppo', 'b', 'not-checked')],
      3,
    ],
    [
      'a promise broken and a phone lost',
      [checked('mi', 'a', 'broken'), checked('mi', 'b'), { kind: 'phone-lost', phone: 'oppo', error: 'cable' }],
      1,
    ],
    ['a promise set up wrong', [...all.slice(0, 3), setUpWrong], 4],
    ['a promise broken and one set up wrong', [...all.slice(1, 3), checked('mi', 'a', 'broken'), setUpWrong], 1],
    ['silence about a promise', all.slice(0, 3), 3],
    ['a promise that does not apply', [...all.slice(0, 3), notApplicable('oppo', 'b')], 0],
    ['nothing that applies', ['a', 'b'].flatMap((one) => [notApplicable('mi', one), notApplicable('oppo', one)]), 4],
    ['nothing at all', [], 3],
    ['a wrong set-up', [{ kind: 'run-failed', verdict: 'set-up', message: 'no adb', hint: null }], 4],
  ])('%s', (_, entries, code) => {
    expect(exitCodeOf(entries)).toBe(code)
  })

  it('shows phones by promises, with latencies', () => {
    const entries = readJournal(journalOf([started, ...all.slice(0, 2), checked('oppo', 'a', 'broken')]))
    expect(summaryText(summarise(entries, ['a', 'b']), { colours: false }).split('\n')).toEqual([
      'promise  mi        oppo',
      'a        ✓ 1.23 s  ✗ 1.23 s',
      'b        ✓ 1.23 s  ?',
      '',
      'oppo  a  a on oppo',
    ])
  })
})

it('says why promises do not apply, once for the phones that share the reason', () => {
  const entries = ['mi', 'oppo'].flatMap((phone) => [checked(phone, 'a'), notApplicable(phone, 'b')])
  const summary = summarise(readJournal(journalOf([{ ...started, promises: ['a', 'b'] }, ...entries])), ['other'])
  expect(summaryText(summary, { colours: false }).split('\n')).toEqual([
    'promise  mi        oppo',
    'a        ✓ 1.23 s  ✓ 1.23 s',
    'b        –         –',
    '',
    '– b  mi, oppo: it came with Android 13',
  ])
})

describe('Journal', () => {
  it('keeps secrets out', () => {
    const path = journalOf([{ kind: 'phone-lost', phone: 'mi', error: 'it said hush' }])
    expect(readJournal(path)[0]).toMatchObject({ error: 'it said <secret>' })
  })
  it('survives a last line that a crash cut', () => {
    const path = journalOf([started])
    writeFileSync(path, '{"kind":"tri', { flag: 'a' })
    expect(readJournal(path)).toHaveLength(1)
  })
  it('names any other line that it cannot read', () => {
    const path = journalOf([])
    writeFileSync(path, '{"kind":"tri\n{}\n')
    expect(() => readJournal(path)).toThrow(`Line 1 of ${path} cannot be read.`)
  })
})
