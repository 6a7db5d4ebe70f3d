import { describe, expect, it } from 'vitest'
import type { PackageState } from '../../android/package-dump.ts'
import { phoneFindings } from './phone-findings.ts'
import type { PhoneReading } from './phone-reading.ts'

const installed = (name: string, more: Partial<PackageState> = {}): PackageState => ({
  package: name,
  versionCode: 1,
  versionName: '1.0',
  targetSdk: 35,
  uid: 10100,
  installed: true,
  stopped: false,
  notLaunched: false,
  enabled: 0,
  firstInstallTime: null,
  lastUpdateTime: null,
  installer: null,
  permissions: new Map([['android.permission.POST_NOTIFICATIONS', true]]),
  ...more,
})

/** A phone of Mi with nothing to complain about. */
const healthy: PhoneReading = {
  recognised: {
    vendor: 'mi',
    maker: 'Xiaomi',
    model: 'Xiaomi 14',
    android: '14',
    rom: { name: 'HyperOS', version: '1.0.5.0' },
  },
  apiLevel: 34,
  keyguard: { showing: false, inputRestricted: false, secure: false, screenOn: true },
  deviceLocked: false,
  battery: { percent: 80, powered: true },
  freeBytes: 20 * 1024 ** 3,
  clock: { offsetMs: 12, errorMs: 3 },
  time: { minutes: 12 * 60, zone: '+0800' },
  injectionRefused: null,
  settingsRefused: null,
  settings: new Map([
    ['zen_mode', '0'],
    ['stay_on_while_plugged_in', '7'],
    ['window_animation_scale', '0'],
    ['transition_animation_scale', '0.0'],
    ['animator_duration_scale', '0'],
  ]),
  hasNetwork: true,
  pushServices: [installed('com.xiaomi.xmsf')],
  app: installed('io.pushfarm.sample'),
  appNotifications: { importance: 'default', userSet: true, channels: [{ id: 'messages', importance: 4 }] },
  notificationOp: 'allow',
  recentEvents: 20,
  dozeExempt: new Set(['io.appium.settings', 'io.appium.uiautomator2.server']),
  appiumPackages: ['io.appium.settings', 'io.appium.uiautomator2.server', 'io.appium.uiautomator2.server.test'],
}

type Entry = Parameters<typeof phoneFindings>[1]['entry']
const judge = (reading: Partial<PhoneReading>, entry: Partial<Entry> = {}): readonly string[] =>
  phoneFindings(
    { ...healthy, ...reading },
    {
      entry: { name: 'phone', vendor: 'mi', serial: 'x', ...entry },
      appPackage: 'io.pushfarm.sample',
      channels: [{ id: 'messages' }],
    },
  )
    .filter(({ weight }) => weight !== 'good')
    .map(({ weight, says, fix }) => `${weight}: ${says}${fix === undefined ? '' : ` [${fix}]`}`)

const setting = (name: Parameters<PhoneReading['settings']['get']>[0], value: string): Partial<PhoneReading> => ({
  settings: new Map([...healthy.settings, [name, value]]),
})

describe('phoneFindings', () => {
  it('has nothing to say of a healthy phone', () => {
    expect(judge({})).toEqual([])
  })

  it.each<[string, Partial<PhoneReading>, string]>([
    [
      'a PIN that asks now',
      { deviceLocked: true },
      'stops: it is locked with a PIN, pattern or password, so that no run can unlock it.',
    ],
    [
      'a PIN that will ask',
      { keyguard: { ...healthy.keyguard, secure: true } },
      'stops: it is locked with a PIN, pattern or password, so that no run can unlock it.',
    ],
    [
      'a lock screen that a swipe opens',
      { keyguard: { ...healthy.keyguard, showing: true } },
      'note: its lock screen shows. [wake-and-unlock]',
    ],
    [
      'a dark screen',
      { keyguard: { ...healthy.keyguard, screenOn: false } },
      'note: its screen is off. [wake-and-unlock]',
    ],
    [
      'a screen that goes off',
      setting('stay_on_while_plugged_in', '0'),
      'note: its screen goes off while it charges. [stay-awake]',
    ],
    [
      'animations',
      setting('animator_duration_scale', '0.5'),
      'note: animations are on, which makes every tap slower. [stop-animations]',
    ],
    [
      'refused input',
      { injectionRefused: 'SecurityException: INJECT_EVENTS' },
      'stops: it refuses taps and keys from adb ("SecurityException: INJECT_EVENTS").',
    ],
    [
      'refused settings',
      { settingsRefused: 'SecurityException: WRITE_SECURE_SETTINGS' },
      'stops: it refuses settings from adb ("SecurityException: WRITE_SECURE_SETTINGS").',
    ],
    [
      'no app yet on a ROM that asks',
      { app: undefined, appNotifications: undefined },
      'note: the app is not installed yet, and this ROM may ask its owner or refuse: adb cannot read that switch.',
    ],
    [
      'verified installs',
      setting('verifier_verify_adb_installs', '1'),
      'note: apps from adb are verified before they are installed, which may ask or refuse. [stop-verifying-installs]',
    ],
    [
      'no push service',
      { pushServices: [] },
      'stops: it has none of the packages of its push service mi (com.xiaomi.xmsf).',
    ],
    [
      'a push service that somebody disabled',
      { pushServices: [installed('com.xiaomi.xmsf', { enabled: 3 })] },
      'stops: com.xiaomi.xmsf, which carries its pushes, is disabled. [enable-push-service]',
    ],
    [
      'a permission that nobody was asked for',
      {
        app: installed('io.pushfarm.sample', {
          permissions: new Map([['android.permission.POST_NOTIFICATIONS', false]]),
        }),
        appNotifications: { importance: 'none', userSet: false, channels: [] },
      },
      'note: the app has not been granted the permission to post notifications yet. [grant-notifications]',
    ],
    [
      'a permission that somebody refused',
      {
        app: installed('io.pushfarm.sample', {
          permissions: new Map([['android.permission.POST_NOTIFICATIONS', false]]),
        }),
        appNotifications: { importance: 'none', userSet: true, channels: [] },
      },
      'stops: somebody refused the app the permission to post notifications. [grant-notifications]',
    ],
    [
      'notifications off before Android 13',
      { apiLevel: 30, appNotifications: { importance: 'none', userSet: null, channels: [] } },
      'stops: notifications of the app are switched off. [allow-notifications]',
    ],
    [
      'the app op off',
      { apiLevel: 30, notificationOp: 'ignore' },
      'stops: notifications of the app are switched off. [allow-notifications]',
    ],
    [
      'the app op off, though the permission is granted',
      { apiLevel: 34, notificationOp: 'ignore' },
      'stops: notifications of the app are switched off. [allow-notifications]',
    ],
    [
      'the channel off',
      { appNotifications: { importance: null, userSet: null, channels: [{ id: 'messages', importance: 0 }] } },
      "stops: the app's channel messages is switched off.",
    ],
    [
      'the channel missing',
      { appNotifications: { importance: null, userSet: null, channels: [{ id: 'other', importance: 0 }] } },
      'note: the app has not created its channel messages yet.',
    ],
    [
      'an empty battery',
      { battery: { percent: 9, powered: false } },
      'stops: its battery is at 9 % and it does not charge.',
    ],
    [
      'an empty battery on a cable',
      { battery: { percent: 9, powered: true } },
      'note: its battery is at 9 %: the ROM may save power.',
    ],
    [
      'the battery saver',
      setting('low_power', '1'),
      'stops: the battery saver is on, which holds pushes back. [end-battery-saver]',
    ],
    ['no space', { freeBytes: 100 * 1024 * 1024 }, 'stops: it has 100 MiB left, too little to install anything.'],
    ['airplane mode', setting('airplane_mode_on', '1'), 'stops: airplane mode is on. [end-airplane-mode]'],
    ['no network', { hasNetwork: false }, 'stops: it has no network.'],
    [
      'a clock that is a little off',
      { clock: { offsetMs: -61_000, errorMs: 5 } },
      'note: its clock is 61 s behind; latencies are corrected by that. [set-clock-by-network]',
    ],
    [
      'a clock that is far off',
      { clock: { offsetMs: 3_600_000, errorMs: 5 } },
      'stops: its clock is 3600 s ahead, so that secure connections and push tokens fail. [set-clock-by-network]',
    ],
    [
      'do not disturb',
      setting('zen_mode', '1'),
      'stops: do not disturb is on: notifications are posted, but held back. [end-do-not-disturb]',
    ],
    [
      'a mute log',
      { recentEvents: 0 },
      'note: its event log is mute, so that notifications are found by the slower poll. [enlarge-event-log]',
    ],
    [
      'Appium exposed to Doze',
      { dozeExempt: new Set(['io.appium.settings']) },
      'note: io.appium.uiautomator2.server may be put to sleep during a run. [exempt-appium]',
    ],
    [
      'the app spared by Doze',
      { dozeExempt: new Set([...healthy.dozeExempt, 'io.pushfarm.sample']) },
      'note: the app under test is exempt from Doze, which users of it are not. [end-app-exemption]',
    ],
  ])('%s', (_, reading, expected) => {
    expect(judge(reading)).toEqual([expected])
  })

  it.each<[string, Partial<Entry>, string]>([
    [
      'another vendor',
      { vendor: 'oppo', pushService: 'mi' },
      'stops: devices.json calls it a phone of OPPO, but it says that it is one of Mi (Xiaomi 14).',
    ],
    [
      'another model',
      { model: 'Redmi 12' },
      'stops: devices.json says Redmi 12, but Xiaomi 14 answers at this serial.',
    ],
    [
      'an update of its ROM',
      { model: 'Xiaomi 14', rom: 'HyperOS 1.0.4.0' },
      'note: its ROM is HyperOS 1.0.5.0 now, not HyperOS 1.0.4.0: a change of results may come from that.',
    ],
  ])('%s', (_, entry, expected) => {
    expect(judge({}, entry)).toEqual([expected])
  })

  it.each([
    ['06:59', '+0800', '06:59'],
    ['07:00', '+0800', undefined],
    ['22:59', '+0800', undefined],
    ['23:00', '+0800', '23:00'],
    ['15:30', '+0000', '23:30'],
    // 12:30 in China
    ['20:30', '-0800', undefined],
  ])("at %s %s vivo's window is closed: %j", (time, zone, closed) => {
    const [hours = 0, minutes = 0] = time.split(':').map(Number)
    const found = judge(
      {
        recognised: { ...healthy.recognised, vendor: 'vivo' },
        time: { minutes: hours * 60 + minutes, zone },
        pushServices: [installed('com.vivo.pushservice')],
      },
      { vendor: 'vivo' },
    )
    const words = 'operational messages are taken from 07:00 to 23:00 only (vivo/operational-hours).'
    expect(found).toEqual(closed === undefined ? [] : [`note: it is ${closed} in China, and ${words}`])
  })

  it('names the switch in the words of the ROM', () => {
    const [finding] = phoneFindings(
      { ...healthy, injectionRefused: 'no' },
      { entry: { name: 'phone', vendor: 'mi', serial: 'x' }, appPackage: 'io.pushfarm.sample', channels: [] },
    ).filter(({ weight }) => weight === 'stops')
    expect(finding?.then).toBe(
      'Developer options: turn on "USB debugging (Security settings)" (USB调试（安全设置）), then reboot the phone.',
    )
  })
})
