import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { PushfarmError } from '../base/pushfarm-error.ts'
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
      'devices.json: phones[0].vendor must be one of mi, huawei, honor, oppo, vivo, meizu, google.',
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
  ])('complains about %s in one sentence', (_, value, complaint) => {
    const said = complaintAbout(value)
    expect(said.slice(0, complaint.length)).toBe(complaint)
    expect(said.split('\n')).toHaveLength(1)
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
