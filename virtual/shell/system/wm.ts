import type { Phone } from '../../android/phone.ts'
import { serviceCommand, silently, type SubCommand } from './service-shell.ts'

/** Where the window manager keeps what the shell forced (Settings.Global and Settings.Secure). */
const forcedSize = 'display_size_forced'
const forcedDensity = 'display_density_forced'

const size: SubCommand = async (call) => {
  const { phone } = call
  const { width, height } = phone.rom.screen
  const word = withoutDisplay(call.arguments.rest())[0]
  if (word === undefined) {
    const forced = phone.settings.get('global', forcedSize)
    await call.say(`Physical size: ${width}x${height}`)
    if (forced !== null) await call.say(`Override size: ${forced.replace(',', 'x')}`)
    return 0
  }
  if (word === 'reset') {
    phone.settings.delete('global', forcedSize)
    return 0
  }
  const [left, right, ...more] = word.split('x')
  if (left === undefined || right === undefined || more.length > 0) {
    await call.complain(`Error: bad size ${word}`)
    return -1
  }
  const numbers = [left, right].map((text) => pixels(text, phone))
  const [w, h] = numbers
  if (w === undefined || h === undefined) {
    const bad = w === undefined ? left : right
    await call.complain(`Error: bad number java.lang.NumberFormatException: For input string: "${bad}"`)
    return -1
  }
  phone.settings.put('global', forcedSize, `${w},${h}`)
  return 0
}

/** A number of pixels, or of density-independent ones (`360dp`). */
function pixels(text: string, phone: Phone): number | undefined {
  if (/^\d+$/.test(text)) return Number(text)
  if (/^\d+dp$/.test(text)) return Math.round((Number(text.slice(0, -2)) * phone.rom.screen.densityDpi) / 160)
  return undefined
}

const density: SubCommand = async (call) => {
  const { phone } = call
  const word = withoutDisplay(call.arguments.rest())[0]
  if (word === undefined) {
    const forced = phone.settings.get('secure', forcedDensity)
    await call.say(`Physical density: ${phone.rom.screen.densityDpi}`)
    if (forced !== null && forced !== '') await call.say(`Override density: ${forced}`)
    return 0
  }
  if (word === 'reset') {
    phone.settings.delete('secure', forcedDensity)
    return 0
  }
  if (!/^-?\d+$/.test(word)) {
    await call.complain(`Error: bad number java.lang.NumberFormatException: For input string: "${word}"`)
    return -1
  }
  if (Number(word) < 72) {
    await call.complain('Error: density must be >= 72')
    return -1
  }
  phone.settings.put('secure', forcedDensity, word)
  return 0
}

function withoutDisplay(words: readonly string[]): readonly string[] {
  const at = words.indexOf('-d')
  return at < 0 ? words : [...words.slice(0, at), ...words.slice(at + 2)]
}

const rotation: SubCommand = async (call) => {
  const { settings } = call.phone
  const [word, angle = settings.get('system', 'user_rotation') ?? '0'] = call.arguments.rest()
  if (word === undefined) {
    const free = settings.get('system', 'accelerometer_rotation') === '1'
    await call.say(free ? 'free' : `lock ${angle}`)
    return 0
  }
  if (word !== 'free' && word !== 'lock') {
    await call.complain(`Error: argument needs to be either -d, free or lock.`)
    return -1
  }
  settings.put('system', 'accelerometer_rotation', word === 'free' ? '1' : '0')
  if (word === 'lock') settings.put('system', 'user_rotation', angle)
  return 0
}

/** `wm` and `cmd window`. */
export const wm = serviceCommand({
  javaClass: 'com.android.server.wm.WindowManagerShellCommand',
  subCommands: new Map<string, SubCommand>([
    ['size', size],
    ['density', density],
    ['dismiss-keyguard', silently(({ phone }) => phone.power.dismissKeyguard())],
    ['user-rotation', rotation],
    ['set-user-rotation', rotation],
    ['folded-area', silently(() => undefined)],
    ['scaling', silently(() => undefined)],
    ['fixed-to-user-rotation', silently(() => undefined)],
    ['set-ignore-orientation-request', silently(() => undefined)],
    [
      'reset',
      silently(({ phone }) => {
        phone.settings.delete('global', forcedSize)
        phone.settings.delete('secure', forcedDensity)
      }),
    ],
  ]),
  help: [
    'Window manager (window) commands:',
    '  help',
    '      Print this help text.',
    '  size [reset|WxH|WdpxHdp] [-d DISPLAY_ID]',
    '    Return or override display size.',
    "    width and height in pixels unless suffixed with 'dp'.",
    '  density [reset|DENSITY] [-d DISPLAY_ID]',
    '    Return or override display density.',
    '  dismiss-keyguard',
    '    Dismiss the keyguard, prompting user for auth if necessary.',
    '  user-rotation [-d DISPLAY_ID] [free|lock] [rotation]',
    '    Print or set user rotation mode and user rotation.',
  ],
})
