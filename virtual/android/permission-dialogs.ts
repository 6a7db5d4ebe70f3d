import type { PermissionRequest } from './phone.ts'
import type { Rom } from './rom.ts'
import type { PackageTable } from './package-table.ts'
import { permissionKind, postNotifications } from './permission-catalogue.ts'

type Answer = 'granted' | 'denied' | 'never_ask_again'
interface Waiting {
  readonly packageName: string
  readonly permission: string
  /** Token of the dialog's activity while it is in front. */
  token: string | undefined
  readonly resolve: (answer: Answer) => void
}
/** Where the dialogs are shown: an activity on the asking app's task. */
interface DialogScreen {
  /** Undefined when the app is not in front. */
  readonly open: (packageName: string) => string | undefined
  readonly close: (token: string) => void
  readonly isInFront: (token: string) => boolean
}
/** Denying twice is for good from Android 11 on. */
const denialsThatLast = 2

/** The runtime-permission dialog: one at a time, in front of the app that asks. */
export class PermissionDialogs {
  readonly #parts: { readonly rom: Rom; readonly packages: PackageTable }
  readonly #screen: DialogScreen
  #queue: Waiting[] = []

  constructor(parts: { readonly rom: Rom; readonly packages: PackageTable }, screen: DialogScreen) {
    this.#parts = parts
    this.#screen = screen
  }

  get current(): PermissionRequest | undefined {
    const shown = this.#queue[0]
    if (shown?.token === undefined || !this.#screen.isInFront(shown.token)) return undefined
    const { packageName, permission } = shown
    return {
      packageName,
      permission,
      label: this.#parts.packages.get(packageName)?.label ?? packageName,
      answer: (choice) => this.#answer(shown, choice),
    }
  }

  /** Answers at once when the rules leave nothing to ask. */
  request(packageName: string, permission: string, options: { readonly bySystem?: boolean } = {}): Promise<Answer> {
    const settled = this.#settled(packageName, permission, options.bySystem ?? false)
    if (settled !== undefined) return Promise.resolve(settled)
    return new Promise((resolve) => {
      this.#queue.push({ packageName, permission, token: undefined, resolve })
      this.#showNext()
    })
  }

  /** BACK, or a tap beside the dialog: refused this time, and not counted. */
  dismiss(): void {
    const shown = this.#queue[0]
    if (shown !== undefined) this.#close(shown, 'denied')
  }

  /** The dialog's activity was ended by others: as if it was dismissed. */
  closed(token: string): void {
    const shown = this.#queue.find((each) => each.token === token)
    if (shown === undefined) return
    shown.token = undefined
    this.#close(shown, 'denied')
  }

  /** The app went: nobody waits for the answer any more. */
  cancel(packageName: string): void {
    for (const each of this.#queue.filter((one) => one.packageName === packageName)) this.#close(each, 'denied')
  }

  cancelAll(): void {
    const all = this.#queue
    this.#queue = []
    for (const { resolve } of all) resolve('denied')
  }

  #settled(packageName: string, permission: string, bySystem: boolean): Answer | undefined {
    const { rom, packages } = this.#parts
    const pkg = packages.get(packageName)
    const state = pkg?.permissions.get(permission)
    if (pkg === undefined) return 'denied'
    if (state?.granted === true) return 'granted'
    // Not in the manifest, or unknown to this Android: refused without a question, and no rationale is due.
    if (state === undefined || permissionKind(permission, rom.apiLevel) !== 'runtime') return 'never_ask_again'
    if (state.userFixed) return 'never_ask_again'
    // For an app made for Android 12 the system itself asks, when the app makes its first channel.
    if (permission === postNotifications && pkg.targetSdk < 33 && !bySystem) return 'denied'
    return undefined
  }

  #showNext(): void {
    const next = this.#queue[0]
    if (next === undefined || next.token !== undefined) return
    next.token = this.#screen.open(next.packageName)
    if (next.token === undefined) this.#close(next, 'denied')
  }

  #answer(shown: Waiting, choice: 'allow' | 'deny'): void {
    if (!this.#queue.includes(shown)) return
    const { packages, rom } = this.#parts
    const { packageName, permission } = shown
    if (choice === 'allow') {
      packages.grant(packageName, permission)
      this.#close(shown, 'granted')
      return
    }
    const denials = (packages.get(packageName)?.permissions.get(permission)?.denials ?? 0) + 1
    const fixed = rom.apiLevel >= 30 && denials >= denialsThatLast
    packages.refuse(packageName, permission, fixed)
    this.#close(shown, fixed ? 'never_ask_again' : 'denied')
  }

  #close(shown: Waiting, answer: Answer): void {
    this.#queue = this.#queue.filter((each) => each !== shown)
    if (shown.token !== undefined) this.#screen.close(shown.token)
    shown.resolve(answer)
    this.#showNext()
  }
}
