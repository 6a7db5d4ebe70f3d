import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AdbServer, shell } from './support/adb-server.ts'
import { startWirePhone, type WirePhone } from './support/wire-phone.ts'

/** The real adb binary against a virtual phone. */
let server: AdbServer
let wire: WirePhone
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'adb-files-'))
  server = await AdbServer.start()
  wire = await startWirePhone()
  expect(await server.connect(wire.serial)).toBe(`connected to ${wire.serial}\n`)
})

afterAll(async () => {
  await wire.close()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

const adb = async (...args: string[]): Promise<{ out: string; err: string; status: number | null }> => {
  const { stdout, stderr, status } = await server.adb(['-s', wire.serial, ...args])
  return { out: stdout.toString(), err: stderr.toString(), status }
}
const run = (line: string, input?: string): ReturnType<typeof shell> => shell(server, wire.serial, line, input)

describe('shell', () => {
  test.each([
    ['an exit status', 'exit 3', '', { out: '', err: '', status: 3 }],
    ['stdin', 'cat', 'abc', { out: 'abc', err: '', status: 0 }],
    ['both outputs apart', 'echo a; echo b >&2', '', { out: 'a\n', err: 'b\n', status: 0 }],
    [
      'a command that is not there',
      'frobnicate',
      '',
      { out: '', err: '/system/bin/sh: frobnicate: inaccessible or not found\n', status: 127 },
    ],
    ['a syntax error', 'echo a; )', '', { out: '', err: "/system/bin/sh: syntax error: unexpected ')'\n", status: 1 }],
    ['a pipe whose reader leaves', 'yes | head -n 2', '', { out: 'y\ny\n', err: '', status: 0 }],
    ['a log that is cut off', 'logcat | head -n 1 | wc -l', '', { out: '1\n', err: '', status: 0 }],
    ['loops', 'for i in 1 2 3; do [ $i = 2 ] || echo $i; done', '', { out: '1\n3\n', err: '', status: 0 }],
    [
      'file names that need quotes',
      "echo x > '/sdcard/a b'; cat /sdcard/a\\ b",
      '',
      { out: 'x\n', err: '', status: 0 },
    ],
    ['UTF-8', 'echo 你好🎉', '', { out: '你好🎉\n', err: '', status: 0 }],
  ])('%s', async (_name, line, input, expected) => {
    expect(await run(line, input)).toEqual(expected)
  })

  test('a script on stdin', async () => {
    const { stdout, stderr, status } = await server.adb(
      ['-s', wire.serial, 'shell'],
      'x=1\necho $((x+1))\nnope\nexit 7\n',
    )
    expect(stdout.toString()).toBe('2\n')
    expect(stderr.toString()).toBe('/system/bin/sh: <stdin>[3]: nope: inaccessible or not found\n')
    expect(status).toBe(7)
  })

  test('the old protocol mixes the outputs and has no status', async () => {
    expect(await adb('shell', '-x', 'echo a; echo b >&2; exit 4')).toEqual({ out: 'a\nb\n', err: '', status: 0 })
  })

  test('megabytes both ways keep every byte', async () => {
    const data = randomBytes(3 * 1024 * 1024)
    const { stdout } = await server.adb(['-s', wire.serial, 'shell', 'cat | cat'], data)
    expect(stdout.equals(data)).toBe(true)
  })

  test('output comes while the command runs, and its end ends the command', async () => {
    const child = server.start(['-s', wire.serial, 'logcat', '-v', 'brief', '-s', 'contract'])
    const seen: string[] = []
    child.stdout.on('data', (piece: Buffer) => seen.push(piece.toString()))
    await once(child.stdout, 'data')
    wire.phone.log.write({ buffer: 'main', pid: 1, priority: 'I', tag: 'contract', message: 'first line' })
    while (!seen.join('').includes('first line')) await once(child.stdout, 'data')
    child.kill('SIGINT')
    await once(child, 'exit')
  })

  test('many at once', async () => {
    const results = await Promise.all(Array.from({ length: 12 }, (_, i) => run(`echo ${String(i)}; exit ${String(i)}`)))
    expect(results.map(({ out, status }) => [out.trim(), status])).toEqual(results.map((_, i) => [String(i), i]))
  })

  test('exec-out is raw, exec-in ends with the host', async () => {
    const { stdout } = await server.adb(['-s', wire.serial, 'exec-out', 'screencap', '-p'])
    expect(stdout.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
    const data = randomBytes(300_000)
    await server.adb(['-s', wire.serial, 'exec-in', 'cat > /data/local/tmp/in'], data)
    await expect
      .poll(() => wire.phone.files.read('/data/local/tmp/in')?.equals(data), { interval: 20, timeout: 5000 })
      .toBe(true)
  })
})

describe('a terminal', () => {
  /** adb under a pseudo terminal, as a user has it. */
  const terminal = (): {
    type: (keys: string) => void
    until: (text: string) => Promise<string>
    end: () => Promise<number | null>
  } => {
    const command = `adb -P ${String(server.port)} -s ${wire.serial} shell`
    const child = spawn('script', ['-qefc', command, '/dev/null'], { env: server.environment })
    let seen = ''
    let used = 0
    const ended = once(child, 'exit').then(([code]) => code as number | null)
    child.stdout.on('data', (piece: Buffer) => (seen += piece.toString()))
    return {
      type: (keys) => child.stdin.write(keys),
      until: async (text) => {
        while (!seen.slice(used).includes(text)) await once(child.stdout, 'data')
        const end = seen.indexOf(text, used) + text.length
        const part = seen.slice(used, end)
        used = end
        return part
      },
      end: () => ended,
    }
  }

  test('prompt, echo, editing, ^C, status', async () => {
    const { type, until, end } = terminal()
    await until('shiba:/ $ ')
    type('echo hellp\x7fo\r')
    expect(await until('shiba:/ $ ')).toContain('\r\nhello\r\n')
    type('cd /sdcard\r')
    await until('shiba:/sdcard $ ')
    type('nope\r')
    expect(await until('127|shiba:/sdcard $ ')).toContain('/system/bin/sh: nope: inaccessible or not found\r\n')
    type('sleep 1000\r')
    await until('sleep 1000\r\n')
    type('\x03')
    expect(await until('130|shiba:/sdcard $ ')).toBe('^C\r\n130|shiba:/sdcard $ ')
    type('for i in 1 2\r')
    await until('> ')
    type('do echo $i; done\r')
    expect(await until('shiba:/sdcard $ ')).toContain('\r\n1\r\n2\r\n')
    type('exit 5\r')
    expect(await end()).toBe(5)
  })

  test('a forced terminal for one command turns newlines', async () => {
    expect((await adb('shell', '-t', '-t', 'echo hi; echo err >&2')).out).toBe('hi\r\nerr\r\n')
  })
})

describe('files', () => {
  test('push and pull keep bytes and mode', async () => {
    const data = randomBytes(2_500_000)
    await writeFile(join(folder, 'a file'), data, { mode: 0o755 })
    expect((await adb('push', join(folder, 'a file'), '/sdcard/Download/x, y.bin')).status).toBe(0)
    const digest = createHash('md5').update(data).digest('hex')
    expect((await run("md5sum '/sdcard/Download/x, y.bin'")).out).toBe(`${digest}  /sdcard/Download/x, y.bin\n`)
    expect((await adb('pull', '/sdcard/Download/x, y.bin', join(folder, 'back'))).status).toBe(0)
    expect((await readFile(join(folder, 'back'))).equals(data)).toBe(true)
    await adb('push', join(folder, 'a file'), '/data/local/tmp/tool')
    expect((await run('stat -c %a /data/local/tmp/tool')).out).toBe('777\n')
  })

  test('directories both ways', async () => {
    await mkdir(join(folder, 'dir', 'inner'), { recursive: true })
    await writeFile(join(folder, 'dir', 'one'), '1')
    await writeFile(join(folder, 'dir', 'inner', 'two'), '22')
    expect((await adb('push', join(folder, 'dir'), '/sdcard/')).status).toBe(0)
    expect((await run('cd /sdcard; find dir -type f | sort')).out).toBe('dir/inner/two\ndir/one\n')
    expect((await adb('pull', '/sdcard/dir', join(folder, 'pulled'))).status).toBe(0)
    expect(await readFile(join(folder, 'pulled', 'inner', 'two'), 'utf8')).toBe('22')
  })

  test('what is not there and what is not allowed', async () => {
    const missing = await adb('pull', '/sdcard/nope', folder)
    expect(missing.out + missing.err).toBe(
      "adb: error: failed to stat remote object '/sdcard/nope': No such file or directory\n",
    )
    await writeFile(join(folder, 'f'), 'f')
    const refused = await adb('push', join(folder, 'f'), '/system/f')
    expect(refused.status).toBe(1)
    expect(refused.err + refused.out).toContain("remote couldn't create file: Read-only file system")
  })

  test('ls of adb itself', async () => {
    await run('mkdir -p /sdcard/lsdir; echo abc > /sdcard/lsdir/f')
    const { out } = await adb('ls', '/sdcard/lsdir')
    expect(out).toMatch(/^[0-9a-f]{8} 00000004 [0-9a-f]{8} f$/m)
  })
})

describe('install', () => {
  const apks = new URL('../node_modules/appium-uiautomator2-driver/node_modules/', import.meta.url)
  const settings = new URL('io.appium.settings/apks/settings_apk-debug.apk', apks).pathname
  const serverTest = new URL('appium-uiautomator2-server/apks/appium-uiautomator2-server-debug-androidTest.apk', apks)
    .pathname

  test.each([
    ['streamed', ['install', '-r', '-g', settings]],
    ['without streaming', ['install', '--no-streaming', '-r', settings]],
    ['as several', ['install-multiple', '-r', settings]],
  ])('%s', async (_name, args) => {
    const { out, err, status } = await adb(...args)
    expect({ status, out: out.trim().split('\n').at(-1) ?? '', err: status === 0 ? '' : err }).toEqual({
      status: 0,
      out: 'Success',
      err: '',
    })
    expect((await run('pm path io.appium.settings')).out).toMatch(/^package:\/data\/app\/.*base\.apk\n$/)
    expect((await adb('uninstall', 'io.appium.settings')).out).toBe('Success\n')
    expect((await run('pm path io.appium.settings')).out).toBe('')
  })

  test('an installed APK can be pulled', async () => {
    await adb('install', '-t', serverTest)
    const path = (await run('pm path io.appium.uiautomator2.server.test')).out.trim().replace('package:', '')
    expect((await adb('pull', path, join(folder, 'pulled.apk'))).status).toBe(0)
    expect((await readFile(join(folder, 'pulled.apk'))).equals(await readFile(serverTest))).toBe(true)
  })

  test('what is no APK is refused in Android’s words', async () => {
    await writeFile(join(folder, 'broken.apk'), 'this is no zip file')
    const { err, out, status } = await adb('install', join(folder, 'broken.apk'))
    expect(status).toBe(1)
    expect(err + out).toContain('INSTALL_PARSE_FAILED')
  })
})

describe('ports', () => {
  test('forward carries bytes both ways; a closed port refuses', async () => {
    const close = wire.phone.ports.listen(7001, (socket) => {
      socket.on('data', (piece: Buffer) => socket.write(`got ${piece.toString()}`))
      socket.on('end', () => socket.end())
    })
    const port = Number((await adb('forward', 'tcp:0', 'tcp:7001')).out)
    expect(await talk(port, 'hello', 'got hello')).toBe('got hello')
    close()
    expect(await talk(port, 'hello')).toBe('')
    await adb('forward', '--remove-all')
  })

  test('reverse carries bytes both ways', async () => {
    const sockets: Socket[] = []
    const host = createServer((socket) => {
      sockets.push(socket)
      socket.on('data', (piece) => socket.write(`host heard ${piece.toString()}`))
    })
    host.listen(0, '127.0.0.1')
    await once(host, 'listening')
    const address = host.address()
    const hostPort = address !== null && typeof address === 'object' ? address.port : 0
    expect((await adb('reverse', 'tcp:9999', `tcp:${String(hostPort)}`)).status).toBe(0)
    expect((await adb('reverse', '--list')).out).toMatch(new RegExp(`^host-\\d+ tcp:9999 tcp:${String(hostPort)}\n`))
    const socket = await wire.phone.ports.connect(9999)
    if (socket === undefined) throw new Error('nothing listens on the phone')
    socket.write('ping')
    const [answer] = (await once(socket, 'data')) as [Buffer]
    expect(answer.toString()).toBe('host heard ping')
    sockets.forEach((s) => s.end())
    socket.end()
    expect((await adb('reverse', '--no-rebind', 'tcp:9999', 'tcp:1')).err).toContain('cannot rebind existing socket')
    expect((await adb('reverse', '--remove', 'tcp:1234')).err).toContain("listener 'tcp:1234' not found")
    expect((await adb('reverse', '--remove-all')).status).toBe(0)
    expect(await wire.phone.ports.connect(9999)).toBeUndefined()
    const dynamic = (await adb('reverse', 'tcp:0', `tcp:${String(hostPort)}`)).out.trim()
    expect(Number(dynamic)).toBeGreaterThan(1023)
    await adb('reverse', '--remove-all')
    host.close()
  })
})

describe('services', () => {
  test.each([
    [['root'], 'adbd cannot run as root in production builds\n'],
    [['tcpip', '5600'], 'restarting in TCP mode port: 5600\n'],
    [['unroot'], 'adbd not running as root\n'],
  ])('%s', async (args, text) => {
    expect((await adb(...args)).out).toBe(text)
  })

  test('get-state, devices -l, features', async () => {
    expect((await adb('get-state')).out).toBe('device\n')
    expect((await adb('devices', '-l')).out).toMatch(
      new RegExp(`${wire.serial}\\s+device product:shiba model:Pixel_8 device:shiba`),
    )
    expect((await adb('features')).out.trim().split('\n').sort()).toEqual([
      'cmd',
      'fixed_push_mkdir',
      'ls_v2',
      'shell_v2',
      'stat_v2',
    ])
  })
})

describe('connections', () => {
  test('a second adb server at the same time', async () => {
    const other = await AdbServer.start()
    try {
      await other.connect(wire.serial)
      expect(await shell(other, wire.serial, 'echo two')).toEqual({ out: 'two\n', err: '', status: 0 })
      expect((await run('echo one')).out).toBe('one\n')
    } finally {
      await other.stop()
    }
  })

  test('a cut connection ends the commands; connecting again works', async () => {
    const child = server.start(['-s', wire.serial, 'shell', 'sleep 1000'])
    const ended = once(child, 'exit')
    await run('true')
    wire.adbd.dropConnections()
    await ended
    await server.adb(['disconnect', wire.serial])
    expect(await server.connect(wire.serial)).toBe(`connected to ${wire.serial}\n`)
    expect((await run('echo back')).out).toBe('back\n')
  })

  test('a phone that is off the network, and back', async () => {
    wire.adbd.suspend()
    await server.adb(['disconnect', wire.serial])
    expect(await server.connect(wire.serial)).toContain('failed to connect')
    await wire.adbd.resume()
    expect(await server.connect(wire.serial)).toBe(`connected to ${wire.serial}\n`)
    expect((await run('echo back')).out).toBe('back\n')
  })

  test('Android 9 has fewer features; install and pull still work', async () => {
    const old = await startWirePhone({ vendor: 'google', apiLevel: 28 })
    try {
      await server.connect(old.serial)
      expect(await shell(server, old.serial, 'nope')).toEqual({
        out: '',
        err: '/system/bin/sh: nope: not found\n',
        status: 127,
      })
      await mkdir(join(folder, 'old'), { recursive: true })
      await writeFile(join(folder, 'old', 'one'), '1')
      expect((await server.adb(['-s', old.serial, 'push', join(folder, 'old'), '/sdcard/'])).status).toBe(0)
      expect((await server.adb(['-s', old.serial, 'pull', '/sdcard/old', join(folder, 'old-back')])).status).toBe(0)
      expect(await readFile(join(folder, 'old-back', 'one'), 'utf8')).toBe('1')
    } finally {
      await server.adb(['disconnect', old.serial])
      await old.close()
    }
  })
})

describe('authorisation', () => {
  test('an unknown computer waits for the owner; a known one does not', async () => {
    const asking = await startWirePhone({ authorise: 'ask' })
    try {
      expect(await server.connect(asking.serial)).toContain('failed to authenticate')
      const state = async (): Promise<string> => (await server.adb(['devices'])).stdout.toString()
      expect(await state()).toContain(`${asking.serial}\tunauthorized`)
      await expect.poll(() => asking.adbd.authorisation.questions.length, { interval: 20 }).toBe(1)
      const [question] = asking.adbd.authorisation.questions
      expect(question?.fingerprint).toMatch(/^([0-9A-F]{2}:){15}[0-9A-F]{2}$/)
      question?.allow()
      await expect.poll(state, { interval: 20 }).toContain(`${asking.serial}\tdevice`)
      await server.adb(['disconnect', asking.serial])
      expect(await server.connect(asking.serial)).toBe(`connected to ${asking.serial}\n`)
      expect((await shell(server, asking.serial, 'echo in')).out).toBe('in\n')
      const stranger = await AdbServer.start()
      try {
        expect(await stranger.connect(asking.serial)).toContain('failed to authenticate')
      } finally {
        await stranger.stop()
      }
    } finally {
      await server.adb(['disconnect', asking.serial])
      await asking.close()
    }
  })

  test('a phone that accepts everybody still proves who comes', async () => {
    const accepting = await startWirePhone({ authorise: 'accept' })
    try {
      expect(await server.connect(accepting.serial)).toMatch(/^connected to|^failed to authenticate/)
      await expect
        .poll(async () => (await shell(server, accepting.serial, 'echo in')).out, { interval: 50 })
        .toBe('in\n')
      expect(accepting.phone.files.read('/data/misc/adb/adb_keys')?.toString().split('\n')).toHaveLength(2)
    } finally {
      await server.adb(['disconnect', accepting.serial])
      await accepting.close()
    }
  })
})

/**
 * Sends a text to a port of this machine, hangs up when `enough` came back, and returns all that came until the end.
 * (adb carries no half-closed connections: an end that is sent at once ends the answer too.)
 */
async function talk(port: number, text: string, enough?: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let heard = ''
  socket.on('data', (piece) => {
    heard += piece.toString()
    if (heard === enough) socket.end()
  })
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.write(text)
  await once(socket, 'close')
  return heard
}
