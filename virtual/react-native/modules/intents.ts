import type { Json } from '../app/realm.ts'
import { intent } from '../../android/intent.ts'
import type { ModuleHost, NativeModule } from './module-host.ts'

const view = 'android.intent.action.VIEW'
const newTask = 0x10000000

/** Linking (IntentModule.kt). */
export function intentAndroid(host: ModuleHost): NativeModule {
  return {
    getInitialURL: () => host.promise(Promise.resolve(host.window.initialUrl)),
    // Without a query to the package manager any well-formed link counts, as it does for http on a phone.
    canOpenURL: (url: string) => host.promise(Promise.resolve(/^[a-z][a-z0-9+.-]*:/i.test(url))),
    openURL: (url: string) => host.promise(open(host, url)),
    openSettings: () =>
      host.promise(
        start(host, {
          action: 'android.settings.APPLICATION_DETAILS_SETTINGS',
          data: `package:${host.packageName}`,
        }).then((started) => (started ? null : Promise.reject(new Error('Could not open the Settings: no activity')))),
      ),
    sendIntent: (action: string, extras: ArrayLike<{ key: string; value: string | number | boolean }> | null) =>
      host.promise(send(host, action, extras === null ? [] : Array.from(extras))),
  }
}

async function open(host: ModuleHost, url: string): Promise<Json> {
  if (await start(host, { action: view, data: url })) return true
  throw new Error(`Could not open URL '${url}': No Activity found to handle Intent { act=${view} dat=${url} }`)
}

async function send(
  host: ModuleHost,
  action: string,
  extras: readonly { readonly key: string; readonly value: string | number | boolean }[],
): Promise<Json> {
  if (action === '') throw new Error(`Invalid Action: ${action}.`)
  const given = Object.fromEntries(extras.map(({ key, value }) => [key, value]))
  if (await start(host, { action, extras: given })) return null
  throw new Error(`Could not launch Intent with action ${action}.`)
}

async function start(
  host: ModuleHost,
  given: {
    readonly action: string
    readonly data?: string
    readonly extras?: Readonly<Record<string, string | number | boolean>>
  },
): Promise<boolean> {
  const result = await host.link.call('startActivity', intent({ ...given, flags: newTask }))
  return result === 'started'
}
