import { EventSource } from './event-source.ts'
import type { Network, Settings } from './phone.ts'

/** Wifi, mobile data and aeroplane mode, mirrored into the global settings that tools read. */
export class RadioNetwork extends EventSource<'up' | 'down'> implements Network {
  readonly #settings: Settings
  #wifi = true
  #mobileData = true
  #airplaneMode = false

  constructor(settings: Settings) {
    super()
    this.#settings = settings
  }

  get up(): boolean {
    return this.#wifi || (this.#mobileData && !this.#airplaneMode)
  }

  get wifi(): boolean {
    return this.#wifi
  }
  set wifi(on: boolean) {
    this.#change(() => (this.#wifi = on))
  }

  get mobileData(): boolean {
    return this.#mobileData
  }
  set mobileData(on: boolean) {
    this.#change(() => (this.#mobileData = on))
  }

  get airplaneMode(): boolean {
    return this.#airplaneMode
  }
  /** Switching it on switches wifi off; switching it off brings wifi back (ConnectivityService, WifiService). */
  set airplaneMode(on: boolean) {
    this.#change(() => {
      this.#airplaneMode = on
      this.#wifi = !on
    })
  }

  #change(apply: () => void): void {
    const wasUp = this.up
    apply()
    const flag = (on: boolean) => (on ? '1' : '0')
    this.#settings.put('global', 'wifi_on', flag(this.#wifi))
    this.#settings.put('global', 'mobile_data', flag(this.#mobileData))
    this.#settings.put('global', 'airplane_mode_on', flag(this.#airplaneMode))
    if (wasUp !== this.up) this.tell(this.up ? 'up' : 'down')
  }
}
