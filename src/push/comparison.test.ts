import { describe, expect, it } from 'vitest'
import { compareArrival, compareOpening } from './comparison.ts'
import type { Expectation } from './expectation.ts'
import type { Arrival, Opening, Sighting } from './outcome.ts'

const expected: Expectation = {
  kind: 'shown',
  title: '林小满',
  text: '晚上见',
  ext: '{"a":1}',
  conversationId: 'C2Cxiaoman',
  withinMs: 60_000,
  mayBePostedBy: ['com.xiaomi.xmsf', 'io.app'],
}
const first: Sighting = {
  package: 'io.app',
  postedBy: 'com.xiaomi.xmsf',
  key: '0|io.app|7|null|10123',
  channelId: 'messages',
  importance: 4,
  title: '林小满',
  text: '晚上见',
  latencyMs: 800,
}
const shown = (change: Partial<Sighting> = {}, count = 1): Arrival => ({
  kind: 'shown',
  first: { ...first, ...change },
  count,
})

describe('compareArrival', () => {
  it.each<[string, Expectation, Arrival, string[]]>([
    ['all as promised', expected, shown(), []],
    ['nothing came', expected, { kind: 'not-shown', withinMs: 60_000 }, ['arrival']],
    ['title and text exchanged', expected, shown({ title: '晚上见', text: '林小满' }), ['title', 'text']],
    ['no title at all', expected, shown({ title: null }), ['title']],
    ['a blank more', expected, shown({ text: '晚上见 ' }), ['text']],
    ['too late', expected, shown({ latencyMs: 60_001 }), ['latency']],
    ['just in time', expected, shown({ latencyMs: 60_000 }), []],
    ['twice', expected, shown({}, 2), ['duplicate']],
    ['by a stranger', expected, shown({ postedBy: 'com.evil' }), ['package']],
    ['by the app itself', expected, shown({ postedBy: 'io.app' }), []],
    ['in silence', expected, { kind: 'silent', first: { ...first, importance: 1 }, count: 1 }, ['importance']],
    ['nothing, as promised', { kind: 'nothing', why: 'logged out' }, { kind: 'not-shown', withinMs: 900 }, []],
    ['something against the promise', { kind: 'nothing', why: 'logged out' }, shown(), ['nothing']],
  ])('%s', (_, expectation, arrival, parts) => {
    expect(compareArrival(expectation, arrival).map((one) => one.part)).toEqual(parts)
  })

  it('never calls a message lost', () => {
    const [difference] = compareArrival(expected, { kind: 'not-shown', withinMs: 60_000 })
    expect(difference?.seen).toBe('not shown within 60.0 s')
  })
})

describe('compareOpening', () => {
  const opened = (change: Partial<Extract<Opening, { kind: 'conversation' }>>): Opening => ({
    kind: 'conversation',
    conversationId: 'C2Cxiaoman',
    ext: '{"a":1}',
    start: 'cold',
    ...change,
  })
  it.each<[string, Opening, string[]]>([
    ['as promised', opened({}), []],
    ['another conversation', opened({ conversationId: 'C2Cother' }), ['conversation']],
    ['ext altered', opened({ ext: '%7B%22a%22%3A1%7D' }), ['ext']],
    ['ext missing', opened({ ext: '' }), ['ext']],
    ['warm instead of cold', opened({ start: 'warm' }), ['start']],
    ['start not seen', opened({ start: 'unknown' }), []],
    ['the launcher page', { kind: 'other-screen', screen: 'conversations', ext: null }, ['conversation', 'ext']],
    ['nothing', { kind: 'nothing-opened', focus: null, withinMs: 10_000 }, ['opening']],
  ])('%s', (_, opening, parts) => {
    const differences = compareOpening({ conversationId: 'C2Cxiaoman', ext: '{"a":1}', start: 'cold' }, opening)
    expect(differences.map((one) => one.part)).toEqual(parts)
  })

  it('shows where ext begins to differ', () => {
    const [difference] = compareOpening({ conversationId: 'C2Cxiaoman', ext: 'aaaabbb' }, opened({ ext: 'aaaaccc' }))
    expect([difference?.expected, difference?.seen]).toEqual(['7 characters, at 4: "bbb"', '7 characters, at 4: "ccc"'])
  })
})
