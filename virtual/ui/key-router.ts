import type { AppProcess } from '../android/app-process.ts'
import type { Phone } from '../android/phone.ts'
import type { AppWindows } from './app-windows.ts'
import type { Desk } from './desk.ts'
import type { WindowStack } from './window-stack.ts'
import { submitPin, typeDigits } from './windows/bouncer.ts'
import { recentTasks } from './windows/recents-window.ts'

/** android.view.KeyEvent.KEYCODE_* that the system handles itself. */
export const keyCode = {
  home: 3,
  back: 4,
  volumeUp: 24,
  volumeDown: 25,
  power: 26,
  enter: 66,
  del: 67,
  menu: 82,
  notification: 83,
  escape: 111,
  volumeMute: 164,
  numpadEnter: 160,
  appSwitch: 187,
  sleep: 223,
  wakeup: 224,
  softSleep: 276,
  paste: 279,
} as const

/** What the keys of a keyboard type, by key code. */
function characterOf(code: number): string | undefined {
  if (code >= 7 && code <= 16) return String(code - 7)
  if (code >= 29 && code <= 54) return String.fromCharCode(97 + code - 29)
  if (code >= 144 && code <= 153) return String(code - 144)
  return symbols.get(code)
}

const symbols: ReadonlyMap<number, string> = new Map([
  [17, '*'],
  [18, '#'],
  [55, ','],
  [56, '.'],
  [62, ' '],
  [68, '`'],
  [69, '-'],
  [70, '='],
  [71, '['],
  [72, ']'],
  [73, '\\'],
  [74, ';'],
  [75, "'"],
  [76, '/'],
  [77, '@'],
  [81, '+'],
])

/** Leads keys to the system or to the focused app (PhoneWindowManager.interceptKeyBeforeDispatching and …Queueing). */
export class KeyRouter {
  readonly #phone: Phone
  readonly #desk: () => Desk
  readonly #stack: WindowStack
  readonly #apps: AppWindows

  constructor(phone: Phone, desk: () => Desk, stack: WindowStack, apps: AppWindows) {
    this.#phone = phone
    this.#desk = desk
    this.#stack = stack
    this.#apps = apps
  }

  async press(code: number): Promise<void> {
    const { power, statusBar } = this.#phone
    switch (code) {
      case keyCode.power:
        power.toggle()
        return
      case keyCode.wakeup:
        power.wake()
        return
      case keyCode.sleep:
      case keyCode.softSleep:
        power.sleep()
        return
      case keyCode.volumeUp:
      case keyCode.volumeDown:
      case keyCode.volumeMute:
        this.#changeVolume(code)
        return
    }
    // Of a sleeping phone only the keys above do anything.
    if (!power.screenOn) return
    switch (code) {
      case keyCode.home:
        this.navigate('home')
        return
      case keyCode.back:
      case keyCode.escape:
        await this.back(code)
        return
      case keyCode.appSwitch:
        this.navigate('recents')
        return
      case keyCode.notification:
        if (statusBar.expanded === 'no') statusBar.expandNotifications()
        else statusBar.collapse()
        return
      case keyCode.menu:
        if (power.locked && !power.dismissKeyguard())
          this.#desk().memory.bouncer ??= { digits: '', wrong: false, then: undefined }
        return
      default:
        await this.#toFocus(code)
    }
  }

  navigate(key: 'home' | 'recents'): void {
    const { activities, power, statusBar } = this.#phone
    const { memory } = this.#desk()
    if (power.locked) return
    statusBar.collapse()
    if (key === 'home') {
      memory.dialogs = []
      activities.home()
      return
    }
    if (!activities.recentsShown) {
      memory.recentsPosition = 0
      activities.showRecents()
      return
    }
    // Pressed again in recents: over to the task before the last.
    const [last, beforeLast] = recentTasks(this.#desk())
    const task = beforeLast ?? last
    if (task !== undefined) activities.bringToFront(task.id)
  }

  /** BACK closes what lies on top first: keyboard, PIN pad, shade, dialog, recents; then it is the activity's. */
  async back(code: number = keyCode.back): Promise<void> {
    const { activities, inputMethods, power, statusBar } = this.#phone
    const { memory } = this.#desk()
    if (memory.bouncer !== undefined) memory.bouncer = undefined
    else if (statusBar.expanded !== 'no') statusBar.collapse()
    else if (power.locked) return
    else if (inputMethods.shown) inputMethods.setShown(false)
    else if (memory.dialogs.length > 0) memory.dialogs = memory.dialogs.slice(0, -1)
    // Leaving the question without an answer does not count as a refusal.
    else if (activities.permissionRequest !== undefined) await activities.back()
    else if (activities.recentsShown) this.#leaveRecents()
    else if (memory.settingsConfirm !== undefined) memory.settingsConfirm = undefined
    // ESC reaches the app as a key; only BACK finishes activities.
    else if (code === keyCode.escape) this.#focusedProcess()?.key(code)
    else if (this.#stack.activity() !== undefined) await activities.back()
  }

  async typeText(text: string): Promise<void> {
    const { memory } = this.#desk()
    if (!this.#phone.power.screenOn) return
    const question = this.#phone.installDialogs.shown
    if (memory.bouncer !== undefined) typeDigits(this.#desk(), text, 'append')
    else if (question !== undefined) question.type(text)
    else this.#focusedProcess()?.typeText(text)
    return Promise.resolve()
  }

  async #toFocus(code: number): Promise<void> {
    const desk = this.#desk()
    if (desk.memory.bouncer !== undefined) {
      await this.#toBouncer(code)
      return
    }
    const question = this.#phone.installDialogs.shown
    if (question !== undefined) {
      if (code === keyCode.del) question.deleteLast()
      else question.type(characterOf(code) ?? '')
      return
    }
    const process = this.#focusedProcess()
    if (process === undefined) return
    const character = characterOf(code)
    if (code === keyCode.paste) process.typeText(this.#phone.clipboard.text)
    else if (character !== undefined) process.typeText(character)
    else process.key(code === keyCode.numpadEnter ? keyCode.enter : code)
  }

  async #toBouncer(code: number): Promise<void> {
    const desk = this.#desk()
    const { bouncer } = desk.memory
    const character = characterOf(code)
    if (code === keyCode.enter || code === keyCode.numpadEnter) await submitPin(desk)
    else if (code === keyCode.del && bouncer !== undefined)
      desk.memory.bouncer = { ...bouncer, digits: bouncer.digits.slice(0, -1) }
    else if (character !== undefined) typeDigits(desk, character, 'append')
  }

  /** The app that has the input focus: none under the shade, the keyguard or a dialog of the system. */
  #focusedProcess(): AppProcess | undefined {
    if (this.#stack.cover() !== undefined) return undefined
    const activity = this.#stack.activity()
    return activity === undefined ? undefined : this.#apps.processOf(activity)
  }

  #leaveRecents(): void {
    const [last] = recentTasks(this.#desk())
    if (last === undefined) this.#phone.activities.home()
    else this.#phone.activities.bringToFront(last.id)
  }

  #changeVolume(code: number): void {
    const { settings } = this.#phone
    const current = Number(settings.get('system', 'volume_music_speaker') ?? '5')
    const next =
      code === keyCode.volumeMute ? 0 : Math.min(15, Math.max(0, current + (code === keyCode.volumeUp ? 1 : -1)))
    settings.put('system', 'volume_music_speaker', String(next))
  }
}
