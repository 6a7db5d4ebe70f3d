import { describe, expect, test } from 'vitest'
import type { Phone } from '../../android/phone.ts'
import { phoneWithChat, postMessage, runCommand, type CommandResult } from '../dumpsys/dump-fixture.ts'
import { notificationCommand } from './notification-command.ts'

function run(phone: Phone, ...words: readonly string[]): Promise<CommandResult> {
  return runCommand(notificationCommand, phone, ['notification', ...words])
}

describe('cmd notification', () => {
  test('list and get, which never hides texts', async () => {
    const { phone } = await phoneWithChat(34)
    expect(await run(phone, 'list')).toEqual({ out: '', err: '', status: 0 })
    const key = postMessage(phone)
    expect((await run(phone, 'list')).out).toBe(`${key}\n`)
    const { out } = await run(phone, 'get', key)
    expect(out).toMatch(/^NotificationRecord\(0x[0-9a-f]{8}: /)
    expect(out).toContain('\n  opPkg=')
    expect(out).toContain('\n  notification=\n    fullscreenIntent=null\n')
    expect(out).toContain('        android.title=String (Ann)\n')
    expect(await run(phone, 'get', 'no')).toEqual({
      out: 'error: no active notification matching key: no\n',
      err: '',
      status: 1,
    })
  })

  test.each([
    [28, 'list'],
    [29, 'list'],
    [28, 'get_approved_assistant'],
  ])('at API %i there is no %s', async (apiLevel, name) => {
    const { phone } = await phoneWithChat(apiLevel)
    expect(await run(phone, name)).toEqual({ out: `Unknown command: ${name}\n`, err: '', status: 255 })
  })

  test('post: in the name of the shell', async () => {
    const { phone } = await phoneWithChat(35)
    const { out, status } = await run(phone, 'post', '-v', '-S', 'bigtext', '-t', 'Title', 'my tag', 'Some text')
    expect(status).toBe(0)
    expect(out).toMatch(
      /^posting:\n {2}Notification\(channel=shell_cmd shortcut=null .*\)\nwaiting for notification to post\.\.\.\nposted: \n {2}NotificationRecord\(/,
    )
    expect(phone.notifications.list()).toMatchObject([
      {
        key: '0|com.android.shell|2020|my tag|2000',
        content: {
          title: 'Title',
          text: 'Some text',
          bigText: 'Some text',
          template: 'android.app.Notification$BigTextStyle',
        },
      },
    ])
  })

  test.each([[['post']], [['post', 'tag']], [['post', '--nope', 'tag', 'text']], [['post', '--help']]])(
    '%j gets the usage',
    async (words) => {
      const { phone } = await phoneWithChat(35)
      expect((await run(phone, ...words)).out).toMatch(/^usage: cmd notification post \[flags\] <tag> <text>\n/)
      expect(phone.notifications.list()).toEqual([])
    },
  )

  test('allow_listener, with hyphens or underscores, is kept in the settings', async () => {
    const { phone } = await phoneWithChat(34)
    expect(await run(phone, 'allow_listener', 'io.appium.settings/.NLService')).toEqual({ out: '', err: '', status: 0 })
    await run(phone, 'allow-listener', 'com.x/.L')
    const listeners = (): string | null => phone.settings.get('secure', 'enabled_notification_listeners')
    expect(listeners()).toBe('io.appium.settings/io.appium.settings.NLService:com.x/com.x.L')
    await run(phone, 'disallow_listener', 'io.appium.settings/.NLService')
    expect(listeners()).toBe('com.x/com.x.L')
    expect(await run(phone, 'allow_listener', 'nonsense')).toEqual({
      out: 'Invalid listener - must be a ComponentName\n',
      err: '',
      status: 255,
    })
  })

  test('set_dnd', async () => {
    const { phone } = await phoneWithChat(34)
    for (const [word, mode] of [
      ['priority', 'priority'],
      ['on', 'none'],
      ['alarms', 'alarms'],
      ['off', 'off'],
    ] as const) {
      expect((await run(phone, 'set_dnd', word)).status).toBe(0)
      expect(phone.notifications.zenMode).toBe(mode)
    }
  })

  test('snooze takes a row away until its time comes', async () => {
    const { phone, clock } = await phoneWithChat(34)
    const key = postMessage(phone)
    expect((await run(phone, 'snooze', '--for', '60000', key)).out).toMatch(
      /^snoozing <0\|com\.example\.chat\|7\|room:4\|\d+> until time: \w{3} \w{3} \d\d \d\d:\d\d:\d\d GMT\+08:00 \d{4}\n$/,
    )
    expect(phone.notifications.list()).toEqual([])
    expect((await run(phone, 'snoozed')).out).toContain(`${key} snoozed, time=`)
    clock.advance(60_000)
    expect(phone.notifications.list().map((record) => record.key)).toEqual([key])
    expect(await run(phone, 'unsnooze', key)).toEqual({
      out: `error: no snoozed otification matching key: ${key}\n`,
      err: '',
      status: 1,
    })
    expect((await run(phone, 'snooze', '--for', 'x', key)).out).toBe('error: invalid value for --for: x\n')
    expect((await run(phone, 'snooze', '--for', '5', 'no')).out).toBe('error: no notification matching key: no\n')
  })

  test('no words, and unknown ones', async () => {
    const { phone } = await phoneWithChat(34)
    expect((await run(phone)).out).toMatch(/^usage: cmd notification SUBCMD \[args\]\n/)
    expect(await run(phone, 'nonsense')).toEqual({ out: 'Unknown command: nonsense\n', err: '', status: 255 })
  })
})
