import { describe, expect, it } from 'vitest'
import { type DumpSaid, type LogSaid, type ShadeSaid, findingsOf, inWords } from './witness-account.ts'

const handedIn: LogSaid = { kind: 'handed-in', package: 'com.x', afterMs: 900, gone: null }
const listed: DumpSaid = {
  kind: 'listed',
  package: 'com.x',
  importance: 4,
  groupKey: '0|com.x|7|null|10123',
  redacted: false,
  others: [],
}
const notListed: DumpSaid = { kind: 'not-listed', because: 'unknown' }
const shown: ShadeSaid = { kind: 'shown', place: { kind: 'list' } }
const notLooked: ShadeSaid = { kind: 'not-looked' }
const absent: ShadeSaid = { kind: 'absent' }

const table: readonly (readonly [string, LogSaid, DumpSaid, ShadeSaid, readonly string[]])[] = [
  ['all three say it is there', handedIn, listed, shown, []],
  ['all three say it is not', { kind: 'nothing' }, notListed, absent, []],
  ['nobody looked into the shade', handedIn, listed, notLooked, []],
  ['in a group, as Android does', handedIn, listed, { kind: 'shown', place: { kind: 'group' } }, []],
  ['a mute log', { kind: 'mute' }, listed, shown, ['log-mute']],
  ['a log that broke off', { kind: 'ended' }, listed, shown, ['log-ended']],
  ['a log that leaves it out', { kind: 'nothing' }, listed, shown, ['not-in-log']],
  [
    'a log that leaves out what only the shade shows',
    { kind: 'nothing' },
    notListed,
    shown,
    ['not-in-log', 'in-shade-not-listed'],
  ],
  [
    'cancelled at once',
    { ...handedIn, gone: { reason: 8, lifespanMs: 40 } },
    notListed,
    notLooked,
    ['gone-before-it-was-seen'],
  ],
  ['handed in, then silence', handedIn, notListed, absent, ['handed-in-not-listed']],
  ['cancelled after it was seen', { ...handedIn, gone: { reason: 1, lifespanMs: 900 } }, listed, shown, []],
  ['not in the shade', handedIn, listed, absent, ['listed-not-in-shade']],
  ['folded by the ROM', handedIn, listed, { kind: 'shown', place: { kind: 'fold', name: '不重要通知' } }, ['folded']],
  ['not in the dump', handedIn, notListed, shown, ['in-shade-not-listed']],
  ['a redacted dump', handedIn, { ...listed, redacted: true }, shown, ['dump-redacted']],
  ['an unreadable dump', handedIn, { kind: 'not-known', why: 'cut off' }, shown, ['dump-not-known']],
  ['two apps', handedIn, { ...listed, others: ['com.android.shell'] }, shown, ['another-app-shows-it']],
]

describe('the account of three witnesses', () => {
  it.each(table)('%s', (_, log, dump, shade, names) => {
    expect(findingsOf({ log, dump, shade }).map(({ name }) => name)).toEqual(names)
  })

  it.each([
    [
      { log: { ...handedIn, gone: { reason: 8, lifespanMs: 40 } }, dump: notListed, shade: absent },
      'The log has a notification of com.x handed in 900 ms after the send and gone after 40 ms (the app took it back, reason 8); no dump listed it, so that its text is not known.',
    ],
    [
      { log: handedIn, dump: { kind: 'not-listed', because: 'snoozed' } as const, shade: absent },
      'The log has a notification of com.x handed in 900 ms after the send; no dump listed it and the log does not say that it went; it is snoozed.',
    ],
    [
      { log: handedIn, dump: { ...listed, importance: 1 }, shade: absent },
      'The dump lists it, the shade does not show it: its importance is 1.',
    ],
    [
      { log: handedIn, dump: { ...listed, groupKey: '0|com.x|g:room' }, shade: absent },
      'The dump lists it, the shade does not show it: it belongs to the group 0|com.x|g:room.',
    ],
  ])('says how, in one sentence', (said, sentence) => {
    expect(findingsOf(said).map((one) => one.sentence)).toEqual([sentence])
  })

  it('tells what each said', () => {
    expect(inWords({ log: handedIn, dump: listed, shade: notLooked })).toEqual({
      log: 'handed in after 900 ms',
      dump: 'listed, by com.x, importance 4',
      shade: 'not looked at',
    })
  })
})
