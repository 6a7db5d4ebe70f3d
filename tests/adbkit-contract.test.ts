import { Adb, type Client, type DeviceClient } from '@devicefarmer/adbkit'
import { createHash, randomBytes } from 'node:crypto'
import { once, type EventEmitter } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AdbServer } from './support/adb-server.ts'
import { startWirePhone, type WirePhone } from './support/wire-phone.ts'

/** adbkit, the library that harnesses use, against a virtual phone through the real adb server. */
let server: AdbServer
let wire: WirePhone
let device: DeviceClient
let client: Client

const settingsApk = new URL(
  '../node_modules/appium-uiautomator2-driver/node_modules/io.appium.settings/apks/settings_apk-debug.apk',
  import.meta.url,
).pathname

beforeAll(async () => {
  server = await AdbServer.start()
  wire = await startWirePhone()
  client = Adb.createClient({ host: '127.0.0.1', port: server.port })
  await client.connect('127.0.0.1', wire.adbd.port)
  device = client.getDevice(wire.serial)
})

afterAll(async () => {
  await wire.close()
  await server.stop()
})

async function read(stream: Readable): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const piece of stream as AsyncIterable<Buffer>) parts.push(piece)
  return Buffer.concat(parts)
}

describe('shell', () => {
  test('a line and quoted words', async () => {
    expect((await read(await device.shell('echo a; echo b >&2'))).toString()).toBe('a\nb\n')
    expect((await read(await device.shell(['echo', "it's", '$HOME  x']))).toString()).toBe("it's $HOME  x\n")
  })

  test('properties, packages, features', async () => {
    const properties = await device.getProperties()
    expect(properties['ro.product.model']).toBe('Pixel 8')
    expect(await device.getPackages()).toContain('com.android.systemui')
    expect(await device.getFeatures()).toBeTypeOf('object')
  })

  test('waits for the boot with a loop that streams', async () => {
    await device.waitBootComplete()
  })

  test('fifty in a row and fifty at once', async () => {
    for (let i = 0; i < 50; i++)
      expect((await read(await device.shell(`echo ${String(i)}`))).toString()).toBe(`${String(i)}\n`)
    const all = await Promise.all(
      Array.from({ length: 50 }, async (_, i) => (await read(await device.shell(`echo ${String(i)}`))).toString()),
    )
    expect(all).toEqual(Array.from({ length: 50 }, (_, i) => `${String(i)}\n`))
  })
})

describe('packages', () => {
  test('install, query, start, clear, uninstall', async () => {
    expect(await device.isInstalled('io.appium.settings')).toBe(false)
    expect(await device.install(settingsApk)).toBe(true)
    expect(await device.isInstalled('io.appium.settings')).toBe(true)
    expect(await device.startActivity({ component: 'io.appium.settings/.Settings', wait: true })).toBe(true)
    expect(await device.clear('io.appium.settings')).toBe(true)
    expect(await device.uninstall('io.appium.settings')).toBe(true)
    expect(await device.isInstalled('io.appium.settings')).toBe(false)
  })

  test('a broken file is refused with Android’s code', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'adbkit-'))
    await writeFile(join(folder, 'x.apk'), 'no zip')
    await expect(device.install(join(folder, 'x.apk'))).rejects.toThrow(/INSTALL_PARSE_FAILED/)
    await rm(folder, { recursive: true })
  })
})

describe('files', () => {
  test('push, stat, list, pull', async () => {
    const data = randomBytes(700_000)
    const folder = await mkdtemp(join(tmpdir(), 'adbkit-'))
    await writeFile(join(folder, 'kit.bin'), data)
    const transfer = await device.push(join(folder, 'kit.bin'), '/sdcard/Download/kit.bin')
    await once(transfer, 'end')
    await rm(folder, { recursive: true })
    const stat = await device.stat('/sdcard/Download/kit.bin')
    expect(BigInt(stat.size)).toBe(BigInt(data.length))
    expect(stat.isFile()).toBe(true)
    const entries = await device.readdir('/sdcard/Download')
    expect(entries.map(({ name }) => name)).toContain('kit.bin')
    const pulled = await read(await device.pull('/sdcard/Download/kit.bin'))
    expect(createHash('md5').update(pulled).digest('hex')).toBe(createHash('md5').update(data).digest('hex'))
  })

  test('a missing file', async () => {
    await expect(device.stat('/sdcard/nope')).rejects.toMatchObject({ code: 'ENOENT' })
    const pull = await device.pull('/sdcard/nope')
    const [error] = (await once(pull, 'error')) as [Error]
    expect(error.message).toContain('No such file or directory')
  })
})

describe('screen', () => {
  test('screencap is a PNG', async () => {
    const png = await read(await device.screencap())
    expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  })

  test('framebuffer has the header and every pixel', async () => {
    const framebuffer = await device.framebuffer('raw')
    const { width, height } = wire.phone.rom.screen
    expect(framebuffer.meta).toMatchObject({ version: 1, bpp: 32, width, height, format: 'rgba' })
    expect((await read(framebuffer)).length).toBe(width * height * 4)
  })
})

describe('streams', () => {
  test('binary log entries arrive as they are written', async () => {
    // Its declared type has lost its base class.
    const logcat = (await device.openLogcat({ clear: true })) as unknown as EventEmitter & { end(): void }
    const heard = new Promise<{ tag: string; message: string; pid: number }>((resolve) => {
      logcat.on('entry', (entry: { tag: string; message: string; pid: number }) => {
        if (entry.tag === 'kit') resolve(entry)
      })
    })
    wire.phone.log.write({ buffer: 'main', pid: 4321, priority: 'W', tag: 'kit', message: 'hear me' })
    expect(await heard).toMatchObject({ tag: 'kit', message: 'hear me', pid: 4321 })
    logcat.end()
  })

  test('a port of the phone, both ways', async () => {
    const close = wire.phone.ports.listen(7100, (socket) => {
      socket.on('data', (piece: Buffer) => socket.write(piece.toString().toUpperCase()))
    })
    const socket = await device.openTcp(7100)
    socket.write('hello')
    const [answer] = (await once(socket, 'data')) as [Buffer]
    expect(answer.toString()).toBe('HELLO')
    socket.end()
    close()
    await expect(device.openTcp(7100)).rejects.toThrow()
  })

  test('a named socket', async () => {
    const close = wire.phone.ports.listenAbstract?.('chrome_devtools_remote', (socket) => {
      socket.on('data', (piece: Buffer) => socket.write(piece))
    })
    const socket = await device.openLocal('localabstract:chrome_devtools_remote')
    socket.write('x')
    expect(((await once(socket, 'data')) as [Buffer])[0].toString()).toBe('x')
    socket.end()
    close?.()
  })

  test('forwards and reverses are listed', async () => {
    await device.forward('tcp:21399', 'tcp:7100')
    expect(await device.listForwards()).toEqual([{ serial: wire.serial, local: 'tcp:21399', remote: 'tcp:7100' }])
    await device.reverse('tcp:9100', 'tcp:21398')
    expect(await device.listReverses()).toEqual([{ remote: 'tcp:9100', local: 'tcp:21398' }])
    await server.adb(['-s', wire.serial, 'forward', '--remove-all'])
    await server.adb(['-s', wire.serial, 'reverse', '--remove-all'])
  })

  test('what a phone has not is an error', async () => {
    await expect(device.trackJdwp()).rejects.toThrow()
    await expect(device.root()).rejects.toThrow(/production builds/)
  })
})

describe('the farm', () => {
  test('tracking tells of phones that come and go', async () => {
    const tracker = await client.trackDevices()
    const other = await startWirePhone()
    /** The tracker first tells of the phones that are there already. */
    const told = (name: string): Promise<void> =>
      new Promise((resolve) => {
        tracker.on(name, ({ id }: { id: string }) => {
          if (id === other.serial) resolve()
        })
      })
    try {
      const added = told('add')
      await client.connect('127.0.0.1', other.adbd.port)
      await added
      const removed = told('remove')
      await client.disconnect('127.0.0.1', other.adbd.port)
      await removed
    } finally {
      tracker.end()
      await other.close()
    }
  })

  test('who the phone is', async () => {
    expect((await client.listDevices()).map(({ id, type }) => ({ id, type }))).toEqual([
      { id: wire.serial, type: 'device' },
    ])
    expect(await device.getState()).toBe('device')
    expect(await device.tcpip(5600)).toBe(5600)
    expect(await device.usb()).toBe(true)
  })
})
