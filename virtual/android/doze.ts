import type { DeviceIdle } from './phone.ts'

/** DeviceIdleController: deep and light doze, forced by the shell, and the packages that are exempt. */
export class Doze implements DeviceIdle {
  /** Packages of the owner's list; those of the system's are given. */
  readonly #user = new Set<string>()
  readonly #system: ReadonlySet<string>
  #forced: 'deep' | 'light' | 'none' = 'none'
  #deepEnabled = true
  #lightEnabled = true

  constructor(systemWhitelist: readonly string[]) {
    this.#system = new Set(systemWhitelist)
  }

  get whitelist(): ReadonlySet<string> {
    return new Set([...this.#system, ...this.#user])
  }

  get userWhitelist(): ReadonlySet<string> {
    return this.#user
  }

  add(packageName: string): void {
    this.#user.add(packageName)
  }

  remove(packageName: string): void {
    this.#user.delete(packageName)
  }

  get deepState(): string {
    return this.#forced === 'deep' ? 'IDLE' : 'ACTIVE'
  }

  get lightState(): string {
    return this.#forced === 'light' ? 'IDLE' : this.#forced === 'deep' ? 'OVERRIDE' : 'ACTIVE'
  }

  get deepEnabled(): boolean {
    return this.#deepEnabled
  }

  get lightEnabled(): boolean {
    return this.#lightEnabled
  }

  enable(which: 'deep' | 'light', enabled: boolean): void {
    if (which === 'deep') this.#deepEnabled = enabled
    else this.#lightEnabled = enabled
    if (!enabled && this.#forced === which) this.#forced = 'none'
  }

  force(state: 'deep' | 'light' | 'none'): void {
    this.#forced = state
  }
}
