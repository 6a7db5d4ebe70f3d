import { Buffer } from 'node:buffer'
import type { ModuleRegistry } from '../modules/registry.ts'
import type { Realm } from './realm.ts'
import type { SystemLink } from './system-link.ts'

/** Modules of the app's JavaScript that the native side may call, by name. */
export class CallableModules {
  readonly #factories = new Map<string, () => unknown>()

  register(name: string, factory: () => unknown): void {
    this.#factories.set(name, factory)
  }

  /** undefined until the bundle has registered it. */
  get(name: string): Record<string, (...args: unknown[]) => unknown> | undefined {
    return this.#factories.get(name)?.() as Record<string, (...args: unknown[]) => unknown> | undefined
  }
}

/** logcat priorities of React Native's log levels: trace, info, warn, error. */
const priorities = ['V', 'I', 'W', 'E'] as const
/** Longest text of one log entry: LOGGER_ENTRY_MAX_PAYLOAD without tag and priority. */
const longestLineBytes = 4000

/**
 * Everything React Native expects to find before its bundle is evaluated, as the bridgeless runtime of Android sets it.
 * `HermesInternal` is left out on purpose: with it the app would use Node's promises, whose unhandled rejections end the
 * process.
 */
export function installGlobals(
  realm: Realm,
  parts: {
    readonly link: SystemLink
    readonly modules: ModuleRegistry
    readonly callables: CallableModules
    readonly uiManager: Readonly<Record<string, unknown>>
  },
): void {
  const { global } = realm
  const { link, modules, callables } = parts
  global['RN$Bridgeless'] = true
  global['nativeFabricUIManager'] = parts.uiManager
  global['__turboModuleProxy'] = (name: string) => modules.get(name)
  global['nativeModuleProxy'] = new Proxy(
    {},
    { get: (_target, name) => (typeof name === 'string' ? (modules.get(name) ?? undefined) : undefined) },
  )
  global['RN$registerCallableModule'] = (name: string, factory: () => unknown): void => {
    callables.register(name, factory)
  }
  global['nativePerformanceNow'] = () => performance.now()
  global['nativeLoggingHook'] = (message: unknown, level: number): void => {
    for (const line of logLines(String(message))) link.log(priorities[level] ?? 'I', 'ReactNativeJS', line)
  }
  global['RN$hasHandledFatalException'] = () => false
  global['RN$notifyOfFatalException'] = () => undefined
  global['RN$inExceptionHandler'] = () => false
  global['RN$isRuntimeReady'] = () => true
  global['__nativeComponentRegistry__hasComponent'] = () => false
}

function logLines(message: string): string[] {
  if (message.length < longestLineBytes / 4) return [message]
  const bytes = Buffer.from(message)
  if (bytes.length <= longestLineBytes) return [message]
  // logcat cuts what does not fit into one entry
  return [
    bytes
      .subarray(0, longestLineBytes)
      .toString('utf8')
      .replace(/\ufffd+$/, ''),
  ]
}
