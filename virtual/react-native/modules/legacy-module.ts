import type { Realm } from '../app/realm.ts'
import type { NativeModule } from './module-host.ts'

/**
 * A ReactContextBaseJavaModule behind the TurboModule interop: it is called with exactly as many arguments as its Java
 * method declares, or it throws before anything runs (ReactCommon … JavaTurboModule.cpp).
 */
export function legacyModule(realm: Realm, methods: NativeModule): NativeModule {
  const checked: Record<string, (...args: never[]) => unknown> = {}
  for (const [name, method] of Object.entries(methods)) {
    checked[name] = (...args: never[]): unknown => {
      if (args.length !== method.length) {
        const counts = `${String(args.length)} arguments (expected argument count: ${String(method.length)})`
        throw realm.error(`TurboModule method "${name}" called with ${counts}.`)
      }
      return method(...args)
    }
  }
  return checked
}
