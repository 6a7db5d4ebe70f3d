import { describe, expect, it } from 'vitest'
import { bootedPhone, testApk, type TestPhone } from './phone-fixture.ts'
import { intent } from './intent.ts'
import { cancelReason, type NotificationChannel, type NotificationContent, newChannel } from './notification.ts'
import type { Notifications } from './phone.ts'

const packageName = 'com.example.chat'
const options = { replace: true, grantRuntimePermissions: false, allowTestPackages: false, allowDowngrade: false }
const channel = (change: Partial<NotificationChannel> = {}): NotificationChannel =>
  newChannel('msgs', 'Messages', 4, { vibration: true, ...change })
const content = (change: Partial<NotificationContent> = {}): NotificationContent => ({
  channelId: 'msgs',
  title: 'Ann',
  text: 'Hi',
  flags: 0x10,
  when: 0,
  visibility: 0,
  color: 0,
  contentIntent: null,
  ...change,
})

async function phoneWithChat(apiLevel = 34, change: Parameters<typeof testApk>[0] = {}): Promise<TestPhone> {
  const made = bootedPhone({ apiLevel })
  await made.phone.packages.install([testApk(change)], { ...options, grantRuntimePermissions: true })
  made.phone.notifications.createChannel(packageName, channel())
  return made
}

const post = ({ phone }: TestPhone, id: number, change: Partial<NotificationContent> = {}, tag: string | null = null) =>
  phone.notifications.post({ packageName, opPkg: packageName, pid: 4321, id, tag, content: content(change) })
const events = ({ phone }: TestPhone, tag: string) =>
  phone.log
    .entries(['events'])
    .filter((entry) => entry.tag === tag)
    .map(({ message }) => message)

describe('posting', () => {
  it('keeps key, times and order over an update', async () => {
    const made = await phoneWithChat()
    const heard: string[] = []
    made.phone.notifications.on(({ kind, record }) => heard.push(`${kind} ${record.key}`))
    const first = post(made, 7, {}, 'room')
    post(made, 8)
    made.clock.advance(1000)
    const again = post(made, 7, { text: 'Hi again' }, 'room')
    expect(again).toMatchObject({ posted: true, record: { key: '0|com.example.chat|7|room|10100', importance: 4 } })
    if (!first.posted || !again.posted) throw new Error('not posted')
    expect(again.record.postedAtMs).toBe(first.record.postedAtMs)
    expect(again.record.updatedAtMs).toBeGreaterThanOrEqual(first.record.updatedAtMs + 1000)
    expect(made.phone.notifications.list().map(({ id }) => id)).toEqual([7, 8])
    expect(heard).toEqual([
      'posted 0|com.example.chat|7|room|10100',
      'posted 0|com.example.chat|8|null|10100',
      'updated 0|com.example.chat|7|room|10100',
    ])
    expect(events(made, 'notification_enqueue')).toEqual([
      expect.stringMatching(
        /^\[10100,4321,com\.example\.chat,7,room,0,Notification\(channel=msgs shortcut=null .*\),0\]$/,
      ),
      expect.stringMatching(/,0\]$/),
      expect.stringMatching(/,1\]$/),
    ])
    expect(events(made, 'notification_alert')[0]).toBe('[0|com.example.chat|7|room|10100,1,1,0]')
  })

  it.each<[string, number, (phone: TestPhone) => void, string]>([
    ['no such channel', 34, () => undefined, 'no-channel'],
    [
      'a blocked channel',
      34,
      ({ phone }) => phone.notifications.createChannel(packageName, channel({ id: 'other', importance: 0 })),
      'blocked-channel',
    ],
    [
      'no permission',
      34,
      ({ phone }) => phone.packages.revoke(packageName, 'android.permission.POST_NOTIFICATIONS'),
      'no-permission',
    ],
    [
      'switched off by the owner',
      32,
      ({ phone }) => phone.notifications.setAppEnabled(packageName, false),
      'blocked-app',
    ],
    [
      'ignored by the app op',
      32,
      ({ phone }) => phone.appops.set(packageName, 'POST_NOTIFICATION', 'ignore'),
      'blocked-app',
    ],
  ])('refuses with %s on API %i', async (_what, apiLevel, arrange, why) => {
    const made = await phoneWithChat(apiLevel)
    made.phone.notifications.createChannel(packageName, channel({ id: 'free' }))
    arrange(made)
    const channelId = why.endsWith('channel') ? 'other' : 'free'
    expect(post(made, 1, { channelId })).toEqual({ posted: false, why })
    expect(events(made, 'notification_enqueue')).toEqual([])
    expect(made.phone.log.entries(['system']).some(({ tag }) => tag === 'NotificationService')).toBe(true)
  })

  it.each([
    [32, true, true],
    [32, false, false],
    [34, true, false],
    [34, false, false],
  ])('API %i with enabledAtInstall %s: a fresh app may post: %s', async (apiLevel, enabledAtInstall, may) => {
    const { rom } = bootedPhone().phone
    const made = bootedPhone({ rom: { ...rom, notifications: { ...rom.notifications, enabledAtInstall } }, apiLevel })
    await made.phone.packages.install([testApk()], options)
    made.phone.notifications.createChannel(packageName, channel())
    expect(made.phone.notifications.appEnabled(packageName)).toBe(may)
    expect(post(made, 1).posted).toBe(may)
    made.phone.notifications.setAppEnabled(packageName, true)
    expect(post(made, 2).posted).toBe(true)
  })

  it('gives an app that knows no channels the default one', async () => {
    const made = await phoneWithChat(32, { targetSdk: 25 })
    expect(post(made, 1, { channelId: '' })).toMatchObject({
      posted: true,
      record: { content: { channelId: 'miscellaneous' } },
    })
  })

  it('sheds updates once they come faster than five a second for a while, never new ones', async () => {
    const made = await phoneWithChat()
    const outcomes = Array.from({ length: 40 }, () => post(made, 1).posted)
    expect(outcomes.indexOf(false)).toBeGreaterThan(20)
    expect(outcomes.at(-1)).toBe(false)
    expect(post(made, 1)).toEqual({ posted: false, why: 'rate-limited' })
    expect(post(made, 2).posted).toBe(true)
    made.clock.advance(5000)
    expect(post(made, 1).posted).toBe(true)
  })

  it.each([
    [28, 50],
    [30, 25],
    [34, 50],
  ])('API %i: at most %i of one package', async (apiLevel, most) => {
    const made = await phoneWithChat(apiLevel)
    for (let id = 0; id < most; id++) expect(post(made, id, { groupKey: 'g' }).posted).toBe(true)
    expect(post(made, 999, { groupKey: 'g' })).toEqual({ posted: false, why: 'too-many' })
    made.clock.advance(60_000)
    expect(post(made, 0, { groupKey: 'g' }).posted).toBe(true)
  })

  it('lets a push service post in the name of an app', async () => {
    const made = await phoneWithChat()
    const posted = made.phone.notifications.post({
      packageName,
      opPkg: 'com.google.android.gms',
      pid: 99,
      id: 5,
      tag: null,
      content: content(),
    })
    expect(posted).toMatchObject({ posted: true, record: { packageName, opPkg: 'com.google.android.gms', uid: 10100 } })
    expect(events(made, 'notification_enqueue')[0]).toMatch(/^\[10145,99,com\.example\.chat,5,NULL,0,/)
  })
})

describe('channels', () => {
  it('keeps what the owner set when the app makes the channel again', async () => {
    const { phone } = await phoneWithChat()
    phone.notifications.setChannelImportance(packageName, 'msgs', 2)
    phone.notifications.createChannel(packageName, channel({ name: 'New name', importance: 4 }))
    expect(phone.notifications.channels(packageName)).toMatchObject([
      { name: 'New name', importance: 2, userLockedFields: 4 },
    ])
  })

  it('lets the app lower, not raise', async () => {
    const { phone } = await phoneWithChat()
    phone.notifications.createChannel(packageName, channel({ importance: 2 }))
    phone.notifications.createChannel(packageName, channel({ importance: 4 }))
    expect(phone.notifications.channels(packageName)[0]?.importance).toBe(2)
  })

  it('blocking one takes its notifications', async () => {
    const made = await phoneWithChat()
    post(made, 1)
    made.phone.notifications.setChannelImportance(packageName, 'msgs', 0)
    expect(made.phone.notifications.list()).toEqual([])
    expect(events(made, 'notification_canceled')[0]).toMatch(/^\[0\|com\.example\.chat\|1\|null\|10100,17,/)
  })
})

describe('going away', () => {
  it.each<[string, (made: TestPhone) => unknown, number]>([
    [
      'dismissed',
      ({ phone }) => phone.notifications.dismiss(phone.notifications.list()[0]?.key ?? ''),
      cancelReason.cancel,
    ],
    ['force-stopped', ({ phone }) => phone.processes.forceStop(packageName, 'test'), cancelReason.packageChanged],
    // PACKAGE_REMOVED and PACKAGE_ADDED of a replacement count like those of a removal.
    ['updated', ({ phone }) => phone.packages.install([testApk()], options), cancelReason.packageChanged],
    ['cleared', ({ phone }) => phone.packages.clearData(packageName), cancelReason.clearData],
    ['disabled', ({ phone }) => phone.packages.setEnabled(packageName, 3, 'shell:2000'), cancelReason.packageChanged],
    ['removed', ({ phone }) => phone.packages.uninstall(packageName), cancelReason.packageChanged],
    ['switched off', ({ phone }) => phone.notifications.setAppEnabled(packageName, false), cancelReason.packageBanned],
  ])('%s', async (_what, act, reason) => {
    const made = await phoneWithChat()
    post(made, 1)
    await act(made)
    expect(made.phone.notifications.list()).toEqual([])
    expect(events(made, 'notification_canceled')).toEqual([
      expect.stringMatching(
        new RegExp(`^\\[0\\|com\\.example\\.chat\\|1\\|null\\|10100,${String(reason)},\\d+,\\d+,0,-1,-1,NULL\\]$`),
      ),
    ])
  })

  it('an ongoing one cannot be swiped away, and clear-all leaves it', async () => {
    const made = await phoneWithChat()
    post(made, 1, { flags: 0x2 })
    post(made, 2)
    const [ongoing] = made.phone.notifications.list()
    expect(made.phone.notifications.dismiss(ongoing?.key ?? '')).toBe(false)
    made.phone.notifications.cancelAll(undefined, cancelReason.cancelAll)
    expect(made.phone.notifications.list().map(({ id }) => id)).toEqual([1])
  })

  it('a background kill leaves them', async () => {
    const made = await phoneWithChat()
    made.phone.processes.start(packageName, { type: 'service', component: `${packageName}/.S` })
    post(made, 1)
    expect(made.phone.processes.killBackground(packageName)).toBe(1)
    expect(made.phone.notifications.list()).toHaveLength(1)
  })

  it.each([
    [28, null, 1],
    [34, null, 0],
    [34, '1', 1],
  ])('API %i with history %s archives %i', async (apiLevel, history, archived) => {
    const made = await phoneWithChat(apiLevel)
    if (history !== null) made.phone.settings.put('secure', 'notification_history_enabled', history)
    post(made, 1)
    made.phone.notifications.dismiss(made.phone.notifications.list()[0]?.key ?? '')
    expect(made.phone.notifications.archive()).toHaveLength(archived)
  })
})

describe('a click', () => {
  const component = { packageName, className: `${packageName}.MainActivity` }
  const contentIntent = {
    creatorPackage: packageName,
    kind: 'activity' as const,
    intent: intent({
      action: 'android.intent.action.VIEW',
      data: 'pushscheme://com.tencent.qcloud/detail',
      component,
      extras: { ext: '{"a":1}' },
    }),
  }

  it('starts the activity of a dead app with its extras, closes the shade and takes the row', async () => {
    const made = await phoneWithChat()
    post(made, 1, { contentIntent })
    made.phone.statusBar.expandNotifications()
    made.phone.notifications.markSeen(['0|com.example.chat|1|null|10100'])
    made.clock.advance(250)
    await made.phone.notifications.click('0|com.example.chat|1|null|10100')
    expect(made.phone.activities.resumed()?.intent.extras).toEqual({ ext: '{"a":1}' })
    expect(made.phone.statusBar.expanded).toBe('no')
    expect(made.phone.notifications.list()).toEqual([])
    expect(events(made, 'notification_clicked')[0]).toMatch(
      /^\[0\|com\.example\.chat\|1\|null\|10100,[23]\d\d,[23]\d\d,[23]\d\d,0,1\]$/,
    )
    expect(events(made, 'notification_canceled')[0]).toMatch(/,1,[23]\d\d,[23]\d\d,[23]\d\d,0,1,NULL\]$/)
    expect(events(made, 'notification_panel_revealed')).toEqual(['1'])
  })

  it('gives a running app onNewIntent', async () => {
    const made = await phoneWithChat()
    post(made, 1, { contentIntent })
    await made.phone.activities.start(intent({ component }), { callingPackage: 'com.android.shell', callingUid: 2000 })
    made.phone.activities.home()
    await made.phone.notifications.click('0|com.example.chat|1|null|10100')
    expect(made.runtime.calls).toContain('newIntent pushscheme://com.tencent.qcloud/detail')
  })

  it('runs what stands for a push service, and keeps a row without AUTO_CANCEL', async () => {
    const made = await phoneWithChat()
    let ran = 0
    const run = () => {
      ran++
    }
    post(made, 1, {
      flags: 0,
      contentIntent: { creatorPackage: 'com.google.android.gms', kind: 'service', intent: intent(), run },
    })
    await made.phone.notifications.click('0|com.example.chat|1|null|10100')
    expect(ran).toBe(1)
    expect(made.phone.notifications.list()).toHaveLength(1)
  })
})

describe('groups', () => {
  it('puts four ungrouped ones under a summary, which goes with the last of them', async () => {
    const made = await phoneWithChat()
    for (const id of [1, 2, 3]) post(made, id)
    expect(made.phone.notifications.list()).toHaveLength(3)
    post(made, 4)
    const list = made.phone.notifications.list()
    expect(list).toHaveLength(5)
    expect(list.map(({ groupKey }) => groupKey)).toEqual(Array(5).fill('0|com.example.chat|g:ranker_group'))
    expect(list[4]).toMatchObject({
      key: '0|com.example.chat|2147483647|ranker_group|10100|ranker_group',
      content: { flags: 0x700, title: null, groupSummary: true },
    })
    expect(events(made, 'notification_autogrouped')).toHaveLength(4)
    for (const record of list.slice(0, 4)) made.phone.notifications.cancel(record.key, cancelReason.appCancel)
    expect(made.phone.notifications.list()).toEqual([])
  })

  it('takes the children with their summary', async () => {
    const made = await phoneWithChat()
    post(made, 1, { groupKey: 'room' })
    post(made, 2, { groupKey: 'room' })
    post(made, 3, { groupKey: 'room', groupSummary: true })
    post(made, 4, { groupKey: 'other' })
    made.phone.notifications.cancel('0|com.example.chat|3|null|10100', cancelReason.cancel)
    expect(made.phone.notifications.list().map(({ id }) => id)).toEqual([4])
    expect(events(made, 'notification_canceled')).toEqual([
      expect.stringMatching(/\|3\|null\|10100,2,/),
      expect.stringMatching(/\|1\|null\|10100,12,/),
      expect.stringMatching(/\|2\|null\|10100,12,/),
    ])
  })
})

describe('do not disturb', () => {
  it.each<[Notifications['zenMode'], boolean, boolean]>([
    ['off', false, false],
    ['priority', false, true],
    ['none', true, false],
  ])('%s with bypass %s: intercepted %s', async (mode, bypassDnd, intercepted) => {
    const made = await phoneWithChat()
    made.phone.notifications.createChannel(packageName, channel({ id: 'c', bypassDnd }))
    made.phone.notifications.setZenMode(mode)
    expect(post(made, 1, { channelId: 'c' })).toMatchObject({ record: { intercepted } })
    expect(made.phone.notifications.zenMode).toBe(mode)
    expect(events(made, 'notification_alert')).toHaveLength(intercepted ? 0 : 1)
  })
})
