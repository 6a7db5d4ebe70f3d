import type { NativeProgram, Phone } from '../android/phone.ts'
import { serverPort, UiAutomator2Server } from './http-server.ts'

export const serverPackage = 'io.appium.uiautomator2.server'
export const testPackage = 'io.appium.uiautomator2.server.test'

/**
 * After a force-stop of the server a new one is usually on its way: the driver's first `GET /status` may come before
 * `am instrument` does. Refusing it would cost the driver a second until it asks again.
 */
const restartHoldMs = 250

/** The UiAutomator2 server as what `am instrument` runs. */
export class UiAutomator2Program implements NativeProgram {
  readonly #phone: Phone
  #stop: (() => void) | undefined

  constructor(phone: Phone) {
    this.#phone = phone
  }

  async onInstrument(run: Parameters<NonNullable<NativeProgram['onInstrument']>>[0]): Promise<number> {
    this.#stop?.()
    const { signal } = run
    if (signal.aborted) return 0
    const startedAt = this.#phone.clock.monotonic()
    // The server takes a wake lock when it starts and with it wakes the phone.
    this.#phone.power.wake()
    const ended = this.#serve(signal)
    await run.out(`\n${testPackage}.AppiumUiAutomator2Server:`)
    if ((await ended) === 'stopped') {
      const seconds = ((this.#phone.clock.monotonic() - startedAt) / 1000).toFixed(3)
      await run.out(`.\n\nTime: ${seconds}\n\nOK (1 test)\n\n\n`)
    }
    return 0
  }

  /** Serves until it is stopped; the port is free again the moment that happens. */
  #serve(signal: AbortSignal): Promise<'stopped' | 'aborted'> {
    return new Promise((resolve) => {
      const stop = (): void => {
        if (this.#stop === stop) this.#stop = undefined
        signal.removeEventListener('abort', stop)
        server.close()
        resolve(signal.aborted ? 'aborted' : 'stopped')
      }
      const server = new UiAutomator2Server(this.#phone, stop)
      server.listen()
      signal.addEventListener('abort', stop, { once: true })
      this.#stop = stop
    })
  }

  onStopped(): void {
    this.#stop?.()
    this.#phone.ports.expect(serverPort, restartHoldMs)
  }
}
