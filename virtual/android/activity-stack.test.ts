import { describe, expect, it } from 'vitest'
import { bootedPhone, launcherFilter, testActivity, testApk, type TestPhone } from './phone-fixture.ts'
import { intent as makeIntent, type Intent } from './intent.ts'
import { intentFlag } from './intent-text.ts'
import { newChannel } from './notification.ts'
import type { ManifestComponent, StartResult } from './phone.ts'

const options = { replace: true, grantRuntimePermissions: false, allowTestPackages: false, allowDowngrade: false }
const shell = { callingPackage: 'com.android.shell', callingUid: 2000 }
const packageName = 'com.example.chat'
const launcher = {
  action: 'android.intent.action.MAIN',
  categories: ['android.intent.category.LAUNCHER'],
  flags: 0x10200000,
}
const at = (name: string, given: Partial<Intent> = {}): Intent =>
  makeIntent({ ...given, component: { packageName, className: `${packageName}.${name}` } })

async function phoneWithChat(apiLevel = 34): Promise<TestPhone> {
  const made = bootedPhone({ apiLevel })
  await made.phone.packages.install([testApk()], options)
  return made
}

async function phoneWith(modes: Readonly<Record<string, ManifestComponent['launchMode']>>): Promise<TestPhone> {
  const made = bootedPhone({ apiLevel: 34 })
  const activities = Object.entries(modes).map(([name, launchMode]) =>
    testActivity({
      className: `${packageName}.${name}`,
      launchMode,
      intentFilters: name === 'A' ? [launcherFilter()] : [],
    }),
  )
  await made.phone.packages.install([testApk({ activities })], options)
  return made
}

const names = ({ phone }: TestPhone) =>
  phone.activities
    .tasks()
    .map(({ activities }) => activities.map(({ component }) => component.className.split('.').at(-1)).join())
const how = (result: StartResult) => (result.kind === 'started' ? `${result.launch} ${result.how ?? ''}` : result.kind)

describe('launch modes and flags', () => {
  const {
    activityClearTask,
    activityClearTop,
    activityMultipleTask,
    activityNewTask,
    activitySingleTop,
    activityReorderToFront,
  } = intentFlag
  it.each<[string, Record<string, ManifestComponent['launchMode']>, Intent[], string[]]>([
    [
      'standard: from the shell a second one lands in the same task',
      { A: 'standard', B: 'standard' },
      [at('A'), at('B'), at('B')],
      ['A,B,B'],
    ],
    [
      'standard root with the same intent comes to the front as it is',
      { A: 'standard', B: 'standard' },
      [at('A'), at('B'), at('A')],
      ['A,B'],
    ],
    [
      'standard root with another intent is made anew on top',
      { A: 'standard' },
      [at('A'), at('A', { data: 'x:y' })],
      ['A,A'],
    ],
    ['singleTop on top gets the intent', { A: 'singleTop' }, [at('A'), at('A', { data: 'x:y' })], ['A']],
    ['singleTask clears what is above', { A: 'singleTask', B: 'standard' }, [at('A'), at('B'), at('A')], ['A']],
    ['singleInstance lives alone', { A: 'standard', B: 'singleInstance' }, [at('A'), at('B')], ['B', 'A']],
    [
      'CLEAR_TOP makes a standard one anew',
      { A: 'standard', B: 'standard' },
      [at('A'), at('B'), at('A', { flags: activityClearTop })],
      ['A'],
    ],
    [
      'CLEAR_TOP with SINGLE_TOP keeps it',
      { A: 'standard', B: 'standard' },
      [at('A'), at('B'), at('A', { flags: activityClearTop | activitySingleTop })],
      ['A'],
    ],
    [
      'CLEAR_TASK empties the task',
      { A: 'standard', B: 'standard' },
      [at('A'), at('B'), at('B', { flags: activityNewTask | activityClearTask })],
      ['B'],
    ],
    [
      'MULTIPLE_TASK makes another task',
      { A: 'standard' },
      [at('A'), at('A', { flags: activityMultipleTask })],
      ['A', 'A'],
    ],
    [
      'REORDER_TO_FRONT needs a source in the task',
      { A: 'standard', B: 'standard' },
      [at('A'), at('B'), at('A', { flags: activityReorderToFront, data: 'x:y' })],
      ['A,B,A'],
    ],
  ])('%s', async (_what, modes, starts, tasks) => {
    const made = await phoneWith(modes)
    for (const start of starts) await made.phone.activities.start(start, shell)
    expect(names(made)).toEqual(tasks)
  })

  it('keeps an activity that is started by its own app in the same task', async () => {
    const made = await phoneWith({ A: 'standard', B: 'standard' })
    await made.phone.activities.start(at('A'), shell)
    expect(await made.runtime.system?.startActivity(at('B'))).toBe('started')
    expect(names(made)).toEqual(['A,B'])
  })
})

describe('what a start is called', () => {
  it('cold, delivered, hot, warm', async () => {
    const { phone } = await phoneWithChat()
    const start = async () => how(await phone.activities.start(at('MainActivity', launcher), shell))
    expect(await start()).toBe('COLD created')
    expect(await start()).toBe('HOT delivered-to-top')
    phone.activities.home()
    expect(await start()).toBe('HOT brought-to-front')
    phone.activities.finish(phone.activities.resumed()?.token ?? '')
    expect(await start()).toBe('WARM created')
    phone.activities.home()
    phone.processes.killBackground(packageName)
    expect(await start()).toBe('COLD brought-to-front')
  })

  it('refuses hidden activities to others, not to the app itself', async () => {
    const { phone } = await phoneWithChat()
    expect(await phone.activities.start(at('HiddenActivity'), shell)).toMatchObject({ kind: 'denied' })
    const uid = phone.packages.get(packageName)?.uid ?? 0
    expect(
      await phone.activities.start(at('HiddenActivity'), { callingPackage: packageName, callingUid: uid }),
    ).toMatchObject({ kind: 'started' })
    expect(await phone.activities.start(at('NoActivity'), shell)).toEqual({ kind: 'not-found' })
  })
})

describe('lifecycle', () => {
  it('goes down step by step and up again', async () => {
    const { phone, runtime } = await phoneWithChat()
    await phone.activities.start(at('MainActivity', launcher), shell)
    runtime.calls.length = 0
    phone.activities.home()
    expect(runtime.calls.splice(0)).toEqual(['focus false', 'paused', 'stopped'])
    await phone.activities.start(at('MainActivity', { data: 'x:y' }), shell)
    expect(runtime.calls.splice(0)).toEqual(['newIntent x:y', 'resumed', 'focus true'])
    phone.power.sleep()
    expect(runtime.calls.splice(0)).toEqual(['focus false', 'paused', 'stopped'])
    phone.power.wake()
    expect(runtime.calls.splice(0)).toEqual([])
    phone.power.dismissKeyguard()
    expect(runtime.calls.splice(0)).toEqual(['resumed', 'focus true'])
    phone.statusBar.expandNotifications()
    expect(runtime.calls.splice(0)).toEqual(['focus false'])
    phone.statusBar.collapse()
    expect(runtime.calls.splice(0)).toEqual(['focus true'])
    phone.activities.finish(phone.activities.resumed()?.token ?? '')
    expect(runtime.calls.splice(0)).toEqual(['focus false', 'paused', 'stopped', 'destroyed'])
  })

  it.each([
    [30, 0],
    [31, 1],
  ])('API %i: BACK on the root leaves %i activities in the task', async (apiLevel, left) => {
    const { phone } = await phoneWithChat(apiLevel)
    await phone.activities.start(at('MainActivity', launcher), shell)
    await phone.activities.back()
    expect(phone.activities.resumed()?.component.packageName).toBe(phone.rom.launcherPackage)
    expect(phone.activities.tasks()[0]?.activities).toHaveLength(left)
    expect(phone.processes.ofPackage(packageName)).toHaveLength(1)
  })

  it('lets the app handle BACK', async () => {
    const { phone, runtime } = await phoneWithChat()
    runtime.handlesBack = true
    await phone.activities.start(at('MainActivity', launcher), shell)
    await phone.activities.back()
    expect(phone.activities.resumed()?.component.packageName).toBe(packageName)
  })

  it('an app started under the keyguard waits for the unlock', async () => {
    const { phone, runtime } = await phoneWithChat()
    phone.power.sleep()
    phone.power.wake()
    await phone.activities.start(at('MainActivity', launcher), shell)
    expect(runtime.calls).toEqual(['start', 'createActivity com.example.chat.MainActivity', 'stopped'])
    expect(phone.activities.resumed()).toMatchObject({ state: 'stopped', component: { packageName } })
    phone.power.dismissKeyguard()
    expect(runtime.calls.slice(3)).toEqual(['resumed', 'focus true'])
  })
})

describe('death of a process', () => {
  it('in the background keeps the activity, which is made anew from recents with its intent', async () => {
    const { phone, runtime } = await phoneWithChat()
    await phone.activities.start(at('MainActivity', { ...launcher, data: 'x:y' }), shell)
    phone.activities.home()
    expect(phone.processes.killBackground(packageName)).toBe(1)
    const [task] = phone.activities.tasks()
    runtime.calls.length = 0
    phone.activities.showRecents()
    phone.activities.bringToFront(task?.id ?? 0)
    expect(phone.activities.recentsShown).toBe(false)
    expect(runtime.calls).toEqual(['start', 'createActivity com.example.chat.MainActivity', 'resumed', 'focus true'])
    expect(phone.activities.resumed()?.intent.data).toBe('x:y')
  })

  it('in front takes the activity with it', async () => {
    const { phone, runtime } = await phoneWithChat()
    await phone.activities.start(at('MainActivity', launcher), shell)
    runtime.system?.crashed({
      exception: 'com.facebook.react.common.JavascriptException',
      message: 'Error: boom',
      stack: ['at f (index.android.bundle:1:2)'],
    })
    expect(phone.activities.resumed()?.component.packageName).toBe(phone.rom.launcherPackage)
    expect(phone.activities.tasks()[0]?.activities).toEqual([])
    expect(phone.packages.get(packageName)?.stopped).toBe(false)
    const { message, pid } = phone.log.entries(['crash'])[0] ?? { message: '', pid: 0 }
    expect(message).toBe(
      `FATAL EXCEPTION: main\nProcess: com.example.chat, PID: ${String(pid)}\ncom.facebook.react.common.JavascriptException: Error: boom\n\tat f (index.android.bundle:1:2)`,
    )
    const events = phone.log.entries(['events']).map(({ tag, message: text }) => `${tag}: ${text}`)
    expect(events.some((line) => line.startsWith(`am_crash: [${String(pid)},0,com.example.chat,`))).toBe(true)
    expect(events.some((line) => line.startsWith(`am_proc_died: [0,${String(pid)},com.example.chat,0,2]`))).toBe(true)
  })
})

describe('recents', () => {
  it.each([
    ['process', 0, false, 'remove task'],
    ['force-stop', 0, true, 'stop com.example.chat due to from pid'],
    ['nothing', 1, false, undefined],
  ] as const)('swiping with %s', async (swipeKills, left, stopped, reason) => {
    const { rom } = bootedPhone().phone
    const { phone } = bootedPhone({ rom: { ...rom, recents: { ...rom.recents, swipeKills } } })
    await phone.packages.install([testApk()], options)
    await phone.activities.start(at('MainActivity', launcher), shell)
    phone.activities.showRecents()
    expect(phone.activities.recentsShown).toBe(true)
    phone.activities.removeTask(phone.activities.tasks()[0]?.id ?? 0, 'swipe')
    expect(phone.activities.tasks()).toEqual([])
    expect(phone.processes.ofPackage(packageName)).toHaveLength(left)
    expect(phone.packages.get(packageName)?.stopped).toBe(stopped)
    const kills = phone.log.entries(['events']).filter(({ tag }) => tag === 'am_kill')
    if (reason === undefined) expect(kills).toEqual([])
    else expect(kills.map(({ message }) => message).join()).toContain(reason)
  })

  it('spares a process with a foreground service', async () => {
    const { phone } = await phoneWithChat()
    await phone.activities.start(at('MainActivity', launcher), shell)
    phone.services.start({ packageName, className: `${packageName}.SyncService` }, { foreground: true })
    phone.activities.showRecents()
    phone.activities.removeTask(phone.activities.tasks()[0]?.id ?? 0, 'swipe')
    expect(phone.processes.ofPackage(packageName)).toHaveLength(1)
  })
})

describe('the permission dialog', () => {
  const notifications = 'android.permission.POST_NOTIFICATIONS'

  it('pauses the app, and a second refusal is for good', async () => {
    const { phone, runtime } = await phoneWithChat()
    await phone.activities.start(at('MainActivity', launcher), shell)
    runtime.calls.length = 0
    const first = phone.activities.requestPermission(packageName, notifications)
    expect(phone.activities.permissionRequest).toMatchObject({ packageName, label: 'Chat', permission: notifications })
    expect(phone.activities.resumed()?.component.className).toBe(phone.rom.permissionDialog.activity)
    expect(runtime.calls).toEqual(['focus false', 'paused'])
    phone.activities.permissionRequest?.answer('deny')
    expect(await first).toBe('denied')
    expect(runtime.calls.slice(2)).toEqual(['resumed', 'focus true'])
    const second = phone.activities.requestPermission(packageName, notifications)
    phone.activities.permissionRequest?.answer('deny')
    expect(await second).toBe('never_ask_again')
    expect(await phone.activities.requestPermission(packageName, notifications)).toBe('never_ask_again')
  })

  it('grants', async () => {
    const { phone, runtime } = await phoneWithChat()
    await phone.activities.start(at('MainActivity', launcher), shell)
    const answer = runtime.system?.requestPermission(notifications)
    phone.activities.permissionRequest?.answer('allow')
    expect(await answer).toBe('granted')
    expect(runtime.system?.checkPermission(notifications)).toBe(true)
    expect(phone.activities.permissionRequest).toBeUndefined()
  })

  it.each([
    [32, notifications, 'never_ask_again'],
    [34, 'android.permission.READ_SMS', 'never_ask_again'],
  ])('API %i answers %s at once', async (apiLevel, permission, answer) => {
    const { phone } = await phoneWithChat(apiLevel)
    await phone.activities.start(at('MainActivity', launcher), shell)
    expect(await phone.activities.requestPermission(packageName, permission)).toBe(answer)
  })

  it('BACK is a refusal that does not count; the death of the app ends the wait', async () => {
    const { phone } = await phoneWithChat()
    await phone.activities.start(at('MainActivity', launcher), shell)
    const first = phone.activities.requestPermission(packageName, notifications)
    await phone.activities.back()
    expect(await first).toBe('denied')
    expect(phone.packages.get(packageName)?.permissions.get(notifications)?.denials).toBe(0)
    const second = phone.activities.requestPermission(packageName, notifications)
    phone.processes.forceStop(packageName, 'test')
    expect(await second).toBe('denied')
    expect(phone.activities.permissionRequest).toBeUndefined()
  })

  it('is hidden behind HOME, and ends when the app is opened again', async () => {
    const { phone } = await phoneWithChat()
    await phone.activities.start(at('MainActivity', launcher), shell)
    const answer = phone.activities.requestPermission(packageName, notifications)
    phone.activities.home()
    expect(phone.activities.permissionRequest).toBeUndefined()
    await phone.activities.start(at('MainActivity', launcher), shell)
    expect(await answer).toBe('denied')
    const again = phone.activities.requestPermission(packageName, notifications)
    phone.activities.permissionRequest?.answer('allow')
    expect(await again).toBe('granted')
  })

  it('is shown by the system for an app made for Android 12 with its first channel', async () => {
    const { phone, runtime } = bootedPhone({ apiLevel: 34 })
    await phone.packages.install([testApk({ targetSdk: 32 })], options)
    await phone.activities.start(at('MainActivity', launcher), shell)
    runtime.system?.createNotificationChannel(newChannel('c', 'C', 3, { sound: null }))
    expect(phone.activities.permissionRequest?.permission).toBe(notifications)
  })
})

describe('the events log', () => {
  it.each([
    [
      28,
      [
        'am_create_task',
        'am_create_activity',
        'am_pause_activity',
        'am_on_paused_called',
        'am_stop_activity',
        'am_on_stop_called',
        'am_proc_start',
        'am_proc_bound',
        'am_restart_activity',
        'am_set_resumed_activity',
        'am_on_create_called',
        'am_on_start_called',
        'am_on_resume_called',
      ],
    ],
    [
      34,
      [
        'wm_create_task',
        'wm_create_activity',
        'wm_pause_activity',
        'wm_on_paused_called',
        'wm_add_to_stopping',
        'wm_stop_activity',
        'wm_on_stop_called',
        'am_proc_start',
        'am_proc_bound',
        'wm_restart_activity',
        'wm_set_resumed_activity',
        'wm_on_create_called',
        'wm_on_start_called',
        'wm_on_resume_called',
      ],
    ],
  ])('of a cold start on API %i', async (apiLevel, tags) => {
    const { phone } = await phoneWithChat(apiLevel)
    phone.log.clear(['events'])
    await phone.activities.start(at('MainActivity', launcher), { ...shell, wait: true })
    const written = phone.log.entries(['events']).map(({ tag }) => tag)
    expect([...written].sort()).toEqual(
      [...tags, apiLevel >= 30 ? 'wm_activity_launch_time' : 'am_activity_launch_time'].sort(),
    )
    const start = phone.log.entries(['events']).find(({ tag }) => tag === 'am_proc_start')
    expect(start?.message).toMatch(
      apiLevel >= 29
        ? /,\{com\.example\.chat\/com\.example\.chat\.MainActivity\}\]$/
        : /,activity,com\.example\.chat\/\.MainActivity\]$/,
    )
  })
})
