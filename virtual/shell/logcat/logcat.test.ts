import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { bootedPhone } from '../../android/phone-fixture.ts'
import type { LogBuffer, Phone } from '../../android/phone.ts'
import { romOf, runCommand, type CommandResult } from '../dumpsys/dump-fixture.ts'
import { logcatCommands } from './logcat.ts'

/** A phone with three lines in its log, and nothing before them. */
function phoneWithLines(apiLevel = 34): Phone {
  const { phone } = bootedPhone({ rom: romOf(apiLevel) })
  phone.log.clear(['main', 'system', 'crash', 'events', 'radio'])
  const line = { buffer: 'main' as LogBuffer, pid: 123, tid: 4567, uid: 10_100 }
  phone.log.write({ ...line, priority: 'I', tag: 'Chat', message: 'hello\nworld' })
  phone.log.write({ ...line, buffer: 'system', priority: 'W', tag: 'A long tag of the system', message: 'careful' })
  phone.log.event('am_kill', 910, [0, 123, 'com.x', 905, 'stop, really', 79_208n])
  phone.log.write({ ...line, pid: 99, priority: 'D', tag: 'Other', message: 'quiet' })
  return phone
}

function logcat(
  phone: Phone,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  return runCommand(logcatCommands.get('logcat'), phone, ['logcat', ...words], env)
}

const stamp = String.raw`\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}`

describe('formats', () => {
  test.each([
    ['brief', String.raw`I/Chat    \(  123\): hello\nI/Chat    \(  123\): world\n`],
    ['process', String.raw`I\(  123\) hello  \(Chat\)\nI\(  123\) world  \(Chat\)\n`],
    ['tag', String.raw`I/Chat    : hello\nI/Chat    : world\n`],
    ['thread', String.raw`I\(  123: 4567\) hello\nI\(  123: 4567\) world\n`],
    ['raw', String.raw`hello\nworld\n`],
    ['time', String.raw`${stamp} I/Chat    \(  123\): hello\n${stamp} I/Chat    \(  123\): world\n`],
    ['threadtime', String.raw`${stamp}   123  4567 I Chat    : hello\n${stamp}   123  4567 I Chat    : world\n`],
    ['long', String.raw`\[ ${stamp}   123: 4567 I/Chat     \]\nhello\nworld\n\n`],
    ['threadtime,uid', String.raw`${stamp} 10100   123  4567 I Chat    : hello\n.*\n`],
    ['threadtime,usec', String.raw`\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}   123  4567 I Chat    : hello\n.*\n`],
    ['threadtime,epoch', String.raw` {9}\d{10}\.\d{3}   123  4567 I Chat    : hello\n.*\n`],
    [
      'threadtime,year,zone',
      String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} [+-]\d{4}   123  4567 I Chat    : hello\n.*\n`,
    ],
    ['brief,color', String.raw`\x1b\[38;5;40mI/Chat    \(  123\): hello\x1b\[0m\n.*\n`],
    ['long,printable', String.raw`\[ ${stamp}   123: 4567 I/Chat     \]\nhello\\nworld\n\n`],
  ])('%s', async (format, pattern) => {
    const { out } = await logcat(phoneWithLines(), ['-d', '-v', format, 'Chat:V', '*:S'])
    expect(out).toMatch(new RegExp(`^--------- beginning of main\n${pattern}--------- beginning of system\n$`))
  })

  test('events keep their commas', async () => {
    const { out } = await logcat(phoneWithLines(), ['-b', 'events', '-d'])
    expect(out).toMatch(
      new RegExp(
        `^--------- beginning of events\n${stamp}   910   910 I am_kill : \\[0,123,com\\.x,905,stop, really,79208\\]\n$`,
      ),
    )
  })

  test('descriptive names the values of an event', async () => {
    const { out } = await logcat(phoneWithLines(), ['-b', 'events', '-d', '-v', 'brief', '-v', 'descriptive'])
    expect(out).toContain('[User=0,PID=123,Process Name=com.x,OomAdj=905,Reason=stop, really,Rss=79208]')
  })
})

describe('what is printed', () => {
  test.each([
    [29, ['-b', 'main'], false],
    [29, ['-b', 'main,system'], true],
    [30, ['-b', 'main'], true],
  ])('at API %i with %j a header: %s', async (apiLevel, words, header) => {
    const { out } = await logcat(phoneWithLines(apiLevel), ['-d', ...words])
    expect(out.startsWith('--------- beginning of main\n')).toBe(header)
  })

  test.each([
    [['Chat:V', '*:S'], {}, ['hello', 'world']],
    [['*:W'], {}, ['careful']],
    [['-s', 'Other'], {}, ['quiet']],
    [['--pid=99'], {}, ['quiet']],
    [['--pid', '99'], {}, ['quiet']],
    [['--uid', '10100', '*:I'], {}, ['hello', 'world', 'careful']],
    [['-e', 'care'], {}, ['careful']],
    [['-m', '1'], {}, ['hello', 'world']],
    [['-t', '1'], {}, ['quiet']],
    [['-t', '2', '-b', 'main', '*:I'], {}, ['hello', 'world']],
    [[], { ANDROID_LOG_TAGS: 'Other:D *:S' }, ['quiet']],
    [[], { ANDROID_LOG_TAGS: "''" }, ['hello', 'world', 'careful', 'quiet']],
    [['-L'], {}, []],
  ])('%j with %j', async (words, env, messages) => {
    const { out, status } = await logcat(phoneWithLines(), ['-d', '-v', 'raw', ...words], env)
    expect(status).toBe(0)
    expect(out.split('\n').filter((line) => line !== '' && !line.startsWith('-----'))).toEqual(messages)
  })

  test('since a time, in each form', async () => {
    const { phone, clock } = bootedPhone({ rom: romOf(34) })
    phone.log.clear(['main', 'system', 'crash'])
    const write = (message: string): void =>
      phone.log.write({ buffer: 'main', pid: 1, priority: 'I', tag: 'T', message })
    write('old')
    clock.advance(60_000)
    const fromMs = clock.now()
    write('new')
    const local = (await logcat(phone, ['-d', '-t', '1', '-v', 'time'])).out.split('\n')[1]?.slice(0, 18) ?? ''
    for (const since of [`${Math.floor(fromMs / 1000)}.${String(fromMs % 1000).padStart(3, '0')}`, local]) {
      const { out } = await logcat(phone, ['-v', 'raw', '-t', since])
      expect(out).toBe('--------- beginning of main\nnew\n')
    }
  })

  test('-D tells of every change of the buffer', async () => {
    const { out } = await logcat(phoneWithLines(), ['-d', '-D', '-v', 'raw'])
    expect(out).toBe(
      '--------- beginning of main\nhello\nworld\n--------- beginning of system\ncareful\n--------- switch to main\nquiet\n',
    )
  })

  test('-c empties what it names, -g and -G tell and set sizes', async () => {
    const phone = phoneWithLines()
    expect(await logcat(phone, ['-b', 'main', '-c'])).toEqual({ out: '', err: '', status: 0 })
    expect((await logcat(phone, ['-d', '-v', 'raw'])).out).toBe('--------- beginning of system\ncareful\n')
    expect((await logcat(phone, ['-g', '-b', 'main'])).out).toBe(
      'main: ring buffer is 256 KiB (0 B consumed, 0 B readable), max entry is 5120 B, max payload is 4068 B\n',
    )
    await logcat(phone, ['-b', 'main', '-G', '1M'])
    expect((await logcat(phone, ['-g', '-b', 'main'])).out).toContain('ring buffer is 1 MiB')
    expect((await logcat(phoneWithLines(28), ['-g', '-b', 'crash'])).out).toBe(
      'crash: ring buffer is 256Kb (0b consumed), max entry is 5120b, max payload is 4068b\n',
    )
  })

  test.each([
    [['-x'], "logcat: Unknown option '-x'.\n"],
    [['--nope'], "logcat: Unknown option '--nope'.\n"],
    [['-b', 'nope'], "logcat: Unknown buffer 'nope' listed with '-b'.\n"],
    [['-v', 'nope'], 'logcat: Invalid parameter "nope" to -v\n'],
    [['-t', 'yesterday'], 'logcat: -t "yesterday" not in time format\n'],
    [[':x'], "logcat: Invalid filter expression ':x'.\n"],
  ])('refuses %j', async (words, err) => {
    expect(await logcat(phoneWithLines(), words)).toEqual({ out: '', err, status: 1 })
  })
})

describe('binary', () => {
  test('text entries: header of 28 bytes, priority, tag, message', async () => {
    const phone = phoneWithLines()
    const bytes = await binary(phone, ['-b', 'main', 'Chat:V', '*:S'])
    const payload = bytes.readUInt16LE(0)
    expect(bytes.readUInt16LE(2)).toBe(28)
    expect([bytes.readInt32LE(4), bytes.readUInt32LE(8), bytes.readUInt32LE(20), bytes.readUInt32LE(24)]).toEqual([
      123, 4567, 0, 10_100,
    ])
    expect(bytes.length).toBe(28 + payload)
    expect(bytes.subarray(28).toString()).toBe('\x04Chat\0hello\nworld\0')
  })

  test('events: number of the tag, then a list of typed values', async () => {
    const bytes = await binary(phoneWithLines(), ['-b', 'events'])
    const payload = bytes.subarray(28)
    expect(bytes.readUInt32LE(20)).toBe(2)
    expect(payload.readUInt32LE(0)).toBe(30_023)
    expect([...payload.subarray(4, 11)]).toEqual([3, 6, 0, 0, 0, 0, 0])
    const long = payload.subarray(payload.length - 9)
    expect([long[0], long.readBigInt64LE(1)]).toEqual([1, 79_208n])
  })
})

async function binary(phone: Phone, words: readonly string[]): Promise<Buffer> {
  const chunks: Buffer[] = []
  const command = logcatCommands.get('logcat')
  await command?.({
    phone,
    argv: ['logcat', '-B', '-d', ...words],
    stdin: noInput(),
    out: (data) => Promise.resolve(void chunks.push(Buffer.from(data))),
    err: () => Promise.resolve(),
    signal: new AbortController().signal,
    env: new Map(),
    cwd: '/',
    pty: false,
  })
  return Buffer.concat(chunks)
}

async function* noInput(): AsyncGenerator<Buffer> {}

describe('following', () => {
  function follow(
    phone: Phone,
    words: readonly string[],
    out: (data: Buffer) => Promise<void>,
  ): { stop: () => void; ended: Promise<number> } {
    const controller = new AbortController()
    const command = logcatCommands.get('logcat')
    if (command === undefined) throw new Error('no logcat')
    const ended = Promise.resolve(
      command({
        phone,
        argv: ['logcat', '-v', 'raw', ...words],
        stdin: noInput(),
        out: (data) => out(Buffer.from(data)),
        err: (data) => out(Buffer.from(data)),
        signal: controller.signal,
        env: new Map(),
        cwd: '/',
        pty: false,
      }),
    )
    return { stop: () => controller.abort(), ended }
  }

  test('prints what is there, then every new line at once, and ends when the stream does', async () => {
    const phone = phoneWithLines()
    let text = ''
    const running = follow(phone, ['-b', 'main'], (data) => {
      text += data.toString()
      return Promise.resolve()
    })
    await setImmediate()
    expect(text).toBe('--------- beginning of main\nhello\nworld\nquiet\n')
    phone.log.write({ buffer: 'main', pid: 1, priority: 'I', tag: 'T', message: 'new' })
    await setImmediate()
    expect(text.endsWith('quiet\nnew\n')).toBe(true)
    running.stop()
    expect(await running.ended).toBe(0)
    phone.log.write({ buffer: 'main', pid: 1, priority: 'I', tag: 'T', message: 'after' })
    expect(text).not.toContain('after')
  })

  test('waits for a slow reader, and drops one that is hopelessly behind', async () => {
    const phone = phoneWithLines()
    let release = (): void => undefined
    let text = ''
    const running = follow(phone, ['-T', '1', '-b', 'main'], async (data) => {
      text += data.toString()
      await new Promise<void>((resolve) => {
        release = resolve
      })
    })
    expect(text).toBe('--------- beginning of main\nquiet\n')
    for (let i = 0; i <= 50_000; i++) phone.log.write({ buffer: 'main', pid: 1, priority: 'I', tag: 'T', message: 'x' })
    release()
    await Promise.resolve()
    const endless = setInterval(() => release(), 1)
    expect(await running.ended).toBe(1)
    clearInterval(endless)
    expect(text).toContain('logcat: Unexpected EOF!')
  })
})

describe('log', () => {
  test('writes a line in the name of the shell', async () => {
    const phone = phoneWithLines()
    await runCommand(logcatCommands.get('log'), phone, ['log', '-p', 'w', '-t', 'Mine', 'two', 'words'])
    expect(phone.log.entries(['main']).at(-1)).toMatchObject({
      priority: 'W',
      tag: 'Mine',
      message: 'two words',
      uid: 2000,
    })
    expect((await runCommand(logcatCommands.get('log'), phone, ['log', '-x'])).status).toBe(1)
  })
})
