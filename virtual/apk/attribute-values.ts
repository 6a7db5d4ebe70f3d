import { valueType } from './binary-xml.ts'
import type { TypedValue } from './binary-xml.ts'
import { launchModes } from './manifest-attributes.ts'
import type { AttributeName } from './manifest-attributes.ts'

const booleans = new Set<AttributeName>([
  'hasCode',
  'enabled',
  'debuggable',
  'exported',
  'excludeFromRecents',
  'grantUriPermissions',
  'noHistory',
  'testOnly',
  'allowBackup',
  'required',
  'hardwareAccelerated',
  'supportsRtl',
  'extractNativeLibs',
  'usesCleartextTraffic',
  'autoVerify',
  'directBootAware',
])
const integers = new Set<AttributeName>([
  'priority',
  'minSdkVersion',
  'versionCode',
  'targetSdkVersion',
  'maxSdkVersion',
  'compileSdkVersion',
  'versionCodeMajor',
])
/** frameworks/base/core/res/res/values/attrs_manifest.xml and attrs.xml */
const enums: Partial<Record<AttributeName, Readonly<Record<string, number>>>> = {
  launchMode: Object.fromEntries(launchModes.map((mode, index) => [mode, index])),
  screenOrientation: { unspecified: 0xffffffff, landscape: 0, portrait: 1, user: 2, behind: 3, sensor: 4, nosensor: 5 },
}
const flags: Partial<Record<AttributeName, Readonly<Record<string, number>>>> = {
  configChanges: {
    mcc: 0x1,
    mnc: 0x2,
    locale: 0x4,
    touchscreen: 0x8,
    keyboard: 0x10,
    keyboardHidden: 0x20,
    navigation: 0x40,
    orientation: 0x80,
    screenLayout: 0x100,
    uiMode: 0x200,
    screenSize: 0x400,
    smallestScreenSize: 0x800,
    density: 0x1000,
    layoutDirection: 0x2000,
    colorMode: 0x4000,
    fontScale: 0x40000000,
  },
  windowSoftInputMode: {
    stateUnspecified: 0,
    stateUnchanged: 1,
    stateHidden: 2,
    stateAlwaysHidden: 3,
    stateVisible: 4,
    stateAlwaysVisible: 5,
    adjustUnspecified: 0,
    adjustResize: 0x10,
    adjustPan: 0x20,
    adjustNothing: 0x30,
  },
  protectionLevel: { normal: 0, dangerous: 1, signature: 2 },
  foregroundServiceType: {
    dataSync: 0x1,
    mediaPlayback: 0x2,
    phoneCall: 0x4,
    location: 0x8,
    connectedDevice: 0x10,
    mediaProjection: 0x20,
    camera: 0x40,
    microphone: 0x80,
    health: 0x100,
    remoteMessaging: 0x200,
    shortService: 0x800,
    specialUse: 0x40000000,
  },
}

/** A value without its place in the string pool yet: strings have `text` and no meaningful `data`. */
export function compileAttributeValue(name: AttributeName, text: string): TypedValue {
  if (booleans.has(name)) return boolean(name, text)
  if (integers.has(name)) return integer(name, text)
  const choice = enums[name]
  if (choice) return { type: valueType.decimal, data: pick(name, text, choice) }
  const bits = flags[name]
  if (bits) {
    const data = text.split('|').reduce((all, word) => all | pick(name, word.trim(), bits), 0)
    return { type: valueType.hexadecimal, data: data >>> 0 }
  }
  if (name === 'value') return infer(text)
  return string(text)
}

export function string(text: string): TypedValue {
  return { type: valueType.string, data: 0, text }
}

/** `android:value` may be of any type; as in the build tools, what reads as a number or a boolean becomes one. */
function infer(text: string): TypedValue {
  if (text === 'true' || text === 'false') return boolean('value', text)
  if (/^-?\d{1,10}$/.test(text) && Number(text) >= -(2 ** 31) && Number(text) < 2 ** 31) return integer('value', text)
  return string(text)
}

function boolean(name: AttributeName, text: string): TypedValue {
  if (text !== 'true' && text !== 'false') throw new Error(`android:${name} must be true or false, not "${text}".`)
  return { type: valueType.boolean, data: text === 'true' ? 0xffffffff : 0 }
}

function integer(name: AttributeName, text: string): TypedValue {
  if (!/^-?\d+$/.test(text)) throw new Error(`android:${name} must be a whole number, not "${text}".`)
  return { type: valueType.decimal, data: Number(text) >>> 0 }
}

function pick(name: AttributeName, word: string, words: Readonly<Record<string, number>>): number {
  const found = words[word]
  if (found === undefined) throw new Error(`android:${name} does not know "${word}".`)
  return found
}
