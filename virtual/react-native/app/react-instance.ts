import type { Script } from 'node:vm'
import type { AppFunction, Json } from './realm.ts'
import { Realm } from './realm.ts'
import { AppTimers } from './timers.ts'
import { CallableModules, installGlobals } from './globals.ts'
import { crashOf } from '../modules/exceptions.ts'
import type { ModuleRegistry } from '../modules/registry.ts'
import type { SystemLink } from './system-link.ts'

/** The JavaScript side of the app: its realm with timers, and the ways into it. */
export class ReactInstance {
  readonly realm: Realm
  readonly timers: AppTimers
  readonly callables = new CallableModules()
  readonly #onCrash: (exception: string, message: string, stack: readonly string[]) => void
  #clockOffsetMs: number

  constructor(
    packageName: string,
    clockOffsetMs: number,
    onCrash: (exception: string, message: string, stack: readonly string[]) => void,
  ) {
    this.#onCrash = onCrash
    this.#clockOffsetMs = clockOffsetMs
    this.realm = new Realm(packageName, (error) => {
      const { exception, message, stack } = crashOf(error)
      this.#onCrash(exception, message, stack)
    })
    this.realm.installDate(() => this.#clockOffsetMs)
    this.timers = new AppTimers(this.realm)
    this.timers.install()
  }

  install(link: SystemLink, modules: ModuleRegistry, uiManager: Readonly<Record<string, unknown>>): void {
    installGlobals(this.realm, { link, modules, callables: this.callables, uiManager })
  }

  setClockOffset(offsetMs: number): void {
    this.#clockOffsetMs = offsetMs
  }

  evaluate(bundle: Script): void {
    this.realm.run(bundle)
  }

  runApplication(component: string, rootTag: number): void {
    this.realm.enter(() => {
      const parameters = this.realm.toApp({ rootTag, initialProps: {}, fabric: true })
      this.callables.get('AppRegistry')?.['runApplication']?.(component, parameters)
    })
  }

  stopSurface(rootTag: number): void {
    const stop = this.realm.global['RN$stopSurface']
    if (typeof stop !== 'function') return
    this.realm.enter(() => {
      ;(stop as AppFunction)(rootTag)
    })
  }

  /** A device event. Dropped when the JavaScript is not there yet. */
  emit(name: string, data: Json): void {
    this.realm.enter(() => {
      this.callables.get('RCTDeviceEventEmitter')?.['emit']?.(name, this.realm.toApp(data))
    })
  }

  callBack(callback: AppFunction, args: readonly Json[]): void {
    setImmediate(() => {
      this.realm.enter(() => {
        callback(...args.map((arg) => this.realm.toApp(arg)))
      })
    })
  }

  promise(result: Promise<Json>): unknown {
    return this.realm.promise((resolve, reject) => {
      result.then(
        (value) => {
          this.realm.enter(() => {
            resolve(this.realm.toApp(value))
          })
        },
        (error: unknown) => {
          this.realm.enter(() => {
            reject(this.realm.error(error instanceof Error ? error.message : String(error)))
          })
        },
      )
    })
  }

  stop(): void {
    this.realm.halt()
    this.timers.stop()
  }
}
