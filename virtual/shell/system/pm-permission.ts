import { permissionKind } from '../../android/permission-catalogue.ts'
import { illegalArgument, securityException } from './shell-arguments.ts'
import { skipUserOption, type SubCommand } from './service-shell.ts'

/** `pm grant` and `pm revoke` (PermissionManagerServiceImpl.grantRuntimePermissionInternal). */
export function changePermission(change: 'grant' | 'revoke'): SubCommand {
  return async (call) => {
    skipUserOption(call)
    const { phone, arguments: words } = call
    const { apiLevel } = phone.rom
    const allPermissions = words.peek() === '--all-permissions'
    if (allPermissions) words.next()
    const packageName = words.next()
    if (packageName === undefined) {
      await call.complain('Error: no package specified')
      return 1
    }
    const permission = allPermissions ? undefined : words.next()
    if (!allPermissions && permission === undefined) {
      await call.complain('Error: no permission specified')
      return 1
    }
    const pkg = phone.packages.get(packageName)
    if (pkg === undefined) {
      if (apiLevel < 34) throw illegalArgument(`Unknown package: ${packageName}`)
      await call.complain('Error: package not found')
      await call.say('Failure [package not found]')
      return 1
    }
    if (permission === undefined) {
      for (const [name, { runtime }] of pkg.permissions) if (runtime) phone.packages[change](packageName, name)
      return 0
    }
    const kind = permissionKind(permission, apiLevel)
    if (kind === undefined && !phone.packages.declares(permission))
      throw illegalArgument(`Unknown permission: ${permission}`)
    if (!pkg.requestedPermissions.includes(permission))
      throw securityException(`Package ${packageName} has not requested permission ${permission}`)
    if (kind !== 'runtime' && kind !== 'development')
      throw securityException(
        `Permission ${permission} requested by ${packageName} is not a changeable permission type`,
      )
    phone.packages[change](packageName, permission)
    return 0
  }
}
