import { beforeAll, describe, expect, it } from 'vitest'
import { readEventLog } from '../src/android/event-log.ts'
import {
  type NotificationDump,
  type NotificationEntry,
  readNotificationDump,
} from '../src/android/notification-dump.ts'
import { UnreadableDump } from '../src/android/unreadable-dump.ts'
import type { NotificationRecord } from '../virtual/android/notification.ts'
import { dumpsys, phoneWithChat, postMessage, runCommand } from '../virtual/shell/dumpsys/dump-fixture.ts'
import { logcatCommands } from '../virtual/shell/logcat/logcat.ts'

// Printed dumps, damaged in every place: a reader may say that it cannot read, but it never tells what is not true.

const apiLevels = [28, 30, 31, 33, 36]
/** Cuts are tried at every so many characters, beginning with another one for each version. */
const step = 29

interface Printed {
  readonly text: string
  readonly records: readonly NotificationRecord[]
}
const printed = new Map<number, Printed>()

beforeAll(async () => {
  for (const apiLevel of apiLevels) {
    const { phone } = await phoneWithChat(apiLevel)
    postMessage(phone, { title: 'Ann (home)', text: 'Hi, {you}', groupKey: 'room 4' })
    phone.notifications.post({
      packageName: 'com.example.chat',
      opPkg: 'com.example.chat',
      pid: 4321,
      id: 8,
      tag: null,
      content: {
        channelId: 'chat messages',
        title: '林小满 :)',
        text: 'first (1)\n\nsecond\n  Notification List:\nthird)',
        bigText: 'big',
        flags: 0x1a,
        when: 5,
        visibility: 1,
        color: 0,
        contentIntent: null,
        actions: [{ title: 'Reply', intent: null }],
        extras: { 'com.x.json': '{"a":{"b":[1]}}' },
      },
    })
    const text = await dumpsys(phone, 'notification', '--noredact')
    printed.set(apiLevel, { text, records: phone.notifications.list() })
  }
})

/** Reads what is damaged; undefined when the reader says that it cannot. Any other error is the test's. */
function readDamaged(text: string): NotificationDump | undefined {
  try {
    return readNotificationDump(text)
  } catch (error) {
    if (error instanceof UnreadableDump) return undefined
    throw error
  }
}

/** What an entry says must be so, or else not be said. */
function untruths(entry: NotificationEntry, records: readonly NotificationRecord[]): readonly string[] {
  const record = records.find(({ key }) => key === entry.key)
  if (record === undefined) {
    const known = records.some(({ content }) => content.title === entry.title) || entry.title === null
    return [...(entry.key === null ? [] : ['key']), ...(known ? [] : ['title'])]
  }
  const { content, packageName, id, importance, postedAtMs, updatedAtMs } = record
  const truth: Readonly<Partial<Record<keyof NotificationEntry, unknown>>> = {
    title: content.title,
    text: content.text,
    bigText: content.bigText ?? null,
    channelId: content.channelId,
    package: packageName,
    id,
    importance,
    postedAtMs,
    updatedAtMs,
    flags: content.flags,
    visibility: content.visibility,
    groupKey: record.groupKey,
  }
  return (Object.keys(truth) as (keyof NotificationEntry)[]).filter(
    (name) => entry[name] !== null && entry[name] !== truth[name],
  )
}

/** The service's list ends here: behind it nothing tells of the notifications. */
function listOf(text: string): string {
  return text.slice(0, text.indexOf('mArchive='))
}

describe.each(apiLevels)('a dump of API %i', (apiLevel) => {
  const whole = (): Printed => printed.get(apiLevel) ?? { text: '', records: [] }

  it('is read when nothing is missing', () => {
    const { text, records } = whole()
    const dump = readNotificationDump(text)
    expect(dump.posted).toHaveLength(2)
    for (const entry of dump.posted) {
      expect(untruths(entry, records)).toEqual([])
      expect(entry).not.toHaveProperty('unreadable')
    }
  })

  it('cut anywhere', () => {
    const { text, records } = whole()
    for (let length = apiLevel % step; length < listOf(text).length; length += step) {
      for (const entry of readDamaged(text.slice(0, length))?.posted ?? []) {
        const where = `cut behind ${JSON.stringify(text.slice(Math.max(0, length - 60), length))}`
        expect(untruths(entry, records), where).toEqual([])
        if (entry.title === null || entry.text === null) expect(entry.unreadable, where).toBeDefined()
      }
    }
  })

  it('without any one line, or with it twice', () => {
    const { text, records } = whole()
    const lines = text.split('\n')
    const last = listOf(text).split('\n').length
    for (let at = 0; at < last; at++) {
      const line = lines[at] ?? ''
      // That a line inside a text is missing, or there twice, nobody can see.
      if (/^(?:$|second|third| {2}Notification List:)/.test(line)) continue
      for (const [what, changed] of [
        ['without', lines.filter((_, index) => index !== at)],
        ['twice', lines.flatMap((one, index) => (index === at ? [one, one] : [one]))],
      ] as const) {
        const dump = readDamaged(changed.join('\n'))
        for (const entry of dump?.posted ?? []) {
          const where = `${what} line ${String(at + 1)} ${JSON.stringify(line.slice(0, 80))}`
          expect(untruths(entry, records), where).toEqual([])
          const known = /^\s*android\.(?:title|text)=/.test(line) && what === 'without'
          if (!known && (entry.title === null || entry.text === null)) expect(entry.unreadable, where).toBeDefined()
        }
      }
    }
  })

  it('without any block of lines', () => {
    const { text, records } = whole()
    const lines = text.split('\n')
    const last = listOf(text).split('\n').length
    for (const size of [2, 5, 13, 40]) {
      for (let at = 0; at < last; at += 3) {
        const gone = lines.slice(at, at + size)
        // The middle of a text, see above; nor its first line, for the rest then belongs to the text before it.
        if (gone.some((line) => /^(?:$|second|third| {2}Notification List:)|\(first /.test(line))) continue
        const changed = [...lines.slice(0, at), ...lines.slice(at + size)].join('\n')
        for (const entry of readDamaged(changed)?.posted ?? []) {
          const foreign = entry.unreadable === undefined ? untruths(entry, records) : []
          // Where the second head went with what stood between, the rest of the second belongs to the first.
          const merged = gone.some((line) => line.includes('NotificationRecord('))
          if (!merged) expect(foreign, `without ${String(size)} lines from ${String(at + 1)} on`).toEqual([])
        }
      }
    }
  })
})

it('an events log cut anywhere tells nothing that is not so', async () => {
  const { phone } = await phoneWithChat(34)
  phone.log.clear(['events'])
  postMessage(phone, { title: 'Ann', text: 'Hi' })
  phone.notifications.cancel(phone.notifications.list()[0]?.key ?? '', 8)
  phone.log.event('am_proc_start', 910, [0, 1879, 10196, 'com.x:push', 'service', '{com.x/com.x.bg.Service}'])
  phone.log.event('am_kill', 910, [0, 1879, 'com.x:push', 905, 'stop com.x due to from pid 99', 79_208n])
  const { out } = await runCommand(logcatCommands.get('logcat'), phone, ['logcat', '-b', 'events', '-d'])
  const { events: all } = readEventLog(out)
  expect(all.length).toBeGreaterThan(4)
  for (let length = 0; length < out.length; length++) {
    let events: ReturnType<typeof readEventLog>['events'] = []
    try {
      events = readEventLog(out.slice(0, length)).events
    } catch (error) {
      expect(error).toBeInstanceOf(UnreadableDump)
    }
    events.forEach((event, at) => {
      for (const [name, value] of Object.entries(event)) {
        if (value === null || ['cut', 'values', 'tag', 'time'].includes(name)) continue
        // Without its reason, a force-stop is just a kill.
        if (event.cut && name === 'action') continue
        expect([name, value], `cut behind ${JSON.stringify(out.slice(Math.max(0, length - 80), length))}`).toEqual([
          name,
          (all[at] as Readonly<Record<string, unknown>> | undefined)?.[name],
        ])
      }
    })
  }
})
