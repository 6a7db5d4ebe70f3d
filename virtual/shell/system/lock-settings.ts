import { illegalArgument } from './shell-arguments.ts'
import { serviceCommand, type ServiceCall, type SubCommand } from './service-shell.ts'

/** `locksettings` and `cmd lock_settings` (LockSettingsShellCommand). */
interface Parsed {
  readonly old: string | undefined
  readonly rest: readonly string[]
}

function parse(call: ServiceCall): Parsed {
  let old: string | undefined
  for (let option = call.arguments.nextOption(); option !== undefined; option = call.arguments.nextOption()) {
    if (option === '--old') old = call.arguments.required()
    else if (option === '--user') call.arguments.required()
    else throw illegalArgument(`Unknown option: ${option}`)
  }
  return { old, rest: call.arguments.rest() }
}

/** Runs only with the right old credential, as the service does. */
function checked(run: (call: ServiceCall, rest: readonly string[]) => Promise<number>): SubCommand {
  return async (call) => {
    const { old, rest } = parse(call)
    if (!call.phone.power.checkPin(old)) {
      await call.say(`Old password '${old ?? ''}' didn't match`)
      return -1
    }
    return run(call, rest)
  }
}

const setCredential = (what: 'Pin' | 'Password' | 'Pattern'): SubCommand =>
  checked(async (call, rest) => {
    const [credential = ''] = rest
    if (credential.length < 4) {
      await call.say(`New credential doesn't satisfy admin policies: too short`)
      return -1
    }
    call.phone.power.setPin(credential)
    await call.say(`${what} set to '${credential}'`)
    return 0
  })

const clear = checked(async (call) => {
  call.phone.power.setPin(undefined)
  await call.say('Lock credential cleared')
  return 0
})

const verify = checked(async (call) => {
  await call.say('Lock credential verified successfully')
  return 0
})

const getDisabled: SubCommand = async (call) => {
  const { keyguardDisabled, secure } = call.phone.power
  await call.say(String(keyguardDisabled && !secure))
  return 0
}

const setDisabled = checked(async (call, rest) => {
  const disabled = rest[0] === 'true'
  call.phone.power.setKeyguardDisabled(disabled)
  await call.say(`Lock screen disabled set to ${String(disabled)}`)
  return 0
})

const help: readonly string[] = [
  'lockSettings service commands:',
  '',
  'NOTE: when lock screen is set, all commands require the --old <CREDENTIAL> option.',
  '',
  '  help',
  '    Prints this help text.',
  '',
  '  get-disabled [--old <CREDENTIAL>] [--user USER_ID]',
  '    Checks whether lock screen is disabled.',
  '',
  '  set-disabled [--old <CREDENTIAL>] [--user USER_ID] <true|false>',
  '    When true, disables lock screen.',
  '',
  '  set-pattern [--old <CREDENTIAL>] [--user USER_ID] <PATTERN>',
  '    Sets the lock screen as pattern, using the given PATTERN to unlock.',
  '',
  '  set-pin [--old <CREDENTIAL>] [--user USER_ID] <PIN>',
  '    Sets the lock screen as PIN, using the given PIN to unlock.',
  '',
  '  set-password [--old <CREDENTIAL>] [--user USER_ID] <PASSWORD>',
  '    Sets the lock screen as password, using the given PASSWORD to unlock.',
  '',
  '  clear [--old <CREDENTIAL>] [--user USER_ID]',
  '    Clears the lock credentials.',
  '',
  '  verify [--old <CREDENTIAL>] [--user USER_ID]',
  '    Verifies the lock credentials.',
]

/** Its help is a command that succeeds: tools ask it to learn whether the service is there. */
const printHelp: SubCommand = async (call) => {
  await call.say(...help)
  return 0
}

const run = serviceCommand({
  javaClass: 'com.android.server.locksettings.LockSettingsShellCommand',
  help,
  subCommands: new Map([
    ['get-disabled', getDisabled],
    ['set-disabled', setDisabled],
    ['set-pin', setCredential('Pin')],
    ['set-password', setCredential('Password')],
    ['set-pattern', setCredential('Pattern')],
    ['clear', clear],
    ['verify', verify],
    ['-help-', printHelp],
  ]),
})

export const lockSettings: typeof run = (context) =>
  context.argv[1] === 'help' ? run({ ...context, argv: [context.argv[0] ?? 'locksettings', '-help-'] }) : run(context)
