import { describe, expect, it } from 'vitest'
import { readNotificationDump } from './notification-dump.ts'
import { UnreadableDump } from './unreadable-dump.ts'

const head = (rest: string): string =>
  `    NotificationRecord(0x0a1b2c3d: pkg=com.example.chat user=UserHandle{0} id=7 ${rest}`

/** Android 15 with --noredact: the content in a block of its own, flags as names. */
function android15(extras: readonly string[], tag = 'room-4'): string {
  return [
    'Current Notification Manager state:',
    '  Notification List:',
    head(
      `tag=${tag} importance=4 key=0|com.example.chat|7|${tag}|10123: Notification(channel=msgs shortcut=null contentView=null vibrate=null sound=null defaults=0 flags=AUTO_CANCEL|NO_CLEAR color=0x00000000 groupKey=a b category=msg vis=PRIVATE))`,
    ),
    '      uid=10123 userId=0',
    '      opPkg=com.xiaomi.xmsf',
    '      flags=AUTO_CANCEL|NO_CLEAR',
    `      key=0|com.example.chat|7|${tag}|10123`,
    '      groupKey=0|com.example.chat|g:a b',
    '      notification=',
    '            contentIntent=null',
    '            tickerText=null',
    '            timeout=PT0S',
    '            extras={',
    ...extras.map((line) => `                ${line}`),
    '            }',
    '      publicNotification=',
    '            extras={',
    '                android.title=String (the public one)',
    '            }',
    '      stats=SingleNotificationStats{posttimeElapsedMs=5123, isNoisy=true}',
    '      mImportance=HIGH',
    '      mIntercept=false',
    '      mCreationTimeMs=1789312501000',
    '      mUpdateTimeMs=1789312502000',
    "      effectiveNotificationChannel=NotificationChannel{mId='msgs', mName=Messages}",
    '  ',
    '  mMaxPackageEnqueueRate=5.0',
    '  mArchive=Archive (1 notification)',
    '    StatusBarNotification(pkg=com.example.mail user=UserHandle{10} id=1 tag=a|b key=10|com.example.mail|1|a|b|1010124: Notification(channel=Stop watch shortcut=null flags=ONGOING_EVENT vis=SECRET))',
    '  Enqueued Notification List:',
    head(
      'tag=null importance=2 key=0|com.example.chat|7|null|10123: Notification(channel=msgs shortcut=null vis=PUBLIC))',
    ),
    '      uid=10123 userId=0',
    '      stats=SingleNotificationStats{}',
    '  ',
    '',
    '  Snoozed notifications:',
    '    key: 0|com.example.chat|9|null|10123',
    '',
    ' Pending snoozed notifications',
    '    key: 0|com.example.chat|9|null|10123 until: 2026-11-20 10:00:00.000',
  ].join('\n')
}

describe('a whole dump of Android 15', () => {
  const dump = readNotificationDump(android15(['android.title=String (Ann)', 'android.text=SpannableString (Hi)']))

  it('tells the posted notification', () => {
    expect(dump.posted).toEqual([
      {
        package: 'com.example.chat',
        opPkg: 'com.xiaomi.xmsf',
        userId: 0,
        id: 7,
        tag: 'room-4',
        key: '0|com.example.chat|7|room-4|10123',
        channelId: 'msgs',
        importance: 4,
        intercepted: false,
        title: 'Ann',
        text: 'Hi',
        titleRedacted: false,
        textRedacted: false,
        bigText: null,
        flags: 0x30,
        ongoing: false,
        visibility: 0,
        groupKey: '0|com.example.chat|g:a b',
        groupSummary: false,
        postedAtMs: 1789312501000,
        updatedAtMs: 1789312502000,
      },
    ])
  })

  it('keeps what is not posted apart', () => {
    expect(
      dump.archived.map((entry) => [
        entry.package,
        entry.userId,
        entry.tag,
        entry.channelId,
        entry.ongoing,
        entry.visibility,
        entry.importance,
      ]),
    ).toEqual([['com.example.mail', 10, 'a|b', 'Stop watch', true, -1, null]])
    expect(dump.enqueued.map((entry) => [entry.key, entry.importance, entry.visibility])).toEqual([
      ['0|com.example.chat|7|null|10123', 2, 1],
    ])
    // Also the pending list names it: it is one notification.
    expect(dump.snoozed.map((entry) => entry.key)).toEqual(['0|com.example.chat|9|null|10123'])
  })
})

describe('values of extras', () => {
  const cases: readonly (readonly [string, readonly string[], string | null])[] = [
    ['one line', ['android.title=String (a)', 'android.text=String (b)'], 'b'],
    ['parentheses and braces', ['android.text=String (a) } (b} {)', 'android.showWhen=Boolean (true)'], 'a) } (b} {'],
    ['JSON in another extra', ['miui.focus.param=String ({"a":{"b":[1]}})', 'android.text=String (b)'], 'b'],
    [
      'a line that ends like a value',
      ['android.text=String (a)', 'still a)', 'android.showWhen=Boolean (true)'],
      'a)\n                still a',
    ],
    ['null', ['android.text=null'], null],
    [
      'an array before it',
      [
        'android.people.list=ArrayList ([x])',
        'android.messages=Parcelable[] (1)',
        '  [0] Bundle[{text=Ja, gerne}]',
        'android.text=String (b)',
      ],
      'b',
    ],
    ['empty', ['android.text=String ()'], ''],
    ['a length in clear text', ['android.text=String (String [length=3])'], 'String [length=3]'],
  ]
  it.each(cases)('%s', (_name, extras, text) => {
    expect(readNotificationDump(android15(extras)).posted[0]?.text).toBe(text)
  })

  it('goes on at column 0 after a line break of the text, even over blank lines and imitated headings', () => {
    const text = 'one\n\n  Notification List:\n      mCreationTimeMs=1\n}'
    const lines = android15(['android.title=String (t)', `android.text=String (${text})`])
    expect(readNotificationDump(lines).posted.map((entry) => [entry.title, entry.text, entry.postedAtMs])).toEqual([
      ['t', text, 1789312501000],
    ])
  })

  it('tells a redacted text from an absent one', () => {
    const [old] = readNotificationDump(android15(['android.title=String', 'android.template=String'])).posted
    expect([old?.title, old?.titleRedacted, old?.text, old?.textRedacted]).toEqual([null, true, null, false])
    const [current] = readNotificationDump(
      android15(['android.title=String [length=3]', 'android.text=SpannableString [length=12]']),
    ).posted
    expect([current?.titleRedacted, current?.textRedacted]).toEqual([true, true])
  })
})

describe('do not disturb', () => {
  const head8 = head('tag=null importance=4 key=0|com.example.chat|7|null|10123: Notification(channel=c))')
  const layouts: readonly (readonly [string, (line: string) => readonly string[]])[] = [
    [
      'Android 8 to 11, content among the fields',
      (line) => [
        head8,
        '      uid=10123 userId=0',
        '      extras={',
        '          android.title=String (mIntercept=true)',
        '      }',
        '      stats=SingleNotificationStats{isNoisy=true}',
        '      mImportanceExplanation=app',
        `      ${line}`,
        '      mHidden==false',
        '      mGlobalSortKey=crtcl=0x0002:intrsv=1:grnk=0x0000:gsmry=1:nsk:rnk=0x0000',
        '',
      ],
    ],
    [
      'Android 12 to 16, content in blocks of its own',
      (line) => [
        head8,
        '      uid=10123 userId=0',
        '      notification=',
        '            extras={',
        '                android.title=String (mIntercept=true)',
        '            }',
        '      publicNotification=',
        '            None',
        '      stats=SingleNotificationStats{isNoisy=true}',
        '      mSensitiveContent=false',
        `      ${line}`,
        '      mHidden==false',
        '',
      ],
    ],
    [
      'lines that a filter left',
      (line) => [head8, line, 'android.title=String (Ann)', 'stats=SingleNotificationStats{'],
    ],
  ]
  for (const [layout, lines] of layouts)
    it.each([
      ['mIntercept=true', true],
      ['mIntercept=false', false],
      ['mIntercept=', null],
      ['mHidden==false', null],
    ])(`${layout}: %s`, (line, intercepted) => {
      expect(readNotificationDump(lines(line).join('\n')).posted.map((entry) => entry.intercepted)).toEqual([
        intercepted,
      ])
    })
})

describe('heads', () => {
  const cases: readonly (readonly [string, string, Readonly<Record<string, unknown>>])[] = [
    [
      'Android 9 glues a word to the key',
      head(
        'tag=null importance=4 key=0|com.example.chat|7|null|10123appImportanceLocked=false: Notification(channel=a b pri=0 vibrate=[0,250] flags=0x218 vis=PUBLIC))',
      ),
      { key: '0|com.example.chat|7|null|10123', channelId: 'a b', flags: 0x218, groupSummary: true, visibility: 1 },
    ],
    [
      'a vendor adds a token',
      head(
        'tag=null importance=3 key=0|com.example.chat|7|null|10123 bbbc=0: Notification(channel=c shortcut=null flags=0x2))',
      ),
      { key: '0|com.example.chat|7|null|10123', channelId: 'c', ongoing: true },
    ],
    [
      'no importance',
      head('tag=x key=0|com.example.chat|7|x|10123: Notification(channel=c shortcut=null))'),
      { importance: null, tag: 'x', flags: null, ongoing: null },
    ],
    [
      'a tag with everything',
      head(
        'tag=gig:-9|^a key= importance=1 b importance=3 key=0|com.example.chat|7|gig:-9|^a key= importance=1 b|10123: Notification(channel=c shortcut=null))',
      ),
      { tag: 'gig:-9|^a key= importance=1 b', importance: 3 },
    ],
    [
      'a public version inside',
      head(
        'tag=null importance=3 key=0|com.example.chat|7|null|10123: Notification(channel=c pri=0 flags=0x10 vis=PRIVATE publicVersion=Notification(channel=d pri=0 flags=0x8 vis=PUBLIC)))',
      ),
      { channelId: 'c', flags: 0x10, visibility: 0 },
    ],
    [
      'unspecified importance',
      head('tag=null importance=-1000 key=0|com.example.chat|7|null|10123: Notification(channel=c shortcut=null))'),
      { importance: -1000 },
    ],
  ]
  it.each(cases)('%s', (_name, text, expected) => {
    expect(readNotificationDump(`${text}\n      stats=SingleNotificationStats{}`).posted[0]).toMatchObject(expected)
  })

  it('joins a head that is broken over lines', () => {
    const text =
      '    NotificationRecord(0x1: pkg=com.example.chat user=UserHandle{0}\n      id=7 tag=null importance=4 key=0|com.example.chat|7|null|10001\n      bbbc=0: Notification(channel=c shortcut=null category=msg))'
    expect(readNotificationDump(text).posted[0]).toMatchObject({
      id: 7,
      key: '0|com.example.chat|7|null|10001',
      channelId: 'c',
    })
  })
})

describe('what is not there', () => {
  it('is no error where nothing is posted', () => {
    expect(
      readNotificationDump(
        'Current Notification Manager state:\n  mUseAttentionLight=false\n  mArchive=Archive (0 notifications)\n',
      ).posted,
    ).toEqual([])
  })

  it('marks a record that is cut off, and does not call its title empty', () => {
    const whole = android15(['android.title=String (Ann)', 'android.text=String (Hi)'])
    const beforeExtras = readNotificationDump(whole.slice(0, whole.indexOf('tickerText'))).posted[0]
    expect(beforeExtras).toMatchObject({ title: null, unreadable: { line: 10 } })
    const insideValue = readNotificationDump(whole.slice(0, whole.indexOf('i)'))).posted[0]
    expect(insideValue).toMatchObject({ title: 'Ann', text: null, unreadable: { line: 15 } })
  })

  it('marks a record whose text ends between any two of its lines', () => {
    const lines = android15(['android.title=String (Ann)', 'android.text=String (Hi)']).split('\n')
    const first = lines.findIndex((line) => line.includes('uid=10123 userId=0'))
    const times = lines.findIndex((line) => line.includes('mUpdateTimeMs='))
    for (let end = first; end <= times; end++) {
      const cut = readNotificationDump(`${lines.slice(0, end).join('\n')}\n`).posted[0]
      expect([end, end + 1], `cut before ${lines[end] ?? ''}`).toContain(cut?.unreadable?.line)
    }
    const whole = readNotificationDump(`${lines.slice(0, times + 1).join('\n')}\n`).posted[0]
    expect(whole).toMatchObject({ postedAtMs: 1789312501000, updatedAtMs: 1789312502000 })
    expect(whole?.unreadable).toBeUndefined()
  })

  const unreadable: readonly (readonly [string, string, number])[] = [
    ['nothing', '', 1],
    ['blank lines', '\n\n', 1],
    ['another text', '\nhello\nworld', 2],
    ['a missing service', "Can't find service: notification", 1],
    ['a device that is gone', 'error: device offline', 1],
    [
      'a dump that timed out',
      "Current Notification Manager state:\n\n*** SERVICE 'notification' DUMP TIMEOUT (10000ms) EXPIRED ***",
      3,
    ],
    [
      'a garbled head',
      'Current Notification Manager state:\n  Notification List:\n    NotificationRecord(0x01: pkg=com.x user=',
      3,
    ],
    ['the SystemUI dump', 'NotifCollection:\n\t\t[0]  0|com.android.shell|2020|filt1|2000', 1],
  ]
  it.each(unreadable)('%s is an error that names the line', (_name, text, line) => {
    const read = (): unknown => readNotificationDump(text)
    expect(read).toThrow(UnreadableDump)
    expect(read).toThrow(new RegExp(`^line ${String(line)} `))
  })
})

it('finds the service in a bug report', () => {
  const report = `DUMP OF SERVICE meminfo:\nx\n--------- 0.01s was the duration of dumpsys meminfo, ending at: x\nDUMP OF SERVICE notification:\n${android15(['android.title=String (Ann)'])}\n--------- 0.012s was the duration of dumpsys notification, ending at: 2026-11-20 10:00:00\nDUMP OF SERVICE other:\n    NotificationRecord(garbled`
  expect(readNotificationDump(report).posted.map((entry) => entry.title)).toEqual(['Ann'])
})

it('reads excerpts without a head', () => {
  const dump = readNotificationDump(
    'extras={\n          android.title=String (T)\n          android.text=String (a\n b)\n      }\n      stats=SingleNotificationStats{}',
  )
  expect(dump.posted).toMatchObject([{ key: null, title: 'T', text: 'a\n b' }])
})

it('reads text saved with CR LF', () => {
  const dump = readNotificationDump(android15(['android.title=String (Ann)']).replaceAll('\n', '\r\n'))
  expect(dump.posted[0]).toMatchObject({ title: 'Ann', opPkg: 'com.xiaomi.xmsf' })
})

describe('what saving and sending a dump does to it', () => {
  const whole = android15(['android.title=String (Ann)', 'android.text=String (Hi)'])
  const cases: readonly (readonly [string, string])[] = [
    ['CR LF', whole.replaceAll('\n', '\r\n')],
    ['CR CR LF of an old adb shell', whole.replaceAll('\n', '\r\r\n')],
    ['a byte order mark', `\uFEFF${whole}`],
    ['Markdown quoting', whole.replaceAll(/^/gm, '> ')],
    ['a fence', `\`\`\`text\n${whole}\n\`\`\``],
    ['an indented block', whole.replaceAll(/^/gm, '    ')],
    ['the stamps of a CI log', whole.replaceAll(/^/gm, '2026-11-20T10:00:00.1234567Z ')],
    ['noise of adb', `* daemon started successfully\n$ adb shell dumpsys notification --noredact\n${whole}`],
    ['no line ends but the last', `${whole}\n\n\n`],
  ]
  it.each(cases)('%s', (_name, text) => {
    const dump = readNotificationDump(text)
    expect(dump.posted).toMatchObject([
      { title: 'Ann', text: 'Hi', postedAtMs: 1789312501000, groupKey: '0|com.example.chat|g:a b' },
    ])
    expect(dump.posted[0]).not.toHaveProperty('unreadable')
    expect([dump.archived.length, dump.enqueued.length, dump.snoozed.length]).toEqual([1, 1, 1])
  })

  it('puts the two parts of a bug report together', () => {
    const [list = '', rest = ''] = whole.split(/(?=^ {2}mMaxPackageEnqueueRate)/m)
    const report = `DUMP OF SERVICE CRITICAL notification:\n${list.replace(/^.*\n/, '')}\n--------- 0.01s was the duration of dumpsys notification, ending at: x\nDUMP OF SERVICE window:\n  Notification List:\nDUMP OF SERVICE notification:\nCurrent Notification Manager state:\n${rest}\n--------- 0.01s was the duration of dumpsys notification, ending at: x\n`
    const dump = readNotificationDump(report)
    expect([dump.posted.length, dump.archived.length, dump.enqueued.length]).toEqual([1, 1, 1])
  })

  it('reads a list of keys', () => {
    const dump = readNotificationDump('0|com.x|7|a:b|10123\r\n\r\n-1|android|26|null|1000\r\n')
    expect(dump.posted).toMatchObject([
      { id: 7, tag: 'a:b' },
      { userId: -1, package: 'android', tag: null },
    ])
  })

  it('splits what a filter picked out', () => {
    const dump = readNotificationDump(
      '    android.title=String (A)\n    android.text=String (x)\n    android.title=String (B)\n    android.text=String (y)\n',
    )
    expect(dump.posted.map(({ title, text }) => [title, text])).toEqual([
      ['A', 'x'],
      ['B', 'y'],
    ])
  })

  it.each([
    ['error: no active notification matching key: 0|com.x|1|null|1', 1],
    ['posting:\n  Notification(channel=shell_cmd shortcut=null)', 1],
    ['DUMP OF SERVICE window:\n-------------\nUsage Stats:\n', 1],
  ])('%j holds no notification', (text, line) => {
    expect(() => readNotificationDump(text)).toThrow(new RegExp(`^line ${String(line)} `))
  })
})

describe('what vendors change', () => {
  const oneUi = android15(['android.title=String (Ann)'])
    .replace('Notification(channel=msgs', 'Notification(channel=m**s')
    .replace('vis=PRIVATE))', 'vis=PRIVATE semFlags=0x0 semPriority=0 semMissedCount=0))')
    .replaceAll(/(m(?:Creation|Update)TimeMs=\d+)/g, '$1(2026-09-13 17:15:01.000+0200)')
  it('One UI masks the channel and puts dates behind times', () => {
    expect(readNotificationDump(oneUi).posted[0]).toMatchObject({
      channelId: 'msgs',
      visibility: 0,
      postedAtMs: 1789312501000,
      updatedAtMs: 1789312502000,
    })
  })

  it('reads clones, words for importance and flags of newer versions', () => {
    const text = head(
      'tag=null importance=HIGH key=0|com.example.chat|7|null|10123: Notification(channel=c shortcut=null contentView=null vibrate=null sound=null defaults=0 flags=AUTO_CANCEL|BRAND_NEW|UNKNOWN(0x00100000) color=0x00000000 vis=PRIVATE))',
    )
      .replace('UserHandle{0}', 'UserHandle{999}')
      .replace('key=0|', 'key=999|')
    expect(readNotificationDump(text).posted[0]).toMatchObject({
      userId: 999,
      key: '999|com.example.chat|7|null|10123',
      importance: 4,
      flags: 0x100010,
    })
  })

  it('keeps the good records beside a garbled one', () => {
    const text = `${android15(['android.title=String (Ann)']).split('  mMax')[0] ?? ''}    NotificationRecord(0x01: pkg=com.x user=UserHandle{0} id=`
    expect(readNotificationDump(text).posted).toMatchObject([
      { title: 'Ann' },
      { package: 'com.x', key: null, unreadable: { line: 27 } },
    ])
  })
})

it.each(['target_package', 'miui.targetPkg', 'xmsf_target_package'])(
  'reads for which app a service posts: %s',
  (name) => {
    const dump = readNotificationDump(android15(['android.title=String (Ann)', `${name}=String (com.example.target)`]))
    expect(dump.posted[0]).toMatchObject({ title: 'Ann', targetPackage: 'com.example.target' })
  },
)
