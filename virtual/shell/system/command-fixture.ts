import { bootedPhone, type TestPhone } from '../../android/phone-fixture.ts'
import type { Phone, Screen } from '../../android/phone.ts'
import { systemCommands } from './system-commands.ts'

export interface Ran {
  readonly out: string
  readonly err: string
  readonly status: number
}

/** Runs one command of the phone as the shell would; words are separated by single blanks. */
export async function run(
  phone: Phone,
  line: string | readonly string[],
  stdin: Buffer = Buffer.alloc(0),
): Promise<Ran> {
  const argv = typeof line === 'string' ? line.split(' ') : line
  const command = systemCommands.get(argv[0] ?? '')
  if (command === undefined) throw new RangeError(`no command ${argv[0] ?? ''}`)
  const out: Buffer[] = []
  const err: Buffer[] = []
  const status = await command({
    phone,
    argv,
    stdin: chunks(stdin),
    out: async (data) => void out.push(Buffer.from(data)),
    err: async (data) => void err.push(Buffer.from(data)),
    signal: new AbortController().signal,
    env: new Map(),
    cwd: '/',
    pty: false,
  })
  return { out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString(), status }
}

/** Arrives in pieces, as over adb. */
async function* chunks(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 100) yield bytes.subarray(at, at + 100)
}

/** A phone whose screen writes down what fingers and keys do. */
export function phoneWithScreen(
  options: Parameters<typeof bootedPhone>[0] = {},
): TestPhone & { readonly gestures: string[] } {
  const gestures: string[] = []
  const note =
    (name: string) =>
    async (...words: readonly (string | number)[]): Promise<void> =>
      void gestures.push([name, ...words].join(' '))
  const screen: Partial<Screen> = {
    tap: note('tap'),
    swipe: note('swipe'),
    touch: note('touch'),
    key: note('key'),
    typeText: note('type'),
    longPress: note('longPress'),
  }
  return { ...bootedPhone({ ...options, screen }), gestures }
}
