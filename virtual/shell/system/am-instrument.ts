import { parseComponent, shortComponent } from '../../android/component-name.ts'
import type { SubCommand } from './service-shell.ts'

/** `am instrument`: runs a test package's runner in the process of the package it tests. */
export const instrument: SubCommand = async (call) => {
  const { phone, arguments: words, context } = call
  let wait = false
  const given = new Map<string, string>()
  for (let option = words.nextOption(); option !== undefined; option = words.nextOption()) {
    if (option === '-w') wait = true
    else if (option === '-e') given.set(words.required(), words.required())
    else if (['-p', '-f', '--user', '--abi'].includes(option)) words.required()
    else if (!bareOptions.has(option)) {
      await call.complain(`Error: Unknown option: ${option}`)
      return 1
    }
  }
  const text = words.next()
  const component = text === undefined ? undefined : parseComponent(text)
  if (text === undefined || component === undefined) {
    await call.complain(
      text === undefined ? 'Error: No instrumentation component supplied' : `Error: Bad component name: ${text}`,
    )
    return 1
  }
  const pkg = phone.packages.get(component.packageName)
  const target = pkg?.instrumentation.find(({ className }) => className === component.className)?.targetPackage
  const targetPackage = target === undefined ? undefined : phone.packages.get(target)
  const program = phone.programs.get(component.packageName)
  const instrument = program?.onInstrument?.bind(program)
  if (targetPackage === undefined || instrument === undefined) {
    await call.say(
      'INSTRUMENTATION_STATUS: id=ActivityManagerService',
      `INSTRUMENTATION_STATUS: Error=Unable to find instrumentation ${
        pkg === undefined || target === undefined ? 'info for' : 'target package'
      }: ${target !== undefined && targetPackage === undefined ? target : `ComponentInfo{${component.packageName}/${component.className}}`}`,
      'INSTRUMENTATION_STATUS_CODE: -1',
    )
    await call.complain(
      `android.util.AndroidException: INSTRUMENTATION_FAILED: ${shortComponent(component)}`,
      '\tat com.android.commands.am.Instrument.run(Instrument.java:543)',
      '\tat com.android.commands.am.Am.runInstrument(Am.java:202)',
      '\tat com.android.commands.am.Am.onRun(Am.java:80)',
      '\tat com.android.internal.os.BaseCommand.run(BaseCommand.java:60)',
    )
    return 1
  }
  const { packageName } = targetPackage
  // Starting an instrumentation force-stops what it tests.
  phone.processes.forceStop(packageName, 'start instr')
  phone.packages.setStopped(packageName, false)
  phone.packages.setStopped(component.packageName, false)
  const process = phone.processes.startNamed({
    name: packageName,
    packageName,
    uid: targetPackage.uid,
    state: 'instrumentation',
    alsoPackages: component.packageName === packageName ? [] : [component.packageName],
  })
  const ended = new AbortController()
  let crashed = false
  const stopListening = phone.processes.on(({ kind, process: died }) => {
    if (kind !== 'died' || died.pid !== process.pid) return
    crashed = true
    ended.abort()
  })
  const signal = wait ? AbortSignal.any([context.signal, ended.signal]) : ended.signal
  const out = (data: string) => (wait && !context.signal.aborted ? context.out(data) : Promise.resolve())
  const run = async (): Promise<number> => {
    try {
      const status = await instrument({ runner: component.className, arguments: given, out, signal })
      if (crashed) await out('INSTRUMENTATION_RESULT: shortMsg=Process crashed.\nINSTRUMENTATION_CODE: 0\n')
      return status
    } finally {
      stopListening()
      if (phone.processes.byPid(process.pid) !== undefined)
        phone.processes.kill(process.pid, `stop ${packageName} due to finished inst`)
    }
  }
  if (wait) return run()
  void run()
  return 0
}

const bareOptions = new Set([
  '-r',
  '-m',
  '--no_window_animation',
  '--no-window-animation',
  '--no-hidden-api-checks',
  '--no-test-api-access',
  '--no-isolated-storage',
  '--no-restart',
  '--instrument-sdk-sandbox',
  '--always-check-signature',
])
