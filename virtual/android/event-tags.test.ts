import { describe, expect, test } from 'vitest'
import * as tags from './event-tags.ts'
import type { NotificationContent } from './notification.ts'
import { flagsText } from './notification-text.ts'

const content: NotificationContent = {
  channelId: 'chat messages',
  title: 'Ann',
  text: 'Hi, [you]',
  flags: 0x10,
  when: 0,
  visibility: 0,
  color: 0,
  contentIntent: null,
  category: 'msg',
}

describe('notification_enqueue', () => {
  test.each([
    [
      28,
      'channel=chat messages pri=0 contentView=null vibrate=null sound=null defaults=0x0 flags=0x10 color=0x00000000 category=msg vis=PRIVATE',
      [],
    ],
    [
      34,
      'channel=chat messages shortcut=null contentView=null vibrate=null sound=null defaults=0x0 flags=0x10 color=0x00000000 category=msg vis=PRIVATE',
      [],
    ],
    [
      35,
      'channel=chat messages shortcut=null contentView=null vibrate=null sound=null defaults=0 flags=AUTO_CANCEL color=0x00000000 category=msg vis=PRIVATE',
      [],
    ],
    [
      36,
      'channel=chat messages shortcut=null contentView=null vibrate=null sound=null defaults=0 flags=AUTO_CANCEL color=0x00000000 category=msg vis=PRIVATE',
      [0],
    ],
  ] as const)('in the layout of API %i', (apiLevel, text, more) => {
    const values = tags.notificationEnqueueValues(apiLevel, {
      uid: 10123,
      pid: 4321,
      packageName: 'com.x',
      id: 7,
      tag: null,
      content,
      status: 'post',
    })
    expect(values).toEqual([10123, 4321, 'com.x', 7, 'NULL', 0, `Notification(${text})`, 0, ...more])
  })
})

test.each([
  [
    'am_kill of Android 13',
    tags.amKillValues(33, { pid: 5, processName: 'com.x', oomAdj: 905, reason: 'stop com.x' }),
    '[0,5,com.x,905,stop com.x]',
  ],
  [
    'am_kill of Android 14',
    tags.amKillValues(34, { pid: 5, processName: 'com.x', oomAdj: 905, reason: 'r', rssKib: 79208 }),
    '[0,5,com.x,905,r,79208]',
  ],
  [
    'am_proc_start of Android 9',
    tags.amProcStartValues(28, {
      pid: 5,
      uid: 10001,
      processName: 'com.x',
      type: 'activity',
      component: 'com.x/.Main',
    }),
    '[0,5,10001,com.x,activity,com.x/.Main]',
  ],
  [
    'am_proc_start of Android 14',
    tags.amProcStartValues(34, { pid: 5, uid: 10001, processName: 'com.x', type: 'broadcast', component: 'com.x/.R' }),
    '[0,5,10001,com.x,broadcast,{com.x/com.x.R}]',
  ],
  [
    'am_proc_died',
    tags.amProcDiedValues({ pid: 5, processName: 'com.x', oomAdj: 999, procState: 19 }),
    '[0,5,com.x,999,19]',
  ],
  [
    'notification_canceled',
    tags.notificationCanceledValues(33, {
      key: '0|a|1|null|10',
      reason: 8,
      lifespanMs: 1784,
      freshnessMs: 1780,
      exposureMs: 0,
    }),
    '[0|a|1|null|10,8,1784,1780,0,-1,-1,NULL]',
  ],
  [
    'notification_canceled of Android 8',
    tags.notificationCanceledValues(27, {
      key: '0|a|1|null|10',
      reason: 8,
      lifespanMs: 33,
      freshnessMs: 33,
      exposureMs: 0,
    }),
    '[0|a|1|null|10,8,33,33,0,NULL]',
  ],
  ['one value', [18], '18'],
  ['no value', [], ''],
] as const)('%s', (_, values, text) => {
  expect(tags.eventText(values)).toBe(text)
})

test('activity events change their prefix with Android 11', () => {
  expect(tags.activityEvent('on_resume_called', 29)).toBe('am_on_resume_called')
  expect(tags.activityEvent('on_resume_called', 30)).toBe('wm_on_resume_called')
  expect(tags.eventTagNumber('wm_on_resume_called')).toBe(30022)
  expect(tags.eventTagNumber('notification_unautogrouped')).toBe(275534)
  expect(() => tags.eventTagNumber('nothing')).toThrow('the events log has no tag nothing')
})

test.each([
  [0, 35, '0'],
  [0x206a, 34, '0x206a'],
  [0x206a, 36, 'ONGOING_EVENT|ONLY_ALERT_ONCE|NO_CLEAR|FOREGROUND_SERVICE|NO_DISMISS'],
  [0x110, 35, 'AUTO_CANCEL|LOCAL_ONLY'],
  [0x80010, 35, 'AUTO_CANCEL|UNKNOWN(0x00080000)'],
  [0x80000, 35, '0'],
])('flags %i at API %i', (flags, apiLevel, text) => {
  expect(flagsText(flags, apiLevel)).toBe(text)
})
