import { describe, expect, it } from 'vitest'
import { describePhones, phoneName } from './new-inventory.ts'

describe('phoneName', () => {
  it.each([
    ['Xiaomi', 'Xiaomi 14', 'xiaomi-14'],
    ['vivo', 'V2309A', 'vivo-v2309a'],
    ['Meizu', '16s', 'meizu-16s'],
    ['OnePlus', 'OnePlus 12', 'oneplus-12'],
    ['HUAWEI', 'HUAWEI Mate 60 Pro+', 'huawei-mate-60-pro'],
    ['samsung', 'SM-S9310', 'samsung-sm-s9310'],
    ['Xiaomi', '小米', 'xiaomi'],
    ['', '', 'phone'],
  ])('%j %j is %s', (maker, model, name) => {
    expect(phoneName({ maker, model })).toBe(name)
  })
})

describe('describePhones', () => {
  const phone = (serial: string, packages: readonly string[]) => ({
    kind: 'usable' as const,
    serial,
    properties: new Map([
      ['ro.product.manufacturer', 'Xiaomi'],
      ['ro.product.marketname', 'Redmi 12'],
      ['ro.build.version.release', '14'],
      ['ro.mi.os.version.name', 'OS1.0'],
    ]),
    packages: new Set(packages),
  })

  it('names two of a kind apart, and the push service only where it is not the usual one', () => {
    const entries = describePhones([
      phone('a1', ['com.xiaomi.xmsf', 'com.google.android.gms']),
      phone('b2', ['com.google.android.gms']),
      phone('c3', []),
    ])
    const common = { vendor: 'mi', model: 'Redmi 12', android: '14', rom: 'HyperOS 1.0' }
    expect(entries).toEqual([
      { entry: { ...common, name: 'redmi-12', serial: 'a1' }, warning: undefined },
      { entry: { ...common, name: 'redmi-12-2', serial: 'b2', pushService: 'fcm' }, warning: undefined },
      {
        entry: { ...common, name: 'redmi-12-3', serial: 'c3' },
        warning: "redmi-12-3 has no push service: neither Mi's nor Google's is installed.",
      },
    ])
  })
})
