import type { Intent } from '../../android/intent.ts'
import { intentFlag, intentText } from '../../android/intent-text.ts'
import { shortComponent } from '../../android/component-name.ts'
import type { StartResult } from '../../android/phone.ts'
import { parseIntentArguments } from './intent-arguments.ts'
import { securityException } from './shell-arguments.ts'
import type { ServiceCall, SubCommand } from './service-shell.ts'

export const shellUid = 2000
export const shellPackage = 'com.android.shell'

/** Options of `am start` that take a word and change nothing on this phone. */
const wordOptions = new Set([
  '--start-profiler',
  '--sampling',
  '--attach-agent',
  '--attach-agent-bind',
  '--user',
  '--receiver-permission',
  '--display',
  '--windowingMode',
  '--activityType',
  '--task',
  '--track-allocation',
  '--splashscreen-style',
  '-P',
])
const bareOptions = new Set([
  '-D',
  '-N',
  '--streaming',
  '--task-overlay',
  '--lock-task',
  '--splashscreen-show-icon',
  '--dismiss-keyguard',
])

/** `am start`: ActivityManagerShellCommand.runStartActivity. */
export const start: SubCommand = async (call) => {
  const { phone, arguments: words } = call
  const given = { wait: false, stop: false, repeat: 0, dismissKeyguard: false }
  const intent = parseIntentArguments(words, (option) => {
    if (option === '-W') given.wait = true
    else if (option === '-S') given.stop = true
    else if (option === '-R') given.repeat = Number(words.required())
    else if (wordOptions.has(option)) words.required()
    else if (bareOptions.has(option)) given.dismissKeyguard ||= option === '--dismiss-keyguard'
    else return false
    return true
  })
  let status = 0
  for (let round = 0; round <= given.repeat; round++) {
    if (given.stop) {
      const packageName = packageToStop(call, intent)
      if (packageName === undefined) {
        await call.complain(`Error: Intent does not match any activities: ${intentText(intent)}`)
        return 1
      }
      await call.say(`Stopping: ${packageName}`)
      phone.processes.forceStop(packageName, `from pid ${phone.processes.systemPid}`)
    }
    await call.say(`Starting: ${intentText(intent)}`)
    if (given.dismissKeyguard) phone.power.dismissKeyguard()
    status = await startOnce(call, intent, given.wait)
  }
  return status
}

function packageToStop({ phone }: ServiceCall, intent: Intent): string | undefined {
  if (intent.component !== undefined) return intent.component.packageName
  return phone.packages.matchActivities(intent)[0]?.pkg.packageName
}

async function startOnce(call: ServiceCall, intent: Intent, wait: boolean): Promise<number> {
  const { phone } = call
  const startedAt = phone.clock.monotonic()
  const flags = intent.flags | intentFlag.activityNewTask
  const result = await phone.activities.start(
    { ...intent, flags },
    { callingPackage: shellPackage, callingUid: shellUid, callingPid: phone.processes.systemPid, wait },
  )
  // Without -W the outcome goes to stderr.
  const tell = wait ? call.say : call.complain
  if (result.kind === 'denied') throw securityException(result.message)
  if (result.kind === 'not-found') {
    const { component } = intent
    if (component === undefined)
      await tell(`Error: Activity not started, unable to resolve ${intentText({ ...intent, flags })}`)
    else
      await tell(
        'Error type 3',
        `Error: Activity class {${component.packageName}/${component.className}} does not exist.`,
      )
    // ActivityManagerShellCommand returns 1 for these since Android 14 only.
    return phone.rom.apiLevel >= 34 ? 1 : 0
  }
  const warning = warnings[result.how ?? 'created']
  if (warning !== undefined) await tell(warning)
  if (wait) await call.say(...waitLines(result, phone.rom.apiLevel, phone.clock.monotonic() - startedAt))
  return 0
}

type Started = Extract<StartResult, { readonly kind: 'started' }>
const warnings: Readonly<Record<NonNullable<Started['how']>, string | undefined>> = {
  created: undefined,
  'delivered-to-top':
    'Warning: Activity not started, intent has been delivered to currently running top-most instance.',
  'brought-to-front': 'Warning: Activity not started, its current task has been brought to the front',
}

function waitLines(result: Started, apiLevel: number, waitedMs: number): string[] {
  // A delivered intent is no launch: ActivityTaskManager leaves state and time at 0.
  const delivered = result.how === 'delivered-to-top'
  const total = delivered ? 0 : Math.max(1, result.totalTimeMs)
  const launch = delivered || result.timedOut === true ? 'UNKNOWN (0)' : result.launch
  return [
    `Status: ${result.timedOut === true ? 'timeout' : 'ok'}`,
    ...(apiLevel >= 29 ? [`LaunchState: ${launch}`] : []),
    `Activity: ${shortComponent(result.activity.component)}`,
    ...(apiLevel <= 28 ? [`ThisTime: ${total}`] : []),
    ...(result.timedOut === true ? [] : [`TotalTime: ${total}`]),
    `WaitTime: ${Math.max(total, Math.round(waitedMs))}`,
    'Complete',
  ]
}
