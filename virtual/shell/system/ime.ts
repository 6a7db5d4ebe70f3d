import { serviceCommand, type ServiceCall, skipUserOption, type SubCommand } from './service-shell.ts'

/** `ime` and `cmd input_method` (InputMethodManagerService.ShellCommandImpl). From Android 11 on the user is named. */
const suffix = ({ phone }: ServiceCall): string => (phone.rom.apiLevel >= 30 ? ' for user #0' : '')

const list: SubCommand = async (call) => {
  let all = false
  let short = false
  for (let option = call.arguments.nextOption(); option !== undefined; option = call.arguments.nextOption()) {
    if (option === '-a') all = true
    else if (option === '-s') short = true
    else if (option === '--user') call.arguments.required()
  }
  const { inputMethods } = call.phone
  for (const id of all ? inputMethods.all : inputMethods.enabled())
    await (short
      ? call.say(id)
      : call.say(
          `${id}:`,
          `  mId=${id} mSettingsActivityName=null mIsVrOnly=false mSupportsSwitchingToNextInputMethod=false mInlineSuggestionsEnabled=false`,
          '  mIsDefaultResId=0x0',
          '  Service:',
          `    packageName=${id.split('/')[0] ?? ''}`,
        ))
  return 0
}

const enable: SubCommand = async (call) => {
  skipUserOption(call)
  const id = call.arguments.required()
  const { inputMethods } = call.phone
  const already = inputMethods.enabled().includes(id)
  if (!inputMethods.enable(id)) {
    await call.complain(`Unknown input method ${id} cannot be enabled for user #0`)
    return -1
  }
  await call.say(`Input method ${id}: ${already ? 'already' : 'now'} enabled${suffix(call)}`)
  return 0
}

const disable: SubCommand = async (call) => {
  skipUserOption(call)
  const id = call.arguments.required()
  const was = call.phone.inputMethods.disable(id)
  await call.say(`Input method ${id}: ${was ? 'now' : 'already'} disabled${suffix(call)}`)
  return 0
}

const select: SubCommand = async (call) => {
  skipUserOption(call)
  const id = call.arguments.required()
  if (!call.phone.inputMethods.select(id)) {
    await call.complain(`Unknown input method ${id} cannot be selected for user #0`)
    return -1
  }
  await call.say(`Input method ${id} selected${suffix(call)}`)
  return 0
}

const reset: SubCommand = async (call) => {
  skipUserOption(call)
  const { inputMethods } = call.phone
  inputMethods.reset()
  await call.say(
    `Reset current and enabled IMEs${suffix(call)}`,
    `  Newly selected IME: ${inputMethods.current}`,
    '  Newly enabled IMEs:',
    ...inputMethods.enabled().map((id) => `    ${id}`),
  )
  return 0
}

const subCommands = new Map([
  ['list', list],
  ['enable', enable],
  ['disable', disable],
  ['set', select],
  ['reset', reset],
])
const javaClass = 'com.android.server.inputmethod.InputMethodManagerService$ShellCommandImpl'
const help = [
  'ime <command>:',
  '  list [-a] [-s]',
  '    prints all enabled input methods.',
  '  enable [--user <USER_ID>] <ID>',
  '    allows the given input method ID to be used.',
  '  disable [--user <USER_ID>] <ID>',
  '    disallows the given input method ID to be used.',
  '  set [--user <USER_ID>] <ID>',
  '    switches to the given input method ID.',
  '  reset [--user <USER_ID>]',
  '    reset currently selected/enabled IMEs to the default ones as if the device is initially booted.',
]

export const ime = serviceCommand({ javaClass, subCommands, help })

/** `cmd input_method ime list` and the like. */
const nested: SubCommand = (call) => ime({ ...call.context, argv: ['ime', ...call.arguments.rest()] })

export const inputMethodService = serviceCommand({
  javaClass,
  subCommands: new Map<string, SubCommand>([...subCommands, ['ime', nested]]),
  help,
})
