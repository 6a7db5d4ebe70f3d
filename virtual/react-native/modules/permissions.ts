import type { Json } from '../app/realm.ts'
import type { ModuleHost, NativeModule } from './module-host.ts'

export function permissionsAndroid(host: ModuleHost): NativeModule {
  return {
    checkPermission: (permission: string) => host.promise(host.link.call('checkPermission', permission)),
    requestPermission: (permission: string) => host.promise(host.link.call('requestPermission', permission)),
    requestMultiplePermissions: (permissions: ArrayLike<string>) =>
      host.promise(requestAll(host, Array.from(permissions))),
    shouldShowRequestPermissionRationale: () => host.promise(Promise.resolve(false)),
  }
}

/** One dialog after the other, as the system shows them. */
async function requestAll(host: ModuleHost, permissions: readonly string[]): Promise<Json> {
  const answers: Record<string, string> = {}
  for (const permission of permissions) answers[permission] = await host.link.call('requestPermission', permission)
  return answers
}
