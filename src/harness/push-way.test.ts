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
const stale: PushWay = { kind: 'refused', code: '10302' }
const taken: PushWay = { kind: 'taken' }

function record(change: Partial<PushRecord>): PushRecord {
  return { messageKey: '1_2_3', device: { serial: 'A' }, stages: {}, ...change }
}

describe('waysTo', () => {
  const refused = { offline: { ok: false, code: '10302' } }
  it.each<[string, PushRecord, readonly PushWay[]]>([
    ['by its key', record({ stages: { offline: { ok: true, code: '0' } } }), [taken]],
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
  expect(waysInWords([])).toBe('none for this phone')
  expect(waysInWords([muted, unnamed, stale, taken])).toBe(
    'not handed to the vendor: gate recv-opt, muted; not handed to the vendor; refused by the vendor with 10302; taken by the vendor',
  )
})
