import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AdbServer } from './support/adb-server.ts'
import { postMessage, startAppiumPhone, type AppiumPhone } from './support/appium-phone.ts'
import { AppiumServer } from './support/appium-server.ts'
import { counterApp, type CounterProcess } from './support/counter-app.ts'

/** The real Appium, its UiAutomator2 driver and WebdriverIO against a virtual phone. */
let adb: AdbServer
let appium: AppiumServer
let device: AppiumPhone
let driver: WebdriverIO.Browser

const target = { 'appium:appPackage': counterApp.packageName, 'appium:appActivity': counterApp.activity }

beforeAll(async () => {
  ;[adb, device] = await Promise.all([AdbServer.start(), startAppiumPhone()])
  ;[appium] = await Promise.all([AppiumServer.start(adb), adb.connect(device.serial)])
  // Cold: the three helper APKs are installed first.
  driver = await appium.session(adb, device.serial, target)
})

afterAll(async () => {
  await driver.deleteSession()
  await appium.stop()
  await device.close()
  await adb.stop()
})

const app = (): CounterProcess => {
  const running = device.runtime.processes.at(-1)
  if (running === undefined) throw new Error('the app does not run')
  return running
}

describe('session', () => {
  test('tells what the phone is', () => {
    expect(driver.capabilities).toMatchObject({
      deviceApiLevel: 35,
      platformVersion: '15',
      deviceManufacturer: 'Google',
      deviceScreenSize: '1080x2400',
      deviceScreenDensity: 420,
      // Appium's driver makes a string of the number that the server sent.
      pixelRatio: '2.625',
      statBarHeight: device.phone.rom.screen.statusBarHeight,
    })
  })

  test('source, window size, orientation, settings', async () => {
    const source = await driver.getPageSource()
    expect(source).toContain("<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>")
    expect(source).toContain('text="Counter 0" resource-id="title" checkable="false"')
    expect(await driver.getWindowSize()).toEqual({ width: 1080, height: 2400 })
    expect(await driver.getOrientation()).toBe('PORTRAIT')
    await driver.updateSettings({ waitForIdleTimeout: 100 })
    expect(await driver.getSettings()).toMatchObject({ waitForIdleTimeout: 100, enableMultiWindows: false })
  })
})

describe('elements', () => {
  test.each([
    ['accessibility id', '~Add one', 'Add'],
    ['id in full', `id=${counterApp.packageName}:id/add`, 'Add'],
    ['id completed with the package', 'id=add', 'Add'],
    ['class name', 'android.widget.EditText', 'Your name'],
    ['UiSelector', 'android=new UiSelector().textStartsWith("COUNTER")', 'Counter 0'],
    ['UiSelector by test id', 'android=new UiSelector().resourceId("title")', 'Counter 0'],
    ['XPath 1', '//android.widget.TextView[@resource-id="title"]', 'Counter 0'],
    ['XPath 2', '//*[matches(@text, "^Counter \\d+$")]', 'Counter 0'],
    ['CSS as WebdriverIO sends it', '.android.widget.EditText', 'Your name'],
    [
      'UiScrollable',
      'android=new UiScrollable(new UiSelector().scrollable(true)).scrollTextIntoView("Row 25")',
      'Row 25',
    ],
  ])('by %s', async (_name, selector, text) => {
    expect(await driver.$(selector).getText()).toBe(text)
  })

  test('click, text, attributes, rect', async () => {
    const before = app().count
    const button = driver.$('~Add one')
    await button.click()
    expect(app().count).toBe(before + 1)
    expect(await driver.$('//*[@resource-id="title"]').getText()).toBe(`Counter ${String(before + 1)}`)
    expect(await button.getAttribute('clickable')).toBe('true')
    expect(await button.getAttribute('contentDescription')).toBe('Add one')
    expect(await button.getAttribute('bounds')).toBe('[0,400][1080,540]')
    expect(await button.isDisplayed()).toBe(true)
    expect(await button.isEnabled()).toBe(true)
    expect(await driver.$('//*[@text="Off"]').isEnabled()).toBe(false)
    expect(await driver.getElementRect(await button.elementId)).toEqual({ x: 0, y: 400, width: 1080, height: 140 })
    await expect(button.getAttribute('colour')).rejects.toThrow("'colour' attribute is unknown for the element")
  })

  test('text goes in and out', async () => {
    const field = driver.$('id=name')
    await field.setValue('Zoë 5 你好 😀')
    expect(app().name).toBe('Zoë 5 你好 😀')
    await field.addValue('!')
    expect(await field.getText()).toBe('Zoë 5 你好 😀!')
    await field.clearValue()
    expect(app().name).toBe('')
    expect(await field.getText()).toBe('Your name')
  })

  test('several, none, below another, stale', async () => {
    expect(await driver.$$('android.widget.Button').length).toBe(2)
    expect(await driver.$$('~nothing').length).toBe(0)
    await expect(driver.$('~nothing').click()).rejects.toThrow("element wasn't found")
    const list = driver.$('android.widget.ScrollView')
    expect(await list.$$('android.widget.TextView').length).toBeGreaterThan(4)
    await expect(driver.$('//*[@text=').getText()).rejects.toThrow()
    await driver.$('//*[contains(@text, "Ask")]').click()
    const yes = await driver.$('//*[@text="Yes"]').getElement()
    await driver.acceptAlert()
    expect(app().name).toBe('yes')
    await expect(driver.getElementText(yes.elementId)).rejects.toThrow('does not exist in DOM anymore')
    await driver.$('id=name').clearValue()
  })

  test('pictures', async () => {
    const whole = Buffer.from(await driver.takeScreenshot(), 'base64')
    expect(pngSize(whole)).toEqual([1080, 2400])
    const part = Buffer.from(await driver.takeElementScreenshot(await driver.$('~Add one').elementId), 'base64')
    expect(pngSize(part)).toEqual([1080, 140])
  })
})

describe('input', () => {
  test('W3C pointer: a tap, a long press, a drag that scrolls', async () => {
    const before = app().count
    await driver
      .action('pointer', { parameters: { pointerType: 'touch' } })
      .move(500, 450)
      .down()
      .pause(50)
      .up()
      .perform()
    expect(app().count).toBe(before + 1)
    const pressed = app().longPresses
    await driver
      .action('pointer', { parameters: { pointerType: 'touch' } })
      .move(500, 450)
      .down()
      .pause(600)
      .up()
      .perform()
    expect(app().longPresses).toBe(pressed + 1)
    await driver
      .action('pointer', { parameters: { pointerType: 'touch' } })
      .move(500, 2000)
      .down()
      .move({ x: 500, y: 1500, duration: 200 })
      .up()
      .perform()
    expect(await driver.$('//*[@text="Row 0"]').isExisting()).toBe(false)
  })

  test('mobile: gestures', async () => {
    const list = await driver.$('android.widget.ScrollView').getElement()
    await driver.execute('mobile: flingGesture', { elementId: list.elementId, direction: 'up', speed: 20_000 })
    const more = await driver.execute('mobile: scrollGesture', {
      elementId: list.elementId,
      direction: 'down',
      percent: 0.5,
    })
    expect(more).toBe(true)
    await driver.execute('mobile: scroll', { strategy: 'accessibility id', selector: 'Add one' })
    const before = app().count
    await driver.execute('mobile: clickGesture', { x: 500, y: 450 })
    expect(app().count).toBe(before + 1)
    await driver.execute('mobile: longClickGesture', { x: 500, y: 450, duration: 600 })
  })

  test('keys', async () => {
    await driver.$('id=name').click()
    await driver.action('key').down('a').up('a').down('b').up('b').down('\uE003').up('\uE003').perform()
    expect(app().name).toBe('a')
    await driver.pressKeyCode(66)
    expect(app().keys).toContain(66)
    await driver.waitUntil(() => driver.isKeyboardShown())
    await driver.hideKeyboard()
    expect(await driver.isKeyboardShown()).toBe(false)
  })

  test('clipboard', async () => {
    await driver.setClipboard(Buffer.from('你好').toString('base64'), 'plaintext')
    expect(Buffer.from(await driver.getClipboard('plaintext'), 'base64').toString()).toBe('你好')
  })
})

describe('alerts', () => {
  test('none', async () => {
    await expect(driver.getAlertText()).rejects.toThrow('No alert is present on the screen')
  })

  test('a dialog of the app', async () => {
    await driver.$('//*[contains(@text, "Ask")]').click()
    expect(await driver.getAlertText()).toBe('Really?\nThere is no way back.')
    await driver.dismissAlert()
    expect(app().name).toBe('no')
    await driver.$('id=name').clearValue()
  })

  test('the permission dialog', async () => {
    const { phone } = device
    phone.packages.revoke(counterApp.packageName, 'android.permission.CAMERA')
    await driver.activateApp(counterApp.packageName)
    const answer = phone.activities.requestPermission(counterApp.packageName, 'android.permission.CAMERA')
    await driver.$('android=new UiSelector().resourceIdMatches(".*:id/permission_allow_button")').waitForExist()
    expect(await driver.getAlertText()).toContain('Allow Counter to take pictures and record video?')
    await driver.acceptAlert()
    expect(await answer).toBe('granted')
  })
})

describe('system', () => {
  test('the shade: open, read, tap', async () => {
    const { phone } = device
    await driver.execute('mobile: pressKey', { keycode: 3 })
    postMessage(phone, { id: 11, title: 'Alice', text: 'token-11 {"a":"你好"}' })
    await driver.openNotifications()
    const row = driver.$('//*[@resource-id="android:id/text" and contains(@text, "token-11")]')
    await row.waitForExist()
    expect(await driver.$('id=android:id/title').getText()).toBe('Alice')
    await row.click()
    await driver.waitUntil(async () => (await driver.getCurrentPackage()) === counterApp.packageName)
    expect(phone.notifications.list().some((one) => one.id === 11)).toBe(false)
    expect(phone.statusBar.expanded).toBe('no')
  })

  test('getNotifications lists what is and what was', async () => {
    postMessage(device.phone, { id: 12, title: 'Bob', text: 'token-12' })
    const answer: unknown = await driver.execute('mobile: getNotifications')
    const { statusBarNotifications } = answer as {
      statusBarNotifications: { id: number; notification: { text: string } }[]
    }
    expect(statusBarNotifications.find((one) => one.id === 12)?.notification.text).toBe('token-12')
  })

  test('lock, unlock', async () => {
    await driver.lock()
    expect(await driver.isLocked()).toBe(true)
    await driver.unlock()
    expect(await driver.isLocked()).toBe(false)
  })

  test('app states', async () => {
    const state = (): Promise<unknown> => driver.execute('mobile: queryAppState', { appId: counterApp.packageName })
    await driver.activateApp(counterApp.packageName)
    expect(await state()).toBe(4)
    await driver.execute('mobile: pressKey', { keycode: 3 })
    expect(await state()).toBe(3)
    expect(await driver.execute('mobile: terminateApp', { appId: counterApp.packageName })).toBe(true)
    expect(await state()).toBe(1)
    await driver.activateApp(counterApp.packageName)
    expect(await driver.$('//*[@resource-id="title"]').getText()).toBe('Counter 0')
  })

  test('windows, displays, battery, device', async () => {
    const windows: unknown = await driver.execute('mobile: listWindows', { skipScreenshots: true })
    expect(windows).toContainEqual(expect.objectContaining({ isActive: true, packageName: counterApp.packageName }))
    expect(await driver.execute('mobile: listDisplays')).toMatchObject([{ id: 0, isDefault: true }])
    expect(await driver.execute('mobile: batteryInfo')).toMatchObject({ level: expect.any(Number) as number })
    expect(await driver.execute('mobile: deviceInfo')).toMatchObject({ apiVersion: '35', brand: 'google' })
  })

  test('an unknown path', async () => {
    await expect(driver.execute('mobile: nonsense')).rejects.toThrow()
  })
})

describe('again', () => {
  test('a warm session', async () => {
    await driver.deleteSession()
    expect(device.phone.processes.ofPackage('io.appium.uiautomator2.server')).toEqual([])
    driver = await appium.session(adb, device.serial, target)
    expect(await driver.$('//*[@resource-id="title"]').getText()).toBe('Counter 0')
  })
})

/** Width and height of a PNG. */
function pngSize(png: Buffer): readonly [number, number] {
  return [png.readUInt32BE(16), png.readUInt32BE(20)]
}
