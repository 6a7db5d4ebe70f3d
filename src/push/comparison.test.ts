import { describe, expect, it } from 'vitest'
import { type ExpectedArrival, compareArrival, compareOpening } from './comparison.ts'
import type { Arrival, Opening, Sighting } from './outcome.ts'
import { rule } from './rule.ts'
import type { ClickRoute } from './push-service-rules.ts'

const channelRule = rule({ name: 'channel', value: 1, says: 'x', source: 'y', page: 'z', checkedOn: '2026-11-20' })
const heard: ExpectedArrival = {
  kind: 'shown',
  title: '林小满',
  text: '晚上见',
  importance: { kind: 'exactly', value: 4 },
  channel: { kind: 'named', id: 'messages', importance: { kind: 'exactly', value: 4 }, rule: channelRule },
  withinMs: 60_000,
  sound: 'let-through',
  where: { shade: 'own-row' },
  posters: [
    { pkg: 'io.app', opPkg: 'com.xiaomi.xmsf' },
    { pkg: 'io.app', opPkg: 'com.xiaomi.xmsf.global' },
  ],
}
const quiet: ExpectedArrival = { ...heard, kind: 'silent', importance: { kind: 'silent' } }
const ofService: ExpectedArrival = {
  ...heard,
  importance: { kind: 'normal' },
  channel: { kind: 'of-the-service', importance: { kind: 'normal' }, rule: channelRule },
}
const first: Sighting = {
  package: 'io.app',
  postedBy: 'com.xiaomi.xmsf',
  key: '0|io.app|7|null|10123',
  channelId: 'messages',
  importance: 4,
  sound: 'let-through',
  title: '林小满',
  text: '晚上见',
  place: null,
  latencyMs: 800,
}
const fold = { kind: 'fold', name: '不重要通知' } as const
const shown = (change: Partial<Sighting> = {}, count = 1): Arrival => ({
  kind: 'shown',
  first: { ...first, ...change },
  count,
})

describe('compareArrival', () => {
  it.each<[string, ExpectedArrival, Arrival, string[]]>([
    ['all as promised', heard, shown(), []],
    ['nothing came', heard, { kind: 'not-shown', withinMs: 60_000 }, ['arrival']],
    ['title and text exchanged', heard, shown({ title: '晚上见', text: '林小满' }), ['title', 'text']],
    ['no title at all', heard, shown({ title: null }), ['title']],
    ['a blank more', heard, shown({ text: '晚上见 ' }), ['text']],
    ['too late', heard, shown({ latencyMs: 60_001 }), ['latency']],
    ['just in time', heard, shown({ latencyMs: 60_000 }), []],
    ['twice', heard, shown({}, 2), ['duplicate']],
    ['by a stranger', heard, shown({ postedBy: 'com.evil' }), ['package']],
    ['by another package of the service', heard, shown({ postedBy: 'com.xiaomi.xmsf.global' }), []],
    ['by the app itself, which the rules do not say', heard, shown({ postedBy: 'io.app' }), ['package']],
    ["by the service, in its own name and not the app's", heard, shown({ package: 'com.xiaomi.xmsf' }), ['package']],
    ['Android 9, which does not tell who posted', heard, shown({ postedBy: null }), []],
    ["Android 9, in another's name", heard, shown({ package: 'com.evil', postedBy: null }), ['package']],
    ['in a name that cannot be read', heard, shown({ package: null }), []],
    ['in silence', heard, { kind: 'silent', first: { ...first, importance: 1 }, count: 1 }, ['importance']],
    ['less important than the channel', heard, shown({ importance: 3 }), ['importance']],
    ['importance not told', heard, shown({ importance: null }), []],
    ['on another channel', heard, shown({ channelId: 'fcm_fallback_notification_channel' }), ['channel']],
    ['channel not told', heard, shown({ channelId: null }), []],
    ["on the service's own channel", ofService, shown({ channelId: 'mipush|io.app|default', importance: 3 }), []],
    ["quiet on the service's own channel", ofService, shown({ importance: 2 }), ['importance']],
    ['quiet, as promised', quiet, shown({ importance: 2 }), []],
    ['heard against the promise', quiet, shown({ importance: 4 }), ['importance']],
    ['held back by do not disturb', heard, shown({ sound: 'held-back' }), ['sound']],
    ['held back, as promised', { ...heard, sound: 'held-back' }, shown({ sound: 'held-back' }), []],
    ['let through against the promise', { ...heard, sound: 'held-back' }, shown(), ['sound']],
    ['a ROM that does not tell of do not disturb', { ...heard, sound: 'held-back' }, shown({ sound: null }), []],
    ['in the list of the shade', heard, shown({ place: { kind: 'list' } }), []],
    ['among the children of a group', heard, shown({ place: { kind: 'group' } }), []],
    ['behind a fold', heard, shown({ place: fold }), ['where']],
    ['quiet, and put aside', quiet, shown({ importance: 2, place: fold }), []],
    ['in a row for several, put aside', { ...heard, where: { shade: 'folded' } }, shown({ place: fold }), []],
    ['nothing, as promised', { kind: 'nothing', why: 'logged out' }, { kind: 'not-shown', withinMs: 900 }, []],
    ['something against the promise', { kind: 'nothing', why: 'logged out' }, shown(), ['nothing']],
  ])('%s', (_, expectation, arrival, parts) => {
    expect(compareArrival(expectation, arrival).map((one) => one.part)).toEqual(parts)
  })

  it.each<[string, Partial<Sighting>, string]>([
    ['itself', { postedBy: 'io.app' }, 'io.app in its own name'],
    ['for another', { package: 'io.other' }, 'com.xiaomi.xmsf in the name of io.other'],
    ['not told', { package: 'io.other', postedBy: null }, 'somebody in the name of io.other'],
  ])('tells who posted it and in whose name: %s', (_, change, seen) => {
    const [difference] = compareArrival({ ...heard, posters: heard.posters.slice(0, 1) }, shown(change))
    expect(difference).toEqual({ part: 'package', expected: 'posted by com.xiaomi.xmsf in the name of io.app', seen })
  })

  it('never calls a message lost', () => {
    const [difference] = compareArrival(heard, { kind: 'not-shown', withinMs: 60_000 })
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

  const page: Opening = { kind: 'web-page', package: 'com.android.browser', address: 'example.com' }
  const first: Opening = { kind: 'other-screen', screen: 'conversations', ext: null }
  it.each<[ClickRoute['opens'], Opening, boolean]>([
    ['in-app-page', opened({}), true],
    ['in-app-page', page, false],
    ['launcher-page', first, true],
    ['launcher-page', opened({}), false],
    ['launcher-page', { kind: 'other-screen', screen: 'push-panel', ext: '' }, false],
    ['launcher-page', page, false],
    ['browser', page, true],
    ['browser', first, false],
    ['browser', { kind: 'nothing-opened', focus: null, withinMs: 10_000 }, false],
  ])('the click action %s against %j: %s', (opens, opening, fits) => {
    const differences = compareOpening({ conversationId: 'C2Cxiaoman', ext: '{"a":1}', opens }, opening)
    expect(differences.length === 0).toBe(fits)
  })

  it('shows where ext begins to differ', () => {
    const [difference] = compareOpening({ conversationId: 'C2Cxiaoman', ext: 'aaaabbb' }, opened({ ext: 'aaaaccc' }))
    expect([difference?.expected, difference?.seen]).toEqual(['7 characters, at 4: "bbb"', '7 characters, at 4: "ccc"'])
  })
})
