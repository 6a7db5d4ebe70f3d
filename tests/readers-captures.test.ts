import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readAppOp } from '../src/android/app-op.ts'
import { readEventLog } from '../src/android/event-log.ts'
import { readNotificationDump } from '../src/android/notification-dump.ts'
import { readNotificationSettings } from '../src/android/notification-settings.ts'
import { readPackageDump } from '../src/android/package-dump.ts'
import { readProperties } from '../src/android/properties.ts'
import { readRomVersion } from '../src/android/rom-version.ts'
import { UnreadableDump } from '../src/android/unreadable-dump.ts'
import { readFocus, readKeyguard, readResumedActivity } from '../src/android/windows.ts'
import { readSaved } from '../src/cli/inspect.ts'

// Texts of real phones are not part of the repository. Where a folder of them is at hand, the readers are held to it.
const folder = process.env['PUSHFARM_CAPTURES'] ?? join(import.meta.dirname, '..', '..', 'shared', 'captures')
const here = existsSync(folder)
const capture = (name: string): string => readFileSync(join(folder, name), 'utf8')
/** Pieces of several phones in one file. */
const pieces = (name: string): readonly string[] => capture(name).split(/^---$/m)
type Expected = Readonly<Record<string, unknown>>
const among = (name: string): boolean => existsSync(join(folder, name))

describe.skipIf(!here)('texts of real phones (folder PUSHFARM_CAPTURES)', () => {
  const dumps: readonly (readonly [string, readonly Expected[]])[] = [
    [
      'notif/google-8.1-gmail-1.txt',
      [
        {
          package: 'com.google.android.gm',
          id: 0,
          tag: 'gig:-900500736:^sq_ig_i_personal',
          key: '0|com.google.android.gm|0|gig:-900500736:^sq_ig_i_personal|10070',
          channelId: '^nc_1_mail_user@example.com',
          groupSummary: true,
          title: null,
          unreadable: { line: 11 },
        },
      ],
    ],
    [
      'notif/google-emulator-16-1.txt',
      [
        {
          package: 'com.google.android.deskclock',
          id: 2147483642,
          channelId: 'Stopwatch v2',
          importance: 3,
          intercepted: false,
          title: null,
          text: null,
          titleRedacted: false,
          postedAtMs: 1779532067942,
          visibility: 0,
          groupKey: '0|com.google.android.deskclock|g:5',
        },
        {
          package: 'android',
          id: 2345,
          tag: 'ChFBbmRyb2lkTG9ja1NjcmVlbhIRTm9TY3JlZW5Mb2NrSXNzdWUYAA==',
          title: null,
          unreadable: { line: 102 },
        },
      ],
    ],
    ['notif/google-emulator-16-appsettings-1.txt', []],
    [
      'notif/oneplus-14-callstyle-1.txt',
      [
        { flags: 0x206a, ongoing: true, title: '\u200Fפלוני', text: 'Ongoing…' },
        { flags: 0x206a, ongoing: true },
      ],
    ],
    [
      'notif/oneplus-9-3t-1.txt',
      [
        {
          key: '0|com.example.athan|0|athan_standard_magrib_2026-09-17|10186',
          channelId: 'expo_notifications_fallback_notification_channel',
          importance: 4,
          unreadable: { line: 1 },
        },
      ],
    ],
    [
      'notif/samsung-s25-16-1.txt',
      [
        {
          title: 'BIG TEXT #8',
          bigText: expect.stringMatching(
            /^This is a much longer .*\n {2}BigTextStyle\..*single line\. \.\.\.$/s,
          ) as string,
        },
      ],
    ],
    [
      'notif/vendor-bbbc-1.txt',
      [
        { key: '0|com.taobao.idlefish|42|null|10001', channelId: 'chat_message' },
        { key: '0|com.example.app|42|null|10001', channelId: 'messages', visibility: 0, flags: 0x18 },
        { key: '-1|android|26|null|1000', userId: -1, channelId: 'DEVELOPER_IMPORTANT', visibility: 1, flags: 0x802 },
      ],
    ],
    [
      'notif/whatsapp-9-messaging-1.txt',
      [
        { key: '0|com.whatsapp|1|null|10148', title: '+49 170 0000001', text: 'Ja, gerne', importance: null },
        { key: '0|com.whatsapp|1|null|10148', text: 'Ja, gerne', postedAtMs: 1789312501000 },
      ],
    ],
    [
      'notif/xiaomi-11-miui12-1.txt',
      [
        {
          title: 'Seguridad se está ejecutando',
          text: 'Presiona para obtener más información o detener la app.',
        },
      ],
    ],
  ]
  it.each(dumps.filter(([name]) => among(name)))('%s', (name, posted) => {
    const dump = readNotificationDump(capture(name))
    expect(dump.posted).toMatchObject(posted)
    expect([dump.archived, dump.enqueued, dump.snoozed]).toEqual([[], [], []])
  })

  it.each(
    ['huawei-8.1-listener-1', 'xiaomi-16-hyperos3-focus-1', 'xiaomi-16-hyperos3-shade-1']
      .map((name) => `notif/${name}.txt`)
      .filter(among),
  )('%s is no dump of the notification service', (name) => {
    expect(() => readNotificationDump(capture(name))).toThrow(UnreadableDump)
  })

  it.runIf(among('notif/google-emulator-16-appsettings-1.txt'))('tells blocked apps', () => {
    const settings = readNotificationSettings(capture('notif/google-emulator-16-appsettings-1.txt'))
    expect(settings.filter((app) => app.blocked).map((app) => app.package)).toEqual([
      'com.android.wallpaper',
      'com.google.android.apps.docs',
    ])
    const dialer = settings.find((app) => app.package === 'com.google.android.dialer')
    expect(dialer?.channels).toMatchObject([{ id: 'phone_missed_call', name: 'Mis...', importance: 3, deleted: false }])
  })

  const logs: readonly (readonly [string, readonly Expected[]])[] = [
    [
      'events/emulator-14-freeze-1.txt',
      [
        {
          tag: 'notification_canceled',
          key: '0|io.nekohasekai.sfa|1|null|10196',
          exposureMs: 0,
          lifespanMs: 1784,
          reason: 8,
        },
        { tag: 'am_kill', action: 'kill', pid: 1879, reason: 'empty #24', oomAdj: 999 },
        { tag: 'am_proc_died', pid: 1879, oomAdj: 999, procState: 19 },
        { tag: 'am_proc_died', time: '10-01 19:29:05.860', oomAdj: -700, procState: 0 },
      ],
    ],
    [
      'events/google-15-alarm-1.txt',
      [
        { tag: 'am_kill', time: '1790448214.411', reason: 'kill background', rss: 79208, oomAdj: 905 },
        {
          tag: 'am_proc_start',
          process: 'com.seedengine.platformspike:seed_platform',
          package: 'com.seedengine.platformspike',
          reason: 'broadcast',
          component: 'com.seedengine.platformspike/com.seedengine.platformspike.AlarmReceiver',
        },
      ],
    ],
    [
      'events/google-6-bugreport-1.txt',
      [20074, 31166, 18812, 20096].map((pid) => ({ tag: 'am_proc_died', pid, oomAdj: null })),
    ],
    [
      'events/huawei-7-emui5-1.txt',
      [
        { action: 'enqueue', package: 'com.huawei.health', id: 10010, flags: 0x2, channelId: null },
        {
          action: 'posted',
          key: '0|com.huawei.health|10010|null|10099',
          flags: 0x62,
          postedAtMs: 1481974296283,
          whenMs: 1481531589202,
        },
      ],
    ],
    [
      'events/nokia-9-forcestop-1.txt',
      [
        { action: 'force-stop', package: 'org.mozilla.fenix', by: 'pid 1076' },
        { action: 'force-stop', package: 'com.sand.airdroid' },
        { action: 'package-change', package: 'org.mysite.grr', userId: -1 },
        { action: 'package-change', package: 'org.mysite.grr', userId: 0 },
      ],
    ],
    [
      'events/oneplus-9-3t-1.txt',
      [{ package: 'com.example.athan', id: 0, notificationTag: 'athan-notification', status: null, cut: true }],
    ],
    [
      'events/oppo-14-coloros-1.txt',
      [{ pid: 10798, process: 'com.oplus.wirelesssettings:tzupdate', oomAdj: 915, procState: 19 }],
    ],
    ['events/samsung-14-1.txt', [{ action: 'kill', reason: 'isolated not needed', rss: 0, oomAdj: 0 }]],
    [
      'events/vivo-13-funtouch-1.txt',
      [{ action: 'force-stop', by: 'com.vivo.abe', oomAdj: 100, package: 'com.omnidownloader.app' }],
    ],
    [
      'events/xiaomi-8.1-miui-1.txt',
      [
        { tag: 'notification_enqueue', time: '06-27 17:59:15.844', id: 114, status: 0, notificationTag: null },
        { tag: 'notification_enqueue', time: '06-27 18:08:58.914', channelId: 'Mms', status: 0 },
        { tag: 'notification_canceled', key: '0|com.android.mms|114|null|10021', reason: 8 },
        { tag: 'notification_enqueue', time: '06-27 18:09:01.385', package: 'com.android.mms', status: 0 },
      ],
    ],
  ]
  it.each(logs.filter(([name]) => among(name)))('%s', (name, expected) => {
    const { events } = readEventLog(capture(name))
    let from = 0
    for (const one of expected) {
      const at = events.findIndex((event, index) => index >= from && matches(event, one))
      expect(at, `an event like ${JSON.stringify(one)} behind number ${String(from)}`).not.toBe(-1)
      from = at + 1
    }
    if (expected.some(({ action }) => action === 'force-stop')) {
      const stopped = events.filter((event) => event.action === 'force-stop').length
      expect(stopped).toBe(expected.filter(({ action }) => action === 'force-stop').length)
    }
  })

  it.runIf(among('events/huawei-7-mate9-aware-1.txt'))('iAware killed nothing', () => {
    const { events } = readEventLog(capture('events/huawei-7-mate9-aware-1.txt'))
    expect(events.map((event) => event.action)).toEqual(['spared', 'spared', 'spared', 'spared'])
  })

  const properties: readonly (readonly [string, string, string | undefined])[] = [
    ['getprop/xiaomi-miui-hyperos-1.txt', 'ro.mi.os.version.name', 'HyperOS 1.0'],
    ['getprop/vivo-originos-funtouch-1.txt', 'ro.vivo.os.version', '11.0'],
    ['getprop/honor-magicos-1.txt', 'sys.anco.hwpatch.display.version', '5.1.0.150(SP10C00E128R2P1patch03)'],
  ]
  it.each(properties.filter(([name]) => among(name)))('%s', (name, property, value) => {
    const read = readProperties(capture(name))
    const rom = readRomVersion(new Map([[property, read.get(property) ?? '']]))
    expect([read.get(property), rom === undefined ? undefined : `${rom.name} ${rom.version}`]).toContain(value)
  })

  it.runIf(among('getprop/samsung-oneui-1.txt'))('decodes One UI', () => {
    const versions = capture('getprop/samsung-oneui-1.txt')
      .trim()
      .split('\n')
      .map((line) => readRomVersion(readProperties(line))?.version)
    expect(versions).toEqual(['8', '7', '6.1.1', '5.1.1'])
  })

  it.runIf(among('getprop'))('reads every file of properties', () => {
    for (const name of readdirSync(join(folder, 'getprop'))) {
      expect(readProperties(capture(join('getprop', name))).size, name).toBeGreaterThan(0)
    }
  })

  it.runIf(among('misc/android-13-dumpsys-package-uninstalled-1.txt'))('tells installed from launched', () => {
    const [first = '', second = '', third = ''] = pieces('misc/android-13-dumpsys-package-uninstalled-1.txt')
    const state = (text: string, user = 0): unknown => {
      const { installed, stopped, notLaunched, firstInstallTime } = readPackageDump(text, 'com.x', user) ?? {}
      return [installed, stopped, notLaunched, firstInstallTime]
    }
    expect(state(first)).toEqual([false, true, true, '2024-03-11 23:16:14'])
    expect(state(second)).toEqual([true, false, false, null])
    expect(state(second, 21473)).toEqual([false, true, true, null])
    expect(state(third)).toEqual([true, true, true, '2023-09-21 16:02:41'])
  })

  it.runIf(among('misc/appops-get-formats-1.txt'))('lets the mode of the uid win', () => {
    const modes = pieces('misc/appops-get-formats-1.txt').map((text) => readAppOp(text, 'POST_NOTIFICATION'))
    expect(modes).toEqual(['allow', 'allow', 'ignore'])
  })

  it.runIf(among('window/mixed-focus-1.txt'))('finds the focus in every layout', () => {
    const [shade = '', mms = '', plain = '', old = '', displays = '', resumed = '', lock = ''] =
      pieces('window/mixed-focus-1.txt')
    expect([shade, mms, plain, old, displays].map((text) => readFocus(text).window)).toEqual([
      'StatusBar',
      'com.android.mms/com.android.mms.ui.ConversationList',
      'dev.telemachus.display/dev.telemachus.display.MainActivity',
      'com.android.settings/com.android.settings.SubSettings',
      'com.example.android/com.example.android.activity.main.MainActivity',
    ])
    expect(readFocus(shade).app).toEqual({
      package: 'example.helloworld',
      activity: 'example.helloworld.HelloWorldActivity',
    })
    expect(
      resumed
        .trim()
        .split('\n')
        .map((line) => readResumedActivity(line)?.package),
    ).toEqual(['com.huawei.health', 'com.smile.gifmaker'])
    expect(
      lock
        .trim()
        .split('\n')
        .map((line) => readKeyguard(line).showing),
    ).toEqual([true, false])
  })

  it.runIf(among('window/oneplus-13-false-lock-1.txt'))('does not take a phone in use for locked', () => {
    expect(() => readKeyguard(capture('window/oneplus-13-false-lock-1.txt'))).toThrow(UnreadableDump)
  })

  it('tells dumps from logs, and both from anything else', () => {
    const kinds = new Map<string, string>()
    for (const kind of ['notif', 'events', 'misc', 'window', 'getprop'].filter(among)) {
      for (const name of readdirSync(join(folder, kind))) {
        let read: string
        try {
          read = readSaved(capture(join(kind, name))).kind
        } catch (error) {
          expect(error, name).toHaveProperty('code', 'android/unreadable-dump')
          read = 'neither'
        }
        kinds.set(`${kind}/${name}`, read)
      }
    }
    for (const [name, kind] of kinds) {
      if (name.startsWith('events/')) expect(kind, name).toBe('events')
      else if (name.startsWith('notif/')) expect(kind, name).not.toBe('events')
      else expect(kind, name).toBe('neither')
    }
  })
})

function matches(event: object, expected: Expected): boolean {
  return Object.entries(expected).every(([name, value]) => (event as Expected)[name] === value)
}
