import { fullComponent, shortComponent } from '../../android/component-name.ts'
import { intentText } from '../../android/intent-text.ts'
import type { ActivityRecord, Task } from '../../android/phone.ts'
import { durationText, uidText, type DumpRequest } from './dump-request.ts'
import { activityName, affinity, isVisible, processName, taskName, taskReference } from './names.ts'

/**
 * `dumpsys activity activities`. Sources: am/ActivityStackSupervisor (28), wm/RootActivityContainer and ActivityStack (29),
 * wm/RootWindowContainer, Task and TaskFragment (30 and newer).
 */
export function activitiesLines(request: DumpRequest, filter: string | undefined): string[] {
  const { apiLevel, phone } = request
  const tasks = phone.activities.stack().filter((task) => matches(task, filter))
  const resumed = resumedActivity(request, filter)
  const lines = [title('ACTIVITIES', 'activities')]
  if (filter !== undefined && tasks.length === 0) return [...lines, '  (nothing)']
  lines.push('Display #0 (activities from top to bottom):')
  if (apiLevel <= 29) lines.push('')
  for (const [index, task] of tasks.entries()) {
    if (index > 0) lines.push('')
    lines.push(...(apiLevel <= 29 ? oldStack(task, request) : newTask(task, request)))
  }
  if (resumed !== undefined) {
    const name = activityName(resumed, request)
    if (apiLevel === 29) lines.push('', ` ResumedActivity:${name}`)
    if (apiLevel >= 30) {
      lines.push('', '  Resumed activities in task display areas (from top to bottom):', `    Resumed: ${name}`)
    }
    lines.push('', `  ResumedActivity: ${name}`)
  }
  if (filter === undefined) lines.push(...supervisorLines(request))
  return lines
}

/** Nothing is resumed while the screen is off or locked: the lines are then missing. */
function resumedActivity({ phone }: DumpRequest, filter: string | undefined): ActivityRecord | undefined {
  if (!phone.power.screenOn || phone.power.locked) return undefined
  const resumed = phone.activities.resumed()
  return filter === undefined || resumed?.component.packageName === filter ? resumed : undefined
}

/** A stack of Android 9 and 10 with its one task. */
function oldStack(task: Task, request: DumpRequest): string[] {
  const { apiLevel } = request
  const lines = [
    apiLevel >= 29 ? `  Stack #${task.id}: type=standard mode=fullscreen` : `  Stack #${task.id}:`,
    ...(apiLevel >= 29 ? [] : ['  mFullscreen=true']),
    `  isSleeping=${sleeping(request)}`,
    '  mBounds=Rect(0, 0 - 0, 0)',
    `    Task id #${task.id}`,
    ...(apiLevel >= 29 ? [] : ['    mFullscreen=true']),
    '    mBounds=Rect(0, 0 - 0, 0)',
    '    mMinWidth=-1',
    '    mMinHeight=-1',
    '    mLastNonFullscreenBounds=null',
    `    * ${taskName(task, request)}`,
    ...taskDetails(task, request).map((line) => `      ${line}`),
  ]
  const newestFirst = [...task.activities.entries()].reverse()
  for (const [index, activity] of newestFirst) {
    lines.push(`      * Hist #${index}: ${activityName(activity, request)}`)
    lines.push(...activityDetails(activity, task, request).map((line) => `          ${line}`))
  }
  const running = newestFirst.filter(([, activity]) => isRunning(activity, request))
  if (running.length > 0) {
    lines.push('', '    Running activities (most recent first):', `      ${taskName(task, request)}`)
    for (const [index, activity] of running) lines.push(`        Run #${index}: ${activityName(activity, request)}`)
  }
  const resumed = resumedActivity(request, undefined)
  if (resumed?.taskId === task.id) lines.push('', `    mResumedActivity: ${activityName(resumed, request)}`)
  const paused = task.activities.findLast((activity) => activity.state === 'paused')
  if (paused !== undefined) lines.push(`    mLastPausedActivity: ${activityName(paused, request)}`)
  return lines
}

function newTask(task: Task, request: DumpRequest): string[] {
  const { apiLevel } = request
  const lines = [
    `  * ${taskName(task, request)}`,
    `    mBounds=${bounds(request)}`,
    `    isSleeping=${sleeping(request)}`,
  ]
  const resumed = resumedActivity(request, undefined)
  if (resumed?.taskId === task.id) {
    const name = activityName(resumed, request)
    lines.push(apiLevel === 30 ? `    mResumedActivity: ${name}` : `    topResumedActivity=${name}`)
  }
  for (const [index, activity] of [...task.activities.entries()].reverse()) {
    lines.push(`    * Hist  #${index}: ${activityName(activity, request)}`)
    lines.push(...activityDetails(activity, task, request).map((line) => `      ${line}`))
  }
  return lines
}

function activityDetails(activity: ActivityRecord, task: Task, request: DumpRequest): string[] {
  const { apiLevel, phone, nowMs } = request
  const packageName = activity.component.packageName
  const process = phone.processes.ofPackage(packageName)[0]
  const app = phone.packages.get(packageName)
  const caller = activity.launchedFrom?.packageName ?? packageName
  const callerUid = activity.launchedFrom?.uid ?? phone.packages.get(caller)?.uid ?? 2000
  const visible = activity.state === 'resumed' && isVisible(task, request)
  return [
    `packageName=${packageName} processName=${packageName}`,
    `launchedFromUid=${callerUid} launchedFromPackage=${caller}${apiLevel >= 30 ? ' launchedFromFeature=null' : ''} userId=0`,
    `app=${process === undefined ? 'null' : processName(process, request)}`,
    intentText(activity.intent),
    apiLevel >= 31
      ? `rootOfTask=${task.activities[0] === activity} task=${taskReference(task, request)}`
      : `frontOfTask=${task.activities[0] === activity} task=${taskReference(task, request)}`,
    `taskAffinity=${apiLevel >= 30 && app !== undefined ? `${app.uid}:` : ''}${packageName}`,
    `${apiLevel >= 29 ? 'mActivityComponent' : 'realActivity'}=${shortComponent(activity.component)}`,
    ...(app === undefined || app.codePath === '' ? [] : [`baseDir=${app.codePath}/base.apk`]),
    `dataDir=/data/user/0/${packageName}`,
    `stateNotNeeded=false componentSpecified=true mActivityType=${task.packageName === phone.rom.launcherPackage ? 'home' : 'standard'}`,
    `launchFailed=false launchCount=1 lastLaunchTime=${durationText(activity.startedAtMs - nowMs)}`,
    `mHaveState=${activity.state === 'stopped'} mIcicle=null`,
    `state=${stateWord(activity, process !== undefined)} ${apiLevel >= 34 ? 'delayedResume' : 'stopped'}=${apiLevel >= 34 ? 'false' : String(activity.state === 'stopped')} ${apiLevel >= 34 ? '' : 'delayedResume=false '}finishing=${activity.state === 'finished'}`,
    apiLevel >= 31
      ? `mVisibleRequested=${visible} mVisible=${visible} mClientVisible=${visible} reportedDrawn=${visible} reportedVisible=${visible}`
      : `keysPaused=false inHistory=true visible=${visible} sleeping=${sleeping(request)} idle=true mStartingWindowState=STARTING_WINDOW_REMOVED`,
    ...(visible ? [`nowVisible=true lastVisibleTime=${durationText(activity.startedAtMs - nowMs)}`] : []),
  ]
}

/** An activity whose process is gone is kept without one, as if it had never been made. */
function stateWord(activity: ActivityRecord, hasProcess: boolean): string {
  switch (activity.state) {
    case 'resumed':
      return 'RESUMED'
    case 'paused':
      return 'PAUSED'
    case 'stopped':
      return hasProcess ? 'STOPPED' : 'DESTROYED'
    case 'finished':
      return 'FINISHING'
  }
}

function isRunning(activity: ActivityRecord, { phone }: DumpRequest): boolean {
  return phone.processes.ofPackage(activity.component.packageName).length > 0
}

function taskDetails(task: Task, request: DumpRequest): string[] {
  const { phone, nowMs } = request
  const root = task.activities[0]
  const uid = phone.packages.get(task.packageName)?.uid ?? 1000
  const launcherUid = phone.packages.get(phone.rom.launcherPackage)?.uid ?? 1000
  return [
    `userId=0 effectiveUid=${uidText(uid)} mCallingUid=${uidText(launcherUid)} mUserSetupComplete=true mCallingPackage=${phone.rom.launcherPackage}`,
    `affinity=${affinity(task)}`,
    ...(root === undefined ? [] : [`intent={${braceless(intentText(root.intent))}}`]),
    ...(root === undefined
      ? []
      : [`${request.apiLevel >= 29 ? 'mActivityComponent' : 'realActivity'}=${shortComponent(root.component)}`]),
    'autoRemoveRecents=false isPersistable=true numFullscreen=1 activityType=1',
    `Activities=[${task.activities.map((activity) => activityName(activity, request)).join(', ')}]`,
    `lastActiveTime=${Math.round(request.uptimeMs - (nowMs - task.lastActiveMs))} (inactive for ${Math.max(0, Math.round((nowMs - task.lastActiveMs) / 1000))}s)`,
  ]
}

function braceless(intent: string): string {
  return intent.replace(/^Intent \{ /, '').replace(/ \}$/, '')
}

/** Stack (29, 30) or task (31 and newer) supervisor with the keyguard controller. */
function supervisorLines(request: DumpRequest): string[] {
  const { apiLevel, phone } = request
  const front = phone.activities.stack()[0]
  const locked = phone.power.locked
  const lines = ['', apiLevel >= 31 ? 'ActivityTaskSupervisor state:' : 'ActivityStackSupervisor state:']
  if (front !== undefined) {
    const reference = taskReference(front, request)
    if (apiLevel >= 31) lines.push(`  topDisplayFocusedRootTask=${reference}`)
    else if (apiLevel === 30) lines.push(`  topDisplayFocusedStack=${reference}`)
    else
      lines.push(
        `  mFocusedStack=ActivityStack{${request.hash('ActivityStack', String(front.id))} stackId=${front.id} type=standard mode=fullscreen visible=true translucent=false, 1 tasks}`,
      )
  }
  lines.push('  KeyguardController:')
  const occluded = `Occluded=false DismissingKeyguardActivity=null${apiLevel >= 30 ? ' TurnScreenOnActivity=null' : ''} at display=0`
  if (apiLevel >= 34) {
    lines.push(
      `   KeyguardShowing=${locked} AodShowing=false KeyguardGoingAway=false DismissalRequested=false  ${occluded}`,
    )
  } else {
    lines.push(`    mKeyguardShowing=${locked}`, '    mAodShowing=false', '    mKeyguardGoingAway=false')
    if (apiLevel >= 29) lines.push(`    ${occluded}`)
    else lines.push('    mOccluded=false', '    mDismissingKeyguardActivity=null')
    lines.push('    mDismissalRequested=false')
    if (apiLevel <= 33) lines.push('    mVisibilityTransactionDepth=0')
  }
  lines.push(
    '  LockTaskController:',
    '    mLockTaskModeState=NONE',
    '    mLockTaskModeTasks=',
    '    mLockTaskPackages (userId:packages)=',
  )
  lines.push(`  mCurTaskIdForUser={0=${Math.max(0, ...phone.activities.stack().map(({ id }) => id))}}`)
  lines.push(`  ${apiLevel >= 31 ? 'mUserRootTaskInFront' : 'mUserStackInFront'}={}`)
  lines.push(`  isHomeRecentsComponent=true`)
  return lines
}

/** `dumpsys activity recents` */
export function recentsLines(request: DumpRequest, filter: string | undefined): string[] {
  const { apiLevel, phone } = request
  const home = phone.packages.get(phone.rom.launcherPackage)
  const lines = [
    title('RECENT TASKS', 'recents'),
    `mRecentsUid=${home?.uid ?? -1}`,
    `mRecentsComponent=ComponentInfo{${phone.rom.homeActivity}}`,
  ]
  if (apiLevel >= 29) lines.push('mFreezeTaskListReordering=false', 'mFreezeTaskListReorderingPendingTimeout=false')
  if (apiLevel >= 35) lines.push('mHiddenTasks=[]')
  const tasks = phone.activities.tasks().filter((task) => matches(task, filter))
  if (tasks.length === 0) return [...lines, '  (nothing)']
  lines.push('  Recent tasks:')
  for (const [index, task] of tasks.entries()) {
    lines.push(`  * Recent #${index}: ${taskName(task, request)}`)
    lines.push(...taskDetails(task, request).map((line) => `    ${line}`))
  }
  if (apiLevel >= 29) {
    lines.push('', '  Visible recent tasks (most recent first):')
    for (const [index, task] of tasks.entries()) {
      const top = task.activities.at(-1)
      lines.push(`  * RecentTaskInfo #${index}: `)
      lines.push(`    id=${task.id} userId=0 hasTask=true lastActiveTime=${task.lastActiveMs}`)
      if (top !== undefined) lines.push(`    topActivity=ComponentInfo{${fullComponent(top.component)}}`)
    }
  }
  return lines
}

/** `dumpsys activity top`: the tasks in sight; the app's own view tree is not printed by the system server. */
export function topLines(request: DumpRequest, given?: readonly Task[]): string[] {
  const { phone } = request
  const resumed = resumedActivity(request, undefined)
  const tasks = given ?? phone.activities.stack().filter(({ id }) => id === resumed?.taskId)
  const lines: string[] = []
  for (const task of tasks) {
    lines.push(`TASK ${affinity(task)} id=${task.id} userId=0`)
    const shown = given === undefined ? task.activities.slice(-1) : task.activities.toReversed()
    for (const activity of shown) {
      const process = phone.processes.ofPackage(activity.component.packageName)[0]
      const pid = process === undefined ? '(not running)' : String(process.pid)
      lines.push(`  ACTIVITY ${shortComponent(activity.component)} ${activity.token} pid=${pid}`)
      const front = activity.state === 'resumed'
      lines.push(
        `    Local Activity ${request.hash('Activity', activity.token)} State:`,
        `      mResumed=${front} mStopped=${activity.state === 'stopped'} mFinished=${activity.state === 'finished'}`,
      )
    }
  }
  return lines.length === 0 ? ['  (nothing)'] : lines
}

function matches(task: Task, filter: string | undefined): boolean {
  return (
    filter === undefined ||
    task.packageName === filter ||
    task.activities.some(({ component }) => component.packageName === filter)
  )
}

function sleeping({ phone }: DumpRequest): boolean {
  return !phone.power.screenOn || phone.power.locked
}

function bounds({ phone }: DumpRequest): string {
  const { width, height } = phone.rom.screen
  return `Rect(0, 0 - ${width}, ${height})`
}

/** `ACTIVITY MANAGER X (dumpsys activity x)` */
export function title(what: string, word: string): string {
  return `ACTIVITY MANAGER ${what} (dumpsys activity ${word})`
}
