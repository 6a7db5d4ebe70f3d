import type { VendorName } from './vendor.ts'

/** What a phone's properties say of itself. */
export interface RecognisedPhone {
  /** Whose file in src/vendors describes it. A maker without one counts as `google`: Android as Google ships it, with FCM. */
  readonly vendor: VendorName
  /** The maker as the phone writes it: `Xiaomi`, `OnePlus`, `samsung`. Empty when it does not say. */
  readonly maker: string
  /** The name it is sold under where the ROM tells, else the model number. */
  readonly model: string
  /** `14`; empty when it does not say. */
  readonly android: string
  readonly rom: Rom
}

export interface Rom {
  /** `HyperOS`, `ColorOS`, ...; `Android` where no vendor's ROM shows. */
  readonly name: string
  /** As far as the ROM tells it without contradiction; null where it does not. */
  readonly version: string | null
}

type Properties = ReadonlyMap<string, string>
interface Family {
  readonly vendor: VendorName
  readonly recognise: (properties: Properties) => Rom | undefined
}

/**
 * Recognises vendor and ROM by the properties of `getprop`. The order matters, since ROMs keep the keys of those they
 * came from: HyperOS fills MIUI's, MagicOS fills EMUI's, realme UI fills ColorOS'. Source: values
 * as seen on phones by the authors of getActivity/DeviceCompat @2c2b23c8 (DeviceOs.java); third-party, checked 2026-11-21.
 */
export function recognisePhone(properties: Properties): RecognisedPhone {
  const maker = first(properties, 'ro.product.manufacturer', 'ro.product.brand') ?? ''
  const found = families
    .map((family) => ({ vendor: family.vendor, rom: family.recognise(properties) }))
    .find(({ rom }) => rom !== undefined)
  return {
    vendor: vendorOfMaker(maker) ?? found?.vendor ?? 'google',
    maker,
    model:
      first(
        properties,
        'ro.product.marketname',
        'ro.vendor.oplus.market.name',
        'ro.vivo.market.name',
        'ro.config.marketing_name',
        'ro.product.model',
      ) ?? '',
    android: first(properties, 'ro.build.version.release') ?? '',
    rom: found?.rom ?? { name: 'Android', version: first(properties, 'ro.build.version.release') ?? null },
  }
}

/**
 * The maker decides before the ROM: the phones that Huawei sold as Honor until 2020 run Magic UI but have Huawei's push
 * service, and their manufacturer is HUAWEI.
 */
function vendorOfMaker(maker: string): VendorName | undefined {
  switch (maker.toLowerCase()) {
    case 'xiaomi':
    case 'redmi':
    case 'poco':
      return 'mi'
    case 'huawei':
      return 'huawei'
    case 'honor':
      return 'honor'
    case 'oppo':
    case 'realme':
    case 'oneplus':
      return 'oppo'
    case 'vivo':
    case 'iqoo':
      return 'vivo'
    case 'meizu':
      return 'meizu'
    case 'google':
      return 'google'
    default:
      return undefined
  }
}

const families: readonly Family[] = [
  // The Android container of HarmonyOS NEXT.
  {
    vendor: 'huawei',
    recognise: (properties) => {
      const container = first(properties, 'ro.sys.anco.product.software.version')
      return container === undefined ? undefined : { name: 'HarmonyOS NEXT', version: numberIn(container) }
    },
  },
  { vendor: 'honor', recognise: magic },
  { vendor: 'huawei', recognise: harmony },
  {
    vendor: 'huawei',
    recognise: (properties) => {
      const emui = first(properties, 'ro.build.version.emui')
      return emui === undefined ? undefined : { name: 'EMUI', version: numberIn(emui) }
    },
  },
  {
    vendor: 'mi',
    recognise: (properties) => {
      const version = first(properties, 'ro.mi.os.version.incremental', 'ro.mi.os.version.name')
      return version === undefined ? undefined : { name: 'HyperOS', version: numberIn(version) }
    },
  },
  { vendor: 'mi', recognise: miui },
  {
    vendor: 'oppo',
    recognise: (properties) => {
      const realme = first(properties, 'ro.build.version.realmeui')
      return realme === undefined ? undefined : { name: 'realme UI', version: numberIn(realme) }
    },
  },
  { vendor: 'oppo', recognise: color },
  { vendor: 'oppo', recognise: onePlus },
  { vendor: 'vivo', recognise: vivoRom },
  {
    vendor: 'meizu',
    recognise: (properties) => {
      const id = ['ro.build.display.id', 'ro.flyme.version.id']
        .map((key) => properties.get(key) ?? '')
        .find((value) => value.startsWith('Flyme'))
      return id === undefined ? undefined : { name: 'Flyme', version: numberIn(id) }
    },
  },
  {
    vendor: 'google',
    recognise: (properties) => {
      const digits = first(properties, 'ro.build.version.oneui')
      return digits === undefined ? undefined : { name: 'One UI', version: oneUiVersion(digits) }
    },
  },
]

function magic(properties: Properties): Rom | undefined {
  const emui = properties.get('ro.build.version.emui') ?? ''
  const told = first(properties, 'msc.config.magic.version', 'ro.build.version.magic')
  const display = first(properties, 'ro.honor.build.display.id')
  if (told === undefined && display === undefined && !emui.startsWith('Magic')) return undefined
  // ro.build.version.magic of MagicOS 7.0 says 7.1.0: it comes last.
  const version =
    numberIn(first(properties, 'msc.config.magic.version') ?? '') ??
    versionOfDisplayId(display ?? '') ??
    numberIn(told ?? emui)
  return { name: version !== null && Number.parseInt(version, 10) < 7 ? 'Magic UI' : 'MagicOS', version }
}

function harmony(properties: Properties): Rom | undefined {
  const platform = first(properties, 'hw_sc.build.platform.version')
  if (platform !== undefined) return { name: 'HarmonyOS', version: numberIn(platform) }
  // HarmonyOS 4.3 lacks that key. Its build is called 4.3.0.126, those of EMUI since 5 have 8 to 14 in that place.
  const version = versionOfDisplayId(first(properties, 'ro.huawei.build.display.id') ?? '')
  const major = version === null ? Number.NaN : Number.parseInt(version, 10)
  const says = first(properties, 'ro.build.ohos.devicetype') !== undefined || (major >= 2 && major <= 4)
  // Honor's Magic UI 3 on Huawei's base was ruled out before.
  return says ? { name: 'HarmonyOS', version: version?.split('.').slice(0, 3).join('.') ?? null } : undefined
}

function miui(properties: Properties): Rom | undefined {
  const name = first(properties, 'ro.miui.ui.version.name')
  const build = /^V\d+(?:\.\d+){2,}/.exec(properties.get('ro.build.version.incremental') ?? '')?.[0]
  if (name === undefined) {
    if (first(properties, 'ro.miui.region', 'ro.miui.build.region') === undefined && !(xiaomi(properties) && build))
      return undefined
    return { name: 'MIUI', version: numberIn(build ?? '') }
  }
  // V816 is how HyperOS 1 calls itself in MIUI's terms.
  if (name.startsWith('V816')) return { name: 'HyperOS', version: '1' }
  if (build !== undefined) return { name: 'MIUI', version: numberIn(build) }
  // V9, V12, V125, V130, V140: three digits are tenths.
  const digits = /^V(\d+)$/.exec(name)?.[1]
  if (digits === undefined) return { name: 'MIUI', version: null }
  const tenths = digits.length === 3 ? Number(digits) / 10 : Number(digits)
  return { name: 'MIUI', version: String(tenths) }
}

function xiaomi(properties: Properties): boolean {
  return (properties.get('ro.product.manufacturer') ?? '').toLowerCase() === 'xiaomi'
}

/** ColorOS since 12 calls itself oplus, before that oppo. OnePlus' ROM for the rest of the world has the same base. */
function color(properties: Properties): Rom | undefined {
  const version = first(properties, 'ro.build.version.oplusrom', 'ro.build.version.opporom')
  if (version === undefined) return undefined
  const maker = (first(properties, 'ro.product.brand', 'ro.product.manufacturer') ?? '').toLowerCase()
  const display = first(properties, 'ro.build.display.id.show', 'ro.build.display.id') ?? ''
  const chinese =
    /\(CN\d+\)/.test(display) || !/\([A-Z]{2}\d+\)/.test(display)
      ? (properties.get('persist.sys.oplus.region') ?? 'CN') === 'CN'
      : false
  return { name: maker === 'oneplus' && !chinese ? 'OxygenOS' : 'ColorOS', version: numberIn(version) }
}

/** OnePlus before it took ColorOS' base. */
function onePlus(properties: Properties): Rom | undefined {
  const oxygen = first(properties, 'ro.oxygen.version')
  if (oxygen !== undefined) return { name: 'OxygenOS', version: numberIn(oxygen) }
  const hydrogen = first(properties, 'ro.rom.version')
  return hydrogen === undefined ? undefined : { name: 'HydrogenOS', version: numberIn(hydrogen.replace(/^H2OS/, '')) }
}

/** Only the display id is right: ro.vivo.os.version says 11.0 on Funtouch OS 10, and OriginOS says "Funtouch" elsewhere. */
function vivoRom(properties: Properties): Rom | undefined {
  const display = first(properties, 'ro.vivo.os.build.display.id')
  if (display === undefined)
    return first(properties, 'ro.vivo.os.version', 'ro.vivo.rom') === undefined
      ? undefined
      : { name: 'Funtouch OS', version: null }
  return { name: display.startsWith('OriginOS') ? 'OriginOS' : 'Funtouch OS', version: numberIn(display) }
}

/** 60101 is 6.1.1, 80000 is 8.0. */
function oneUiVersion(digits: string): string | null {
  const parts = /^(\d+)(\d\d)(\d\d)$/.exec(digits)?.slice(1).map(Number)
  if (parts === undefined) return null
  const [major = 0, minor = 0, patch = 0] = parts
  return patch === 0 ? `${String(major)}.${String(minor)}` : `${String(major)}.${String(minor)}.${String(patch)}`
}

/** `ANY-AN00 7.0.0.225(C00E225R1P4)` is 7.0.0.225. */
function versionOfDisplayId(id: string): string | null {
  return /\s(\d+(?:\.\d+)+)/.exec(id)?.[1] ?? null
}

/** The first number in a name: `EmotionUI_14.2.0`, `OS1.0.3.0.TKXCNXM`, `OriginOS 4`. The zero of `Funtouch 0S_2.5` is none. */
function numberIn(text: string): string | null {
  return (
    /(?:^|[\s_VS])(\d+(?:\.\d+)*)(?![\dA-Za-z]*S_)/.exec(text.replace(/^(\S+)-\S+ /, ''))?.[1]?.replace(/\.$/, '') ??
    null
  )
}

function first(properties: Properties, ...keys: readonly string[]): string | undefined {
  return keys.map((key) => properties.get(key)?.trim() ?? '').find((value) => value !== '')
}
