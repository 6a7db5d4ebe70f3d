import { describe, expect, it } from 'vitest'
import { bootedPhone, testApk } from '../../android/phone-fixture.ts'
import { phoneWithScreen, run } from './command-fixture.ts'

const options = { replace: true, grantRuntimePermissions: false, allowTestPackages: false, allowDowngrade: false }

describe('input', () => {
  it.each([
    ['input tap 10 20.5', 'tap 10 20.5'],
    ['input touchscreen tap 1 2', 'tap 1 2'],
    ['input swipe 1 2 3 4', 'swipe 1 2 3 4 300'],
    ['input swipe 1 2 3 4 50', 'swipe 1 2 3 4 50'],
    ['input text a%sb', 'type a b'],
    ['input keyevent KEYCODE_HOME', 'key 3'],
    ['input keyevent BACK', 'key 4'],
    ['input keyevent --longpress 26', 'key 26'],
    ['input motionevent DOWN 5 6', 'touch down 5 6'],
  ])('%s', async (line, gesture) => {
    const { phone, gestures } = phoneWithScreen()
    expect(await run(phone, line)).toEqual({ out: '', err: '', status: 0 })
    expect(gestures).toEqual([gesture])
  })

  it.each([
    [34, 'input frob', { out: 'Unknown command: frob\n', status: 255 }],
    [29, 'input frob', { status: 255 }],
  ])('API %i: %s', async (apiLevel, line, expected) => {
    const result = await run(phoneWithScreen({ apiLevel }).phone, line)
    expect(result).toMatchObject(expected)
    if (apiLevel === 29) expect(result.err).toMatch(/^Error: Unknown command: frob\n/)
  })
})

describe('settings, wm, appops, properties', () => {
  it.each([
    ['settings get global wifi_on', '1\n', '', 0],
    ['settings get global nothing', 'null\n', '', 0],
    ['settings put global hidden_api_policy 1', '', '', 0],
    ['settings delete global hidden_api_policy', 'Deleted 0 rows\n', '', 0],
    ['settings get x y', '', "Invalid namespace 'x'\n", 255],
    ['settings frob global y', '', 'Invalid command: frob\n', 255],
    ['settings get global', '', 'Bad arguments\n', 255],
    ['settings get global a b', '', 'Too many arguments\n', 255],
    ['wm size', 'Physical size: 1080x2400\n', '', 0],
    ['wm size 5', '', 'Error: bad size 5\n', 255],
    ['wm density', 'Physical density: 420\n', '', 0],
    ['wm density 10', '', 'Error: density must be >= 72\n', 255],
    ['wm dismiss-keyguard', '', '', 0],
    ['appops set com.android.shell PROJECT_MEDIA allow', '', '', 0],
    ['appops set com.none android:mock_location allow', '', 'Error: No UID for com.none in user 0\n', 255],
    ['appops set com.android.shell FROB allow', '', 'Error: Unknown operation string: FROB\n', 255],
    ['appops get com.android.shell POST_NOTIFICATION', 'No operations.\nDefault mode: allow\n', '', 0],
    ['appops reset', 'Reset all modes for: all users, all packages\n', '', 0],
    ['getprop ro.build.version.sdk', '35\n', '', 0],
    ['getprop no.such.property', '\n', '', 0],
    ['getprop no.such.property other', 'other\n', '', 0],
    [
      'setprop ro.build.version.sdk 1',
      '',
      "Failed to set property 'ro.build.version.sdk' to '1'.\nSee dmesg for error reason.\n",
      1,
    ],
    ['cmd nosuch', '', "cmd: Can't find service: nosuch\n", 20],
    ['cmd alarm x', '', 'No shell command implementation.\n', 0],
    ['cmd uimode night yes', 'Night mode: yes\n', '', 0],
    ['cmd uimode night', 'Night mode: no\n', '', 0],
    ['cmd location is-location-enabled', 'true\n', '', 0],
    ['cmd connectivity airplane-mode', 'disabled\n', '', 0],
    ['cmd bluetooth_manager enable', '', '', 0],
    ['cmd deviceidle whitelist +com.android.systemui', 'Added: com.android.systemui\n', '', 0],
    ['cmd battery get level', '85\n', '', 0],
    ['service check activity', 'Service activity: found\n', '', 0],
    ['service check nosuch', 'Service nosuch: not found\n', '', 0],
    ['svc nfc enable', '', '', 0],
    ['pidof com.nosuch', '', '', 1],
    ['stop', '', 'Must be root\n', 1],
    ['device_config get activity_manager x', 'null\n', '', 0],
    [
      "content query --uri content://settings/global --where name='wifi_on'",
      'Row: 0 _id=1, name=wifi_on, value=1\n',
      '',
      0,
    ],
    ['locksettings get-disabled', 'false\n', '', 0],
    ['ime list -s', 'com.android.inputmethod.latin/.LatinIME\n', '', 0],
    ['ime enable io.x/.Y', '', 'Unknown input method io.x/.Y cannot be enabled for user #0\n', 255],
  ])('%s', async (line, out, err, status) => {
    expect(await run(bootedPhone().phone, line)).toEqual({ out, err, status })
  })

  it.each([
    [28, 'No operations.\nDefault mode: allow\n'],
    [32, 'No operations.\nDefault mode: allow\n'],
    [33, 'Uid mode: POST_NOTIFICATION: ignore\n'],
  ])('API %i: the op of a permission that was never granted', async (apiLevel, out) => {
    const { phone } = bootedPhone({ apiLevel })
    await phone.packages.install([testApk()], options)
    expect((await run(phone, 'appops get com.example.chat POST_NOTIFICATION')).out).toBe(out)
    await run(phone, 'appops set com.example.chat POST_NOTIFICATION ignore')
    expect((await run(phone, 'appops get com.example.chat POST_NOTIFICATION')).out).toContain(
      '\nPOST_NOTIFICATION: ignore\n'.slice(apiLevel >= 33 ? 0 : 1),
    )
  })

  it('forces a size and shows it', async () => {
    const { phone } = bootedPhone()
    await run(phone, 'wm size 720x1560')
    expect((await run(phone, 'wm size')).out).toBe('Physical size: 1080x2400\nOverride size: 720x1560\n')
    await run(phone, 'wm size reset')
    expect((await run(phone, 'wm size')).out).toBe('Physical size: 1080x2400\n')
  })

  it('prints properties and settings sorted', async () => {
    const { phone } = bootedPhone()
    const lines = (await run(phone, 'getprop')).out.split('\n').slice(0, -1)
    expect(lines).toContain('[sys.boot_completed]: [1]')
    expect(lines).toEqual([...lines].sort((a, b) => (a.slice(1, a.indexOf(']')) < b.slice(1, b.indexOf(']')) ? -1 : 1)))
    expect((await run(phone, 'settings list global')).out).toMatch(/^adb_enabled=1\n/)
  })

  it('switches radios, and the settings follow', async () => {
    const { phone } = bootedPhone()
    await run(phone, 'cmd connectivity airplane-mode enable')
    expect(phone.network.up).toBe(false)
    expect(await run(phone, 'settings get global airplane_mode_on')).toMatchObject({ out: '1\n' })
    await run(phone, 'cmd connectivity airplane-mode disable')
    await run(phone, 'svc wifi disable')
    await run(phone, 'svc data disable')
    expect(phone.network.up).toBe(false)
    await run(phone, 'cmd -w wifi set-wifi-enabled enabled')
    expect(phone.network.up).toBe(true)
  })
})

describe('processes', () => {
  it('ps -A has as many columns as titles', async () => {
    const { phone } = bootedPhone()
    const [head = '', ...lines] = (await run(phone, 'ps -A')).out.trimEnd().split('\n')
    expect(head).toBe('USER           PID  PPID     VSZ    RSS WCHAN            ADDR S NAME')
    for (const line of lines) expect(line.split(/\s+/)).toHaveLength(9)
    expect(lines.some((line) => line.startsWith('system') && line.endsWith(' system_server'))).toBe(true)
    expect((await run(phone, 'ps --help')).out).toMatch(/^-A\tAll$/m)
    expect((await run(phone, 'ps -o PID,NAME -p 1')).out).toBe('  PID NAME\n    1 init\n')
  })

  it('pidof and monkey', async () => {
    const { phone } = bootedPhone()
    await phone.packages.install([testApk()], options)
    const { out, status } = await run(phone, 'monkey -p com.example.chat -c android.intent.category.LAUNCHER 1')
    expect(out).toContain('Events injected: 1\n')
    expect(status).toBe(0)
    const pid = phone.processes.ofPackage('com.example.chat')[0]?.pid ?? 0
    expect((await run(phone, 'pidof com.example.chat')).out).toBe(`${String(pid)}\n`)
    expect(await run(phone, 'monkey -p com.none 1')).toMatchObject({ status: 252 })
  })
})

describe('locksettings', () => {
  it('sets, checks and clears a PIN', async () => {
    const { phone } = bootedPhone()
    expect((await run(phone, 'locksettings set-pin 1234')).out).toBe("Pin set to '1234'\n")
    expect(phone.power.secure).toBe(true)
    expect(await run(phone, 'locksettings clear --old 0000')).toMatchObject({
      out: "Old password '0000' didn't match\n",
      status: 255,
    })
    expect((await run(phone, 'locksettings clear --old 1234')).out).toBe('Lock credential cleared\n')
    expect(await run(phone, 'locksettings help')).toMatchObject({ status: 0 })
  })
})

describe('ime', () => {
  it('takes the keyboards of an installed package', async () => {
    const { phone } = bootedPhone()
    const keyboard = {
      className: 'io.appium.settings.UnicodeIME',
      exported: true,
      enabled: true,
      launchMode: 'standard' as const,
      intentFilters: [{ actions: ['android.view.InputMethod'], categories: [], data: [] }],
    }
    await phone.packages.install([testApk({ packageName: 'io.appium.settings', services: [keyboard] })], options)
    expect((await run(phone, 'ime enable io.appium.settings/.UnicodeIME')).out).toBe(
      'Input method io.appium.settings/.UnicodeIME: now enabled for user #0\n',
    )
    expect((await run(phone, 'ime set io.appium.settings/.UnicodeIME')).out).toBe(
      'Input method io.appium.settings/.UnicodeIME selected for user #0\n',
    )
    expect((await run(phone, 'settings get secure default_input_method')).out).toBe('io.appium.settings/.UnicodeIME\n')
    await run(phone, 'pm uninstall io.appium.settings')
    expect((await run(phone, 'settings get secure default_input_method')).out).toBe(
      'com.android.inputmethod.latin/.LatinIME\n',
    )
  })
})
