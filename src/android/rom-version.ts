/** A vendor's system and its version, as the vendor counts: `HyperOS` `1.0`, `One UI` `6.1.1`. */
export interface RomVersion {
  readonly name: string
  readonly version: string
}

type Properties = ReadonlyMap<string, string>

/**
 * Tells the vendor's system from a phone's properties; undefined for plain Android. The order matters: newer systems keep
 * the properties of those they came from (HyperOS those of MIUI, MagicOS and HarmonyOS those of EMUI).
 */
export function readRomVersion(properties: Properties): RomVersion | undefined {
  for (const recognise of systems) {
    const rom = recognise(properties)
    if (rom !== undefined) return rom
  }
  return undefined
}

const systems: readonly ((properties: Properties) => RomVersion | undefined)[] = [
  (all) => named('HyperOS', /^OS(\d.*)$/, all.get('ro.mi.os.version.name')),
  (all) => miui(all.get('ro.miui.ui.version.name')),
  (all) => named('HarmonyOS NEXT', / (\d+\.\d+\.\d+)/, all.get('ro.sys.anco.product.software.version')),
  magic,
  harmony,
  (all) => named('EMUI', /^EmotionUI_(\d.*)$/, all.get('ro.build.version.emui')),
  (all) => vivo(all.get('ro.vivo.os.build.display.id')),
  (all) => named('realme UI', /^V?(\d.*)$/, all.get('ro.build.version.realmeui')),
  (all) => named('OxygenOS', /^(\d.*)$/, all.get('ro.oxygen.version')),
  (all) => named('ColorOS', /^V?(\d.*)$/, all.get('ro.build.version.oplusrom') ?? all.get('ro.build.version.opporom')),
  (all) => named('H2OS', /^(?:H2OS V)?(\d.*)$/, all.get('ro.rom.version')),
  (all) => oneUi(all.get('ro.build.version.oneui')),
  (all) => named('Flyme', /^Flyme (\d.*)$/, all.get('ro.flyme.version.id') ?? all.get('ro.build.display.id')),
  (all) => named('Flyme', /^Flyme (\d.*)$/, all.get('ro.build.display.id')),
]

function named(name: string, pattern: RegExp, text: string | undefined): RomVersion | undefined {
  const version = pattern.exec(text ?? '')?.[1]
  return version === undefined ? undefined : { name, version }
}

/** V9 is 9, V125 is 12.5, V130 is 13; V816 is how HyperOS 1 calls itself there. */
function miui(text: string | undefined): RomVersion | undefined {
  const digits = /^V(\d+)$/.exec(text ?? '')?.[1]
  if (digits === undefined) return undefined
  if (digits === '816') return { name: 'HyperOS', version: '1.0' }
  if (digits.length < 3) return { name: 'MIUI', version: digits }
  return { name: 'MIUI', version: `${digits.slice(0, -1)}.${digits.slice(-1)}`.replace(/\.0$/, '') }
}

/** MagicOS 7.0 calls itself 7.1.0 in ro.build.version.magic: the other property is right. Magic UI 6.1 fills EMUI's too. */
function magic(all: Properties): RomVersion | undefined {
  const texts = [all.get('msc.config.magic.version'), all.get('ro.build.version.magic')]
  const emui = all.get('ro.build.version.emui')
  if (emui?.startsWith('Magic') === true) texts.push(emui)
  for (const text of texts) {
    const version = /^(?:Magic(?:UI|OS)_)?(\d.*)$/.exec(text ?? '')?.[1]
    if (version !== undefined) return { name: Number.parseInt(version, 10) >= 7 ? 'MagicOS' : 'Magic UI', version }
  }
  return undefined
}

/** hw_sc.build.platform.version is missing on HarmonyOS 4.3; there the build's own number tells. */
function harmony(all: Properties): RomVersion | undefined {
  const stated = named('HarmonyOS', /^(\d.*)$/, all.get('hw_sc.build.platform.version'))
  if (stated !== undefined) return stated
  const isHarmony = all.has('ro.build.ohos.devicetype') || all.has('persist.ark.build.id')
  if (!isHarmony || all.has('ro.build.version.emui')) return undefined
  return named('HarmonyOS', / (\d+\.\d+\.\d+)/, all.get('ro.huawei.build.display.id') ?? all.get('ro.build.display.id'))
}

/** `OriginOS 4`, `Funtouch OS_10`, `Funtouch 0S_2.5`; ro.vivo.os.version says something else on some phones. */
function vivo(text: string | undefined): RomVersion | undefined {
  return named('OriginOS', /^OriginOS (\d.*)$/, text) ?? named('Funtouch OS', /^Funtouch [O0]S_(\d.*)$/, text)
}

/** 60101 is 6.1.1, 80000 is 8. */
function oneUi(text: string | undefined): RomVersion | undefined {
  if (!/^\d{5,6}$/.test(text ?? '')) return undefined
  const number = Number(text)
  const parts = [Math.floor(number / 10_000), Math.floor(number / 100) % 100, number % 100]
  return { name: 'One UI', version: parts.join('.').replace(/(?:\.0)+$/, '') }
}
