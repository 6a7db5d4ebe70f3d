import { fullComponent, shortComponent } from '../../android/component-name.ts'
import type { Intent } from '../../android/intent.ts'
import { reportCrash } from '../../android/app-system.ts'
import { toIntentUri, toUri as intentToUri } from '../../android/intent-uri.ts'
import type { Task } from '../../android/phone.ts'
import { broadcast } from './am-broadcast.ts'
import { instrument } from './am-instrument.ts'
import { startService, stopService } from './am-service.ts'
import { start } from './am-start.ts'
import { parseIntentArguments } from './intent-arguments.ts'
import {
  serviceCommand,
  type ServiceCall,
  type ServiceShell,
  silently,
  skipUserOption,
  type SubCommand,
} from './service-shell.ts'
import { setStandbyBucket, standbyBucket, standbyBuckets } from './standby-buckets.ts'

const forceStop: SubCommand = async (call) => {
  for (let option = call.arguments.nextOption(); option !== undefined; option = call.arguments.nextOption()) {
    if (option !== '--user') return unknownOption(call, option)
    call.arguments.required()
  }
  const { processes } = call.phone
  processes.forceStop(call.arguments.required(), `from pid ${processes.systemPid}`)
  return 0
}

const kill: SubCommand = async (call) => {
  for (let option = call.arguments.nextOption(); option !== undefined; option = call.arguments.nextOption()) {
    if (option !== '--user') return unknownOption(call, option)
    call.arguments.required()
  }
  call.phone.processes.killBackground(call.arguments.required())
  return 0
}

const killAll: SubCommand = ({ phone }) => {
  for (const { packageName, system } of phone.packages.all()) if (!system) phone.processes.killBackground(packageName)
  return 0
}

/** Android 13 and newer: like force-stop, but the app is not marked as stopped. */
const stopApp: SubCommand = async (call) => {
  skipUserOption(call)
  const packageName = call.arguments.required()
  const stopped = call.phone.packages.get(packageName)?.stopped ?? false
  call.phone.processes.forceStop(packageName, 'stop user app')
  call.phone.packages.setStopped(packageName, stopped)
  return 0
}

const crash: SubCommand = (call) => {
  skipUserOption(call)
  const word = call.arguments.required()
  const { processes, packages } = call.phone
  const victims = processes.all().filter(({ pid, packageName }) => String(pid) === word || packageName === word)
  for (const { pid, packageName } of victims) {
    const pkg = packages.get(packageName)
    if (pkg !== undefined)
      reportCrash(call.phone, pkg, pid, {
        exception: 'android.app.RemoteServiceException$CrashedByAdbException',
        message: 'shell-induced crash',
        stack: [
          'at android.app.ActivityThread.throwRemoteServiceException(ActivityThread.java:2033)',
          'at android.app.ActivityThread$H.handleMessage(ActivityThread.java:2328)',
          'at android.os.Looper.loop(Looper.java:288)',
        ],
      })
  }
  return 0
}

const stack: SubCommand = async (call) => {
  const word = call.arguments.required()
  if (word !== 'list') {
    await call.complain(`Error: unknown command '${word}'`)
    return -1
  }
  for (const task of call.phone.activities.stack()) await call.say(...stackLines(call, task))
  return 0
}

function stackLines({ phone }: ServiceCall, task: Task): string[] {
  const { width, height } = phone.rom.screen
  const bounds = `[0,0][${width},${height}]`
  const root = phone.rom.apiLevel >= 31 ? 'RootTask' : 'Stack'
  const top = task.activities.at(-1)
  const [first] = task.activities
  const visible = top !== undefined && top.token === phone.activities.resumed()?.token
  const component = first === undefined ? task.packageName : shortComponent(first.component)
  const topText = top === undefined ? 'null' : `ComponentInfo{${fullComponent(top.component)}}`
  return [
    `${root} id=${task.id} bounds=${bounds} displayId=0 userId=0`,
    ` configuration={1.0 ?mcc?mnc [${phone.rom.locale.replace('-', '_')}] ldltr sw411dp w411dp h866dp ${phone.rom.screen.densityDpi}dpi nrml long port finger -keyb/v/h -nav/h winConfig={ mBounds=Rect(0, 0 - ${width}, ${height}) mWindowingMode=fullscreen mActivityType=${task.id === phone.activities.homeTask?.id ? 'home' : 'standard'}} s.1}`,
    `  taskId=${task.id}: ${component} bounds=${bounds} userId=0 visible=${String(visible)} topActivity=${topText}`,
    '',
  ]
}

const getStandbyBucket: SubCommand = async (call) => {
  skipUserOption(call)
  const packageName = call.arguments.next()
  const { packages } = call.phone
  if (packageName !== undefined) await call.say(String(standbyBucket(call.phone, packageName)))
  else
    await call.say(
      ...packages.all().map((each) => `${each.packageName}: ${standbyBucket(call.phone, each.packageName)}`),
    )
  return 0
}

const setBucket: SubCommand = async (call) => {
  skipUserOption(call)
  const words = call.arguments.rest()
  for (let index = 0; index + 1 < words.length; index += 2) {
    const word = words[index + 1] ?? ''
    const bucket = standbyBuckets.get(word) ?? Number(word)
    if (![...standbyBuckets.values()].includes(bucket)) {
      await call.complain(`Error: Unknown bucket: ${word}`)
      return -1
    }
    setStandbyBucket(call.phone, words[index] ?? '', bucket)
  }
  return 0
}

const setInactive: SubCommand = (call) => {
  skipUserOption(call)
  const packageName = call.arguments.required()
  const idle = call.arguments.required() === 'true'
  setStandbyBucket(call.phone, packageName, idle ? 40 : 10)
  return 0
}

const getInactive: SubCommand = async (call) => {
  skipUserOption(call)
  await call.say(`Idle=${String(standbyBucket(call.phone, call.arguments.required()) >= 40)}`)
  return 0
}

function printUri(write: (intent: Intent) => string): SubCommand {
  return async (call) => {
    await call.say(write(parseIntentArguments(call.arguments)))
    return 0
  }
}

const sendTrimMemory: SubCommand = async (call) => {
  skipUserOption(call)
  const word = call.arguments.required()
  const level = call.arguments.required()
  const { processes } = call.phone
  if (!processes.all().some(({ name, pid }) => name === word || String(pid) === word)) {
    await call.complain(`Error: Unknown process ${word}`)
    return -1
  }
  if (!trimLevels.has(level) && !/^\d+$/.test(level)) {
    await call.complain(`Error: Unknown level option: ${level}`)
    return -1
  }
  return 0
}

const trimLevels = new Set([
  'HIDDEN',
  'RUNNING_MODERATE',
  'BACKGROUND',
  'RUNNING_LOW',
  'MODERATE',
  'RUNNING_CRITICAL',
  'COMPLETE',
])

async function unknownOption(call: ServiceCall, option: string): Promise<number> {
  await call.complain(`Error: Unknown option: ${option}`)
  return -1
}

const says =
  (text: string): SubCommand =>
  async (call) => {
    await call.say(text)
    return 0
  }

const common: readonly (readonly [string, SubCommand])[] = [
  ['start', start],
  ['start-activity', start],
  ['startservice', startService(false)],
  ['start-service', startService(false)],
  ['startforegroundservice', startService(true)],
  ['startfgservice', startService(true)],
  ['start-foreground-service', startService(true)],
  ['start-fg-service', startService(true)],
  ['stopservice', stopService],
  ['stop-service', stopService],
  ['broadcast', broadcast],
  ['instrument', instrument],
  ['force-stop', forceStop],
  ['kill', kill],
  ['kill-all', killAll],
  ['crash', crash],
  ['stack', stack],
  ['get-standby-bucket', getStandbyBucket],
  ['set-standby-bucket', setBucket],
  ['set-inactive', setInactive],
  ['get-inactive', getInactive],
  ['get-current-user', says('0')],
  ['switch-user', silently(() => undefined)],
  ['to-uri', printUri(intentToUri)],
  ['to-intent-uri', printUri(toIntentUri)],
  ['send-trim-memory', sendTrimMemory],
  ['set-debug-app', silently(() => undefined)],
  ['clear-debug-app', silently(() => undefined)],
  ['idle-maintenance', says('Performing idle maintenance...')],
  ['supports-multiwindow', says('true')],
  ['supports-split-screen-multi-window', says('true')],
  ['get-started-user-state', says('RUNNING_UNLOCKED')],
  ['wait-for-broadcast-idle', says('All broadcast queues are idle!')],
]

const javaClass = 'com.android.server.am.ActivityManagerShellCommand'
const help = [
  'Activity manager (activity) commands:',
  '  help',
  '      Print this help text.',
  '  start-activity [-D] [-N] [-W] [-P <FILE>] [--start-profiler <FILE>]',
  '          [--sampling INTERVAL] [--streaming] [-R COUNT] [-S]',
  '          [--track-allocation] [--user <USER_ID> | current] <INTENT>',
  '  start-service [--user <USER_ID> | current] <INTENT>',
  '  start-foreground-service [--user <USER_ID> | current] <INTENT>',
  '  stop-service [--user <USER_ID> | current] <INTENT>',
  '  broadcast [--user <USER_ID> | all | current] <INTENT>',
  '  instrument [-r] [-e <NAME> <VALUE>] [-p <FILE>] [-w] <COMPONENT>',
  '  crash [--user <USER_ID>] <PACKAGE|PID>',
  '  kill [--user <USER_ID> | all | current] <PACKAGE>',
  '  kill-all',
  '  force-stop [--user <USER_ID> | all | current] <PACKAGE>',
  '  set-inactive [--user <USER_ID>] <PACKAGE> true|false',
  '  get-inactive [--user <USER_ID>] <PACKAGE>',
  '  set-standby-bucket [--user <USER_ID>] <PACKAGE> active|working_set|frequent|rare|restricted',
  '  get-standby-bucket [--user <USER_ID>] <PACKAGE>',
  '  send-trim-memory [--user <USER_ID>] <PROCESS> <LEVEL>',
  '  get-current-user',
  '  to-uri [INTENT]',
  '  to-intent-uri [INTENT]',
  '  stack list',
]

const everywhere: ServiceShell = { javaClass, help, subCommands: new Map(common) }
const since33: ServiceShell = { javaClass, help, subCommands: new Map([...common, ['stop-app', stopApp]]) }
const runEverywhere = serviceCommand(everywhere)
const runSince33 = serviceCommand(since33)

/** `am` and `cmd activity`. */
export const am: typeof runEverywhere = (context) =>
  context.phone.rom.apiLevel >= 33 ? runSince33(context) : runEverywhere(context)
