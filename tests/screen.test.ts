import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { intent } from '../virtual/android/intent.ts'
import type { Phone } from '../virtual/android/phone.ts'
import type { Vendor } from '../virtual/android/rom.ts'
import type { MovableClock } from '../virtual/clock.ts'
import { centerOf } from '../virtual/ui/geometry.ts'
import { eachVisible, visibleTree, type VisibleNode } from '../virtual/ui/visible-tree.ts'
import { counterPhone, postMessage } from './support/appium-phone.ts'
import { newChannel } from '../virtual/android/notification.ts'
import { counterApp, type CounterRuntime } from './support/counter-app.ts'

/** The phone's screen as fingers, keys and accessibility know it; no adb, no Appium. */
let phone: Phone
let clock: MovableClock
let runtime: CounterRuntime

const start = async (vendor: Vendor = 'google', apiLevel?: number): Promise<void> => {
  ;({ phone, clock, runtime } = await counterPhone({ vendor, ...(apiLevel === undefined ? {} : { apiLevel }) }))
  phone.notifications.createChannel(counterApp.packageName, quiet)
}

const quiet = newChannel('quiet', 'Quiet', 2, { sound: null, showBadge: false })

beforeEach(() => start())

afterEach(async () => {
  await phone.shutdown()
  clock.stop()
})

const nodes = async (): Promise<readonly VisibleNode[]> => {
  const { height, width } = phone.rom.screen
  const window = await phone.screen.activeWindow()
  return [...eachVisible(visibleTree(window.root, { left: 0, top: 0, right: width, bottom: height }))]
}
const find = async (what: (node: VisibleNode['node']) => boolean): Promise<VisibleNode> => {
  const found = (await nodes()).find(({ node }) => what(node))
  if (found === undefined) throw new Error('not on the screen')
  return found
}
const texts = async (): Promise<readonly string[]> =>
  (await nodes()).map(({ node }) => node.text).filter((text) => text !== '')
const tap = async (what: (node: VisibleNode['node']) => boolean): Promise<void> => {
  const { x, y } = centerOf((await find(what)).bounds)
  await phone.screen.tap(x, y)
}
const swipe = (fromX: number, fromY: number, toX: number, toY: number): Promise<void> =>
  phone.screen.swipe(fromX, fromY, toX, toY, 60)
const openApp = (): Promise<unknown> =>
  phone.activities.start(
    intent({ component: { packageName: counterApp.packageName, className: counterApp.activity } }),
    {
      callingPackage: 'test',
      callingUid: 2000,
    },
  )
const focus = async (): Promise<string> => (await phone.screen.activeWindow()).type

describe('home', () => {
  test('an icon opens its app, HOME comes back, recents show the card', async () => {
    await tap(({ text }) => text === 'Counter')
    expect(phone.activities.resumed()?.component.packageName).toBe(counterApp.packageName)
    await phone.screen.key(3)
    expect(await focus()).toBe('home')
    await phone.screen.key(187)
    expect(await focus()).toBe('recents')
    await tap(({ contentDescription }) => contentDescription === 'Counter')
    expect(phone.activities.resumed()?.component.packageName).toBe(counterApp.packageName)
  })
})

describe('shade', () => {
  test('a pull on the status bar opens it, a swipe up closes it', async () => {
    await swipe(300, 10, 300, 900)
    expect(phone.statusBar.expanded).toBe('notifications')
    expect(await texts()).toContain('No notifications')
    await swipe(540, 2000, 540, 600)
    expect(phone.statusBar.expanded).toBe('no')
  })

  test('a tap on a row opens the app and takes the row away', async () => {
    postMessage(phone, { id: 1, title: 'Alice', text: 'hello' })
    phone.statusBar.expandNotifications()
    await tap(({ text }) => text === 'hello')
    expect(phone.statusBar.expanded).toBe('no')
    expect(phone.notifications.list()).toEqual([])
    expect(await focus()).toBe('activity')
  })

  test('a swipe sideways dismisses a row, but not an ongoing one', async () => {
    postMessage(phone, { id: 1, title: 'Alice', text: 'hello' })
    postMessage(phone, { id: 2, title: 'Call', text: 'ongoing', flags: 0x02 })
    phone.statusBar.expandNotifications()
    for (const text of ['hello', 'ongoing']) {
      const { y } = centerOf((await find((node) => node.text === text)).bounds)
      await swipe(300, y, 1000, y)
    }
    expect(phone.notifications.list().map(({ id }) => id)).toEqual([2])
  })

  test('clear all leaves ongoing rows', async () => {
    postMessage(phone, { id: 1, title: 'Alice', text: 'hello' })
    postMessage(phone, { id: 2, title: 'Call', text: 'ongoing', flags: 0x02 })
    phone.statusBar.expandNotifications()
    await tap(({ resourceId }) => resourceId === 'com.android.systemui:id/dismiss_text')
    expect(phone.notifications.list().map(({ id }) => id)).toEqual([2])
  })

  test('a group: one line per child until it is expanded', async () => {
    const groupKey = 'g'
    postMessage(phone, { id: 10, title: 'Chat', text: '2 messages', groupKey, groupSummary: true })
    postMessage(phone, { id: 11, title: 'Alice', text: 'one', groupKey })
    postMessage(phone, { id: 12, title: 'Bob', text: 'two', groupKey })
    phone.statusBar.expandNotifications()
    const ids = async (): Promise<readonly string[]> =>
      (await nodes()).filter(({ node }) => ['one', 'two'].includes(node.text)).map(({ node }) => node.resourceId)
    expect(await ids()).toEqual(Array(2).fill('com.android.systemui:id/notification_text'))
    await tap(({ resourceId }) => resourceId === 'android:id/expand_button')
    expect(await ids()).toEqual(Array(2).fill('android:id/text'))
    await tap(({ text }) => text === 'one')
    expect(phone.notifications.get(phone.notifications.list().find(({ id }) => id === 11)?.key ?? '')).toBeUndefined()
  })

  test('big text: the topmost row is expanded, except on MIUI', async () => {
    const bigText = 'a much longer text\nin two lines'
    postMessage(phone, { id: 1, title: 'Alice', text: 'short', bigText })
    phone.statusBar.expandNotifications()
    expect(await texts()).toContain(bigText)
    await phone.shutdown()
    clock.stop()
    await start('mi')
    postMessage(phone, { id: 1, title: 'Alice', text: 'short', bigText })
    phone.statusBar.expandNotifications()
    expect(await texts()).toEqual(expect.arrayContaining(['Alice', 'short']))
    expect(await texts()).not.toContain(bigText)
  })

  test('more rows than fit: the group that Android makes of them is opened, and the list scrolls', async () => {
    for (let id = 1; id <= 20; id++)
      postMessage(phone, { id, title: `Title ${String(id)}`, text: `text ${String(id)}` })
    phone.statusBar.expandNotifications()
    expect(await texts()).not.toContain('text 1')
    await tap(({ resourceId }) => resourceId === 'android:id/expand_button')
    expect(await texts()).not.toContain('text 1')
    // One swipe beyond the end would close the shade, as on a phone.
    for (let count = 0; count < 6 && !(await texts()).includes('text 1'); count++) await swipe(540, 2000, 540, 1200)
    expect(await texts()).toContain('text 1')
    expect(phone.statusBar.expanded).toBe('notifications')
  })

  test.each<[Vendor, string]>([
    ['google', 'com.android.systemui:id/dismiss_text'],
    ['mi', 'com.android.systemui:id/dismiss_view'],
  ])('clear-all id of %s', async (vendor, id) => {
    await phone.shutdown()
    clock.stop()
    await start(vendor)
    postMessage(phone, { id: 1, title: 'Alice', text: 'hello' })
    phone.statusBar.expandNotifications()
    await tap(({ resourceId }) => resourceId === id)
    expect(phone.notifications.list()).toEqual([])
  })

  test('rows have no id before Android 12', async () => {
    await phone.shutdown()
    clock.stop()
    await start('google', 30)
    postMessage(phone, { id: 1, title: 'Alice', text: 'hello' })
    phone.statusBar.expandNotifications()
    const ids = (await nodes()).map(({ node }) => node.resourceId)
    expect(ids).not.toContain('com.android.systemui:id/expandableNotificationRow')
    expect(ids).toContain('android:id/app_name_text')
  })
})

describe('lock screen', () => {
  beforeEach(() => {
    postMessage(phone, { id: 1, title: 'Alice', text: 'secret plan' })
    postMessage(phone, { id: 2, title: 'Bank', text: 'never here', visibility: -1 })
    phone.power.sleep()
    phone.power.wake()
  })

  test('shows rows, hides secret ones; a swipe up unlocks', async () => {
    expect(await focus()).toBe('keyguard')
    expect(await texts()).toContain('secret plan')
    expect(await texts()).not.toContain('never here')
    await swipe(540, 2000, 540, 500)
    expect(phone.power.locked).toBe(false)
  })

  test('hides what is private when the owner wants it so', async () => {
    phone.settings.put('secure', 'lock_screen_allow_private_notifications', '0')
    expect(await texts()).not.toContain('secret plan')
    expect(await texts()).toContain('New notification')
    expect((await nodes()).map(({ node }) => node.resourceId)).toContain('com.android.systemui:id/expandedPublic')
  })

  test('a tap on a row asks for the PIN first, then opens it', async () => {
    phone.power.setPin('1234')
    await tap(({ text }) => text === 'secret plan')
    expect(phone.power.locked).toBe(true)
    await phone.screen.typeText('9999')
    await phone.screen.key(66)
    expect(await texts()).toContain('Wrong PIN')
    for (const digit of '1234') await tap(({ resourceId }) => resourceId === `com.android.systemui:id/key${digit}`)
    await tap(({ resourceId }) => resourceId === 'com.android.systemui:id/key_enter')
    expect(phone.power.locked).toBe(false)
    expect(phone.activities.resumed()?.component.packageName).toBe(counterApp.packageName)
  })

  test('a dark screen takes no touch', async () => {
    phone.power.sleep()
    await swipe(540, 2000, 540, 500)
    expect(phone.power.locked).toBe(true)
  })
})

describe('heads-up', () => {
  test('peeks for five seconds, without the focus', async () => {
    await openApp()
    postMessage(phone, { id: 1, title: 'Alice', text: 'hello' })
    const types = async (): Promise<readonly string[]> => (await phone.screen.allWindows()).map(({ type }) => type)
    expect(await types()).toContain('heads-up')
    expect(await focus()).toBe('activity')
    clock.advance(5001)
    expect(await types()).not.toContain('heads-up')
  })
})

describe('apps', () => {
  test('touch, keyboard, BACK', async () => {
    await openApp()
    const app = runtime.processes.at(-1)
    await tap(({ contentDescription }) => contentDescription === 'Add one')
    expect(app?.count).toBe(1)
    await tap(({ className }) => className === 'android.widget.EditText')
    await phone.screen.typeText('hi')
    expect(app?.name).toBe('hi')
    await phone.screen.activeWindow()
    expect(phone.inputMethods.shown).toBe(true)
    await phone.screen.key(4)
    expect(phone.inputMethods.shown).toBe(false)
    expect(await focus()).toBe('activity')
    await phone.screen.key(4)
    expect(await focus()).toBe('home')
  })

  test('the keyboard types', async () => {
    await openApp()
    await tap(({ className }) => className === 'android.widget.EditText')
    await phone.screen.activeWindow()
    const keyboard = (await phone.screen.allWindows()).find(({ type }) => type === 'input-method')
    if (keyboard === undefined) throw new Error('no keyboard')
    const screen = { left: 0, top: 0, right: 1080, bottom: 2400 }
    for (const key of ['h', 'i', 'Delete', 'o']) {
      const found = [...eachVisible(visibleTree(keyboard.root, screen))].find(
        ({ node }) => node.contentDescription === key,
      )
      if (found === undefined) throw new Error(`no key ${key}`)
      await phone.screen.tap(centerOf(found.bounds).x, centerOf(found.bounds).y)
    }
    expect(runtime.processes.at(-1)?.name).toBe('ho')
  })

  test('swiping the card away ends the app', async () => {
    await openApp()
    await phone.screen.key(187)
    const { bounds } = await find(({ contentDescription }) => contentDescription === 'Counter')
    const { x, y } = centerOf(bounds)
    await swipe(x, y, x, y - 900)
    expect(phone.activities.tasks()).toEqual([])
    expect(await focus()).toBe('home')
  })

  test('gestures at the edges: back from the side, home from the bottom', async () => {
    await openApp()
    await swipe(3, 1200, 500, 1200)
    expect(await focus()).toBe('home')
    await openApp()
    await swipe(540, 2395, 540, 1200)
    expect(await focus()).toBe('home')
  })

  test('an app that hangs: no tree, a last picture, and the system dialog after a touch', async () => {
    await openApp()
    await phone.screen.activeWindow()
    const app = runtime.processes.at(-1)
    if (app === undefined) throw new Error('the app does not run')
    app.hangs = true
    const pending = expect(phone.screen.activeWindow()).rejects.toThrow('the app hangs')
    await phone.screen.tap(500, 450)
    await pending
    const windows = await phone.screen.allWindows()
    expect(windows.some(({ root }) => root.packageName === counterApp.packageName)).toBe(true)
    expect(await texts()).toContain('Counter isn’t responding')
    await tap(({ resourceId }) => resourceId === 'android:id/aerr_close')
    expect(phone.processes.ofPackage(counterApp.packageName)).toEqual([])
  }, 20_000)
})

describe('settings', () => {
  test('the main switch of an app turns its notifications off', async () => {
    await phone.activities.start(
      intent({
        action: 'android.settings.APP_NOTIFICATION_SETTINGS',
        extras: { 'android.provider.extra.APP_PACKAGE': counterApp.packageName },
      }),
      { callingPackage: 'test', callingUid: 2000 },
    )
    expect(await texts()).toContain('All Counter notifications')
    await tap(({ resourceId }) => resourceId === 'com.android.settings:id/main_switch_bar')
    expect(phone.notifications.appEnabled(counterApp.packageName)).toBe(false)
  })
})
