import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { vendorNamed } from './all-vendors.ts'
import { pushServiceOn, pushServicePackages } from './push-service-packages.ts'
import { vendorNames } from './vendor.ts'
import { recognisePhone } from './rom-recognition.ts'

const recognise = (properties: Readonly<Record<string, string>>) => recognisePhone(new Map(Object.entries(properties)))
const romOf = (properties: Readonly<Record<string, string>>): string => {
  const { vendor, rom } = recognise(properties)
  return `${vendor}: ${rom.name} ${rom.version ?? '?'}`
}

describe('recognisePhone', () => {
  it.each<[string, Readonly<Record<string, string>>, string]>([
    [
      'HyperOS, which keeps the keys of MIUI',
      {
        'ro.product.manufacturer': 'Xiaomi',
        'ro.mi.os.version.name': 'OS2.0',
        'ro.mi.os.version.incremental': 'OS2.0.7.0.VNACNXM',
        'ro.miui.ui.version.name': 'V816',
        'ro.miui.region': 'CN',
      },
      'mi: HyperOS 2.0.7.0',
    ],
    ['HyperOS that gives its name only', { 'ro.mi.os.version.name': 'OS3.0' }, 'mi: HyperOS 3.0'],
    ['HyperOS 1 that shows in the keys of MIUI only', { 'ro.miui.ui.version.name': 'V816' }, 'mi: HyperOS 1'],
    [
      'MIUI by its build',
      { 'ro.miui.ui.version.name': 'V14', 'ro.build.version.incremental': 'V14.0.6.0.TKBCNXM' },
      'mi: MIUI 14.0.6.0',
    ],
    ['MIUI 12.5', { 'ro.miui.ui.version.name': 'V125' }, 'mi: MIUI 12.5'],
    ['MIUI 13', { 'ro.miui.ui.version.name': 'V130' }, 'mi: MIUI 13'],
    ['MIUI 10', { 'ro.miui.ui.version.name': 'V10' }, 'mi: MIUI 10'],
    [
      'another ROM on a Xiaomi phone',
      { 'ro.product.manufacturer': 'Xiaomi', 'ro.build.version.release': '13' },
      'mi: Android 13',
    ],
    [
      'MagicOS with the right number beside the wrong one',
      {
        'ro.product.manufacturer': 'HONOR',
        'ro.build.version.magic': 'MagicOS_7.1.0',
        'ro.honor.build.display.id': 'CMA-AN00 7.0.0.138(C00E138R2P1)',
      },
      'honor: MagicOS 7.0.0.138',
    ],
    [
      'MagicOS 9',
      {
        'ro.product.manufacturer': 'HONOR',
        'msc.config.magic.version': '9.0',
        'ro.build.version.magic': 'MagicOS_9.0.0',
      },
      'honor: MagicOS 9.0',
    ],
    ['Magic UI in the key of EMUI', { 'ro.build.version.emui': 'MagicUI_6.1.0' }, 'honor: Magic UI 6.1.0'],
    [
      'an Honor phone of Huawei times: Magic UI, but the push service of Huawei',
      { 'ro.product.manufacturer': 'HUAWEI', 'ro.product.brand': 'HONOR', 'ro.build.version.magic': '3.1.1' },
      'huawei: Magic UI 3.1.1',
    ],
    [
      'HarmonyOS beside the key of EMUI',
      { 'hw_sc.build.platform.version': '3.0.0', 'ro.build.version.emui': 'EmotionUI_12.0.0' },
      'huawei: HarmonyOS 3.0.0',
    ],
    [
      'HarmonyOS 4.3, which lacks its key',
      { 'ro.product.manufacturer': 'HUAWEI', 'ro.huawei.build.display.id': 'BRA-AL00 4.3.0.110(C00E110R4P4)' },
      'huawei: HarmonyOS 4.3.0',
    ],
    [
      'the Android side of HarmonyOS NEXT',
      { 'ro.sys.anco.product.software.version': 'PLR-AL30 5.0.1.130(SP12C00E120R1P2)' },
      'huawei: HarmonyOS NEXT 5.0.1.130',
    ],
    [
      'EMUI',
      { 'ro.build.version.emui': 'EmotionUI_14.2.0', 'ro.huawei.build.display.id': 'ALN-L29 14.2.0.110(C432)' },
      'huawei: EMUI 14.2.0',
    ],
    ['ColorOS', { 'ro.product.brand': 'OPPO', 'ro.build.version.oplusrom': 'V15.0.0' }, 'oppo: ColorOS 15.0.0'],
    ['ColorOS up to 11', { 'ro.product.brand': 'OPPO', 'ro.build.version.opporom': 'V7.2' }, 'oppo: ColorOS 7.2'],
    [
      'realme UI, which keeps the keys of ColorOS',
      {
        'ro.product.manufacturer': 'realme',
        'ro.build.version.realmeui': 'V6.0',
        'ro.build.version.oplusrom': 'V15.0.0',
      },
      'oppo: realme UI 6.0',
    ],
    [
      'a OnePlus for China',
      {
        'ro.product.brand': 'OnePlus',
        'ro.build.version.oplusrom': 'V14.0.1',
        'ro.build.display.id': 'PHB110_14.0.1.501(CN01)',
      },
      'oppo: ColorOS 14.0.1',
    ],
    [
      'a OnePlus for the rest of the world',
      {
        'ro.product.brand': 'OnePlus',
        'ro.build.version.oplusrom': 'V14.0.1',
        'ro.build.display.id': 'CPH2449_14.0.1.501(EX01)',
      },
      'oppo: OxygenOS 14.0.1',
    ],
    ['OxygenOS of its own', { 'ro.oxygen.version': '10.0.9' }, 'oppo: OxygenOS 10.0.9'],
    ['HydrogenOS', { 'ro.rom.version': 'H2OS V3.5' }, 'oppo: HydrogenOS 3.5'],
    ['OriginOS', { 'ro.vivo.os.build.display.id': 'OriginOS 6', 'ro.vivo.os.version': '16.0' }, 'vivo: OriginOS 6'],
    [
      'Funtouch OS beside the wrong number',
      { 'ro.vivo.os.build.display.id': 'Funtouch OS_10', 'ro.vivo.os.version': '11.0' },
      'vivo: Funtouch OS 10',
    ],
    ['Funtouch OS written with a zero', { 'ro.vivo.os.build.display.id': 'Funtouch 0S_2.5' }, 'vivo: Funtouch OS 2.5'],
    ['a ROM of vivo without a display id', { 'ro.vivo.os.version': '11.0' }, 'vivo: Funtouch OS ?'],
    ['Flyme', { 'ro.build.display.id': 'Flyme 10.5.0.1A' }, 'meizu: Flyme 10.5.0.1'],
    ['Flyme in its second key', { 'ro.flyme.version.id': 'Flyme 9.3.1.0A' }, 'meizu: Flyme 9.3.1.0'],
    ['One UI', { 'ro.product.manufacturer': 'samsung', 'ro.build.version.oneui': '60101' }, 'google: One UI 6.1.1'],
    ['One UI without a patch', { 'ro.build.version.oneui': '80000' }, 'google: One UI 8.0'],
    ['a Pixel', { 'ro.product.manufacturer': 'Google', 'ro.build.version.release': '16' }, 'google: Android 16'],
    [
      'a maker nobody knows',
      { 'ro.product.manufacturer': 'Nokia', 'ro.build.version.release': '9' },
      'google: Android 9',
    ],
    ['nothing at all', {}, 'google: Android ?'],
  ])('%s', (_, properties, expected) => {
    expect(romOf(properties)).toBe(expected)
  })

  it('takes the name a phone is sold under', () => {
    const phone = { 'ro.product.model': '2312DRA50C', 'ro.product.marketname': 'Redmi Note 13 Pro' }
    expect(recognise(phone).model).toBe('Redmi Note 13 Pro')
    expect(recognise({ 'ro.product.model': 'V2309A', 'ro.vivo.market.name': ' ' }).model).toBe('V2309A')
  })
})

describe('pushServiceOn', () => {
  it.each([
    ['mi' as const, ['com.xiaomi.xmsf', 'com.google.android.gms'], 'mi'],
    ['mi' as const, ['com.google.android.gms'], 'fcm'],
    ['oppo' as const, ['com.coloros.mcs'], 'oppo'],
    ['huawei' as const, ['com.huawei.hwid'], 'huawei'],
    ['google' as const, ['com.google.android.gms'], 'fcm'],
    ['huawei' as const, ['com.huawei.android.pushagent'], 'huawei'],
    ['honor' as const, ['com.hihonor.android.pushagent'], 'honor'],
    // The app of its account does not push.
    ['honor' as const, ['com.hihonor.id', 'com.google.android.gms'], 'fcm'],
    ['vivo' as const, ['com.android.shell'], undefined],
  ])('on a phone of %s with %j: %s', (vendor, packages, expected) => {
    expect(pushServiceOn(vendor, new Set(packages))).toBe(expected)
  })
})

it.each(vendorNames)(
  "knows one list of packages for %s's service: those that post are those that are looked for",
  (vendor) => {
    const { pushService, rules } = vendorNamed(vendor)
    expect(pushServicePackages(pushService)).toEqual(rules.postedBy)
  },
)

const captures = join(process.env['PUSHFARM_CAPTURES'] ?? '', 'getprop')
const beside = process.env['PUSHFARM_CAPTURES'] !== undefined && existsSync(captures)

/** One value per phone, so every line is a phone of its own. */
describe.skipIf(!beside)('values of real phones', () => {
  it.each<[string, RegExp, RegExp]>([
    ['xiaomi-miui-hyperos-1.txt', /ro\.mi\.os\.version\.(?:name|incremental)/, /^mi: HyperOS 1\.0/],
    ['xiaomi-miui-hyperos-1.txt', /ro\.miui\.ui\.version\.name/, /^mi: MIUI (?:9|13)$/],
    [
      'honor-magicos-1.txt',
      /msc\.config|ro\.build\.version\.magic|ro\.honor\.build/,
      /^honor: Magic(?:OS [79]| UI [36])/,
    ],
    ['huawei-harmonyos-emui-1.txt', /hw_sc\.build\.platform/, /^huawei: HarmonyOS [234]\.\d\.0$/],
    ['huawei-harmonyos-emui-1.txt', /ro\.huawei\.build\.display/, /^huawei: HarmonyOS [234]\.\d\.\d$/],
    ['huawei-harmonyos-emui-1.txt', /ro\.build\.version\.emui/, /^huawei: EMUI (?:8|9|10|11|13|14)\.\d\.\d$/],
    ['oppo-coloros-realmeui-1.txt', /opl?us?rom|opporom/, /^oppo: ColorOS 1[123]\.\d/],
    ['oppo-coloros-realmeui-1.txt', /realmeui/, /^oppo: realme UI 5\.0$/],
    ['oneplus-h2os-oxygen-1.txt', /ro\./, /^oppo: (?:OxygenOS|HydrogenOS) \d+\.\d/],
    [
      'vivo-originos-funtouch-1.txt',
      /os\.build\.display/,
      /^vivo: (?:OriginOS (?:1\.0|[345])|Funtouch OS (?:10|4\.0|2\.5))$/,
    ],
    ['meizu-flyme-1.txt', /display\.id|version\.id/, /^meizu: Flyme \d+\.\d\.\d\.\d$/],
    ['samsung-oneui-1.txt', /oneui/, /^google: One UI [5-8]\.\d/],
  ])('%s %s', (file, key, expected) => {
    const values = [...readFileSync(join(captures, file), 'utf8').matchAll(/^\[([^\]]+)\]: \[([^\]]*)\]/gm)]
      .map(([, name = '', value = '']) => [name, value] as const)
      .filter(([name, value]) => key.test(name) && value !== '' && !name.endsWith('.confidential'))
    expect(values.length).toBeGreaterThan(0)
    for (const [name, value] of values) expect(romOf({ [name]: value }), `${name}=${value}`).toMatch(expected)
  })
})
