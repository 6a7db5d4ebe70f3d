import { describe, expect, it } from 'vitest'
import { readAppOp } from './app-op.ts'
import { readPackageDump } from './package-dump.ts'
import { readProperties } from './properties.ts'
import { readRomVersion } from './rom-version.ts'
import { UnreadableDump } from './unreadable-dump.ts'
import { readDeviceLocked, readFocus, readKeyguard, readResumedActivity } from './windows.ts'

describe('readProperties', () => {
  it('reads values with brackets, with line breaks and without anything', () => {
    const properties = readProperties('[a]: [1]\n[b]: [x]y]\n[c]: [one\ntwo]\n[d]: []\n')
    expect([...properties]).toEqual([
      ['a', '1'],
      ['b', 'x]y'],
      ['c', 'one\ntwo'],
      ['d', ''],
    ])
  })
  it.each(['', 'error: device offline'])('refuses %j', (text) => {
    expect(() => readProperties(text)).toThrow(UnreadableDump)
  })
})

describe('readFocus', () => {
  const cases: readonly (readonly [string, string, unknown])[] = [
    [
      '30 and later',
      '  mCurrentFocus=Window{5f2 u0 com.x/com.x.Main}\n  mFocusedApp=ActivityRecord{9a u0 com.x/.Main t101}',
      { window: 'com.x/com.x.Main', app: { package: 'com.x', activity: 'com.x.Main' } },
    ],
    [
      'shade over an app',
      '  mCurrentFocus=Window{5f2 u0 NotificationShade}\n  mFocusedApp=ActivityRecord{9a u0 com.x/.Main t101}',
      { window: 'NotificationShade', app: { package: 'com.x', activity: 'com.x.Main' } },
    ],
    [
      '28, 29',
      'mCurrentFocus=Window{8 u0 StatusBar}\n  mFocusedApp=AppWindowToken{f token=Token{5 ActivityRecord{2 u0 com.x/.Main t10}}}',
      { window: 'StatusBar', app: { package: 'com.x', activity: 'com.x.Main' } },
    ],
    [
      'several displays',
      'mCurrentFocus=null\nmCurrentFocus=Window{5 u0 com.x/com.x.Main}}\nmFocusedApp=null',
      { window: 'com.x/com.x.Main', app: { package: 'com.x', activity: 'com.x.Main' } },
    ],
    ['nothing has it', 'mCurrentFocus=null\nmFocusedApp=null', { window: null, app: null }],
  ]
  it.each(cases)('%s', (_name, text, expected) => {
    expect(readFocus(text)).toEqual(expected)
  })
  it('refuses text without either line', () => {
    expect(() => readFocus('hello')).toThrow(UnreadableDump)
  })
})

it.each([
  ['    mResumedActivity: ActivityRecord{4 u0 com.x/.Main t12}'],
  [' ResumedActivity:ActivityRecord{4 u0 com.x/.Main t12}'],
  ['  topResumedActivity=ActivityRecord{4 u0 com.x/.Main} t12}'],
])('readResumedActivity reads %s', (line) => {
  expect(readResumedActivity(`x\n${line}\n`)).toEqual({ package: 'com.x', activity: 'com.x.Main' })
})

describe('readKeyguard', () => {
  it('reads the delegate, not what stays true on unlocked phones', () => {
    const text =
      '    isKeyguardShowing=true mDreamingLockscreen=true\n    KeyguardServiceDelegate\n      showing=false\n      inputRestricted=false\n      secure=true\n      screenState=SCREEN_STATE_ON\n      KeyguardStateMonitor\n        mIsShowing=false\n        mInputRestricted=false\n'
    expect(readKeyguard(text)).toEqual({ showing: false, inputRestricted: false, secure: true, screenOn: true })
  })
  it('refuses text that does not say', () => {
    expect(() => readKeyguard('mDreamingLockscreen=true')).toThrow(UnreadableDump)
  })
})

it.each([
  [
    ' User "Owner" (id=0, flags=0xc13) (current): trusted=0, trustManaged=0, deviceLocked=1, strongAuthRequired=0x0',
    true,
  ],
  [
    ' User "Owner" (id=0, flags=0x4c13) (current): trustState=UNTRUSTED, trustManaged=0, deviceLocked=0, isActiveUnlockRunning=0',
    false,
  ],
  ['nothing', null],
])('readDeviceLocked', (text, locked) => {
  expect(readDeviceLocked(text)).toBe(locked)
})

describe('readPackageDump', () => {
  const dump = (appId: string, user: string): string =>
    `Packages:\n  Package [com.x] (1a2b3c4):\n    ${appId}=10123\n    versionCode=412 minSdk=26 targetSdk=34\n    versionName=4.1.2 beta\n    install permissions:\n      android.permission.INTERNET: granted=true\n    User 0: ceDataInode=131 installed=true hidden=false stopped=${user} notLaunched=false enabled=0 instant=false\n      firstInstallTime=2026-09-12 08:00:01\n      runtime permissions:\n        android.permission.POST_NOTIFICATIONS: granted=false, flags=[ USER_SET]\n    User 10: installed=false stopped=true notLaunched=true enabled=3\n      runtime permissions:\n        android.permission.POST_NOTIFICATIONS: granted=true\n\nHidden system packages:\n  Package [com.x] (9):\n    versionCode=1\n`
  it.each(['userId', 'appId'])('reads the block of one user (%s=)', (appId) => {
    const state = readPackageDump(dump(appId, 'true'), 'com.x')
    expect(state).toMatchObject({
      versionCode: 412,
      versionName: '4.1.2 beta',
      targetSdk: 34,
      uid: 10123,
      stopped: true,
      notLaunched: false,
      enabled: 0,
      firstInstallTime: '2026-09-12 08:00:01',
    })
    expect([...(state?.permissions ?? [])]).toEqual([
      ['android.permission.INTERNET', true],
      ['android.permission.POST_NOTIFICATIONS', false],
    ])
  })
  it('knows an absent package from unreadable text', () => {
    expect(readPackageDump('Unable to find package: com.y\n', 'com.y')).toBeUndefined()
    expect(() => readPackageDump('error: closed', 'com.y')).toThrow(UnreadableDump)
  })
})

it.each([
  ['Uid mode: POST_NOTIFICATION: ignore\nPOST_NOTIFICATION: allow', 'ignore'],
  ['POST_NOTIFICATION: allow; time=+1h ago; rejectTime=+2d ago\nRUN_IN_BACKGROUND: ignore', 'allow'],
  ['No operations.\nDefault mode: allow', 'allow'],
  ['No operations.', undefined],
])('readAppOp', (text, mode) => {
  expect(readAppOp(text, 'POST_NOTIFICATION')).toBe(mode)
})

it.each(['', 'error: closed', 'Error: No UID for com.x in user 0'])('readAppOp refuses %j', (text) => {
  expect(() => readAppOp(text, 'POST_NOTIFICATION')).toThrow(UnreadableDump)
})

it.each([
  [{ 'ro.mi.os.version.name': 'OS1.0', 'ro.miui.ui.version.name': 'V816' }, 'HyperOS 1.0'],
  [{ 'ro.miui.ui.version.name': 'V816' }, 'HyperOS 1.0'],
  [{ 'ro.miui.ui.version.name': 'V125' }, 'MIUI 12.5'],
  [{ 'ro.miui.ui.version.name': 'V9' }, 'MIUI 9'],
  [{ 'ro.build.version.emui': 'MagicUI_6.1.0' }, 'Magic UI 6.1.0'],
  [{ 'ro.build.version.magic': 'MagicOS_7.1.0', 'msc.config.magic.version': '7.0' }, 'MagicOS 7.0'],
  [{ 'ro.build.version.emui': 'EmotionUI_14.2.0' }, 'EMUI 14.2.0'],
  [{ 'hw_sc.build.platform.version': '4.2.0', 'ro.build.version.emui': 'EmotionUI_12.0.0' }, 'HarmonyOS 4.2.0'],
  [
    { 'persist.ark.build.id': 'CLS-AL00 4.3.0.126(SP7)', 'ro.huawei.build.display.id': 'CLS-AL00 4.3.0.126(SP7)' },
    'HarmonyOS 4.3.0',
  ],
  [{ 'ro.vivo.os.build.display.id': 'Funtouch 0S_2.5', 'ro.vivo.os.version': '3.0' }, 'Funtouch OS 2.5'],
  [{ 'ro.build.version.oplusrom': 'V13.1.0' }, 'ColorOS 13.1.0'],
  [{ 'ro.build.version.realmeui': 'V5.0', 'ro.build.version.oplusrom': 'V14' }, 'realme UI 5.0'],
  [{ 'ro.rom.version': 'H2OS V3.5' }, 'H2OS 3.5'],
  [{ 'ro.build.version.oneui': '60101' }, 'One UI 6.1.1'],
  [{ 'ro.build.version.oneui': '80000' }, 'One UI 8'],
  [{ 'ro.build.display.id': 'Flyme 12.1.0.0A' }, 'Flyme 12.1.0.0A'],
  [{ 'ro.build.display.id': 'AP3A.241005.015' }, 'none'],
])('readRomVersion of %j', (properties, expected) => {
  const rom = readRomVersion(new Map(Object.entries(properties)))
  expect(rom === undefined ? 'none' : `${rom.name} ${rom.version}`).toBe(expected)
})
