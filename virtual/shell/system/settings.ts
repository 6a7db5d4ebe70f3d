import type { Phone } from '../../android/phone.ts'
import type { Command } from '../command.ts'
import { serviceCommand } from './service-shell.ts'

type Namespace = 'system' | 'secure' | 'global'
const namespaces: readonly Namespace[] = ['system', 'secure', 'global']

interface Words {
  readonly verb: string
  readonly namespace: Namespace
  readonly rest: readonly string[]
}

/** `settings` and `cmd settings` (SettingsService.MyShellCommand). */
export const settings: Command = async (context) => {
  const { phone } = context
  const parsed = parse(context.argv.slice(1))
  if (parsed === undefined) return help({ ...context, argv: [context.argv[0] ?? 'settings'] })
  if (typeof parsed === 'string') {
    await context.err(`${parsed}\n`)
    return 255
  }
  const { verb, namespace, rest } = parsed
  const [key = '', value = ''] = rest
  switch (verb) {
    case 'get':
      await context.out(`${phone.settings.get(namespace, key) ?? 'null'}\n`)
      return 0
    case 'put':
      phone.settings.put(namespace, key, value)
      return 0
    case 'delete':
      await context.out(`Deleted ${phone.settings.delete(namespace, key) ? 1 : 0} rows\n`)
      return 0
    case 'list':
      await context.out([...phone.settings.list(namespace)].map(([name, each]) => `${name}=${each}\n`).join(''))
      return 0
    default:
      reset(phone, namespace)
      return 0
  }
}

/** How many words each verb takes behind the namespace. */
const arity: Readonly<Record<string, readonly [number, number]>> = {
  get: [1, 1],
  put: [2, 4],
  delete: [1, 1],
  list: [0, 0],
  reset: [1, 2],
}

/** undefined: print the help; a text: what is wrong. */
function parse(words: readonly string[]): Words | string | undefined {
  const left = [...words]
  while (left[0] === '--user') left.splice(0, 2)
  const verb = left.shift()
  if (verb === undefined || verb === 'help' || verb === '-h') return undefined
  const count = arity[verb]
  if (count === undefined) return `Invalid command: ${verb}`
  while (left[0] === '--user') left.splice(0, 2)
  const word = left.shift()
  if (word === undefined) return 'Bad arguments'
  const namespace = namespaces.find((each) => each === word.toLowerCase())
  if (namespace === undefined) return `Invalid namespace '${word}'`
  if (left.length < count[0]) return 'Bad arguments'
  if (left.length > count[1]) return 'Too many arguments'
  return { verb, namespace, rest: left }
}

/** `untrusted_defaults` and the other modes alike: what has a default gets it back. */
function reset(phone: Phone, namespace: Namespace): void {
  for (const key of phone.settings.list(namespace).keys()) {
    const value = phone.settings.defaultOf(namespace, key)
    if (value !== null) phone.settings.put(namespace, key, value)
  }
}

const help = serviceCommand({
  javaClass: 'com.android.providers.settings.SettingsService$MyShellCommand',
  subCommands: new Map(),
  help: [
    'Settings provider (settings) commands:',
    '  help',
    '      Print this help text.',
    '  get [--user <USER_ID> | current] NAMESPACE KEY',
    '      Retrieve the current value of KEY.',
    '  put [--user <USER_ID> | current] NAMESPACE KEY VALUE [TAG] [default]',
    '      Change the contents of KEY to VALUE.',
    '  delete [--user <USER_ID> | current] NAMESPACE KEY',
    '      Delete the entry for KEY.',
    '  reset [--user <USER_ID> | current] NAMESPACE {PACKAGE_NAME | RESET_MODE}',
    '      Reset the global/secure table for a package with mode.',
    '  list [--user <USER_ID> | current] NAMESPACE',
    '      Print all defined keys.',
    '      NAMESPACE is one of {system, secure, global}, case-insensitive',
  ],
})
