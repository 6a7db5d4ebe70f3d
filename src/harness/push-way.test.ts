import { describe, expect, it } from 'vitest'
import type { PushRecord } from '../farm/laboratory.ts'
import type { Nothing } from '../push/expectation.ts'
import { rule } from '../push/rule.ts'
import { type PushWay, endedAsExpected, waysInWords, waysTo } from './push-way.ts'

const someRule = rule({
  name: 'gate/some',
  value: true,
  says: 'so it is',
  source: 's',
  page: 'p',
  checkedOn: '2026-11-21',
})

function nothing(at: Nothing['at'], step: string, code?: number | string): Nothing {
  return { kind: 'nothing', at, step, rule: someRule, why: 'because', ...(code === undefined ? {} : { code }) }
}

const muted: PushWay = { kind: 'stopped', gate: 'recv-opt', why: 'muted' }
const offline: PushWay = { kind: 'stopped', gate: 'state', why: 'the phone is Offline' }
const unnamed: PushWay = { kind: 'stopped', gate: undefined, why: undefined }
const stale: PushWay = { kind: 'refused', code: '10302', info: undefined }
const invalid: PushWay = { kind: 'refused', code: '10302', info: 'regId is invalid' }
const taken: PushWay = { kind: 'taken', report: undefined }
const delivered: PushWay = { kind: 'taken', report: { delivered: true, code: '0', info: '' } }
const failed: PushWay = { kind: 'taken', report: { delivered: false, code: '5', info: 'switched off' } }

function record(change: Partial<PushRecord>): PushRecord {
  return { messageKey: '1_2_3', device: { serial: 'A' }, stages: {}, ...change }
}

describe('waysTo', () => {
  const refused = { offline: { ok: false, code: '10302' } }
  it.each<[string, PushRecord, readonly PushWay[]]>([
    ['by its key', record({ stages: { offline: { ok: true, code: '0' } } }), [taken]],
    [
      'that tells more',
      record({ stages: { offline: { ok: false, code: '10302', info: 'regId is invalid' } } }),
      [invalid],
    ],
    [
      'with a receipt',
      record({ stages: { offline: { ok: true, code: '0' }, device: { ok: false, code: '5', info: 'switched off' } } }),
      [failed],
    ],
    ['by the word in its title', record({ messageKey: '-', title: '‹pf7›', stages: refused }), [stale]],
    ['by the word in its description', record({ messageKey: '-', desc: 'pf7, dinner?' }), [unnamed]],
    ['of a laboratory that names no phones', { messageKey: '1_2_3', stages: refused }, [stale]],
    ['with the gate', record({ stoppedAt: { gate: 'recv-opt', why: 'muted' } }), [muted]],
    ['of another message', record({ messageKey: '-', title: 'pf8' }), []],
    ['to another phone', record({ device: { serial: 'B' } }), []],
  ])('reads a record %s', (_, one, ways) => {
    expect(waysTo('A', { msgKey: '1_2_3', token: 'pf7' }, [one])).toEqual(ways)
  })

  it('takes a message without a key for none of those that have one', () => {
    expect(waysTo('A', { msgKey: null, token: 'pf7' }, [record({})])).toEqual([])
  })
})

describe('endedAsExpected', () => {
  it.each<[Nothing, readonly PushWay[], boolean]>([
    [nothing('send', 'sdk', 20_007), [], true],
    [nothing('send', 'sdk', 20_007), [taken], false],
    [nothing('dispatch', 'recv-opt'), [muted], true],
    [nothing('dispatch', 'recv-opt'), [offline], false],
    [nothing('dispatch', 'recv-opt'), [unnamed], true],
    [nothing('dispatch', 'state'), [], true],
    [nothing('dispatch', 'state'), [stale, offline], true],
    [nothing('dispatch', 'state'), [stale], false],
    [nothing('dispatch', 'state'), [taken], false],
    [nothing('dispatch', 'token', 21_005), [offline, stale], true],
    [nothing('dispatch', 'token', 21_005), [offline, taken], false],
    [nothing('vendor', 'token', '10302'), [stale], true],
    [nothing('vendor', 'hours', 10_071), [stale], false],
    [nothing('vendor', 'hours', 10_071), [taken], false],
    [nothing('vendor', 'hours', 10_071), [], false],
    [nothing('vendor', 'message-box'), [taken], true],
    [nothing('vendor', 'message-box'), [offline], false],
    [nothing('device', 'app-switch'), [offline, taken], true],
    [nothing('device', 'app-switch'), [stale], false],
    [nothing('device', 'app-switch'), [], false],
  ])('%j after %j: %j', (expected, ways, as) => {
    expect(endedAsExpected(expected, ways)).toBe(as)
  })
})

it('tells the ways in words', () => {
  expect(waysInWords([])).toBe('not pushed to this phone')
  expect([muted, unnamed, stale, invalid, taken, delivered, failed].map((way) => waysInWords([way]))).toEqual([
    'not handed to the vendor: gate recv-opt, muted',
    'not handed to the vendor',
    'refused by the vendor with 10302',
    'refused by the vendor with 10302 (regId is invalid)',
    'taken by the vendor, which has not reported it delivered',
    'taken by the vendor, which reports it delivered',
    'taken by the vendor, which reports 5 (switched off)',
  ])
  expect(waysInWords([muted, stale, muted])).toBe(
    'not handed to the vendor: gate recv-opt, muted; refused by the vendor with 10302',
  )
})
