import { describe, expect, it } from 'vitest'
import { bootedPhone, testApk } from '../../android/phone-fixture.ts'
import type { Phone } from '../../android/phone.ts'
import { run } from './command-fixture.ts'

const options = { replace: true, grantRuntimePermissions: false, allowTestPackages: false, allowDowngrade: false }

async function phoneWithChat(apiLevel = 34): Promise<Phone> {
  const { phone } = bootedPhone({ apiLevel })
  await phone.packages.install([testApk()], options)
  return phone
}

describe('am start', () => {
  it('tells of a cold start with -W as Appium expects it', async () => {
    const phone = await phoneWithChat()
    const line =
      'am start-activity -W -n com.example.chat/.MainActivity -S -a android.intent.action.MAIN -c android.intent.category.LAUNCHER -f 0x10200000'
    const { out, err, status } = await run(phone, line)
    expect(out.replace(/(TotalTime|WaitTime): \d+/g, '$1: N')).toBe(
      [
        'Stopping: com.example.chat',
        'Starting: Intent { act=android.intent.action.MAIN cat=[android.intent.category.LAUNCHER] flg=0x10200000 cmp=com.example.chat/.MainActivity }',
        'Status: ok',
        'LaunchState: COLD',
        'Activity: com.example.chat/.MainActivity',
        'TotalTime: N',
        'WaitTime: N',
        'Complete',
        '',
      ].join('\n'),
    )
    expect({ err, status }).toEqual({ err: '', status: 0 })
    expect(phone.activities.resumed()?.component.className).toBe('com.example.chat.MainActivity')
  })

  it.each([
    [28, /Status: ok\nActivity: .*\nThisTime: \d+\nTotalTime: \d+\nWaitTime: \d+\nComplete\n$/],
    [29, /Status: ok\nLaunchState: COLD\nActivity: .*\nTotalTime: \d+\nWaitTime: \d+\nComplete\n$/],
  ])('prints the -W lines of API %i', async (apiLevel, lines) => {
    const phone = await phoneWithChat(apiLevel)
    expect((await run(phone, 'am start -W com.example.chat/.MainActivity')).out).toMatch(lines)
  })

  it('takes a component without -n as a launch of it', async () => {
    const phone = await phoneWithChat()
    expect((await run(phone, 'am start com.example.chat/.PlainActivity')).out).toBe(
      'Starting: Intent { act=android.intent.action.MAIN cat=[android.intent.category.LAUNCHER] cmp=com.example.chat/.PlainActivity }\n',
    )
  })

  it('opens a deep link with a package behind it', async () => {
    const phone = await phoneWithChat()
    const { out, status } = await run(
      phone,
      'am start -W -a android.intent.action.VIEW -d pushscheme://com.tencent.qcloud/detail?ext=1 com.example.chat',
    )
    expect(out).toContain(
      'Starting: Intent { act=android.intent.action.VIEW dat=pushscheme://com.tencent.qcloud/... pkg=com.example.chat }\nStatus: ok\n',
    )
    expect(status).toBe(0)
    expect(phone.activities.resumed()?.intent.data).toBe('pushscheme://com.tencent.qcloud/detail?ext=1')
  })

  it('warns when the activity is there already', async () => {
    const phone = await phoneWithChat()
    const line = 'am start -n com.example.chat/.MainActivity'
    await run(phone, line)
    expect(await run(phone, line)).toEqual({
      out: 'Starting: Intent { cmp=com.example.chat/.MainActivity }\n',
      err: 'Warning: Activity not started, intent has been delivered to currently running top-most instance.\n',
      status: 0,
    })
    phone.activities.home()
    expect((await run(phone, 'am start -W -n com.example.chat/.MainActivity')).out).toContain(
      'Warning: Activity not started, its current task has been brought to the front\nStatus: ok\nLaunchState: HOT\n',
    )
  })

  it.each([
    [
      34,
      'am start -n com.example.chat/.None',
      1,
      'Error type 3\nError: Activity class {com.example.chat/com.example.chat.None} does not exist.\n',
    ],
    [
      30,
      'am start -n com.example.chat/.None',
      0,
      'Error type 3\nError: Activity class {com.example.chat/com.example.chat.None} does not exist.\n',
    ],
    [
      34,
      'am start -a a.b.C',
      1,
      'Error: Activity not started, unable to resolve Intent { act=a.b.C flg=0x10000000 }\n',
    ],
    [
      29,
      'am start -a a.b.C',
      0,
      'Error: Activity not started, unable to resolve Intent { act=a.b.C flg=0x10000000 }\n',
    ],
  ])('API %i: %s', async (apiLevel, line, status, err) => {
    expect(await run(await phoneWithChat(apiLevel), line)).toMatchObject({ status, err })
  })

  it.each([
    [
      29,
      /^Security exception: Permission Denial: starting Intent .* from null \(pid=\d+, uid=2000\) not exported from uid 10100\n\njava\.lang\.SecurityException: Permission/,
    ],
    [
      30,
      /^\nException occurred while executing 'start':\njava\.lang\.SecurityException: Permission Denial: starting Intent/,
    ],
  ])('API %i: refuses what is not exported', async (apiLevel, err) => {
    const result = await run(await phoneWithChat(apiLevel), 'am start -n com.example.chat/.HiddenActivity')
    expect(result.status).toBe(255)
    expect(result.err).toMatch(err)
  })

  it('needs an intent', async () => {
    const { err, status } = await run(await phoneWithChat(), 'am start')
    expect(err).toContain(
      "Exception occurred while executing 'start':\njava.lang.IllegalArgumentException: No intent supplied\n",
    )
    expect(status).toBe(255)
  })

  it('reads extras of every type', async () => {
    const phone = await phoneWithChat()
    const line =
      'am start -n com.example.chat/.PlainActivity --es s text --ez b true --ei i 0x10 --el l 5 --ef f 1.5 --esn n --eia a 1,2 --esa t x,y\\,z'
    await run(phone, line)
    expect(phone.activities.resumed()?.intent.extras).toEqual({
      s: 'text',
      b: true,
      i: 16,
      l: 5,
      f: 1.5,
      n: null,
      a: ['1', '2'],
      t: ['x', 'y,z'],
    })
  })
})

describe('am on processes', () => {
  it('force-stop takes process, activities and the stopped flag', async () => {
    const phone = await phoneWithChat()
    await run(phone, 'am start -n com.example.chat/.MainActivity')
    expect(await run(phone, 'am force-stop com.example.chat')).toEqual({ out: '', err: '', status: 0 })
    expect(phone.processes.ofPackage('com.example.chat')).toEqual([])
    expect(phone.packages.get('com.example.chat')?.stopped).toBe(true)
    expect(phone.activities.resumed()?.component.packageName).toBe(phone.rom.launcherPackage)
    expect(await run(phone, 'am force-stop com.example.none')).toEqual({ out: '', err: '', status: 0 })
  })

  it('kill spares what is in front and takes what is cached', async () => {
    const phone = await phoneWithChat()
    await run(phone, 'am start -n com.example.chat/.MainActivity')
    await run(phone, 'am kill com.example.chat')
    expect(phone.processes.ofPackage('com.example.chat')).toHaveLength(1)
    phone.activities.home()
    await run(phone, 'am kill com.example.chat')
    expect(phone.processes.ofPackage('com.example.chat')).toHaveLength(0)
    expect(phone.packages.get('com.example.chat')?.stopped).toBe(false)
    expect(phone.activities.tasks()).toHaveLength(1)
  })

  it('crash writes a trace', async () => {
    const phone = await phoneWithChat()
    await run(phone, 'am start -n com.example.chat/.MainActivity')
    await run(phone, 'am crash com.example.chat')
    expect(phone.processes.ofPackage('com.example.chat')).toHaveLength(0)
    expect(phone.log.entries(['crash'])[0]?.message).toMatch(
      /^FATAL EXCEPTION: main\nProcess: com\.example\.chat, PID: \d+\nandroid\.app\.RemoteServiceException\$CrashedByAdbException: shell-induced crash\n\tat /,
    )
  })

  it.each([
    [32, 255, 'Unknown command: stop-app\n'],
    [34, 0, ''],
  ])('API %i: stop-app', async (apiLevel, status, out) => {
    expect(await run(await phoneWithChat(apiLevel), 'am stop-app com.example.chat')).toMatchObject({ status, out })
  })
})

describe('am broadcast and services', () => {
  it('asks the program of a package and prints its data raw', async () => {
    const phone = await phoneWithChat()
    phone.programs.set('com.example.chat', {
      onBroadcast: async ({ extras }) => ({ resultCode: -1, data: JSON.stringify({ x: extras['path'] }) }),
    })
    phone.processes.start('com.example.chat', { type: 'service', component: 'com.example.chat/.S' })
    expect(await run(phone, 'am broadcast -a x.y -n com.example.chat/.R --es path /a')).toEqual({
      out: 'Broadcasting: Intent { act=x.y flg=0x400000 cmp=com.example.chat/.R (has extras) }\nBroadcast completed: result=-1, data="{"x":"/a"}"\n',
      err: '',
      status: 0,
    })
  })

  it('completes with 0 when nobody listens', async () => {
    expect((await run(await phoneWithChat(), 'am broadcast -a a.b.C')).out).toBe(
      'Broadcasting: Intent { act=a.b.C flg=0x400000 }\nBroadcast completed: result=0\n',
    )
  })

  it('starts and stops services', async () => {
    const phone = await phoneWithChat()
    expect(await run(phone, 'am startservice -n com.example.chat/.SyncService')).toMatchObject({
      err: 'Error: app is in background uid null\n',
      status: 255,
    })
    expect(
      await run(phone, 'am start-foreground-service -e longitude 13.4 com.example.chat/.SyncService'),
    ).toMatchObject({
      out: 'Starting service: Intent { act=android.intent.action.MAIN cat=[android.intent.category.LAUNCHER] cmp=com.example.chat/.SyncService (has extras) }\n',
      status: 0,
    })
    expect(phone.services.all()).toMatchObject([{ foreground: true }])
    expect(await run(phone, 'am stop-service com.example.chat/.SyncService')).toMatchObject({
      err: 'Service stopped\n',
      status: 255,
    })
    expect(await run(phone, 'am startservice -n com.example.chat/.None')).toMatchObject({
      err: 'Error: Not found; no service started.\n',
      status: 255,
    })
  })
})

describe('am instrument', () => {
  const instrumentation = [{ className: 'androidx.test.runner.AndroidJUnitRunner', targetPackage: 'com.example.chat' }]
  const line = 'am instrument -w -e disableAnalytics true com.example.test/androidx.test.runner.AndroidJUnitRunner'

  it('runs the program in the tested package and ends with a force-stop of the tests', async () => {
    const phone = await phoneWithChat()
    await phone.packages.install([testApk({ packageName: 'com.example.test', instrumentation })], options)
    let started: (() => void) | undefined
    const running = new Promise<void>((resolve) => (started = resolve))
    phone.programs.set('com.example.test', {
      onInstrument: ({ arguments: given, signal, out }) =>
        new Promise((resolve) => {
          started?.()
          signal.addEventListener('abort', () => {
            void out(`\nTime: 0.1 ${given.get('disableAnalytics') ?? ''}\n`).then(() => resolve(0))
          })
        }),
    })
    const done = run(phone, line)
    await running
    expect(phone.processes.ofPackage('com.example.chat')).toMatchObject([
      { name: 'com.example.chat', state: 'instrumentation' },
    ])
    await run(phone, 'am force-stop com.example.test')
    expect(await done).toMatchObject({
      out: '\nTime: 0.1 true\nINSTRUMENTATION_RESULT: shortMsg=Process crashed.\nINSTRUMENTATION_CODE: 0\n',
      status: 0,
    })
    expect(phone.processes.ofPackage('com.example.chat')).toEqual([])
  })

  it('fails without the test package', async () => {
    const { out, err, status } = await run(await phoneWithChat(), line)
    expect(out).toContain('INSTRUMENTATION_STATUS_CODE: -1\n')
    expect(err).toContain('INSTRUMENTATION_FAILED: com.example.test/androidx.test.runner.AndroidJUnitRunner\n')
    expect(status).toBe(1)
  })
})

describe('small answers of am', () => {
  it.each([
    ['am get-current-user', '0\n', 0],
    ['am get-inactive com.example.chat', 'Idle=true\n', 0],
    ['am get-standby-bucket com.example.chat', '50\n', 0],
    [
      'am to-intent-uri -a a.B -n com.example.chat/.MainActivity --es k v',
      'intent:#Intent;action=a.B;component=com.example.chat/.MainActivity;S.k=v;end\n',
      0,
    ],
    ['am to-uri -a a.B -d x:y', 'x:y#Intent;action=a.B;end\n', 0],
    ['am nonsense', 'Unknown command: nonsense\n', 255],
    ['am send-trim-memory com.android.systemui RUNNING_LOW', '', 0],
  ])('%s', async (line, out, status) => {
    expect(await run(await phoneWithChat(), line)).toMatchObject({ out, status })
  })

  it('keeps the bucket that was set', async () => {
    const phone = await phoneWithChat()
    await run(phone, 'am set-standby-bucket com.example.chat rare')
    expect((await run(phone, 'am get-standby-bucket com.example.chat')).out).toBe('40\n')
  })

  it.each([
    [30, 'Stack id='],
    [31, 'RootTask id='],
  ])('API %i: stack list', async (apiLevel, start) => {
    const phone = await phoneWithChat(apiLevel)
    await run(phone, 'am start -n com.example.chat/.MainActivity')
    const { out } = await run(phone, 'am stack list')
    expect(out.startsWith(start)).toBe(true)
    expect(out).toContain(
      '  taskId=2: com.example.chat/.MainActivity bounds=[0,0][1080,2400] userId=0 visible=true topActivity=ComponentInfo{com.example.chat/com.example.chat.MainActivity}\n',
    )
  })
})
