import { Adb } from '@devicefarmer/adbkit'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { NotificationShade } from '../src/app/notification-shade.ts'
import { Deadline } from '../src/base/deadline.ts'
import { FarmPhone } from '../src/farm/farm-phone.ts'
import { NotificationWatcher } from '../src/harness/notification-watcher.ts'
import { guardSession } from '../src/harness/session-guard.ts'
import { refuseTapOfAnotherApp, tapOwnRow } from '../src/harness/shade-tap.ts'
import { TrialHearing } from '../src/harness/trial-hearing.ts'
import { AdbServer, shell } from './support/adb-server.ts'
import { postMessage, startAppiumPhone, type AppiumPhone } from './support/appium-phone.ts'
import { AppiumServer } from './support/appium-server.ts'
import { counterApp } from './support/counter-app.ts'

/** Two phones of one model, each with a session: what keeps the harness from testing the wrong phone, or the wrong app. */
let adb: AdbServer
let appium: AppiumServer
const sides: { readonly device: AppiumPhone; readonly browser: WebdriverIO.Browser; readonly phone: FarmPhone }[] = []

beforeAll(async () => {
  const devices = [await startAppiumPhone(), await startAppiumPhone()]
  adb = await AdbServer.start()
  appium = await AppiumServer.start(adb)
  const client = Adb.createClient({ host: '127.0.0.1', port: adb.port })
  for (const [at, device] of devices.entries()) {
    await adb.connect(device.serial)
    const browser = await appium.session(adb, device.serial, { 'appium:autoLaunch': false, 'appium:noReset': true })
    const entry = { name: `phone-${String(at)}`, vendor: 'google', serial: device.serial } as const
    sides.push({ device, browser, phone: new FarmPhone(entry, client.getDevice(device.serial)) })
  }
})

afterAll(async () => {
  for (const { browser } of sides) await browser.deleteSession()
  await appium.stop()
  for (const { device } of sides) await device.close()
  await adb.stop()
})

function side(at: 0 | 1): (typeof sides)[number] {
  const found = sides[at]
  if (found === undefined) throw new Error(`there is no phone ${String(at)}`)
  return found
}

describe('the session', () => {
  const guards = async (at: 0 | 1): Promise<void> => guardSession(side(at).browser, side(at).phone, Deadline.in(10_000))
  const portOf = (at: 0 | 1): string => String((side(at).browser.capabilities as Record<string, unknown>)['systemPort'])
  const forward = async (at: 0 | 1, to: 0 | 1): Promise<void> => {
    const { status, stderr } = await adb.adb(['-s', side(to).device.serial, 'forward', `tcp:${portOf(at)}`, 'tcp:6790'])
    expect(status, stderr.toString()).toBe(0)
  }

  test('is on the phone that it was made for', async () => {
    await guards(0)
    await guards(1)
  })

  test('is caught on another one of the same model, when the ports are crossed', async () => {
    await forward(0, 1)
    await forward(1, 0)
    try {
      const [mine, other] = [side(0).device.serial, side(1).device.serial]
      await expect(guards(0)).rejects.toMatchObject({
        code: 'harness/wrong-phone',
        verdict: 'infrastructure',
        message: `The session of phone-0 (${mine}) talks to the phone ${other}, to which port ${portOf(0)} is forwarded.`,
      })
      await expect(guards(1)).rejects.toMatchObject({
        code: 'harness/wrong-phone',
        facts: { serial: other, owner: mine },
      })
    } finally {
      await forward(0, 0)
      await forward(1, 1)
    }
    await guards(0)
  })

  test('is caught at a port that leads to no phone', async () => {
    await adb.adb(['-s', side(0).device.serial, 'forward', '--remove', `tcp:${portOf(0)}`])
    try {
      await expect(guards(0)).rejects.toThrow()
    } finally {
      await forward(0, 0)
    }
  })
})

describe('a tap in the shade', () => {
  const token = '晴川'
  const text = `${token}，今晚一起吃饭吗？`
  const app = { packageName: counterApp.packageName, appName: 'Counter', postedBy: [] }

  beforeEach(async () => {
    const { device } = side(0)
    device.phone.activities.home()
    for (const { key } of device.phone.notifications.list()) device.phone.notifications.cancel(key, 2)
    await adb.adb(['-s', device.serial, 'shell', 'cmd', 'statusbar', 'collapse'])
  })

  const postsAsShell = async (title: string): Promise<void> => {
    const { serial } = side(0).device
    await shell(adb, serial, `cmd notification post -t '${title}' copy '${text}'`)
  }

  const taps = async (): Promise<{ readonly clicked: readonly string[]; readonly front: string | undefined }> => {
    const { device, browser, phone } = side(0)
    const events = await phone.events()
    const watcher = new NotificationWatcher(phone, events, app, () => undefined)
    const clicked: string[] = []
    const stop = device.phone.log.on((entry) => {
      if (entry.tag === 'notification_clicked') clicked.push(entry.message)
    })
    const sinceMs = Date.now()
    const tapped = { phone, watcher, testedApp: app, shade: new NotificationShade(browser) }
    try {
      await tapOwnRow(tapped, { token, sentAtMs: sinceMs, hearing: new TrialHearing() }, Deadline.in(10_000))
      refuseTapOfAnotherApp(tapped, token, sinceMs)
    } finally {
      stop()
      events.close()
    }
    return { clicked, front: device.phone.activities.resumed()?.component.packageName }
  }

  test.each(['before', 'after'])('goes to the app, though another posted the same text %s it', async (when) => {
    if (when === 'before') await postsAsShell('Shell')
    postMessage(side(0).device.phone, { id: 1, title: '林小满', text })
    if (when === 'after') await postsAsShell('Shell')
    const { clicked, front } = await taps()
    expect(clicked.map((message) => message.split('|')[1])).toEqual([counterApp.packageName])
    expect(front).toBe(counterApp.packageName)
  })

  test('is refused where nothing tells the rows apart', async () => {
    // Neither is expanded: the app's name stands in no row, and title and text are the same.
    postMessage(side(0).device.phone, { id: 2, title: '第三个', text: 'on top' })
    side(0).device.clock.advance(10)
    postMessage(side(0).device.phone, { id: 1, title: '林小满', text })
    await postsAsShell('林小满')
    const refused = taps()
    await expect(refused).rejects.toMatchObject({ code: 'harness/row-of-another-app', verdict: 'infrastructure' })
    expect(side(0).device.phone.notifications.list()).toHaveLength(3)
  })

  test('opens a group first, of which the row is a line', async () => {
    const { phone } = side(0).device
    for (const id of [1, 2, 3])
      postMessage(phone, { id, title: `title ${String(id)}`, text: id === 2 ? text : 'other', groupKey: 'g' })
    postMessage(phone, { id: 9, title: 'all', text: 'all', groupKey: 'g', groupSummary: true })
    const { clicked } = await taps()
    expect(clicked.map((message) => message.split('|')[2])).toEqual(['2'])
  })
})
