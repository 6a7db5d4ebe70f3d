import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cancelReason } from '../../android/notification.ts'
import { chatPackage, dumpsys, phoneWithChat, postMessage } from './dump-fixture.ts'

const levels = [28, 29, 30, 31, 32, 33, 34, 35, 36]

async function dumpWithMessage(apiLevel: number, ...words: readonly string[]): Promise<string[]> {
  const { phone } = await phoneWithChat(apiLevel)
  postMessage(phone, {
    when: 0,
    template: 'android.app.Notification$BigTextStyle',
    tickerText: 'Ann: a long enough ticker',
  })
  return (await dumpsys(phone, 'notification', ...words)).split('\n')
}

describe('the record', () => {
  test.each([
    [
      28,
      /key=0\|com\.example\.chat\|7\|room:4\|\d+appImportanceLocked=false: Notification\(channel=chat messages pri=0 /,
    ],
    [
      29,
      /key=0\|com\.example\.chat\|7\|room:4\|\d+appImportanceLocked=false: Notification\(channel=chat messages pri=0 /,
    ],
    [30, /key=0\|com\.example\.chat\|7\|room:4\|\d+: Notification\(channel=chat messages shortcut=null .* flags=0x10 /],
    [34, /key=0\|com\.example\.chat\|7\|room:4\|\d+: Notification\(channel=chat messages shortcut=null .* flags=0x10 /],
    [35, /defaults=0 flags=AUTO_CANCEL color=0xff3482ff category=msg vis=PRIVATE\)\)$/],
  ])('at API %i begins as its version does', async (apiLevel, pattern) => {
    const lines = await dumpWithMessage(apiLevel)
    expect(lines[1]).toBe('  Notification List:')
    expect(lines[2]).toMatch(
      /^ {4}NotificationRecord\(0x[0-9a-f]{8}: pkg=com\.example\.chat user=UserHandle\{0\} id=7 tag=room:4 importance=4 /,
    )
    expect(lines[2]).toMatch(pattern)
  })

  test('carries what the ROM adds after the key', async () => {
    const { phone } = await phoneWithChat(36)
    Object.assign(phone.rom, { notificationHeaderExtra: ' bbbc=0' })
    try {
      postMessage(phone)
      expect(await dumpsys(phone, 'notification')).toMatch(
        /key=0\|com\.example\.chat\|7\|room:4\|\d+ bbbc=0: Notification\(/,
      )
    } finally {
      Object.assign(phone.rom, { notificationHeaderExtra: '' })
    }
  })

  /** Line names in order, without what stands inside blocks. */
  test.each([
    [
      28,
      'uid icon flags pri key seen groupKey fullscreenIntent contentIntent deleteIntent tickerText contentView bigContentView headsUpContentView color extras stats mContactAffinity mRecentlyIntrusive mPackagePriority mPackageVisibility mUserImportance mImportance mImportanceExplanation mIsAppImportanceLocked mIntercept mHidden mGlobalSortKey mRankingTimeMs mCreationTimeMs mVisibleSinceMs mUpdateTimeMs mSuppressedVisualEffects mSound mVibration mAttributes mLight mShowBadge mColorized mIsInterruptive effectiveNotificationChannel mAdjustments',
    ],
    [
      29,
      'uid opPkg icon flags pri key seen groupKey fullscreenIntent contentIntent deleteIntent number groupAlertBehavior tickerText contentView bigContentView headsUpContentView color extras stats mContactAffinity mRecentlyIntrusive mPackagePriority mPackageVisibility mSystemImportance mAsstImportance mImportance mImportanceExplanation mIsAppImportanceLocked mIntercept mHidden mGlobalSortKey mRankingTimeMs mCreationTimeMs mVisibleSinceMs mUpdateTimeMs mInterruptionTimeMs mSuppressedVisualEffects mSound mVibration mAttributes mLight mShowBadge mColorized mIsInterruptive effectiveNotificationChannel mAdjustments',
    ],
    [
      31,
      'uid opPkg icon flags pri key seen groupKey notification publicNotification stats mContactAffinity mRecentlyIntrusive mPackagePriority mPackageVisibility mSystemImportance mAsstImportance mImportance mImportanceExplanation mIsAppImportanceLocked mIntercept mHidden mGlobalSortKey mRankingTimeMs mCreationTimeMs mVisibleSinceMs mUpdateTimeMs mInterruptionTimeMs mSuppressedVisualEffects mSound mVibration mAttributes mLight mShowBadge mColorized mAllowBubble isBubble mIsInterruptive effectiveNotificationChannel mAdjustments shortcut',
    ],
    [
      35,
      'uid opPkg icon flags originalFlags pri key seen groupKey notification publicNotification stats mContactAffinity mRecentlyIntrusive mPackagePriority mPackageVisibility mSystemImportance mAsstImportance mImportance mImportanceExplanation mProposedImportance mIsAppImportanceLocked mSensitiveContent mIntercept mHidden mGlobalSortKey mRankingTimeMs mCreationTimeMs mVisibleSinceMs mUpdateTimeMs mInterruptionTimeMs mSuppressedVisualEffects mSound mVibration mAttributes mLight mShowBadge mColorized mAllowBubble isBubble mIsInterruptive effectiveNotificationChannel mAdjustments shortcut mUserVisOverride',
    ],
  ])('at API %i has its fields in order', async (apiLevel, names) => {
    const lines = await dumpWithMessage(apiLevel)
    const end = lines.indexOf('  ')
    const fields = lines.slice(3, end).flatMap((line) => /^ {6}([A-Za-z]+)=/.exec(line)?.[1] ?? [])
    expect(fields.join(' ')).toBe(names)
  })

  test('puts color and timeout on one line up to Android 11', async () => {
    expect(await dumpWithMessage(30)).toContain('      color=0xff3482ff      timeout=unknown')
    expect(await dumpWithMessage(31)).toContain('            color=0xff3482ff')
    expect(await dumpWithMessage(35)).toContain('            timeout=PT0S')
  })

  test.each([
    [30, '          android.title=String', '          android.template=String'],
    [32, '                android.title=String', '                android.template=String'],
    [
      33,
      '                android.title=String [length=3]',
      '                android.template=String (android.app.Notification$BigTextStyle)',
    ],
    [
      36,
      '                android.title=String [length=3]',
      '                android.template=String (android.app.Notification$BigTextStyle)',
    ],
  ])('at API %i hides texts unless told not to', async (apiLevel, title, template) => {
    const redacted = await dumpWithMessage(apiLevel)
    expect(redacted).toContain(title)
    expect(redacted).toContain(template)
    expect(redacted.join('\n')).toContain('tickerText=Ann: a l...')
    const clear = await dumpWithMessage(apiLevel, '--noredact')
    const indent = apiLevel === 30 ? 10 : 16
    expect(clear).toContain(`${' '.repeat(indent)}android.title=String (Ann)`)
    expect(clear).toContain(`${' '.repeat(indent)}android.text=String (Hi, (you)`)
    expect(clear).toContain('there)')
    expect(clear.join('\n')).toContain('tickerText=Ann: a long enough ticker')
  })

  test('prints actions, arrays and numbers as Java does', async () => {
    const { phone } = await phoneWithChat(35)
    postMessage(phone, {
      actions: [{ title: 'Reply', intent: null }],
      extras: { names: ['a', 'b'], small: 5, large: 5e12, flag: true, nothing: null, bundle: { k: 'v' } },
    })
    const clear = await dumpsys(phone, 'notification', '--noredact')
    for (const line of [
      '            actions={',
      '                [0] "Reply" -> null',
      '              }',
      '                names=String[] (2)',
      '                  [0] a',
      '                  [1] b',
      '                small=Integer (5)',
      '                large=Long (5000000000000)',
      '                flag=Boolean (true)',
      '                nothing=null',
      '                bundle=Bundle (Bundle[{k=v}])',
    ]) {
      expect(clear.split('\n')).toContain(line)
    }
  })
})

describe('the sections', () => {
  test.each(levels)('at API %i stand in order, and the list is missing when nothing is posted', async (apiLevel) => {
    const { phone } = await phoneWithChat(apiLevel)
    const lines = (await dumpsys(phone, 'notification')).split('\n')
    expect(lines[0]).toBe('Current Notification Manager state:')
    const headings = lines.filter((line) => /^ {1,2}[A-Z][A-Za-z ]+:?$/.test(line)).map((line) => line.trimEnd())
    expect(headings).toEqual([
      ...(apiLevel >= 35 ? ['  Notification attention state:'] : []),
      '  Snoozed notifications:',
      ...(apiLevel >= 30 ? [' Pending snoozed notifications'] : []),
      '  Ranking Config:',
      ...(apiLevel >= 29 ? [' Notification Preferences:'] : []),
      '  Notification listeners:',
      '  Notification assistant services:',
      '  Zen Mode:',
      '  Zen Log:',
      '  Condition providers:',
      '  Group summaries:',
      '  Usage Stats:',
      ...([30, 33, 34].includes(apiLevel) ? ['  Last notification sound timestamps:'] : []),
    ])
  })

  test.each([
    [29, ' importance=NONE', ''],
    [32, ' importance=NONE', ''],
    [33, ' importance=NONE userSet=true', ' importance=DEFAULT userSet=true'],
    [35, ' importance=NONE userSet=true', ' importance=DEFAULT userSet=true'],
  ])('at API %i a blocked app reads `AppSettings%s`, an allowed one `%s`', async (apiLevel, blocked, allowed) => {
    const { phone } = await phoneWithChat(apiLevel)
    const uid = phone.packages.get(chatPackage)?.uid ?? 0
    expect(await dumpsys(phone, 'notification')).toContain(`      AppSettings: ${chatPackage} (${uid})${allowed}\n`)
    phone.notifications.setAppEnabled(chatPackage, false)
    const settings = (await dumpsys(phone, 'notification'))
      .split('\n')
      .find((line) => line.includes(`AppSettings: ${chatPackage}`))
    expect(settings).toMatch(
      new RegExp(
        `^      AppSettings: com\\.example\\.chat \\(${uid}\\)${blocked.replace('userSet=true', 'userSet=(true|false)')}$`,
      ),
    )
  })

  test('cuts channel names in the preferences, but not in the record', async () => {
    const lines = await dumpWithMessage(34)
    expect(lines.find((line) => line.startsWith('        NotificationChannel{'))).toContain(
      "mId='chat messages', mName=Mes...,",
    )
    expect(lines.find((line) => line.startsWith('      effectiveNotificationChannel='))).toContain('mName=Messages,')
  })

  test.each([
    [28, 'mArchive=Archive (1 notification)', true],
    [29, 'mArchive=Archive (1 notification)', true],
    [30, 'mArchive=Archive (0 notifications)', false],
  ])('at API %i keeps an archive: %s', async (apiLevel, heading, kept) => {
    const { phone } = await phoneWithChat(apiLevel)
    phone.notifications.cancel(postMessage(phone), cancelReason.cancel)
    const text = await dumpsys(phone, 'notification')
    expect(text).toContain(`  ${heading}\n`)
    expect(text.includes(`    StatusBarNotification(pkg=${chatPackage} user=UserHandle{0} id=7 tag=room:4 key=`)).toBe(
      kept,
    )
  })

  test('filters by a part of the package or of who posted', async () => {
    const { phone } = await phoneWithChat(34)
    const key = postMessage(phone)
    expect(await dumpsys(phone, 'notification', '--package', 'Example.chat')).toContain(`key=${key}\n`)
    expect(await dumpsys(phone, 'notification', 'p', 'xmsf')).toContain(
      "Current Notification Manager state (filtered to 'xmsf'):\n  Notification List:\n",
    )
    expect(await dumpsys(phone, 'notification', 'pkg', 'com.other')).not.toContain('Notification List')
    const zen = await dumpsys(phone, 'notification', 'zen')
    expect(zen).toContain('(filtered to zen):')
    expect(zen).not.toContain('Ranking Config')
    expect(zen).toContain('    mZenMode=ZEN_MODE_OFF\n')
  })

  test('names the summaries of groups', async () => {
    const { phone } = await phoneWithChat(33)
    const key = postMessage(phone, { groupKey: 'g', groupSummary: true })
    expect(await dumpsys(phone, 'notification')).toContain(`  Group summaries:\n    0|${chatPackage}|g:g -> ${key}\n`)
  })

  test('object marks stay until the next boot', async () => {
    const { phone, clock } = await phoneWithChat(35)
    postMessage(phone)
    const mark = async (): Promise<string | undefined> =>
      /NotificationRecord\((0x[0-9a-f]{8})/.exec(await dumpsys(phone, 'notification'))?.[1]
    const before = await mark()
    clock.advance(60_000)
    expect(await mark()).toBe(before)
    await phone.reboot()
    postMessage(phone)
    expect(await mark()).not.toBe(before)
  })
})

/** A folder of real phones' dumps, where one is at hand. */
const captures = process.env['PUSHFARM_CAPTURES'] ?? ''

describe.skipIf(captures === '' || !existsSync(captures))('beside a real dump of Android 16', () => {
  test('the first record has the same lines, but for those that not every build has', async () => {
    const real = readFileSync(join(captures, 'notif/google-emulator-16-1.txt'), 'utf8').split('\n')
    const ours = await dumpWithMessage(36, '--noredact')
    const names = (lines: readonly string[]): string[] => {
      const begin = lines.findIndex((line) => line.startsWith('    NotificationRecord('))
      const rest = lines.slice(begin + 1)
      const end = rest.findIndex((line) => line === '  ' || line.startsWith('    NotificationRecord('))
      return rest.slice(0, end).flatMap((line) => /^( {6}| {12})([A-Za-z]+)={1,2}/.exec(line)?.slice(1).join('') ?? [])
    }
    const optional = /actions|mRuleImportance|mRule(Channel|Sound|Light)Reason/
    expect(names(ours)).toEqual(names(real).filter((name) => !optional.test(name)))
  })
})
