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
    [
      'enqueue with more of a vendor in the text',
      'notification_enqueue: [10123,4321,com.x,7,NULL,999,Notification(channel=c shortcut=null contentView=null vibrate=null sound=null defaults=0 flags=AUTO_CANCEL color=0x00000000 vis=PRIVATE internalType=0 internalPriority=-1),0]',
      { userId: 999, flags: 0x10, status: 0, channelId: 'c' },
    ],
    [
      'enqueue cut in the channel',
      'notification_enqueue: [10123,4321,com.x,7,t,0,Notification(channel=mess',
      { channelId: null, cut: true },
    ],
    ['enqueue cut in the package', 'notification_enqueue: [10123,4321,com.exam', { package: null, cut: true }],
    [
      'action of Android 15',
      'notification_action_clicked: [0|com.x|7|null|10123,a1,PendingIntent{1: x},0,50,40,30,0,1]',
      { action: 'click', lifespanMs: 50, exposureMs: 30 },
    ],
    [
      'key with a number in its tag',
      'notification_canceled: [0|com.x|7|a|12,b|10123,8,33,33,0,-1,-1,NULL]',
      { key: '0|com.x|7|a|12,b|10123', reason: 8 },
    ],
    [
      'described durations',
      'notification_canceled: [key=0|com.x|7|null|10123,reason=8,lifespan=1784ms,freshness=2s,exposure=0]',
      { lifespanMs: 1784, freshnessMs: 2000, exposureMs: 0 },
    ],
    [
      'force-stop by the ROM of Xiaomi',
      'am_kill : [0,1,com.x,900,stop com.x due to from process:com.miui.securitycenter,5]',
      { action: 'force-stop', by: 'com.miui.securitycenter', rss: 5 },
    ],
    [
      'force-stop by the ROM of vivo',
      'am_kill : [0,1,com.x,100,stop com.x due to stop by com.vivo.abe]',
      { action: 'force-stop', by: 'com.vivo.abe' },
    ],
    [
      'an update is no force-stop by a user',
      'am_kill : [0,1,com.x,100,stop com.x due to installPackageLI]',
      { action: 'package-change', by: null },
    ],
    [
      'a cached process is no force-stop',
      'am_kill : [0,1,com.x,915,CachedClean[(cch-empty)]]',
      { action: 'kill', reason: 'CachedClean[(cch-empty)]' },
    ],
    [
      'isolated, without memory',
      'am_kill : [0,13938,com.x:sandboxed_process0,0,isolated not needed,0]',
      { rss: 0, oomAdj: 0 },
    ],
    [
      'lmkd',
      "lowmemorykiller: Kill 'com.x' (4321), uid 10123, oom_score_adj 900 to free 1234kB",
      { action: 'kill', by: 'lmkd', oomAdj: 900, pid: 4321 },
    ],
    [
      'a death in the main buffer',
      'ActivityManager: Process com.x:push (pid 12) has died: cch+5 CEM',
      { action: 'died', process: 'com.x:push', package: 'com.x' },
    ],
    [
      'iAware kills nothing here',
      'AwareLog: AwareMem_Kill: updateGroupList package: not kill critical frequent=com.x, uid=10170',
      { action: 'spared', package: 'com.x', uid: 10170 },
    ],
    [
      'an app hands in, in the main buffer',
      'NotificationManager: com.x: notify(7, a, b, Notification(channel=c shortcut=null contentView=null vibrate=null sound=null defaults=0x0 flags=0x200 color=0x00000000 vis=PRIVATE semFlags=0x0 semPriority=0 semMissedCount=0)) as user',
      { action: 'enqueue', notificationTag: 'a, b', flags: 0x200, channelId: 'c' },
    ],
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
    ['brief with uid', 'I/am_proc_died(system:  910): [0,1,com.x]', null],
    ['process', 'I(  910) [0,1,com.x]  (am_proc_died)', null],
    ['process with uid', 'I( 1000:  910) [0,1,com.x]  (am_proc_died)', null],
    ['monotonic', '   123.456  1000  1042 I am_proc_died: [0,1,com.x]', '123.456'],
    ['color', `\u001b[38;5;40m11-20 21:57:56.767  1000  1042 I ${message}\u001b[0m`, '11-20 21:57:56.767'],
    [
      'Android Studio',
      '2026-11-20 21:57:56.767  1000-1042  am_proc_died  system_server  I  [0,1,com.x]',
      '2026-11-20 21:57:56.767',
    ],
    [
      'old Android Studio',
      '2026-11-20 21:57:56.767 1000-1042/? I/am_proc_died: [0,1,com.x]',
      '2026-11-20 21:57:56.767',
    ],
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

  it('reads -v long, and texts with line breaks', () => {
    const text = `--------- beginning of events
[ 11-20 21:57:56.767  1000: 1042 I/am_proc_died ]
[0,1,com.x]

[ 11-20 21:57:56.768  1000: 1042 I/notification_enqueue ]
[1,2,com.x,7,a

b,0,Notification(channel=c),1]

`
    expect(readEventLog(text).events).toMatchObject([{ process: 'com.x' }, { notificationTag: 'a\n\nb', status: 1 }])
    const lines = `${at}notification_enqueue: [1,2,com.x,7,a\n${at}notification_enqueue: b,0,Notification(channel=c),1]\n`
    expect(readEventLog(lines).events).toMatchObject([{ notificationTag: 'a\nb', status: 1, cut: false }])
  })

  it('reads the event log of a bug report alone', () => {
    const report = `------ SYSTEM LOG (logcat -v threadtime) ------\n${at}ActivityManager: Force stopping com.y appid=1 user=0: x\n------ EVENT LOG TAGS (/etc/event-log-tags) ------\n42 answer (to life|3)\n------ EVENT LOG (logcat -b events -v threadtime -v printable -v uid -d *:v) ------\n--------- beginning of events\n11-20 21:57:56.767  1000  2837  5011 I am_proc_died: [0,1,com.x]\n------ 0.1s was the duration of 'EVENT LOG' ------\nno log at all\n`
    expect(readEventLog(report).events.map(({ package: name }) => name)).toEqual(['com.x'])
  })

  it('passes over what adb and people write around it', () => {
    const text = `\uFEFF* daemon not running; starting now at tcp:5037\r\n* daemon started successfully\r\n$ adb logcat -b events -d\r\n...\r\n${at}am_proc_died: [0,1,com.x]\r\nlogcat: Unexpected EOF!\r\n`
    expect(readEventLog(text).events).toMatchObject([{ process: 'com.x', cut: false }])
  })

  const unreadable: readonly (readonly [string, string, number])[] = [
    ['nothing', '', 1],
    ['bytes among the lines', `${at}am_proc_died: [0,1,com.x]\n\u0000\u0001\uFFFD\uFFFD\n`, 2],
    ['-v raw', '--------- beginning of events\n[0,1,com.x]', 2],
    ['-v thread', 'I(  910:  910) [0,1,com.x]', 1],
    ['a known tag without its list', `${at}am_kill : nothing`, 1],
    ['no event at all', `${at}Zygote  : hello`, 1],
    ['a line of another kind', `${at}am_proc_died: [0,1,com.x]\nerror: device offline`, 2],
    ['too few values', `${at}am_proc_died: [0,1,com.x]\n${at}am_kill: [0]`, 2],
  ]
  it.each(unreadable)('%s is an error that names the line', (_name, text, line) => {
    expect(() => readEventLog(text)).toThrow(UnreadableDump)
    expect(() => readEventLog(text)).toThrow(new RegExp(`^line ${String(line)} `))
  })
})
