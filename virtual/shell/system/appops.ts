import { appOpModes, appOpName, defaultAppOpMode } from '../../android/app-op-table.ts'
import type { InstalledPackage } from '../../android/phone.ts'
import { serviceCommand, type ServiceCall, skipUserOption, type SubCommand } from './service-shell.ts'

/** `appops` and `cmd appops` (AppOpsService.Shell). */
const set: SubCommand = async (call) => {
  const words = withoutOptions(call)
  const [packageName, op, mode] = words
  if (packageName === undefined) return fail(call, 'Error: Package name not specified.')
  if (op === undefined) return fail(call, 'Error: Operation not specified.')
  if (mode === undefined) return fail(call, 'Error: Mode not specified.')
  const pkg = packageOf(call, packageName)
  if (pkg === undefined) return fail(call, `Error: No UID for ${packageName} in user 0`)
  const name = appOpName(op)
  if (name === undefined) return fail(call, `Error: Unknown operation string: ${op}`)
  if (!appOpModes.some((each) => each === mode)) return fail(call, `Error: Mode ${mode} is not valid`)
  call.phone.appops.set(pkg.packageName, name, mode)
  return 0
}

const get: SubCommand = async (call) => {
  const [packageName, op] = withoutOptions(call)
  if (packageName === undefined) return fail(call, 'Error: Package name not specified.')
  const pkg = packageOf(call, packageName)
  if (pkg === undefined) return fail(call, `Error: No UID for ${packageName} in user 0`)
  const name = op === undefined ? undefined : appOpName(op)
  if (op !== undefined && name === undefined) return fail(call, `Error: Unknown operation string: ${op}`)
  const wanted = ([each]: readonly [string, string]) => name === undefined || each === name
  const ofUid = uidModes(call, pkg).filter(wanted)
  const known = [...call.phone.appops.all(pkg.packageName)].filter(wanted)
  await call.say(...ofUid.map(([each, mode]) => `Uid mode: ${each}: ${mode}`))
  if (known.length + ofUid.length === 0) {
    await call.say('No operations.')
    if (name !== undefined) await call.say(`Default mode: ${defaultAppOpMode(name)}`)
    return 0
  }
  await call.say(...known.map(([each, mode]) => `${each}: ${mode}`))
  return 0
}

/** Ops that follow a runtime permission (AppOpsManager.opToPermission): the uid's mode is ignore while it is not granted. */
const opOfPermission: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ACCESS_COARSE_LOCATION: 'COARSE_LOCATION',
    ACCESS_FINE_LOCATION: 'FINE_LOCATION',
    CALL_PHONE: 'CALL_PHONE',
    CAMERA: 'CAMERA',
    POST_NOTIFICATIONS: 'POST_NOTIFICATION',
    READ_CONTACTS: 'READ_CONTACTS',
    READ_EXTERNAL_STORAGE: 'READ_EXTERNAL_STORAGE',
    READ_SMS: 'READ_SMS',
    RECORD_AUDIO: 'RECORD_AUDIO',
    WRITE_EXTERNAL_STORAGE: 'WRITE_EXTERNAL_STORAGE',
  }).map(([permission, op]) => [`android.permission.${permission}`, op]),
)

/** Android 10 and newer keep the mode of such an op by uid; only what differs from the default is there. */
function uidModes({ phone }: ServiceCall, pkg: InstalledPackage): readonly (readonly [string, string])[] {
  if (phone.rom.apiLevel < 29) return []
  return [...pkg.permissions].flatMap(([permission, { runtime, granted }]) => {
    const op = opOfPermission.get(permission)
    return op === undefined || !runtime || granted ? [] : [[op, 'ignore'] as const]
  })
}

const reset: SubCommand = async (call) => {
  const [packageName] = withoutOptions(call)
  call.phone.appops.reset(packageName)
  await call.say(
    packageName === undefined
      ? 'Reset all modes for: all users, all packages'
      : `Reset all modes for: all users, package ${packageName}`,
  )
  return 0
}

const queryOp: SubCommand = async (call) => {
  const [op, mode = 'allow'] = withoutOptions(call)
  if (op === undefined) return fail(call, 'Error: Operation not specified.')
  const name = appOpName(op)
  if (name === undefined) return fail(call, `Error: Unknown operation string: ${op}`)
  const { packages, appops } = call.phone
  const found = packages.all().filter(({ packageName }) => appops.all(packageName).get(name) === mode)
  await call.say(...(found.length === 0 ? ['No operations.'] : found.map(({ packageName }) => packageName)))
  return 0
}

/** `--uid` means the whole uid, which on this phone is one package; users there is one. */
function withoutOptions(call: ServiceCall): readonly string[] {
  skipUserOption(call)
  const words: string[] = []
  const rest = [...call.arguments.rest()]
  for (let word = rest.shift(); word !== undefined; word = rest.shift())
    if (word === '--user') rest.shift()
    else if (word !== '--uid') words.push(word)
  return words
}

/** A package name or a uid. */
function packageOf({ phone }: ServiceCall, word: string): InstalledPackage | undefined {
  return phone.packages.get(word) ?? phone.packages.all().find(({ uid }) => String(uid) === word)
}

async function fail(call: ServiceCall, text: string): Promise<number> {
  await call.complain(text)
  return -1
}

export const appops = serviceCommand({
  javaClass: 'com.android.server.appop.AppOpsService$Shell',
  subCommands: new Map([
    ['set', set],
    ['get', get],
    ['reset', reset],
    ['query-op', queryOp],
  ]),
  help: [
    'AppOps service (appops) commands:',
    '  help',
    '    Print this help text.',
    '  set [--user <USER_ID>] <[--uid] PACKAGE | UID> <OP> <MODE>',
    '    Set the mode for a particular application and operation.',
    '  get [--user <USER_ID>] [--attribution <ATTRIBUTION_TAG>] <PACKAGE | UID> [<OP>]',
    '    Return the mode for a particular application and optional operation.',
    '  query-op [--user <USER_ID>] <OP> [<MODE>]',
    '    Print all packages that currently have the given op in the given mode.',
    '  reset [--user <USER_ID>] [<PACKAGE>]',
    '    Reset the given application or all applications to default modes.',
  ],
})
