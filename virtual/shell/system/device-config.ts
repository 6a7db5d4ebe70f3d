import type { Phone } from '../../android/phone.ts'
import { serviceCommand, type SubCommand } from './service-shell.ts'

/** `device_config`: flags by namespace; the phone itself reads none of them. */
const flags = new WeakMap<Phone, Map<string, string>>()

function flagsOf(phone: Phone): Map<string, string> {
  const known = flags.get(phone) ?? new Map<string, string>()
  flags.set(phone, known)
  return known
}

const get: SubCommand = async (call) => {
  const key = `${call.arguments.required()}/${call.arguments.required()}`
  await call.say(flagsOf(call.phone).get(key) ?? 'null')
  return 0
}

const put: SubCommand = async (call) => {
  const key = `${call.arguments.required()}/${call.arguments.required()}`
  flagsOf(call.phone).set(key, call.arguments.required())
  return 0
}

const remove: SubCommand = async (call) => {
  const namespace = call.arguments.required()
  const name = call.arguments.required()
  const found = flagsOf(call.phone).delete(`${namespace}/${name}`)
  await call.say(
    found ? `Successfully deleted ${name} from ${namespace}` : `Failed to delete ${name} from ${namespace}`,
  )
  return 0
}

const list: SubCommand = async (call) => {
  const namespace = call.arguments.next()
  const all = [...flagsOf(call.phone)].sort(([a], [b]) => (a < b ? -1 : 1))
  await call.say(
    ...all.flatMap(([key, value]) => {
      if (namespace === undefined) return `${key}=${value}`
      return key.startsWith(`${namespace}/`) ? `${key.slice(namespace.length + 1)}=${value}` : []
    }),
  )
  return 0
}

export const deviceConfig = serviceCommand({
  javaClass: 'com.android.providers.settings.DeviceConfigService$MyShellCommand',
  subCommands: new Map([
    ['get', get],
    ['put', put],
    ['delete', remove],
    ['list', list],
  ]),
  help: [
    'Device Config (device_config) commands:',
    '  help',
    '      Print this help text.',
    '  get NAMESPACE KEY',
    '      Retrieve the current value of KEY from the given NAMESPACE.',
    '  put NAMESPACE KEY VALUE [default]',
    '      Change the contents of KEY to VALUE for the given NAMESPACE.',
    '  delete NAMESPACE KEY',
    '      Delete the entry for KEY for the given NAMESPACE.',
    '  list [NAMESPACE]',
    '      Print all keys and values defined, optionally for the given NAMESPACE.',
  ],
})
