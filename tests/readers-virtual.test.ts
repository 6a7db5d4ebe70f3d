import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type EventEntry, readEventLog } from '../src/android/event-log.ts'
import { type NotificationEntry, readNotificationDump } from '../src/android/notification-dump.ts'
import { type NotificationContent, type NotificationRecord, newChannel } from '../virtual/android/notification.ts'
import type { Phone } from '../virtual/android/phone.ts'
import { notificationFlags } from '../virtual/android/notification-text.ts'
import { chatPackage, dumpsys, phoneWithChat, runCommand } from '../virtual/shell/dumpsys/dump-fixture.ts'
import { logcatCommands } from '../virtual/shell/logcat/logcat.ts'
import { notificationCommand } from '../virtual/shell/notification/notification-command.ts'

// Two worlds that never import each other meet here: what a virtual phone prints, the harness must read back.

const apiLevels = [28, 29, 30, 31, 32, 33, 34, 35, 36]
const runs = Number(process.env['RUNS'] ?? 25)

/** What apps may put into a text, and what imitates the dump around it. */
const pieces = [
  ...['a', 'Ann', 'hello world', '林小满', '你好', '👍🏽', '👩‍👩‍👧', 'é', 'שלום', 'x=1', 'a|b', ', ', ' - ', '"', "'", '\\'],
  ...['(', ')', '()', '{', '}', '{"a":{"b":[1,")"]}}', '[0] ', ']', '=', '|', ':', ' ', '  ', '   '],
  ...['\n', '\n\n', '\t', '\r', '\r\n', '\u0007', '\u001b[31m', '\u0085', '\u2028', '\u3000'],
  ...['\n  Notification List:\n', '\n  Enqueued Notification List:\n', '\n  mArchive=Archive (0 notifications)\n'],
  ...['\n  Snoozed notifications:\n    key: 0|com.x|1|null|10001\n', '\n  \n', '\nUsage Stats:\n'],
  ...[
    'android.title=String (x)',
    '\nandroid.text=String (y)\n',
    '\n    android.title=null',
    '\nextras={\n',
    '\n}\n',
    ')\n}\n',
  ],
  ...[
    '\n    NotificationRecord(0x01: pkg=com.x user=UserHandle{0} id=1 tag=null importance=4 key=0|com.x|1|null|10001',
  ],
  ...[
    '\n    StatusBarNotification(pkg=com.x user=UserHandle{0} id=1',
    ' key=0|com.x|1|null|1',
    ' importance=4',
    ' pri=0',
  ],
  ...['String [length=3]', 'null', ' until: 5', 'publicNotification=', '\n  publicNotification=\n', '\nflags=0x2\n'],
  ...['\nCurrent Notification Manager state:\n', '\nDUMP OF SERVICE meminfo', '...', '\n...\n', ' vis=SECRET'],
]

/**
 * Not even a person could tell these from the dump itself, since texts stand in it unquoted: a line with the very indent of
 * a field or of an entry, in the very form of one. Such lines are left out.
 */
function imitatesWithItsIndent(text: string): boolean {
  return /\n {5,}\S*[={[]/.test(text) || /\n {6,}\}/.test(text)
}

const text = fc
  .array(fc.constantFrom(...pieces), { maxLength: 6 })
  .map((parts) => parts.join(''))
  .filter((made) => !imitatesWithItsIndent(made))
const plainText = fc.constantFrom('Ann', '林小满', 'a (b)', '', 'x {y', '))', 'two\nlines', 'hi :)\n...')
const texts = fc
  .oneof(text, plainText, fc.string({ unit: 'grapheme', maxLength: 30 }))
  .filter((made) => !imitatesWithItsIndent(made))

/** A tag is part of the key, which has no end of its own either; the words null and NULL mean that there is none. */
const tags = fc
  .oneof(
    fc.constant(null),
    fc
      .array(
        fc.constantFrom(
          'a',
          'room:4',
          '|',
          ' ',
          ',',
          '^',
          '=',
          '\n',
          'key=',
          ' key=0|x|1|',
          '林',
          '👍',
          '{',
          ')',
          'g:',
        ),
        { maxLength: 5 },
      )
      .map((parts) => parts.join('')),
  )
  .filter((tag) => tag === null || !/^(?:null|NULL)$/.test(tag))

const channelIds = ['chat messages', 'a b pri', 'c=d', 'x shortcut', 'm"1"', '频道 1', '(c)', 'e, f'] as const

const posts = fc.record({
  id: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  tag: tags,
  channelId: fc.constantFrom(...channelIds),
  title: fc.option(texts),
  text: fc.option(texts),
  bigText: fc.option(texts),
  tickerText: fc.option(texts),
  flags: fc.constantFrom(0, 0x2, 0x10, 0x8, 0x18, 0x1000, 0x2a),
  visibility: fc.constantFrom(-1 as const, 0 as const, 1 as const),
  category: fc.option(fc.constantFrom('msg', 'a b')),
  groupKey: fc.option(fc.constantFrom('room', 'a b', 'g|h', 'x=y', '群')),
  groupSummary: fc.boolean(),
  sortKey: fc.option(fc.constantFrom('1', 'a b')),
  actions: fc.array(texts, { maxLength: 2 }),
  extra: fc.option(texts),
  zenMode: fc.constantFrom('off' as const, 'priority' as const, 'none' as const),
})
type Post = typeof posts extends fc.Arbitrary<infer Value> ? Value : never

const phones = new Map<number, Phone>()
const phoneAt = (apiLevel: number): Phone => {
  const phone = phones.get(apiLevel)
  if (phone === undefined) throw new Error(`there is no phone of API ${String(apiLevel)}`)
  return phone
}

beforeAll(async () => {
  for (const apiLevel of apiLevels) {
    const { phone } = await phoneWithChat(apiLevel)
    for (const id of channelIds) {
      phone.notifications.createChannel(chatPackage, newChannel(id, 'Messages', 4, { sound: null }))
    }
    phones.set(apiLevel, phone)
  }
})

function post(phone: Phone, wish: Post): NotificationRecord {
  const {
    id,
    tag,
    title,
    text: body,
    bigText,
    tickerText,
    category,
    groupKey,
    sortKey,
    actions,
    extra,
    zenMode,
    ...rest
  } = wish
  phone.notifications.setZenMode(zenMode)
  const content: NotificationContent = {
    ...rest,
    title,
    text: body,
    when: 0,
    color: 0xff112233,
    contentIntent: null,
    ...(bigText === null ? {} : { bigText }),
    ...(tickerText === null ? {} : { tickerText }),
    ...(category === null ? {} : { category }),
    ...(groupKey === null ? {} : { groupKey }),
    ...(sortKey === null ? {} : { sortKey }),
    ...(actions.length === 0 ? {} : { actions: actions.map((name) => ({ title: name, intent: null })) }),
    ...(extra === null ? {} : { extras: { 'com.x.extra': extra, 'com.x.number': 3 } }),
  }
  const posted = phone.notifications.post({ packageName: chatPackage, opPkg: chatPackage, pid: 4321, id, tag, content })
  if (!posted.posted) throw new Error(`the phone refused the notification: ${posted.why}`)
  return posted.record
}

/** What the reader must give back. `null` for redacted: made without --noredact. */
function expected(record: NotificationRecord, apiLevel: number, redacted: boolean): NotificationEntry {
  const { content } = record
  const flags = notificationFlags(content)
  return {
    package: record.packageName,
    opPkg: apiLevel >= 29 ? record.opPkg : null,
    userId: 0,
    id: record.id,
    tag: record.tag,
    key: record.key,
    channelId: content.channelId,
    importance: record.importance,
    intercepted: record.intercepted,
    title: redacted ? null : content.title,
    text: redacted ? null : content.text,
    titleRedacted: redacted && content.title !== null,
    textRedacted: redacted && content.text !== null,
    bigText: redacted ? null : (content.bigText ?? null),
    flags,
    ongoing: (flags & 0x2) !== 0,
    visibility: content.visibility,
    groupKey: record.groupKey,
    groupSummary: (flags & 0x200) !== 0,
    postedAtMs: record.postedAtMs,
    updatedAtMs: record.updatedAtMs,
  }
}

async function withPosted(
  apiLevel: number,
  wishes: readonly Post[],
  check: (phone: Phone, records: readonly NotificationRecord[]) => Promise<void>,
): Promise<void> {
  const phone = phoneAt(apiLevel)
  const records = wishes.map((wish) => post(phone, wish))
  try {
    await check(phone, phone.notifications.list())
  } finally {
    for (const { key } of records) phone.notifications.cancel(key, 8)
  }
}

const several = fc.uniqueArray(posts, {
  minLength: 1,
  maxLength: 3,
  selector: ({ id, tag }) => `${String(id)}|${tag ?? ''}`,
})

describe.each(apiLevels)('Android API %i', (apiLevel) => {
  it.each([false, true])('dumpsys notification, redacted: %s', async (redacted) => {
    await fc.assert(
      fc.asyncProperty(several, (wishes) =>
        withPosted(apiLevel, wishes, async (phone, records) => {
          const words = redacted ? [] : ['--noredact']
          const dump = readNotificationDump(await dumpsys(phone, 'notification', ...words))
          expect(dump.posted).toEqual(records.map((record) => expected(record, apiLevel, redacted)))
          expect([dump.enqueued, dump.snoozed]).toEqual([[], []])
        }),
      ),
      { numRuns: runs },
    )
  })

  it.skipIf(apiLevel < 30)('cmd notification get', async () => {
    await fc.assert(
      fc.asyncProperty(posts, (wish) =>
        withPosted(apiLevel, [wish], async (phone, [record]) => {
          if (record === undefined) throw new Error('nothing is posted')
          const { out } = await runCommand(notificationCommand, phone, ['notification', 'get', record.key])
          expect(readNotificationDump(out).posted).toEqual([expected(record, apiLevel, false)])
        }),
      ),
      { numRuns: runs },
    )
  })

  it.skipIf(apiLevel < 30)('cmd notification list', async () => {
    const oneLine = several.filter((wishes) => wishes.every(({ tag }) => !tag?.includes('\n')))
    await fc.assert(
      fc.asyncProperty(oneLine, (wishes) =>
        withPosted(apiLevel, wishes, async (phone, records) => {
          const { out } = await runCommand(notificationCommand, phone, ['notification', 'list'])
          expect(readNotificationDump(out).posted.map(({ key, tag }) => [key, tag])).toEqual(
            records.map(({ key, tag }) => [key, tag]),
          )
        }),
      ),
      { numRuns: 10 },
    )
  })

  it('the archive, and what is snoozed', async () => {
    await fc.assert(
      fc.asyncProperty(posts, async (wish) => {
        const phone = phoneAt(apiLevel)
        const record = post(phone, wish)
        if (apiLevel >= 30) {
          await runCommand(notificationCommand, phone, ['notification', 'snooze', '--for', '60000', record.key])
        } else phone.notifications.cancel(record.key, 8)
        const dump = readNotificationDump(await dumpsys(phone, 'notification'))
        if (apiLevel >= 30) {
          expect(dump.snoozed).toMatchObject([{ key: record.key, tag: record.tag, id: record.id, title: null }])
          await runCommand(notificationCommand, phone, ['notification', 'unsnooze', record.key])
          phone.notifications.cancel(record.key, 8)
        } else {
          const { key, tag, content } = record
          const { channelId, visibility } = content
          const flags = notificationFlags(content)
          expect(dump.archived[0]).toMatchObject({ key, tag, channelId, visibility, flags, groupKey: record.groupKey })
          expect(dump.archived[0]).not.toHaveProperty('unreadable')
        }
        expect(dump.posted).toEqual([])
      }),
      { numRuns: runs },
    )
  })
})

describe('logcat -b events', () => {
  const formats = [
    'threadtime',
    'time',
    'brief',
    'process',
    'tag',
    'long',
    'threadtime,uid',
    'threadtime,epoch',
    'threadtime,monotonic',
    'threadtime,year,zone,usec',
    'threadtime,UTC,nsec',
    'time,uid,year',
    'brief,uid',
    'process,uid',
    'long,uid,epoch',
    'threadtime,color',
    'brief,color',
    'threadtime,descriptive',
  ]
  // A comma with a number and `Notification(` in the tag would be what stands behind it.
  it.each(formats.flatMap((format, at) => [[format, apiLevels[at % apiLevels.length] ?? 28] as const]))(
    '-v %s of API %i',
    async (format, apiLevel) => {
      await fc.assert(
        fc.asyncProperty(posts, async (wish) => {
          const phone = phoneAt(apiLevel)
          phone.log.clear(['events'])
          const record = post(phone, wish)
          phone.notifications.cancel(record.key, 8)
          const words = format.split(',').flatMap((word) => ['-v', word])
          const { out } = await runCommand(logcatCommands.get('logcat'), phone, [
            'logcat',
            '-b',
            'events',
            '-d',
            ...words,
          ])
          const { events } = readEventLog(out)
          const of = (tag: string): EventEntry | undefined => events.find((event) => event.tag === tag)
          expect(of('notification_enqueue')).toMatchObject({
            package: chatPackage,
            pid: 4321,
            userId: 0,
            id: wish.id,
            notificationTag: wish.tag,
            channelId: wish.channelId,
            flags: notificationFlags(record.content),
            status: 0,
            cut: false,
          })
          expect(of('notification_canceled')).toMatchObject({
            key: record.key,
            notificationTag: wish.tag,
            id: wish.id,
            reason: 8,
            cut: false,
          })
        }),
        { numRuns: runs },
      )
    },
  )

  it.each(['thread', 'raw'])('-v %s leaves the tag out, which is an error that says so', async (format) => {
    const phone = phoneAt(34)
    phone.log.clear(['events'])
    phone.log.event('am_kill', 910, [0, 123, 'com.x', 905, 'stop', 1n])
    const { out } = await runCommand(logcatCommands.get('logcat'), phone, [
      'logcat',
      '-b',
      'events',
      '-d',
      '-v',
      format,
    ])
    expect(() => readEventLog(out)).toThrow(/^line 2 .*its format leaves the tag out/)
  })
})
