import type { Phone } from '../android/phone.ts'
import type { FaultBoard } from '../cloud/fault-board.ts'
import type { FaultName } from '../cloud/faults.ts'

/** Faults that are a state of the phone: brought about when they are injected, undone when they are cleared. */
export class DeviceFaults {
  readonly #phone: Phone
  readonly #board: FaultBoard
  readonly #appPackage: string
  readonly #on = new Set<FaultName>()
  readonly #lowered: { packageName: string; channelId: string; importance: number }[] = []
  readonly #stop: readonly (() => void)[]

  constructor(phone: Phone, board: FaultBoard, appPackage: string) {
    this.#phone = phone
    this.#board = board
    this.#appPackage = appPackage
    this.#stop = [
      board.onChange(() => {
        this.#apply()
      }),
      phone.packages.on((event) => {
        if (event.kind !== 'installed' || event.packageName !== appPackage) return
        this.#on.clear()
        this.#lowered.splice(0)
        this.#apply()
      }),
    ]
    this.#apply()
  }

  stop(): void {
    for (const stop of this.#stop) stop()
  }

  /**
   * A channel may appear only with the first notification; and from Android 13 on the answer to the permission dialog
   * switches notifications on again: the owner has switched them off since.
   */
  beforePost(packageName: string, channelId: string): void {
    if (this.#active('notifications-off') && this.#phone.notifications.appEnabled(packageName)) {
      this.#phone.notifications.setAppEnabled(packageName, false)
    }
    if (
      !this.#active('channel-importance-lowered') ||
      this.#lowered.some((other) => other.packageName === packageName && other.channelId === channelId)
    )
      return
    const channel = this.#phone.notifications.channels(packageName).find(({ id }) => id === channelId)
    if (channel === undefined) return
    this.#lowered.push({ packageName, channelId, importance: channel.importance })
    this.#phone.notifications.setChannelImportance(packageName, channelId, 2)
  }

  #apply(): void {
    const { log, notifications, settings, packages } = this.#phone
    this.#turn('do-not-disturb', true, (on) => {
      notifications.setZenMode(on ? 'none' : 'off')
    })
    this.#turn('lockscreen-hidden', true, (on) => {
      settings.put('secure', 'lock_screen_show_notifications', on ? '0' : '1')
    })
    this.#turn('event-log-mute', true, (on) => {
      log.setMuted('events', on)
    })
    this.#turn('dump-redacted', true, (on) => {
      notifications.quirks.dumpHidesTexts = on
    })
    this.#turn('shade-folds', true, (on) => {
      if (on) notifications.quirks.folded.add(this.#appPackage)
      else notifications.quirks.folded.delete(this.#appPackage)
    })
    this.#turn('notifications-off', packages.get(this.#appPackage) !== undefined, (on) => {
      notifications.setAppEnabled(this.#appPackage, !on)
    })
    if (this.#active('channel-importance-lowered')) return
    for (const { packageName, channelId, importance } of this.#lowered.splice(0)) {
      notifications.setChannelImportance(packageName, channelId, importance)
    }
  }

  #turn(name: FaultName, possible: boolean, set: (on: boolean) => void): void {
    const on = this.#active(name)
    if (!possible || on === this.#on.has(name)) return
    if (on) this.#on.add(name)
    else this.#on.delete(name)
    set(on)
  }

  #active(name: FaultName): boolean {
    return this.#board.active(name, { serial: this.#phone.serial, vendor: this.#phone.rom.pushService.name })
  }
}
