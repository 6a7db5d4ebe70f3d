import { parseComponent } from '../../android/component-name.ts'
import { serviceCommand, silently, skipUserOption, type SubCommand } from './service-shell.ts'
import {
  install,
  installAbandon,
  installCommit,
  installCreate,
  installExisting,
  installRemove,
  installWrite,
  uninstall,
} from './pm-install.ts'
import { dumpPackage } from './pm-dump.ts'
import { features, list } from './pm-list.ts'
import { changePermission } from './pm-permission.ts'
import { queryActivities, queryReceivers, queryServices, resolveActivity } from './pm-resolve.ts'

const path: SubCommand = async (call) => {
  skipUserOption(call)
  const packageName = call.arguments.next()
  if (packageName === undefined) {
    await call.complain('Error: no package specified')
    return 1
  }
  const paths = call.phone.packages.apkPaths(packageName)
  if (paths.length === 0) return 1
  await call.say(...paths.map((each) => `package:${each}`))
  return 0
}

const clear: SubCommand = async (call) => {
  skipUserOption(call)
  const packageName = call.arguments.next()
  if (packageName === undefined) {
    await call.complain('Error: no package specified')
    return 1
  }
  if (await call.phone.packages.clearData(packageName)) {
    await call.say('Success')
    return 0
  }
  await call.complain('Failed')
  return 1
}

/** PackageManager.COMPONENT_ENABLED_STATE_* by the words of the answers. */
const states = { default: 0, enabled: 1, disabled: 2, 'disabled-user': 3, 'disabled-until-used': 4 } as const

function setState(state: keyof typeof states): SubCommand {
  return async (call) => {
    skipUserOption(call)
    const word = call.arguments.next()
    if (word === undefined) {
      await call.complain('Error: no package or component specified')
      return 1
    }
    const component = parseComponent(word)
    const packageName = component?.packageName ?? word
    const { packages } = call.phone
    const pkg = packages.get(packageName)
    const known = [...(pkg?.activities ?? []), ...(pkg?.services ?? []), ...(pkg?.receivers ?? [])]
    if (
      pkg === undefined ||
      (component !== undefined && !known.some((each) => each.className === component.className))
    ) {
      const what =
        component === undefined
          ? `Unknown package: ${packageName}`
          : `Component class ${component.className} does not exist in ${packageName}`
      await call.complain(`Error: java.lang.IllegalArgumentException: ${what}`)
      return 1
    }
    packages.setEnabled(packageName, states[state], 'shell:2000', component?.className)
    await call.say(
      component === undefined
        ? `Package ${packageName} new state: ${state}`
        : `Component {${component.packageName}/${component.className}} new state: ${state}`,
    )
    return 0
  }
}

const hasFeature: SubCommand = async (call) => {
  const name = call.arguments.next()
  if (name === undefined) {
    await call.complain('Error: expected FEATURE name')
    return 1
  }
  const found = features(call.phone.rom.apiLevel).some((each) => each.split('=')[0] === name)
  await call.say(String(found))
  return found ? 0 : 1
}

function newState(what: 'hidden' | 'suspended', value: boolean): SubCommand {
  return async (call) => {
    skipUserOption(call)
    const packageName = call.arguments.required()
    if (call.phone.packages.get(packageName) === undefined) {
      await call.say(`java.lang.IllegalArgumentException: Unknown target package: ${packageName}`)
      return 1
    }
    await call.say(`Package ${packageName} new ${what} state: ${String(value)}`)
    return 0
  }
}

const compile: SubCommand = async (call) => {
  await call.say('Success')
  return 0
}

const says =
  (text: string): SubCommand =>
  async (call) => {
    await call.say(text)
    return 0
  }

/** `pm dump P` is what `dumpsys` of several services prints; the shell runs it through the phone's own dumpsys. */
const dump: SubCommand = async (call) => {
  const packageName = call.arguments.next()
  if (packageName === undefined) {
    await call.complain('Error: no package specified')
    return 1
  }
  return dumpPackage(call.context, packageName)
}

const setHomeActivity: SubCommand = async (call) => {
  skipUserOption(call)
  const component = parseComponent(call.arguments.required())
  await call.say(component === undefined ? 'Error: invalid component name' : 'Success')
  return component === undefined ? 1 : 0
}

/** `pm` and `cmd package`. */
export const pm = serviceCommand({
  javaClass: 'com.android.server.pm.PackageManagerShellCommand',
  subCommands: new Map<string, SubCommand>([
    ['install', install],
    ['install-create', installCreate],
    ['install-write', installWrite],
    ['install-remove', installRemove],
    ['install-commit', installCommit],
    ['install-abandon', installAbandon],
    ['install-destroy', installAbandon],
    ['install-existing', installExisting],
    ['uninstall', uninstall],
    ['list', list],
    ['path', path],
    ['clear', clear],
    ['grant', changePermission('grant')],
    ['revoke', changePermission('revoke')],
    ['reset-permissions', silently(() => undefined)],
    ['set-permission-flags', silently(() => undefined)],
    ['clear-permission-flags', silently(() => undefined)],
    ['dump', dump],
    ['resolve-activity', resolveActivity],
    ['query-activities', queryActivities],
    ['query-services', queryServices],
    ['query-receivers', queryReceivers],
    ['enable', setState('enabled')],
    ['disable', setState('disabled')],
    ['disable-user', setState('disabled-user')],
    ['disable-until-used', setState('disabled-until-used')],
    ['default-state', setState('default')],
    ['hide', newState('hidden', true)],
    ['unhide', newState('hidden', false)],
    ['suspend', newState('suspended', true)],
    ['unsuspend', newState('suspended', false)],
    ['has-feature', hasFeature],
    ['compile', compile],
    ['bg-dexopt-job', compile],
    ['trim-caches', silently(() => undefined)],
    ['get-install-location', says('0[auto]')],
    ['set-install-location', silently(() => undefined)],
    ['get-max-users', says('Maximum supported users: 4')],
    ['get-max-running-users', says('Maximum supported running users: 4')],
    ['get-instantapp-resolver', says('null')],
    ['set-home-activity', setHomeActivity],
    ['set-installer', says('Success')],
  ]),
  help: [
    'Package manager (package) commands:',
    '  help',
    '    Print this help text.',
    '',
    '  path [--user USER_ID] PACKAGE',
    '  dump PACKAGE',
    '  has-feature FEATURE_NAME [version]',
    '  list features',
    '  list instrumentation [-f] [TARGET-PACKAGE]',
    '  list libraries [-v]',
    '  list packages [-f] [-d] [-e] [-s] [-3] [-i] [-l] [-u] [-U]',
    '      [--show-versioncode] [--apex-only] [--uid UID] [--user USER_ID] [FILTER]',
    '  list permission-groups',
    '  list permissions [-g] [-f] [-d] [-u] [GROUP]',
    '  list users',
    '  resolve-activity [--brief] [--components] [--query-flags FLAGS]',
    '       [--user USER_ID] INTENT',
    '  query-activities [--brief] [--components] [--query-flags FLAGS]',
    '       [--user USER_ID] INTENT',
    '  install [-rtfdg] [-i PACKAGE] [--user USER_ID|all|current]',
    '       [-p INHERIT_PACKAGE] [--install-location 0/1/2]',
    '       [-S BYTES] [PATH [SPLIT...]|-]',
    '  install-create [-lrtsfdg] [-i PACKAGE] [--user USER_ID|all|current] [-S BYTES]',
    '  install-write [-S BYTES] SESSION_ID SPLIT_NAME [PATH|-]',
    '  install-commit SESSION_ID',
    '  install-abandon SESSION_ID',
    '  install-existing [--user USER_ID|all|current] PACKAGE',
    '  uninstall [-k] [--user USER_ID] [--versionCode VERSION_CODE] PACKAGE [SPLIT...]',
    '  clear [--user USER_ID] PACKAGE',
    '  enable [--user USER_ID] PACKAGE_OR_COMPONENT',
    '  disable [--user USER_ID] PACKAGE_OR_COMPONENT',
    '  disable-user [--user USER_ID] PACKAGE_OR_COMPONENT',
    '  grant [--user USER_ID] PACKAGE PERMISSION',
    '  revoke [--user USER_ID] PACKAGE PERMISSION',
    '  set-home-activity [--user USER_ID] TARGET-COMPONENT',
    '',
  ],
})
