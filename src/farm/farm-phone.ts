import { createReadStream } from 'node:fs'
import type { DeviceClient } from '@devicefarmer/adbkit'
import { type NotificationDump, readNotificationDump } from '../android/notification-dump.ts'
import { type PackageState, readPackageDump } from '../android/package-dump.ts'
import { readProperties } from '../android/properties.ts'
import { type Focus, type Keyguard, readFocus, readKeyguard } from '../android/windows.ts'
import { type Deadline, until } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { installRefusal } from '../vendors/install-refusal.ts'
import { type Vendor } from '../vendors/vendor.ts'
import { vendorNamed } from '../vendors/all-vendors.ts'
import { EventStream } from './event-stream.ts'
import type { PhoneEntry } from './inventory.ts'
import { type ClockOffset, measureClockOffset } from './phone-clock.ts'
import { restartPhone } from './phone-restart.ts'
import { PhoneShell } from './phone-shell.ts'

/** android.view.KeyEvent */
const key = { home: 3, power: 26, appSwitch: 187, wakeUp: 224, enter: 66 } as const

/** A port of this machine that adb forwards to a phone, e.g. `tcp:8200` to `tcp:6790`. */
export interface PortForward {
  readonly serial: string
  readonly local: string
  readonly remote: string
}

/** One phone of the farm and what it can be told below its screen. */
export class FarmPhone {
  readonly entry: PhoneEntry
  readonly vendor: Vendor
  readonly shell: PhoneShell
  readonly #client: DeviceClient

  constructor(entry: PhoneEntry, client: DeviceClient) {
    this.entry = entry
    this.vendor = vendorNamed(entry.vendor)
    this.#client = client
    this.shell = new PhoneShell(client)
  }

  get name(): string {
    return this.entry.name
  }

  get pushService(): string {
    return this.entry.pushService ?? this.vendor.pushService
  }

  // ------------------------------------------------------------------ what it says
  async properties(deadline: Deadline): Promise<ReadonlyMap<string, string>> {
    return readProperties(await this.shell.read(['getprop'], deadline))
  }

  async notificationsText(deadline: Deadline): Promise<string> {
    return this.shell.read(['dumpsys', 'notification', '--noredact'], deadline)
  }

  async notifications(deadline: Deadline): Promise<NotificationDump> {
    return readNotificationDump(await this.notificationsText(deadline))
  }

  /** Pids of the package's main process; empty when it does not run. */
  async pidsOf(packageName: string, deadline: Deadline): Promise<readonly number[]> {
    const text = await this.shell.read(['pidof', packageName], deadline)
    return text
      .trim()
      .split(/\s+/)
      .filter((word) => /^\d+$/.test(word))
      .map(Number)
  }

  async packageState(packageName: string, deadline: Deadline): Promise<PackageState | undefined> {
    return readPackageDump(await this.shell.read(['dumpsys', 'package', packageName], deadline), packageName)
  }

  /** Which window and app are in front. Android 9 prints the focus among the windows, later ones among the displays. */
  async focus(deadline: Deadline): Promise<Focus> {
    const displays = await this.shell.read(['dumpsys', 'window', 'displays'], deadline)
    return readFocus(
      displays.includes('mCurrentFocus=') || displays.includes('mFocusedApp=')
        ? displays
        : await this.shell.read(['dumpsys', 'window', 'windows'], deadline),
    )
  }

  /** Who shows the home screen; undefined while its owner has not chosen one. */
  async homePackage(deadline: Deadline): Promise<string | undefined> {
    const home = ['-a', 'android.intent.action.MAIN', '-c', 'android.intent.category.HOME']
    const text = await this.shell.read(['cmd', 'package', 'resolve-activity', '--brief', ...home], deadline)
    return /^([\w.]+)\//m.exec(text)?.[1]
  }

  async keyguard(deadline: Deadline): Promise<Keyguard> {
    return readKeyguard(await this.shell.read(['dumpsys', 'window', 'policy'], deadline))
  }

  /** All forwards of its adb server: adb lists those of every phone, whichever is asked. */
  async forwards(): Promise<readonly PortForward[]> {
    return this.#client.listForwards()
  }

  async clockOffset(deadline: Deadline): Promise<ClockOffset> {
    return measureClockOffset(this.shell, deadline)
  }

  async events(): Promise<EventStream> {
    return EventStream.open(this.shell)
  }

  /** The end of the main log, for the evidence. */
  async recentLog(deadline: Deadline): Promise<string> {
    return this.shell.read(['logcat', '-d', '-b', 'main,system,crash', '-v', 'threadtime', '-t', '800'], deadline)
  }

  // ------------------------------------------------------------------ what a user's hands do
  async pressHome(deadline: Deadline): Promise<void> {
    await this.#press(key.home, deadline)
  }

  async openRecents(deadline: Deadline): Promise<void> {
    await this.#press(key.appSwitch, deadline)
  }

  /** Presses POWER if the screen is on, and waits until the lock screen is there. */
  async lock(deadline: Deadline): Promise<void> {
    const before = await this.keyguard(deadline)
    if (before.screenOn !== false) await this.#press(key.power, deadline)
    await until(
      'the lock screen',
      async () => ((await this.keyguard(deadline)).showing === true ? true : undefined),
      deadline,
      { everyMs: 50 },
    )
  }

  /** Wakes the phone and leaves the lock screen; a phone with a PIN stays locked, which is an error of the farm. */
  async unlock(deadline: Deadline): Promise<void> {
    const before = await this.keyguard(deadline)
    if (before.showing !== true && before.screenOn !== false) return
    await this.#press(key.wakeUp, deadline)
    await this.shell.run(['wm', 'dismiss-keyguard'], deadline)
    await until(
      'the phone to be unlocked',
      async () => ((await this.keyguard(deadline)).showing === true ? undefined : true),
      deadline,
      {
        everyMs: 50,
      },
    ).catch((error: unknown) => {
      throw new PushfarmError(`${this.name} stays locked.`, {
        code: 'farm/stays-locked',
        verdict: 'set-up',
        hint: 'Remove the PIN: phones of a farm unlock by a swipe.',
        cause: error,
      })
    })
  }

  /** Types on the number keys, as a keyboard does, and confirms. @param digits 0 to 9 only */
  async typePin(digits: string, deadline: Deadline): Promise<void> {
    await this.shell.run(['input', 'text', digits], deadline)
    await this.#press(key.enter, deadline)
  }

  /** Wakes the screen without unlocking. */
  async wake(deadline: Deadline): Promise<void> {
    await this.#press(key.wakeUp, deadline)
  }

  /** The same on every ROM, where a swipe is not. */
  async openShade(deadline: Deadline): Promise<void> {
    await this.shell.run(['cmd', 'statusbar', 'expand-notifications'], deadline)
  }

  async closeShade(deadline: Deadline): Promise<void> {
    await this.shell.run(['cmd', 'statusbar', 'collapse'], deadline)
  }

  async launch(component: string, deadline: Deadline): Promise<void> {
    await this.shell.run(
      [
        'am',
        'start',
        '-W',
        '-n',
        component,
        '-a',
        'android.intent.action.MAIN',
        '-c',
        'android.intent.category.LAUNCHER',
        '-f',
        '0x10200000',
      ],
      deadline,
    )
  }

  // ------------------------------------------------------------------ what only a tester does
  /** Kills what Android may kill: the cached process. Not a force-stop. */
  async killCached(packageName: string, deadline: Deadline): Promise<void> {
    await this.shell.run(['am', 'kill', packageName], deadline)
  }

  async forceStop(packageName: string, deadline: Deadline): Promise<void> {
    await this.shell.run(['am', 'force-stop', packageName], deadline)
  }

  /** Restarts the phone and waits until it has booted; forwards, streams and every session on it are gone. */
  async restart(deadline: Deadline): Promise<void> {
    await restartPhone(this.#client, this.shell, deadline)
  }

  /** Forgets the app's data, permissions and channels, as "clear storage" in the settings does. */
  async clearData(packageName: string, deadline: Deadline): Promise<void> {
    await this.shell.run(['pm', 'clear', packageName], deadline)
  }

  async isInstalled(packageName: string): Promise<boolean> {
    return this.#client.isInstalled(packageName)
  }

  async uninstall(packageName: string): Promise<void> {
    await this.#client.uninstall(packageName)
  }

  /** Installs an APK, or brings it up to date; rejects with Android's own code. */
  async install(apkPath: string): Promise<void> {
    try {
      await this.#client.install(createReadStream(apkPath))
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error)
      const code = /INSTALL_[A-Z_]+/.exec(text)?.[0]
      const { because, hint } = installRefusal(this.vendor.name, code)
      throw new PushfarmError(
        `${this.name} (${this.entry.serial}) refused the app${code === undefined ? '' : ` with ${code}`}${because}.`,
        {
          code: 'farm/install-refused',
          verdict: 'set-up',
          facts: { phone: this.name, androidCode: code ?? null, text: text.slice(0, 400) },
          hint,
          cause: error,
        },
      )
    }
  }

  async grant(packageName: string, permission: string, deadline: Deadline): Promise<void> {
    await this.shell.run(['pm', 'grant', packageName, permission], deadline)
  }

  async #press(keyCode: number, deadline: Deadline): Promise<void> {
    await this.shell.run(['input', 'keyevent', String(keyCode)], deadline)
  }
}
