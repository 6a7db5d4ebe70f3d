import type { Screen } from '../../android/phone.ts'
import type { Command } from '../command.ts'
import { keyCodeOf } from './key-codes.ts'
import { exceptionText, exitStatus } from './service-shell.ts'
import { illegalArgument, JavaException } from './shell-arguments.ts'

const sources = new Set([
  'keyboard',
  'dpad',
  'gamepad',
  'touchscreen',
  'mouse',
  'stylus',
  'trackball',
  'touchpad',
  'touchnavigation',
  'joystick',
  'rotaryencoder',
])
/** How long a finger rests for a long press (ViewConfiguration.getLongPressTimeout). */
const longPressMs = 500
const swipeMs = 300

/** `input`: a program of its own up to Android 11, `cmd input` from 12 on; the words are the same. */
export const input: Command = async (context) => {
  const { phone } = context
  const words = context.argv.slice(1)
  if (sources.has(words[0] ?? '')) words.shift()
  if (words[0] === '-d') words.splice(0, 2)
  const [name, ...rest] = words
  if (name === undefined) {
    await context.out(usage)
    return exitStatus(-1)
  }
  const run = commands[name]
  if (run === undefined) {
    if (phone.rom.apiLevel >= 31) await context.out(`Unknown command: ${name}\n`)
    else await context.err(`Error: Unknown command: ${name}\n${usage}`)
    return exitStatus(-1)
  }
  try {
    await run(rest, phone.screen)
    return 0
  } catch (error) {
    if (!(error instanceof JavaException)) throw error
    if (phone.rom.apiLevel >= 31)
      await context.err(exceptionText(error, phone.rom.apiLevel, name, 'com.android.server.input.InputShellCommand'))
    else await context.err(`Error: Invalid arguments for command: ${name}\n${usage}`)
    return exitStatus(-1)
  }
}

type Run = (words: readonly string[], screen: Screen) => Promise<void>
const phases = { DOWN: 'down', UP: 'up', MOVE: 'move', CANCEL: 'cancel' } as const

const commands: Readonly<Record<string, Run>> = {
  tap: async (words, screen) => {
    const [x, y] = numbers('tap', words, 2)
    await screen.tap(x, y)
  },
  swipe: async (words, screen) => {
    const [fromX, fromY, toX, toY, ms = swipeMs] = numbers('swipe', words, 4)
    await screen.swipe(fromX, fromY, toX, toY, ms)
  },
  draganddrop: async (words, screen) => {
    const [fromX, fromY, toX, toY, ms = swipeMs] = numbers('draganddrop', words, 4)
    await screen.swipe(fromX, fromY, toX, toY, longPressMs + ms)
  },
  press: async (_words, screen) => screen.key(23),
  roll: async () => undefined,
  motionevent: async (words, screen) => {
    const [word = '', ...rest] = words
    const phase = Object.entries(phases).find(([name]) => name === word.toUpperCase())?.[1]
    if (phase === undefined) throw illegalArgument(`Unknown action: ${word}`)
    const [x, y] = phase === 'cancel' && rest.length === 0 ? [0, 0] : numbers('motionevent', rest, 2)
    await screen.touch(phase, x, y)
  },
  text: async (words, screen) => {
    const [text] = words
    if (text === undefined) throw illegalArgument('Argument expected after "text"')
    await screen.typeText(text.replaceAll('%s', ' '))
  },
  keyevent: async (words, screen) => {
    const codes = words
      .filter((word) => !word.startsWith('--'))
      .map((word) => {
        const code = keyCodeOf(word)
        if (code === undefined) throw illegalArgument(`Unknown keycode: ${word}`)
        return code
      })
    if (codes.length === 0) throw illegalArgument('Argument expected after "keyevent"')
    for (const code of codes) await screen.key(code)
  },
  keycombination: async (words, screen) => {
    const codes = words.flatMap((word) => keyCodeOf(word) ?? [])
    if (codes.length < 2) throw illegalArgument('keycombination requires at least 2 keycodes')
    for (const code of codes) await screen.key(code)
  },
}

function numbers(
  command: string,
  words: readonly string[],
  least: number,
): readonly [number, number, number, number, number?] {
  const values = words.map(Number)
  const bad = values.findIndex((value) => Number.isNaN(value))
  if (bad >= 0) throw new JavaException('java.lang.NumberFormatException', `For input string: "${words[bad] ?? ''}"`)
  if (values.length < least) throw illegalArgument(`Argument expected after "${words.at(-1) ?? command}"`)
  const [a = 0, b = 0, c = 0, d = 0, e] = values
  return e === undefined ? [a, b, c, d] : [a, b, c, d, e]
}

const usage = `Usage: input [<source>] [-d DISPLAY_ID] <command> [<arg>...]

The sources are: 
      ${[...sources].join('\n      ')}

-d: specify the display ID.
      (Default: -1 for key event, 0 for motion event if not specified.)
The commands and default sources are:
      text <string> (Default: touchscreen)
      keyevent [--longpress|--doubletap|--async] <key code number or name> ... (Default: keyboard)
      tap <x> <y> (Default: touchscreen)
      swipe <x1> <y1> <x2> <y2> [duration(ms)] (Default: touchscreen)
      draganddrop <x1> <y1> <x2> <y2> [duration(ms)] (Default: touchscreen)
      press (Default: trackball)
      roll <dx> <dy> (Default: trackball)
      motionevent <DOWN|UP|MOVE|CANCEL> <x> <y> (Default: touchscreen)
      keycombination [-t duration(ms)] <key code 1> <key code 2> ... (Default: keyboard)
`
