import type { ActivityRecord, Phone, ShownWindow } from '../android/phone.ts'
import { AppNotResponding } from '../android/app-process.ts'
import { startingWindow, type AppWindows } from './app-windows.ts'
import type { Desk } from './desk.ts'
import { gestureNavigation, navigationBarWindow, statusBarWindow } from './windows/bars.ts'
import { headsUpWindow } from './windows/heads-up-window.ts'
import { homeWindow } from './windows/home-window.ts'
import { browserWindow } from './windows/browser-window.ts'
import { behindInstallWindow, installWindow } from './windows/install-window.ts'
import { keyboardWindow, type SoftKey } from './windows/keyboard-window.ts'
import { lockWindow } from './windows/lock-window.ts'
import { permissionWindow } from './windows/permission-window.ts'
import { recentsWindow } from './windows/recents-window.ts'
import { settingsWindow } from './windows/settings-window.ts'
import { shadeWindow } from './windows/shade-window.ts'
import { systemDialogWindow } from './windows/system-dialog-window.ts'

/** What the bars and the keyboard do when they are pressed. */
export interface StackDeeds {
  readonly navigate: (key: 'back' | 'home' | 'recents') => void | Promise<void>
  readonly type: (key: SoftKey) => void
}

/** Which window has the input focus, and the order of all of them (WindowManagerPolicy's layers). */
export class WindowStack {
  readonly #phone: Phone
  readonly #desk: () => Desk
  readonly #apps: AppWindows
  readonly #deeds: StackDeeds

  constructor(phone: Phone, desk: () => Desk, apps: AppWindows, deeds: StackDeeds) {
    this.#phone = phone
    this.#desk = desk
    this.#apps = apps
    this.#deeds = deeds
  }

  /** A window of the system that lies over apps and takes every touch and key; undefined when an activity has the focus. */
  cover(): ShownWindow | undefined {
    const desk = this.#desk()
    const { activities, installDialogs, power, statusBar } = this.#phone
    const shadeOpen = statusBar.expanded !== 'no'
    if (power.locked && (!shadeOpen || desk.memory.bouncer !== undefined)) return lockWindow(desk)
    if (shadeOpen) return shadeWindow(desk)
    const dialog = desk.memory.dialogs.at(-1)
    if (dialog !== undefined) return systemDialogWindow(desk, dialog)
    if (activities.permissionRequest !== undefined) return permissionWindow(desk, activities.permissionRequest)
    if (activities.recentsShown) return recentsWindow(desk)
    if (installDialogs.shown !== undefined) return installWindow(desk, installDialogs.shown)
    return undefined
  }

  /** The activity in front, when an app or a system activity (not the home screen) is. */
  activity(): ActivityRecord | undefined {
    const resumed = this.#phone.activities.resumed()
    return resumed === undefined || this.#isHome(resumed) ? undefined : resumed
  }

  /** The focused window. Rejects with AppNotResponding when it belongs to an app that hangs. */
  async focused(): Promise<ShownWindow> {
    const cover = this.cover()
    if (cover !== undefined) return cover
    const windows = await this.#base('ask')
    const top = windows.at(-1)
    if (top === undefined) throw new AppNotResponding('the activity in front has no window')
    return top
  }

  /** Every window, bottom first; of an app that hangs the last frame. */
  async all(): Promise<readonly ShownWindow[]> {
    const desk = this.#desk()
    const { activities, power, statusBar } = this.#phone
    const windows: ShownWindow[] = activities.recentsShown ? [recentsWindow(desk)] : [...(await this.#base('frame'))]
    if (activities.permissionRequest !== undefined) windows.push(permissionWindow(desk, activities.permissionRequest))
    for (const dialog of desk.memory.dialogs) windows.push(systemDialogWindow(desk, dialog))
    const keyboard = this.keyboard()
    if (keyboard !== undefined) windows.push(keyboard)
    const headsUp = this.headsUp()
    if (headsUp !== undefined) windows.push(headsUp)
    const cover = power.locked || statusBar.expanded !== 'no' ? this.cover() : undefined
    if (cover !== undefined) windows.push(cover)
    windows.push(this.statusBar())
    const navigation = this.navigationBar()
    if (navigation !== undefined) windows.push(navigation)
    return windows
  }

  keyboard(): ShownWindow | undefined {
    if (!this.#phone.inputMethods.shown || this.#phone.power.locked) return undefined
    return keyboardWindow(this.#desk(), this.#deeds.type)
  }

  headsUp(): ShownWindow | undefined {
    const desk = this.#desk()
    const key = desk.memory.headsUpKey
    const record = key === undefined ? undefined : this.#phone.notifications.get(key)
    return record === undefined ? undefined : headsUpWindow(desk, record)
  }

  statusBar(): ShownWindow {
    return statusBarWindow(this.#desk(), this.#statusBarStyle())
  }

  #statusBarStyle(): 'dark-icons' | 'light-icons' | 'light-icons-on-scrim' | 'empty' {
    const cover = this.cover()
    if (cover?.type === 'shade') return 'empty'
    const question = this.#phone.installDialogs.shown
    if (question !== undefined && cover?.type !== 'keyguard')
      return question.screen.shape === 'page' ? 'dark-icons' : 'light-icons'
    const activity = this.activity()
    if (activity === undefined || (cover !== undefined && cover.type !== 'dialog')) return 'light-icons'
    const process = this.#apps.processOf(activity)
    const light = process !== undefined && (this.#apps.last(process).at(-1)?.lightStatusBar ?? false)
    return light ? 'light-icons-on-scrim' : 'dark-icons'
  }

  navigationBar(): ShownWindow | undefined {
    return navigationBarWindow(this.#desk(), this.#deeds.navigate)
  }

  gestureNavigation(): boolean {
    return gestureNavigation(this.#desk())
  }

  /** The home screen or the windows of the activity in front. */
  async #base(how: 'ask' | 'frame'): Promise<readonly ShownWindow[]> {
    const desk = this.#desk()
    const activity = this.activity()
    if (activity === undefined) return [homeWindow(desk)]
    const question = this.#phone.installDialogs.shown
    if (question !== undefined) return [...behindInstallWindow(desk, question), installWindow(desk, question)]
    const process = this.#apps.processOf(activity)
    if (process !== undefined) {
      const windows = how === 'ask' ? await this.#apps.ask(process) : await this.#apps.frame(process)
      const shown = this.#apps.shown(activity, process, windows)
      return shown.length === 0 ? [startingWindow(desk, activity)] : shown
    }
    if (activity.component.packageName === 'com.android.settings') return [settingsWindow(desk, activity)]
    if (activity.component.packageName === this.#phone.rom.browser?.packageName) return [browserWindow(desk, activity)]
    return [startingWindow(desk, activity)]
  }

  #isHome(activity: ActivityRecord): boolean {
    return activity.component.packageName === this.#phone.rom.launcherPackage
  }
}
