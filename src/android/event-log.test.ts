import { describe, expect, it } from 'vitest'
import { readEventLine, readEventLog } from './event-log.ts'
import { UnreadableDump } from './unreadable-dump.ts'

const at = '11-20 21:57:56.767  1000  1042 I '

describe('events', () => {
  const cases: readonly (readonly [string, string, Readonly<Record<string, unknown>>])[] = [
    [
      'enqueue of Android 7 to 14',
      'notification_enqueue: [10123,4321,com.x,7,NULL,0,Notification(channel=a, b shortcut=null vibrate=[0,250] vis=PRIVATE),1]',
      {
        package: 'com.x',
        pid: 4321,
        uid: 10123,
        id: 7,
        notificationTag: null,
        userId: 0,
        channelId: 'a, b',
        status: 1,
      },
    ],
    [
      'enqueue of Android 16',
      'notification_enqueue: [10123,4321,com.x,7,a,b,0,Notification(channel=c shortcut=null),0,1]',
      { notificationTag: 'a,b', userId: 0, status: 0 },
    ],
    [
      'enqueue that is cut',
      'notification_enqueue: [10123,4321,com.x,7,t,0,Notification(channel=c ...',
      { notificationTag: 't', channelId: 'c', status: null, cut: true },
    ],
    [
      'cancel',
      'notification_cancel: [10123,4321,com.x,7,t,0,0,64,8,NULL]',
      { package: 'com.x', id: 7, notificationTag: 't', userId: 0, reason: 8 },
    ],
    [
      'canceled with 8 values',
      'notification_canceled: [0|com.x|7|a,b|10123,1,1784,1780,12,-1,-1,NULL]',
      {
        key: '0|com.x|7|a,b|10123',
        package: 'com.x',
        notificationTag: 'a,b',
        reason: 1,
        lifespanMs: 1784,
        exposureMs: 12,
      },
    ],
    [
      'clicked',
      'notification_clicked: [0|com.x|7|null|10123,5,4,3,0,1]',
      { key: '0|com.x|7|null|10123', lifespanMs: 5, freshnessMs: 4, exposureMs: 3 },
    ],
    [
      'start with braces',
      'am_proc_start: [0,1879,10196,com.x:push,service,{com.x/com.x.bg.Service}]',
      { pid: 1879, process: 'com.x:push', package: 'com.x', component: 'com.x/com.x.bg.Service', reason: 'service' },
    ],
    ['death with 3 values', 'am_proc_died: [0,20074,com.x]', { pid: 20074, package: 'com.x', oomAdj: null }],
    ['death with 7 values', 'am_proc_died: [0,20074,com.x,-700,0,1,2]', { oomAdj: -700, procState: 0 }],
    ['kill, tag padded', 'am_kill : [0,1879,com.x,999,empty #24]', { reason: 'empty #24', oomAdj: 999 }],
    [
      'kill with memory behind',
      'am_kill : [0,1879,com.x,905,stop com.x, really,79208]',
      { reason: 'stop com.x, really', oomAdj: 905 },
    ],
    [
      'kill with memory in front',
      'am_kill : [0,1879,79208,com.x,905,cached #3]',
      { process: 'com.x', reason: 'cached #3', oomAdj: 905 },
    ],
    ['activity', 'wm_resume_activity: [0,123,45,com.x/.Main]', { package: 'com.x', component: 'com.x/.Main' }],
    ['described values', 'am_proc_bound: [User=0,PID=12,Process Name=com.x]', { userId: 0, pid: 12, process: 'com.x' }],
    ['a single value', 'notification_panel_revealed: 0', { tag: 'notification_panel_revealed', values: ['0'] }],
    [
      'a force-stop in the main buffer',
      'ActivityManager: Force stopping com.x appid=10183 user=0: from pid 1076',
      { action: 'force-stop', package: 'com.x', reason: 'from pid 1076' },
    ],
  ]
  it.each(cases)('%s', (_name, message, expected) => {
    expect(readEventLine(at + message)).toMatchObject(expected)
  })
})

describe('formats of the line', () => {
  const message = 'am_proc_died: [0,1,com.x]'
  const cases: readonly (readonly [string, string, string | null])[] = [
    ['threadtime', `11-20 21:57:56.767  1000  1042 I ${message}`, '11-20 21:57:56.767'],
    ['usec', `11-20 21:57:56.767123  1000  1042 I ${message}`, '11-20 21:57:56.767123'],
    ['year and zone', `2026-11-20 21:57:56.767 +0200  1000  1042 I ${message}`, '2026-11-20 21:57:56.767 +0200'],
    ['epoch', `         1790448214.410  1409  2589 I ${message}`, '1790448214.410'],
    ['uid number', `11-20 21:57:56.767  1000  2837  5011 I ${message}`, '11-20 21:57:56.767'],
    ['uid name', `11-20 21:57:56.767 u0a123  2837  5011 I ${message}`, '11-20 21:57:56.767'],
    ['time', '11-20 21:57:56.767 I/am_proc_died( 1000): [0,1,com.x]', '11-20 21:57:56.767'],
    ['brief', 'I/am_proc_died( 1000): [0,1,com.x]', null],
    ['tag', 'I/am_proc_died: [0,1,com.x]', null],
    ['cut in front', `I ${message}`, null],
  ]
  it.each(cases)('%s', (_name, line, time) => {
    expect(readEventLine(line)).toMatchObject({ tag: 'am_proc_died', time, process: 'com.x' })
  })
})

describe('a whole log', () => {
  it('passes over headings and lines of other buffers', () => {
    const text = `--------- beginning of events\n${at}am_proc_died: [0,1,com.x]\n${at}Zygote  : hello\n`
    expect(readEventLog(text).events.map((event) => event.tag)).toEqual(['am_proc_died'])
  })

  const unreadable: readonly (readonly [string, string, number])[] = [
    ['nothing', '', 1],
    ['no event at all', `${at}Zygote  : hello`, 1],
    ['a line of another kind', `${at}am_proc_died: [0,1,com.x]\nerror: device offline`, 2],
    ['too few values', `${at}am_proc_died: [0,1,com.x]\n${at}am_kill: [0]`, 2],
  ]
  it.each(unreadable)('%s is an error that names the line', (_name, text, line) => {
    expect(() => readEventLog(text)).toThrow(UnreadableDump)
    expect(() => readEventLog(text)).toThrow(new RegExp(`^line ${String(line)} `))
  })
})
