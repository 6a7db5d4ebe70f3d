import { EventSource } from './event-source.ts'
import type { Log, Power } from './phone.ts'

/** Screen, keyguard and battery. The keyguard comes with the screen going off, unless the owner switched it off. */
export class PowerState extends EventSource<'screen-on' | 'screen-off' | 'locked' | 'unlocked'> implements Power {
  #screenOn = true
  #locked = false
  #pin: string | undefined
  #battery = { level: 85, charging: true }
  #keyguardDisabled = false
  readonly #log: Log
  readonly #systemPid: () => number
  readonly #apiLevel: number

  constructor(log: Log, systemPid: () => number, apiLevel: number) {
    super()
    this.#log = log
    this.#systemPid = systemPid
    this.#apiLevel = apiLevel
  }

  get screenOn(): boolean {
    return this.#screenOn
  }
  get locked(): boolean {
    return this.#locked
  }
  get secure(): boolean {
    return this.#pin !== undefined
  }
  /** A phone with an ambient display dozes when its screen is off; it never says Asleep. */
  get wakefulness(): 'Awake' | 'Dozing' | 'Asleep' {
    return this.#screenOn ? 'Awake' : 'Dozing'
  }
  get battery(): { readonly level: number; readonly charging: boolean } {
    return this.#battery
  }
  /** `dumpsys battery set level|unplug|reset`. */
  setBattery(change: { readonly level?: number; readonly charging?: boolean }): void {
    this.#battery = { ...this.#battery, ...change }
  }
  /** `locksettings set-disabled`: no keyguard at all while no PIN is set. */
  get keyguardDisabled(): boolean {
    return this.#keyguardDisabled
  }
  setKeyguardDisabled(disabled: boolean): void {
    this.#keyguardDisabled = disabled
  }

  toggle(): void {
    if (this.#screenOn) this.sleep()
    else this.wake()
  }

  wake(): void {
    if (this.#screenOn) return
    this.#screenOn = true
    this.#log.event('screen_toggled', this.#systemPid(), [1])
    this.tell('screen-on')
  }

  sleep(): void {
    if (!this.#screenOn) return
    this.#screenOn = false
    this.#log.event('screen_toggled', this.#systemPid(), [0])
    this.tell('screen-off')
    if (this.secure || !this.#keyguardDisabled) this.#lock()
  }

  dismissKeyguard(): boolean {
    if (!this.#locked) return true
    if (this.secure || !this.#screenOn) return false
    this.#unlock()
    return true
  }

  /** undefined: no PIN any more. */
  setPin(pin: string | undefined): void {
    this.#pin = pin
  }

  /** Whether `pin` is the one that is set, without unlocking (`locksettings verify`). */
  checkPin(pin: string | undefined): boolean {
    return this.#pin === pin
  }

  enterPin(pin: string): boolean {
    if (this.#pin !== pin) return false
    if (this.#locked) this.#unlock()
    return true
  }

  /** After a boot the keyguard is in front, if there is one. */
  boot(): void {
    this.#screenOn = true
    const locks = this.secure || !this.#keyguardDisabled
    if (locks && !this.#locked) this.#lock()
  }

  #lock(): void {
    if (this.#locked) return
    this.#locked = true
    this.#logKeyguard()
    this.tell('locked')
  }

  #unlock(): void {
    this.#locked = false
    this.#logKeyguard()
    this.tell('unlocked')
  }

  #logKeyguard(): void {
    // Layout: display (12 and newer), showing, aod, going away, occluded (14 and newer), reason.
    if (this.#apiLevel < 30) return
    const shown = this.#locked ? 1 : 0
    const display = this.#apiLevel >= 31 ? [0] : []
    const occluded = this.#apiLevel >= 34 ? [0] : []
    const values = [...display, shown, 0, 0, ...occluded, 'setKeyguardShown']
    this.#log.event('wm_set_keyguard_shown', this.#systemPid(), values)
  }
}
