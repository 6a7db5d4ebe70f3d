import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { switches } from '../push/switches.ts'
import { choosePhones, parseInventory } from './inventory.ts'

const phone = { name: 'mi', vendor: 'mi', serial: '127.0.0.1:26010' }
const good = { farm: 'real', app: 'app.apk', adb: { port: 26037 }, phones: [phone] }

function complaintAbout(value: unknown): string {
  try {
    parseInventory(typeof value === 'string' ? value : JSON.stringify(value), 'devices.json')
  } catch (error) {
    if (error instanceof PushfarmError && error.verdict === 'set-up') return error.message
    throw error
  }
  return 'none'
}

describe('parseInventory', () => {
  it('reads the file as shipped', () => {
    const shipped = parseInventory(readFileSync(new URL('../../devices.json', import.meta.url), 'utf8'), 'devices.json')
    expect(new Set(shipped.phones.map((one) => one.vendor)).size).toBe(7)
  })

  it.each<[string, unknown, string]>([
    ['not JSON', '{', 'devices.json is not JSON'],
    [
      'an unknown vendor',
      { ...good, phones: [{ ...phone, vendor: 'nokia' }] },
      'devices.json: phones[0].vendor must be one of mi, huawei, honor, oppo, vivo, meizu, google, not "nokia".',
    ],
    ['an unknown key', { ...good, colour: 'red' }, 'devices.json: the file has an unknown key "colour".'],
    [
      'an unknown key of a phone',
      { ...good, phones: [{ ...phone, udid: 'x' }] },
      'devices.json: phones[0] has an unknown key "udid".',
    ],
    [
      'a serial twice',
      { ...good, phones: [phone, { ...phone, name: 'mi2' }] },
      'devices.json: two phones have the serial 127.0.0.1:26010.',
    ],
    [
      'a name twice',
      { ...good, phones: [phone, { ...phone, serial: 'x' }] },
      'devices.json: two phones have the name mi.',
    ],
    ['no phones', { ...good, phones: [] }, 'devices.json: phones'],
    ['a port that is none', { ...good, adb: { port: 80 } }, 'devices.json: adb.port'],
    [
      'limits upside down',
      { ...good, limits: { softMs: 60_000, hardMs: 1000 } },
      'devices.json: limits: hardMs must not be below softMs.',
    ],
    [
      'an unknown switch',
      { ...good, switches: { meizuFold: 'all' } },
      'devices.json: switches has an unknown key "meizuFold".',
    ],
    [
      'a value that a switch has not',
      { ...good, phones: [{ ...phone, switches: { meizuFolds: 'some' } }] },
      `devices.json: phones[0].switches.meizuFolds must be one of ${switches.meizuFolds.values.join(', ')}, not "some".`,
    ],
    [
      'a number as a text',
      { ...good, switches: { bodyEnvelopeBytes: '0' } },
      'devices.json: switches.bodyEnvelopeBytes must be one of 512, 0, not "0".',
    ],
    ['switches that are none', { ...good, switches: [] }, 'devices.json: switches'],
  ])('complains about %s in one sentence', (_, value, complaint) => {
    const said = complaintAbout(value)
    expect(said.slice(0, complaint.length)).toBe(complaint)
    expect(said.split('\n')).toHaveLength(1)
  })
})

describe('switches', () => {
  const read = (farm: object | undefined, own: object | undefined): unknown => {
    const value = { ...good, switches: farm, phones: [{ ...phone, switches: own }] }
    return parseInventory(JSON.stringify(value), 'devices.json').phones[0]?.switches
  }
  it.each<[string, object | undefined, object | undefined, object | undefined]>([
    ['none', undefined, undefined, undefined],
    ["the farm's", { meizuFolds: 'all' }, undefined, { meizuFolds: 'all' }],
    ["the phone's", undefined, { bodyEnvelopeBytes: 0 }, { bodyEnvelopeBytes: 0 }],
    [
      "the phone's before the farm's",
      { meizuFolds: 'all', extInIntentUri: 'as-it-is' },
      { extInIntentUri: 'percent-encoded' },
      { meizuFolds: 'all', extInIntentUri: 'percent-encoded' },
    ],
  ])('%s', (_, farm, own, together) => {
    expect(read(farm, own)).toEqual(together)
  })

  it.each<[object, string]>([
    [{ nonsense: 1 }, `meizuFolds (${switches.meizuFolds.values.join(', ')})`],
    [{ meizuFolds: 'some' }, `${switches.meizuFolds.asks} Without an answer: ${switches.meizuFolds.default}.`],
  ])('tells of %j what may be set', (wrong, told) => {
    try {
      read(wrong, undefined)
    } catch (error) {
      expect(error instanceof PushfarmError && error.hint).toContain(told)
      return
    }
    throw new Error('nothing was complained about')
  })
})

describe('choosePhones', () => {
  const phones = parseInventory(
    JSON.stringify({ ...good, phones: [phone, { name: 'p8', vendor: 'google', serial: 'p' }] }),
    'f',
  ).phones
  it('takes names and vendors', () => {
    expect(choosePhones(phones, ['google']).map((one) => one.name)).toEqual(['p8'])
    expect(choosePhones(phones, ['p8', 'mi']).map((one) => one.name)).toEqual(['mi', 'p8'])
  })
  it('names what there is when it knows no such phone', () => {
    expect(() => choosePhones(phones, ['nokia'])).toThrow('No phone is called nokia.')
  })
})
