import type { Realm } from './realm.ts'

interface Timer {
  readonly id: number
  readonly run: (...args: unknown[]) => void
  readonly args: readonly unknown[]
  readonly repeatMs: number | undefined
  dueMs: number
  handle: NodeJS.Timeout | undefined
}

/**
 * The app's timers. As on a phone they rest while the activity is paused, and what became due in between runs when it is
 * resumed (ReactAndroid/…/modules/core/JavaTimerManager.kt, onHostPause).
 */
export class AppTimers {
  readonly #realm: Realm
  readonly #timers = new Map<number, Timer>()
  #lastId = 0
  #paused = false
  #stopped = false

  constructor(realm: Realm) {
    this.#realm = realm
  }

  install(): void {
    const { global } = this.#realm
    global['setTimeout'] = (run: Timer['run'], delayMs?: number, ...args: unknown[]) =>
      this.#add(run, delayMs, args, false)
    global['setInterval'] = (run: Timer['run'], delayMs?: number, ...args: unknown[]) =>
      this.#add(run, delayMs, args, true)
    global['requestAnimationFrame'] = (run: (timeMs: number) => void) =>
      this.#add(
        () => {
          run(performance.now())
        },
        frameMs,
        [],
        false,
      )
    const clear = (id: unknown): void => {
      if (typeof id === 'number') this.#remove(id)
    }
    global['clearTimeout'] = clear
    global['clearInterval'] = clear
    global['cancelAnimationFrame'] = clear
  }

  /** Whether a timer is due within `ms`. */
  dueWithin(ms: number): boolean {
    if (this.#paused) return false
    const limit = performance.now() + ms
    for (const timer of this.#timers.values()) if (timer.dueMs <= limit) return true
    return false
  }

  pause(): void {
    this.#paused = true
    for (const timer of this.#timers.values()) {
      clearTimeout(timer.handle)
      timer.handle = undefined
    }
  }

  resume(): void {
    if (!this.#paused || this.#stopped) return
    this.#paused = false
    for (const timer of this.#timers.values()) this.#arm(timer)
  }

  stop(): void {
    this.#stopped = true
    for (const timer of this.#timers.values()) clearTimeout(timer.handle)
    this.#timers.clear()
  }

  #add(run: Timer['run'], delayMs: number | undefined, args: readonly unknown[], repeats: boolean): number {
    const id = ++this.#lastId
    if (this.#stopped) return id
    const delay = Math.max(repeats ? 1 : 0, Number(delayMs) || 0)
    const timer: Timer = {
      id,
      run,
      args,
      repeatMs: repeats ? delay : undefined,
      dueMs: performance.now() + delay,
      handle: undefined,
    }
    this.#timers.set(id, timer)
    if (!this.#paused) this.#arm(timer)
    return id
  }

  #arm(timer: Timer): void {
    const delayMs = Math.min(Math.max(0, timer.dueMs - performance.now()), 2 ** 31 - 1)
    timer.handle = setTimeout(() => {
      this.#fire(timer)
    }, delayMs)
  }

  #fire(timer: Timer): void {
    timer.handle = undefined
    if (timer.repeatMs === undefined) this.#timers.delete(timer.id)
    else {
      timer.dueMs = performance.now() + timer.repeatMs
      this.#arm(timer)
    }
    this.#realm.enter(() => {
      timer.run(...timer.args)
    })
  }

  #remove(id: number): void {
    clearTimeout(this.#timers.get(id)?.handle)
    this.#timers.delete(id)
  }
}

const frameMs = 16
