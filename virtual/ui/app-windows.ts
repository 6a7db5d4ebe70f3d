import { AppNotResponding, type AppProcess, type AppWindow } from '../android/app-process.ts'
import type { ActivityRecord, Phone, ShownWindow } from '../android/phone.ts'
import type { Desk } from './desk.ts'
import { filled, keyed, viewsOf } from './view.ts'

/** Time that accessibility gives an app to answer for its tree (AccessibilityInteractionClient: 5 s). */
const answerTimeoutMs = 5000

/** The windows of the app in front, asked from its process; remembers the last answer for pictures. */
export class AppWindows {
  readonly #phone: Phone
  readonly #lastAnswer = new WeakMap<AppProcess, readonly AppWindow[]>()
  readonly #owners = new WeakMap<ShownWindow, AppProcess>()
  readonly #answered: (process: AppProcess, windows: readonly AppWindow[]) => void
  readonly #keyboardHeight: () => number

  /** `answered` is called with every fresh answer; `keyboardHeight` in px from the screen's bottom, 0 when hidden. */
  constructor(
    phone: Phone,
    answered: (process: AppProcess, windows: readonly AppWindow[]) => void,
    keyboardHeight: () => number,
  ) {
    this.#phone = phone
    this.#answered = answered
    this.#keyboardHeight = keyboardHeight
  }

  /** The process that draws the activity; undefined for system activities. */
  processOf(activity: ActivityRecord): AppProcess | undefined {
    return this.#phone.processes.ofPackage(activity.component.packageName).find((one) => one.app !== undefined)?.app
  }

  /** Asks the app. Rejects with AppNotResponding when it is silent for `timeoutMs`. */
  async ask(process: AppProcess, timeoutMs = answerTimeoutMs): Promise<readonly AppWindow[]> {
    const before = this.#keyboardHeight()
    process.setSoftKeyboard?.(before)
    let windows = await process.windows(timeoutMs)
    this.#answered(process, windows)
    if (this.#keyboardHeight() !== before && process.setSoftKeyboard !== undefined) {
      // the keyboard came or went with this answer: the app lays itself out again beside it
      process.setSoftKeyboard(this.#keyboardHeight())
      windows = await process.windows(timeoutMs)
    }
    this.#lastAnswer.set(process, windows)
    return windows
  }

  /** What the display shows of the app: its answer, or the last frame when it hangs. */
  async frame(process: AppProcess): Promise<readonly AppWindow[]> {
    try {
      return await this.ask(process, 500)
    } catch (error) {
      if (error instanceof AppNotResponding) return this.#lastAnswer.get(process) ?? []
      throw error
    }
  }

  last(process: AppProcess): readonly AppWindow[] {
    return this.#lastAnswer.get(process) ?? []
  }

  /** The app's windows as the window manager names them, bottom first. */
  shown(activity: ActivityRecord, process: AppProcess, windows: readonly AppWindow[]): readonly ShownWindow[] {
    const { packageName, className } = activity.component
    return windows.map((window) => {
      const shown: ShownWindow = {
        title: `${packageName}/${className}`,
        type: window.kind,
        packageName,
        root: window.root,
      }
      this.#owners.set(shown, process)
      return shown
    })
  }

  /** The app that answers for a window; undefined for the system's own. */
  ownerOf(window: ShownWindow): AppProcess | undefined {
    return this.#owners.get(window)
  }
}

/** An activity that nothing draws yet: the starting window, in the colours of the theme. */
export function startingWindow(desk: Desk, activity: ActivityRecord): ShownWindow {
  const { packageName, className } = activity.component
  const make = viewsOf(packageName)
  const { screen } = desk.metrics
  const root = make('FrameLayout', '', screen, {
    paint: [filled(screen, 0xffffffff)],
    children: [make('FrameLayout', 'android:content', screen)],
  })
  return { title: `${packageName}/${className}`, type: 'activity', packageName, root: keyed(root) }
}
