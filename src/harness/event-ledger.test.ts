import { describe, expect, it } from 'vitest'
import { type EventEntry, readEventLine } from '../android/event-log.ts'
import { nothingSaid } from '../android/notification-entry.ts'
import { EventLedger } from './event-ledger.ts'

const app = { packageName: 'com.x', postedBy: ['com.xiaomi.xmsf'] }

/** A ledger that hears lines of logcat as they are given. */
function hearing(): {
  readonly ledger: EventLedger
  readonly says: (...lines: readonly string[]) => void
  readonly end: () => void
} {
  const listeners: ((event: EventEntry) => void)[] = []
  const stream = {
    ended: false,
    onEvent: (listener: (event: EventEntry) => void) => {
      listeners.push(listener)
      return () => undefined
    },
  }
  const says = (...lines: readonly string[]): void => {
    for (const line of lines) {
      const event = readEventLine(`11-21 03:00:00.000  1500  1600 I ${line}`)
      if (event !== undefined && event !== 'no-log-line') for (const listener of listeners) listener(event)
    }
  }
  return { ledger: new EventLedger(stream, app), says, end: () => (stream.ended = true) }
}

const text =
  'Notification(channel=c shortcut=null contentView=null vibrate=null sound=null defaults=0 flags=AUTO_CANCEL color=0x00000000 vis=PRIVATE)'
const enqueue = (packageName: string, id: number, status = 0): string =>
  `notification_enqueue: [10094,2000,${packageName},${String(id)},NULL,0,${text},${String(status)}]`
const started = 'am_proc_start: [0,4711,10123,com.x,activity,com.x/.Main]'

describe('the state of the log', () => {
  it.each([
    ['mute', [], false, 'mute'],
    ['with one old line, as `-T 1` begins', [started], false, 'mute'],
    ['speaking', [started, started], false, 'speaks'],
    ['broken off before it spoke', [], true, 'ended'],
  ])('%s', (_, lines, ended, state) => {
    const { ledger, says, end } = hearing()
    says(...lines)
    if (ended) end()
    expect(ledger.state).toBe(state)
  })
})

describe('what was handed in', () => {
  it('is found by its key, though the log names the uid of who called', () => {
    const { ledger, says } = hearing()
    says(enqueue('com.x', 7))
    expect(ledger.handedIn('0|com.x|7|null|10123', 0)).toMatchObject({ package: 'com.x' })
    expect(ledger.handedIn('0|com.x|8|null|10123', 0)).toBeUndefined()
    expect(ledger.handedIn('0|com.x|7|null|10123', Date.now() + 1000)).toBeUndefined()
  })

  it('was never listed, unless a dump listed it; other apps and what the service ignored are left out', () => {
    const { ledger, says } = hearing()
    says(
      enqueue('com.x', 7),
      enqueue('com.x', 8),
      enqueue('com.y', 9),
      enqueue('com.x', 10, 2),
      enqueue('com.xiaomi.xmsf', 11),
    )
    ledger.note([{ ...nothingSaid, package: 'com.x', id: 7, userId: 0 }])
    expect(ledger.neverListed(0).map(({ name }) => name)).toEqual(['0|com.x|8|null', '0|com.xiaomi.xmsf|11|null'])
  })

  it('went, and why', () => {
    const { ledger, says } = hearing()
    says('notification_canceled: [0|com.x|7|null|10123,8,40,40,0,0,1,NULL]')
    expect(ledger.cancelled('0|com.x|7|null')).toMatchObject({ reason: 8, lifespanMs: 40 })
  })
})

it('tells whose row was tapped', () => {
  const { ledger, says } = hearing()
  says('notification_clicked: [0|com.android.shell|2020|copy|2000,900,900,0,0,1]')
  expect(ledger.clickedSince(0)).toEqual(['com.android.shell'])
  expect(ledger.clickedSince(Date.now() + 1000)).toEqual([])
})
