import { describe, expect, it } from 'vitest'
import type { JournalEntry } from '../harness/journal-entry.ts'
import { matrixPage } from './matrix-page.ts'
import type { EvidenceFile } from './seen-run.ts'

type Entry<Kind extends JournalEntry['kind']> = Extract<JournalEntry, { kind: Kind }>
const at = '2026-11-21T02:35:48.647Z'
const nasty = `<b onclick="x">"'&</b>\u0007\ud83d\u202e</script>`

const started: Entry<'run-started'> = {
  kind: 'run-started',
  at,
  phones: ['mi', 'oppo'].map((name) => ({ name, vendor: name, serial: name, pushService: name })),
  farm: 'embedded',
  limits: { softMs: 60_000, hardMs: 180_000 },
  fault: 'ext-altered',
  seed: 7,
  promises: ['a', 'b'],
}
const phone: Entry<'phone'> = {
  kind: 'phone',
  at,
  phone: 'mi',
  vendor: 'mi',
  serial: 'mi',
  model: 'Xiaomi 14',
  android: '14',
  apiLevel: 34,
  build: 'Xiaomi/houji',
  pushService: 'mi',
  pushServiceVersion: '6.2.3-C',
  clockOffsetMs: -8,
}
const kept: Entry<'promise'> = {
  kind: 'promise',
  at,
  phone: 'mi',
  promise: 'a',
  title: 'A push arrives',
  result: 'kept',
  verdict: null,
  error: null,
  latencyMs: 217,
  durationMs: 2000,
  evidence: [],
}
const broken: Entry<'promise'> = {
  ...kept,
  result: 'broken',
  verdict: 'product',
  error: { code: 'harness/promise-broken', message: 'ext: saw another', hint: 'Look at the click route.' },
}
const rule = {
  name: 'content/title-given',
  says: 'A title that is given is shown',
  source: '1047/33527',
  page: 'Title',
}
const trial: Entry<'trial'> = {
  kind: 'trial',
  at,
  phone: 'mi',
  promise: 'a',
  trial: 'a',
  token: '雪湖星柳谷朗',
  state: 'cache-killed',
  msgKey: '1_2_3',
  row: 'ext/html',
  judged: ['title', 'ext'],
  expected: {
    kind: 'shown',
    title: '林小满',
    text: 'dinner?',
    ext: '{"a":1}',
    conversationId: 'C2Cfriend',
    withinMs: 60_000,
    posters: [{ pkg: 'io.app', opPkg: 'com.xiaomi.xmsf' }],
    rules: [{ ...rule, value: 'title', grade: 'documented', checkedOn: '2026-11-20' }],
  },
  arrival: {
    kind: 'shown',
    count: 1,
    first: {
      package: 'io.app',
      postedBy: 'com.xiaomi.xmsf',
      key: 'k',
      channelId: 'c',
      importance: 4,
      title: '林小满',
      text: 'dinner?',
      latencyMs: 217,
    },
  },
  opening: { kind: 'conversation', conversationId: 'C2Cfriend', ext: '{}', start: 'cold' },
  latencyMs: 217,
  differences: [{ part: 'ext', expected: '7 characters', seen: '2 characters' }],
  stepsMs: { arrange: 228, send: 13, observe: 254, tap: 900 },
  evidence: [],
}
const ended: Entry<'run-ended'> = { kind: 'run-ended', at, exitCode: 1, durationMs: 109_587 }
const failed: Entry<'run-failed'> = {
  kind: 'run-failed',
  at,
  verdict: 'set-up',
  message: 'The port 26010 is in use.',
  hint: 'Free it.',
}

const page = (entries: readonly JournalEntry[], evidence: readonly EvidenceFile[] = []): string =>
  matrixPage({ entries, promises: ['a'], evidence, allureReport: 'not-made' })
const cell = (text: string, phoneName: string, at: number): string =>
  [...text.matchAll(new RegExp(`<td role="cell" class="([^"]*)" data-phone="${phoneName}">([^]*?)</td>`, 'g'))][
    at
  ]?.[0] ?? ''

describe('a cell', () => {
  it.each<[string, readonly JournalEntry[], string, string, readonly string[]]>([
    ['kept', [started, kept], 'kept', 'mi', ['✓', '0.22', 'href="#mi.a"']],
    ['broken', [started, broken], 'broken', 'mi', ['✗', '0.22', 'href="#mi.a"']],
    ['without a push', [started, { ...kept, latencyMs: null }], 'kept', 'mi', ['✓']],
    ['without an entry', [started, kept], 'not-checked', 'oppo', ['?', 'href="#oppo.a"']],
    [
      'not checked',
      [started, { ...broken, result: 'not-checked', verdict: 'infrastructure' }],
      'not-checked',
      'mi',
      ['?', 'href="#mi.a"'],
    ],
    [
      'that does not apply',
      [started, { ...kept, result: 'not-applicable', because: 'Android 13 only', latencyMs: null }],
      'not-applicable',
      'mi',
      ['–', '<sup>1</sup>', 'href="#note.1"'],
    ],
  ])('%s', (_, entries, kind, phoneName, parts) => {
    const found = cell(page(entries), phoneName, 0)
    expect(found).toContain(`class="${kind}"`)
    for (const part of parts) expect(found).toContain(part)
  })

  it('leads to an anchor that is there', () => {
    const text = page([
      started,
      phone,
      trial,
      broken,
      { ...kept, promise: 'b', result: 'not-applicable', because: 'no' },
    ])
    const ids = new Set([...text.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]))
    const targets = [...text.matchAll(/href="#([^"]*)"/g)].map((match) => match[1])
    expect(targets.length).toBeGreaterThan(4)
    for (const target of targets) expect(ids).toContain(target)
  })
})

describe('the details of a broken cell', () => {
  const evidence = [
    { name: 'mi.a.screen.png' },
    {
      name: 'mi.a.server.json',
      text: JSON.stringify([{ command: 'openim/sendmsg', answer: { ErrorCode: 0 }, sentAt: 5, answeredAt: 8 }]),
    },
    { name: 'mi.a.push-panel.json', text: '{"certificateId":"10001"}' },
    { name: 'mi.b.screen.png' },
  ]
  const text = page([started, phone, trial, { ...broken, evidence: ['mi.a.events.txt'] }, ended], evidence)
  const details = /<details class="cell broken"[^]*?<p class="top">/.exec(text)?.[0] ?? ''

  it.each([
    ['is open', '<details class="cell broken" id="mi.a" open>'],
    ['the error', 'ext: saw another'],
    ['its hint', 'Look at the click route.'],
    ['the row', '<code>ext/html</code>'],
    ['the state, in Chinese too', '被系统回收'],
    ['what differs', '7 characters'],
    ['the whole ext', '<pre>{&quot;a&quot;:1}</pre>'],
    ['a step', '228 ms'],
    ['the rule, its source and its day', '1047/33527, Title, documented'],
    ['the day', '2026-11-20'],
    ['its picture', '<img src="evidence/mi.a.screen.png"'],
    ['the records', '<code>openim/sendmsg</code>'],
    ['the push panel', '10001'],
    ['a file that the folder lacks', 'mi.a.events.txt'],
  ])('%s', (_, part) => {
    expect(details).toContain(part)
  })

  it('shows only its own evidence', () => {
    expect(details).not.toContain('mi.b.screen.png')
  })

  it('says which parts were compared', () => {
    const signs = [
      ...details.matchAll(/<th scope="row">\s*<span class="mark">(.)[^]*?<span lang="en">([^<]*)<\/span>/g),
    ]
    expect(signs.length).toBeGreaterThan(0)
    expect(details).toMatch(/✓<span class="unseen"> <span lang="en">compared, fits/)
  })

  it('says of a push that is missing only that it is', () => {
    const missing: Entry<'trial'> = {
      ...trial,
      arrival: { kind: 'not-shown', withinMs: 180_000 },
      opening: { kind: 'not-tapped' },
      differences: [{ part: 'arrival', expected: 'a notification within 60 s', seen: 'not shown within 180 s' }],
    }
    const shown = page([started, phone, missing, broken])
    const table = /<table class="comparison">[^]*?<\/table>/.exec(shown)?.[0] ?? ''
    expect([...table.matchAll(/<span class="mark">(.)/g)].map(([, sign]) => sign)).toEqual([
      '✗',
      ...Array.from({ length: 6 }, () => '·'),
    ])
  })
})

describe('escaping', () => {
  it('no text of the journal or of the evidence becomes markup', () => {
    const text = page(
      [
        {
          ...started,
          fault: nasty,
          phones: [{ name: nasty, vendor: nasty, serial: nasty, pushService: nasty }],
          promises: [nasty],
        },
        { ...phone, phone: nasty, model: nasty, build: nasty, android: nasty, pushServiceVersion: nasty },
        {
          ...trial,
          phone: nasty,
          promise: nasty,
          token: nasty,
          state: nasty,
          msgKey: nasty,
          row: nasty,
          message: { text: nasty },
          situation: { state: nasty },
          stepsMs: { [nasty]: 1 },
          expected: {
            kind: 'nothing',
            why: nasty,
            at: nasty,
            code: nasty,
            rule: { ...rule, name: nasty, says: nasty, source: nasty },
          },
          differences: [{ part: nasty, expected: nasty, seen: nasty }],
        },
        {
          kind: 'witnesses',
          at,
          phone: nasty,
          promise: nasty,
          trial: nasty,
          token: nasty,
          said: { log: nasty, dump: nasty, shade: nasty },
          findings: [{ name: nasty, sentence: nasty }],
        },
        {
          ...broken,
          phone: nasty,
          promise: nasty,
          title: nasty,
          error: { code: nasty, message: nasty, hint: nasty },
          evidence: [nasty],
        },
        { ...failed, message: nasty, hint: nasty },
        { kind: 'phone-lost', at, phone: nasty, error: nasty },
      ],
      [{ name: `${nasty}.${nasty}.server.json`, text: nasty }],
    )
    expect(text).not.toContain('<b onclick')
    expect(text).not.toMatch(/[\u0007\u202e]/)
    expect(text.isWellFormed()).toBe(true)
    expect(text.match(/<\/script>/g)).toHaveLength(1)
    expect(text.split('&lt;b onclick').length).toBeGreaterThan(30)
  })
})

describe('runs that are not whole', () => {
  it.each<[string, readonly JournalEntry[], readonly string[]]>([
    ['nothing at all', [], ['The run ended before it reached a phone.', 'the run did not end']],
    [
      'failed in set-up',
      [failed, { ...ended, exitCode: 4 }],
      ['The port 26010 is in use.', 'Free it.', 'The set-up is wrong'],
    ],
    ['no phones', [{ ...started, phones: [] }], ['The run ended before it reached a phone.']],
    [
      'a phone lost',
      [started, phone, kept, { kind: 'phone-lost', at, phone: 'oppo', error: 'adb does not reach it' }],
      ['adb does not reach it', 'Not everything could be checked', 'never read'],
    ],
    ['cut short', [started, phone, trial, kept], ['the run did not end']],
    [
      'an old journal: neither rules nor row nor judged, the promises not named',
      [
        { ...started, promises: undefined },
        {
          ...trial,
          row: undefined,
          judged: undefined,
          expected: { kind: 'nothing', why: 'logged out' },
          arrival: null,
          opening: null,
        },
        broken,
      ],
      ['logged out', 'not looked for'],
    ],
    [
      'values that nobody knows yet',
      [
        started,
        {
          ...trial,
          state: 'on the moon',
          expected: 'a surprise',
          arrival: { kind: 'sung' },
          opening: { kind: 'window', of: 'x' },
        },
        broken,
      ],
      ['on the moon', '&quot;a surprise&quot;'],
    ],
    [
      'rows left out',
      [started, trial, { ...kept, leftOut: [{ row: 'ext/not-json', because: 'OPPO takes JSON only' }] }],
      ['<code>ext/not-json</code> OPPO takes JSON only'],
    ],
    [
      'a witness that disagrees',
      [
        started,
        trial,
        {
          kind: 'witnesses',
          at,
          phone: 'mi',
          promise: 'a',
          trial: 'a',
          token: '雪',
          said: { log: 'handed in', dump: 'not listed', shade: 'absent' },
          findings: [{ name: 'handed-in-not-listed', sentence: 'No dump listed it.' }],
        },
        kept,
      ],
      ['<sup>≠</sup>', 'No dump listed it.', 'handed in'],
    ],
  ])('%s', (_, entries, parts) => {
    const text = page(entries)
    for (const part of parts) expect(text).toContain(part)
    expect(text).not.toMatch(/\bundefined\b|\bNaN\b|\[object/)
  })
})

describe('what never began', () => {
  const lost: Entry<'promise'> = {
    ...broken,
    result: 'not-checked',
    verdict: 'infrastructure',
    error: { code: 'harness/phone-lost', message: 'Not checked: mi was lost.', hint: 'Look at its cable.' },
  }
  const text = page([started, lost, { ...lost, promise: 'b' }, { ...kept, phone: 'oppo' }])
  const section = /<section class="never-begun">[^]*?<\/section>/.exec(text)?.[0] ?? ''

  it('tells a reason once for all promises that share it', () => {
    expect(text.split('Not checked: mi was lost.')).toHaveLength(2)
    expect(section.split('Look at its cable.')).toHaveLength(2)
  })

  it.each(['mi.a', 'mi.b', 'oppo.b'])('has the anchor %s', (id) => {
    expect(section).toContain(`id="${id}"`)
  })

  it('is not what was broken', () => {
    expect(page([started, broken])).toContain('<details class="cell broken" id="mi.a"')
  })
})

it('needs nothing but itself', () => {
  const text = page([started, phone, trial, broken, ended], [{ name: 'mi.a.screen.png' }])
  expect(text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//)
  expect(text).not.toMatch(/@import|url\(/)
  expect(text).toContain("default-src 'none'")
})

it('is the same for the same record', () => {
  const entries = [started, phone, trial, broken, ended]
  expect(page(entries)).toBe(page(entries))
})
