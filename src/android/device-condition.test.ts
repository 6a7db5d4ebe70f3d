import { describe, expect, it } from 'vitest'
import { readAppNotificationSettings } from './app-notification-settings.ts'
import { readBattery, readDozeExemptions, readFreeBytes, readHasNetwork } from './device-condition.ts'

describe('readBattery', () => {
  it('reads level and power', () => {
    const text = 'Current Battery Service state:\n  AC powered: false\n  USB powered: true\n  level: 42\n  scale: 100\n'
    expect(readBattery(text)).toEqual({ percent: 42, powered: true })
    expect(readBattery(text.replace('true', 'false'))).toEqual({ percent: 42, powered: false })
    expect(() => readBattery("Can't find service: battery")).toThrow('it has no level')
  })
})

describe('readFreeBytes', () => {
  it.each([
    [
      'Filesystem     1K-blocks     Used Available Use% Mounted on\n/dev/block/dm-6 113246188 9215180 104031008   9% /data',
      104031008,
    ],
    ['Filesystem\n1K-blocks Used\n/dev/block/by-name/userdata\n   52346048 51000000    900000  99% /data', 900000],
  ])('%j', (text, kibibytes) => {
    expect(readFreeBytes(text)).toBe(kibibytes * 1024)
  })
  it('does not take an error for space', () => {
    expect(() => readFreeBytes('df: /data: Permission denied')).toThrow('it has no free space')
  })
})

describe('readDozeExemptions', () => {
  it('leaves the system out', () => {
    expect([...readDozeExemptions('system-excidle,com.a,1\nsystem,com.a,1\nuser,io.appium.settings,10123\n')]).toEqual([
      'io.appium.settings',
    ])
  })
})

describe('readHasNetwork', () => {
  it.each([
    ['Active default network: 103', true],
    ['NetworkProviders for: x\n\nActive default network: none', false],
    ['', null],
  ])('%j', (text, expected) => {
    expect(readHasNetwork(text)).toBe(expected)
  })
})

describe('readAppNotificationSettings', () => {
  const channel = (id: string, importance: number, more = '') =>
    `        NotificationChannel{mId='${id}', mName=M, mDescription=, mImportance=${String(importance)}, mBypassDnd=false${more}}\n`
  const dump = (block: string) =>
    ` Notification Preferences:\n    per-package config version: 4\nPackagePreferences:\n      AppSettings: a.b (1)\n${channel('other', 3)}${block}      AppSettings: c.d.e (3) importance=NONE userSet=false\nRestored without uid:\n`

  it.each([
    ['nothing kept', '', undefined],
    [
      'never asked',
      '      AppSettings: c.d (2) importance=NONE userSet=false\n',
      { importance: 'none', userSet: false, channels: [] },
    ],
    [
      'channels, of which one is off and one deleted',
      `      AppSettings: c.d (2)\n${channel('news', 0)}${channel("it's, mine", 4)}${channel('old', 3, ', mDeleted=true, mGroup=x')}`,
      {
        importance: null,
        userSet: null,
        channels: [
          { id: 'news', importance: 0 },
          { id: "it's, mine", importance: 4 },
        ],
      },
    ],
  ])('%s', (_, block, expected) => {
    expect(readAppNotificationSettings(dump(block), 'c.d')).toEqual(expected)
  })

  it('does not take an error for an app without settings', () => {
    expect(() => readAppNotificationSettings("Can't find service: notification", 'c.d')).toThrow(
      'it says nothing of the apps',
    )
  })
})
