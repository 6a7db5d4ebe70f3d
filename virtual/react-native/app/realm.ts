import { createContext, runInContext } from 'node:vm'
import type { Script } from 'node:vm'
import { movableDateSource } from './movable-date.ts'

/** Anything that survives JSON. */
export type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json }

export type AppFunction = (...args: unknown[]) => unknown

/**
 * The JavaScript world of one app: its own globals and its own built-in objects. Values made outside fail the app's
 * `instanceof` and prototype checks, so what goes in is made inside; functions of the host may go in as they are.
 */
export class Realm {
  readonly global: Record<string, unknown>
  readonly #context: object
  readonly #parse: (text: string) => unknown
  readonly #arrayFrom: (items: ArrayLike<unknown>) => unknown
  readonly #newPromise: (
    executor: (resolve: (value: unknown) => void, reject: (reason: unknown) => void) => void,
  ) => unknown
  readonly #newError: (message: string) => Error
  readonly #onUncaught: (error: unknown) => void
  #halted = false

  /** `onUncaught` gets what the app threw when its own error handling was not there or threw itself. */
  constructor(name: string, onUncaught: (error: unknown) => void) {
    this.#context = createContext({}, { name })
    this.#onUncaught = onUncaught
    this.global = this.#evaluate('globalThis') as Record<string, unknown>
    this.#parse = this.#evaluate('JSON.parse') as (text: string) => unknown
    this.#arrayFrom = this.#evaluate('(items) => Array.from(items)') as (items: ArrayLike<unknown>) => unknown
    // Promise is looked up at each call: React Native puts its own in place when the bundle is evaluated.
    this.#newPromise = this.#evaluate('(executor) => new Promise(executor)') as Realm['promise']
    this.#newError = this.#evaluate('(message) => new Error(message)') as (message: string) => Error
  }

  /** From now on the app's clock is `offset()` ms away from the machine's. */
  installDate(offset: () => number): void {
    const install = this.#evaluate(movableDateSource) as (offset: () => number) => void
    install(offset)
  }

  run(script: Script): void {
    this.enter(() => {
      script.runInContext(this.#context)
    })
  }

  /** A copy made of the app's own objects. */
  toApp(value: Json): unknown {
    if (typeof value !== 'object' || value === null) return value
    return this.#parse(JSON.stringify(value))
  }

  /** An array of the app's that holds these very items. */
  array(items: readonly unknown[]): unknown {
    return this.#arrayFrom(items)
  }

  error(message: string): Error {
    return this.#newError(message)
  }

  promise(executor: (resolve: (value: unknown) => void, reject: (reason: unknown) => void) => void): unknown {
    return this.#newPromise(executor)
  }

  /**
   * Runs app code from outside, which is where an exception becomes a crash: ErrorUtils hands it to ExceptionsManager.
   * Nothing runs any more after `halt`.
   */
  enter(run: () => void): void {
    if (this.#halted) return
    try {
      run()
    } catch (error) {
      this.#report(error)
    }
  }

  /** No code of the app is entered any more. */
  halt(): void {
    this.#halted = true
  }

  get halted(): boolean {
    return this.#halted
  }

  #report(error: unknown): void {
    const errorUtils = this.global['ErrorUtils'] as { reportFatalError?: (error: unknown) => void } | undefined
    if (this.#halted) return
    if (errorUtils?.reportFatalError === undefined) {
      this.#onUncaught(error)
      return
    }
    try {
      errorUtils.reportFatalError(error)
    } catch (second) {
      this.#onUncaught(second)
    }
  }

  #evaluate(source: string): unknown {
    return runInContext(source, this.#context)
  }
}
