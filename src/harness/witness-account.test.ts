import { describe, expect, it } from 'vitest'
import { gateRules } from '../push/dispatch-gates.ts'
import type { Nothing } from '../push/expectation.ts'
import { cite } from '../push/rule.ts'
import {
  type DumpSaid,
  type LogSaid,
  type RecordsSaid,
  type ShadeSaid,
  findingsOf,
  inWords,
} from './witness-account.ts'

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
const notAsked: RecordsSaid = { kind: 'not-asked' }
const expected: Nothing = {
  kind: 'nothing',
  at: 'dispatch',
  step: 'state',
  rule: gateRules.loggedOut,
  why: cite(gateRules.loggedOut),
}
const taken: RecordsSaid = { kind: 'told', ways: [{ kind: 'taken', report: undefined }], expected }
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
    expect(findingsOf({ log, dump, shade, records: notAsked }).map(({ name }) => name)).toEqual(names)
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
    expect(findingsOf({ ...said, records: notAsked }).map((one) => one.sentence)).toEqual([sentence])
  })

  it('tells what each said', () => {
    const three = {
      log: 'handed in after 900 ms',
      dump: 'listed, by com.x, importance 4',
      shade: 'not looked at',
    }
    expect(inWords({ log: handedIn, dump: listed, shade: notLooked, records: notAsked })).toEqual(three)
    expect(inWords({ log: handedIn, dump: listed, shade: notLooked, records: taken })).toEqual({
      ...three,
      records: 'taken by the vendor, which has not reported it delivered',
    })
  })

  describe('with the push records of a message that should not come', () => {
    const silence = { log: { kind: 'nothing' }, dump: notListed, shade: absent } as const

    it('is content with the reason that the rules name', () => {
      const stopped: RecordsSaid = {
        kind: 'told',
        ways: [{ kind: 'stopped', gate: 'state', why: 'Offline' }],
        expected,
      }
      expect(findingsOf({ ...silence, records: stopped })).toEqual([])
    })

    it('tells another reason', () => {
      expect(findingsOf({ ...silence, records: taken })).toEqual([
        {
          name: 'ended-elsewhere',
          sentence:
            'Nothing came, as expected, but not for the expected reason: the rules end it at dispatch/state (gate/logged-out), the push records say taken by the vendor, which has not reported it delivered.',
        },
      ])
    })

    it('says nothing of the reason of what came after all', () => {
      expect(findingsOf({ log: handedIn, dump: listed, shade: shown, records: taken })).toEqual([])
    })
  })
})
