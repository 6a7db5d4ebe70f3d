import { expect, it } from 'vitest'
import { witnessLines } from './witness-summary.ts'

const said = { log: '', dump: '', shade: '' }
const entry = (phone: string, promise: string, ...names: readonly string[]) => ({
  kind: 'witnesses' as const,
  at: '',
  phone,
  promise,
  trial: promise,
  token: '安',
  said,
  findings: names.map((name) => ({ name, sentence: `${name} on ${phone}.` })),
})

it('says nothing when they agree', () => {
  expect(witnessLines([{ kind: 'run-ended', at: '', exitCode: 0, durationMs: 1 }])).toEqual([])
})

it('has one line for each kind of disagreement', () => {
  const entries = [entry('mi', 'a', 'log-mute'), entry('mi', 'b', 'log-mute', 'folded'), entry('oppo', 'a', 'log-mute')]
  expect(witnessLines(entries)).toEqual([
    '≠ log-mute  mi (2), oppo: log-mute on mi. First in a.',
    '≠ folded  mi: folded on mi. First in b.',
  ])
})

it('cuts a long list, and says so', () => {
  const entries = [...Array(10).keys()].map((at) => entry('mi', 'a', `finding-${at}`))
  expect(witnessLines(entries)).toHaveLength(9)
  expect(witnessLines(entries).at(-1)).toBe('≠ 2 more kinds of disagreement are in the journal.')
})
