import type { Clock } from '../clock.ts'
import { EventSource } from './event-source.ts'
import type { Boot, BootStage } from './phone.ts'

/** How long a restart takes, ms of the phone's clock. */
export interface BootTimes {
  /** From the restart until adbd answers: boot loader, kernel, init. */
  readonly toDaemon: number
  /** From there until the home screen: zygote, the system server, the launcher. */
  readonly toHome: number
}

/** A restart that takes no time: for tests of what is lost in one. */
export const atOnce: BootTimes = { toDaemon: 0, toHome: 0 }

/** Off, adbd alone, home screen: what a phone passes through when it restarts. */
export class BootSequence extends EventSource<BootStage> implements Boot {
  readonly #clock: Clock
  readonly #times: BootTimes
  #stage: BootStage = 'off'
  #attempt = 0

  constructor(clock: Clock, times: BootTimes) {
    super()
    this.#clock = clock
    this.#times = times
  }

  get stage(): BootStage {
    return this.#stage
  }

  /** Without waiting: a phone that is handed over running. */
  finish(): void {
    this.#to('booted')
  }

  /** The phone goes off; whatever boot was under way ends there. */
  switchOff(): void {
    this.#attempt++
    this.#to('off')
  }

  /**
   * From off to the home screen. `steps` are called before each stage is told.
   * Resolves when the phone is up, or when it was switched off on the way.
   */
  async run(steps: { readonly starting: () => void; readonly booted: () => void }): Promise<void> {
    const attempt = this.#attempt
    await this.#pass(this.#times.toDaemon)
    if (attempt !== this.#attempt) return
    steps.starting()
    this.#to('starting')
    await this.#pass(this.#times.toHome)
    if (attempt !== this.#attempt) return
    steps.booted()
    this.#to('booted')
  }

  async #pass(ms: number): Promise<void> {
    if (ms > 0) await new Promise<void>((resolve) => this.#clock.setTimeout(resolve, ms))
  }

  #to(stage: BootStage): void {
    if (this.#stage === stage) return
    this.#stage = stage
    this.tell(stage)
  }
}
