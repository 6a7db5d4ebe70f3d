import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAppOp } from '../src/android/app-op.ts'
import { readNotificationSettings } from '../src/android/notification-settings.ts'
import { readPackageDump } from '../src/android/package-dump.ts'
import { readProperties } from '../src/android/properties.ts'
import { readRomVersion } from '../src/android/rom-version.ts'
import { readDeviceLocked, readFocus, readKeyguard, readResumedActivity } from '../src/android/windows.ts'
import { bootedPhone } from '../virtual/android/phone-fixture.ts'
import { roms } from '../virtual/roms/all-roms.ts'
import { chatPackage, dumpsys, phoneWithChat, startChat } from '../virtual/shell/dumpsys/dump-fixture.ts'
import { run } from '../virtual/shell/system/command-fixture.ts'

// What virtual phones of every Android version print about their state, read by the harness.

const apiLevels = [28, 29, 30, 31, 32, 33, 34, 35, 36]

describe.each(apiLevels)('Android API %i', (apiLevel) => {
  it('dumpsys package', async () => {
    const { phone } = await phoneWithChat(apiLevel)
    const read = async (): Promise<ReturnType<typeof readPackageDump>> =>
      readPackageDump(await dumpsys(phone, 'package', chatPackage), chatPackage)
    const installed = phone.packages.get(chatPackage)
    const fresh = await read()
    expect(fresh).toMatchObject({
      package: chatPackage,
      versionCode: 7,
      versionName: '1.7',
      targetSdk: 34,
      uid: installed?.uid,
      installed: true,
      stopped: installed?.stopped,
      notLaunched: true,
      enabled: 0,
    })
    expect(fresh?.firstInstallTime).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
    expect(fresh?.permissions.get('android.permission.CAMERA')).toBe(true)
    await startChat(phone)
    expect(await read()).toMatchObject({ stopped: false, notLaunched: false })
    await run(phone, `am force-stop ${chatPackage}`)
    expect(await read()).toMatchObject({ stopped: true, notLaunched: false })
    expect(readPackageDump(await dumpsys(phone, 'package', 'com.x.absent'), 'com.x.absent')).toBeUndefined()
  })

  it('dumpsys window, activity and trust', async () => {
    const { phone } = await phoneWithChat(apiLevel)
    await startChat(phone)
    const app = { package: chatPackage, activity: `${chatPackage}.MainActivity` }
    const focus = async (): Promise<unknown> =>
      readFocus(await dumpsys(phone, 'window', apiLevel <= 28 ? 'windows' : 'displays'))
    expect(await focus()).toEqual({ window: `${chatPackage}/${chatPackage}.MainActivity`, app })
    expect(readFocus(await dumpsys(phone, 'window'))).toMatchObject({ app })
    expect(readResumedActivity(await dumpsys(phone, 'activity', 'activities'))).toEqual(app)
    const policy = async (): Promise<unknown> => readKeyguard(await dumpsys(phone, 'window', 'policy'))
    expect(await policy()).toMatchObject({ showing: false, screenOn: true })
    phone.power.sleep()
    expect(await policy()).toMatchObject({ showing: true, screenOn: false })
    expect(readResumedActivity(await dumpsys(phone, 'activity', 'activities'))).toBeNull()
    expect(readDeviceLocked(await dumpsys(phone, 'trust'))).toBe(false)
  })

  it('settings of notifications', async () => {
    const { phone } = await phoneWithChat(apiLevel)
    const settings = async (): Promise<unknown> =>
      readNotificationSettings(await dumpsys(phone, 'notification')).find((one) => one.package === chatPackage)
    const channels = [{ id: 'chat messages', name: 'Mes...', importance: 4, deleted: false }]
    expect(await settings()).toMatchObject({ blocked: false, uid: phone.packages.get(chatPackage)?.uid, channels })
    phone.notifications.setChannelImportance(chatPackage, 'chat messages', 0)
    phone.notifications.setAppEnabled(chatPackage, false)
    expect(await settings()).toMatchObject({ blocked: true, importance: 0, channels: [{ importance: 0 }] })
  })

  it('appops', async () => {
    const { phone } = await phoneWithChat(apiLevel)
    for (const mode of ['ignore', 'allow', 'deny', 'default']) {
      await run(phone, `appops set ${chatPackage} RUN_IN_BACKGROUND ${mode}`)
      const { out } = await run(phone, `appops get ${chatPackage} RUN_IN_BACKGROUND`)
      expect(readAppOp(out, 'RUN_IN_BACKGROUND')).toBe(mode)
    }
  })
})

it('getprop gives every value back', async () => {
  // A value whose next line looks like a property cannot be told from two properties.
  const values = fc
    .array(fc.constantFrom('a', ']', '[', ': ', '\n', '林', ' ', '(x)', '=', '\n\n', '[b]', 'null'), { maxLength: 6 })
    .map((parts) => parts.join(''))
    .filter((value) => !/\n\s*\[[^\]]+\]: \[/.test(value))
  const { phone } = bootedPhone()
  await fc.assert(
    fc.asyncProperty(values, values, async (first, second) => {
      phone.properties.set('persist.a.first', first)
      phone.properties.set('zz.last', second)
      const properties = readProperties((await run(phone, 'getprop')).out)
      expect([properties.get('persist.a.first'), properties.get('zz.last')]).toEqual([first, second])
      expect(properties.size).toBe(phone.properties.all().size)
    }),
    { numRuns: 100 },
  )
})

it.each([
  ['mi', /^(?:MIUI|HyperOS) \d/],
  ['huawei', /^(?:HarmonyOS|EMUI) \d/],
  ['honor', /^Magic ?(?:OS|UI) \d/],
  ['oppo', /^ColorOS \d/],
  ['vivo', /^(?:OriginOS|Funtouch OS) \d/],
  ['meizu', /^Flyme \d/],
  ['google', /^undefined$/],
])('getprop of %s tells its system', async (name, expected) => {
  const rom = [...roms.values()].find(({ vendor }) => vendor === name)
  if (rom === undefined) throw new Error(`there is no ROM ${name}`)
  const { phone } = bootedPhone({ rom })
  const version = readRomVersion(readProperties((await run(phone, 'getprop')).out))
  expect(version === undefined ? 'undefined' : `${version.name} ${version.version}`).toMatch(expected)
})
