import { Adb } from '@devicefarmer/adbkit'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Deadline } from '../src/base/deadline.ts'
import { FarmPhone } from '../src/farm/farm-phone.ts'
import { AdbServer, shell } from './support/adb-server.ts'
import { startWirePhone, type WirePhone } from './support/wire-phone.ts'

/** What the real adb sees of a restart. */
let server: AdbServer
let wire: WirePhone

beforeAll(async () => {
  server = await AdbServer.start()
})
afterAll(() => server.stop())

beforeEach(async () => {
  wire = await startWirePhone({ bootTimes: { toDaemon: 300, toHome: 1500 } })
  expect(await server.connect(wire.serial)).toBe(`connected to ${wire.serial}\n`)
})
afterEach(async () => {
  await server.adb(['disconnect', wire.serial])
  await wire.close()
})

const adb = async (...args: string[]): Promise<string> => {
  const { stdout } = await server.adb(['-s', wire.serial, ...args])
  return stdout.toString()
}
const run = (line: string): ReturnType<typeof shell> => shell(server, wire.serial, line)
const says = async (line: string): Promise<string> => (await run(line)).out.trim()

/** A phone on TCP comes back when it is asked to; adb first has to let go of the dead connection. */
async function connectAgain(): Promise<void> {
  await server.adb(['disconnect', wire.serial])
  await expect.poll(() => server.connect(wire.serial), { timeout: 20_000 }).toContain(`connected to ${wire.serial}`)
  await adb('wait-for-device')
}
const gone = async (): Promise<void> => {
  await expect
    .poll(async () => (await server.adb(['devices'])).stdout.toString(), { timeout: 20_000 })
    .not.toContain(`${wire.serial}\tdevice`)
}
const booted = async (): Promise<void> => {
  await expect.poll(() => says('getprop sys.boot_completed'), { timeout: 20_000 }).toBe('1')
}

describe('adb reboot', () => {
  test('drops the connection, comes back before the system does, and is up at last', async () => {
    const bootId = await says('cat /proc/sys/kernel/random/boot_id')
    expect(bootId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    const log = server.start(['-s', wire.serial, 'logcat'])
    const logEnded = new Promise((resolve) => log.once('exit', resolve))
    await adb('reboot')
    await gone()
    await logEnded
    await connectAgain()
    expect(await says('getprop sys.boot_completed')).toBe('')
    expect(await says('getprop init.svc.bootanim')).toBe('running')
    expect(await run('pm path android')).toEqual({ out: '', err: "cmd: Can't find service: package\n", status: 20 })
    expect(await run('dumpsys notification')).toEqual({ out: '', err: "Can't find service: notification\n", status: 0 })
    await booted()
    expect(await says('getprop init.svc.bootanim')).toBe('stopped')
    expect(await says('pm path android')).toContain('package:')
    expect(await says('cat /proc/sys/kernel/random/boot_id')).not.toBe(bootId)
    expect(Number((await says('cat /proc/uptime')).split(' ')[0])).toBeLessThan(30)
  })

  test('loses what is in memory and keeps what is on disk', async () => {
    const questions = {
      forwards: async () => (await adb('forward', '--list')).split('\n').filter((line) => line !== '').length,
      notifications: () => says('cmd notification list | wc -l'),
      property: () => says('getprop debug.lost'),
      keyguard: () => says('dumpsys window policy | grep -c showing=true'),
      setting: () => says('settings get global kept'),
      file: () => says('cat /data/local/tmp/kept'),
      pushService: () => says('pidof com.google.android.gms.persistent | wc -w'),
    }
    const ask = async (): Promise<object> => {
      const answers: Record<string, unknown> = {}
      for (const [name, question] of Object.entries(questions)) answers[name] = await question()
      return answers
    }
    await adb('forward', 'tcp:0', 'tcp:6790')
    await run('cmd notification post -t T tag text; setprop debug.lost yes')
    await run('settings put global kept yes; echo yes > /data/local/tmp/kept')
    expect(await ask()).toEqual({
      forwards: 1,
      notifications: '1',
      property: 'yes',
      keyguard: '0',
      setting: 'yes',
      file: 'yes',
      pushService: '1',
    })
    await adb('reboot')
    await gone()
    await connectAgain()
    await booted()
    expect(await ask()).toEqual({
      forwards: 0,
      notifications: '0',
      property: '',
      keyguard: '1',
      setting: 'yes',
      file: 'yes',
      pushService: '1',
    })
  })
})

test.each(['reboot', 'svc power reboot'])('%s in a shell drops the connection too', async (line) => {
  await run(line)
  await gone()
  await connectAgain()
  await booted()
})

describe('a phone of the harness', () => {
  const phone = (): FarmPhone =>
    new FarmPhone(
      { name: 'phone', vendor: 'google', serial: wire.serial },
      Adb.createClient({ port: server.port }).getDevice(wire.serial),
    )

  test('is up again when its restart has ended, and its event stream goes on', async () => {
    const events = await phone().events()
    const heard: string[] = []
    events.onEvent(({ tag }) => heard.push(tag))
    const deadline = Deadline.in(30_000)
    await phone().restart(deadline)
    expect(await says('getprop sys.boot_completed')).toBe('1')
    expect(events.ended).toBe(true)
    await events.reopen(phone().shell)
    await run('cmd notification post -t T tag text')
    await expect.poll(() => heard).toContain('notification_enqueue')
    expect(events.ended).toBe(false)
    events.close()
  })

  test('that does not come back is told with what it was waited for', async () => {
    await wire.close()
    wire = await startWirePhone({ bootTimes: { toDaemon: 600_000, toHome: 0 } })
    await server.connect(wire.serial)
    await expect(phone().restart(Deadline.in(2000))).rejects.toMatchObject({
      name: 'PhoneDidNotReturn',
      code: 'farm/not-back',
      verdict: 'infrastructure',
      message: `${wire.serial} was told to restart; waiting for it to come back to adb took longer than 2000 ms.`,
    })
  })

  test('that never boots is told so', async () => {
    await wire.close()
    wire = await startWirePhone({ bootTimes: { toDaemon: 100, toHome: 600_000 } })
    await server.connect(wire.serial)
    await expect(phone().restart(Deadline.in(4000))).rejects.toMatchObject({
      code: 'farm/not-back',
      facts: { serial: wire.serial, waitingFor: 'to boot' },
    })
  })
})
