import type { Clock, TimerId } from '../clock.ts'
import type { InstallScreen } from './install-screen.ts'

export type InstallAnswer = 'accepted' | 'refused' | 'refused-for-good'

export interface InstallQuestionParts {
  readonly screen: InstallScreen
  readonly app: { readonly packageName: string; readonly label: string }
  readonly clock: Clock
  readonly locked: () => boolean
  readonly password: () => string
  /** Of the screen's activity. */
  readonly token: string
  readonly answered: (answer: InstallAnswer) => void
}

/** One screen of a vendor's installer while it waits for its owner. */
export class InstallQuestion {
  readonly token: string
  readonly screen: InstallScreen
  readonly app: { readonly packageName: string; readonly label: string }
  /** What the refusing button counts down from, if it does. */
  secondsLeft: number | undefined
  scanning: boolean
  ticked = false
  typed = ''
  fieldFocused = false
  readonly #parts: InstallQuestionParts
  #timer: TimerId | undefined
  #answered = false

  constructor(parts: InstallQuestionParts) {
    this.#parts = parts
    this.token = parts.token
    this.screen = parts.screen
    this.app = parts.app
    const { countdown, scan } = parts.screen
    this.secondsLeft = countdown?.from
    this.scanning = scan !== undefined
    if (countdown !== undefined) this.#tickAt(parts.clock.monotonic() + countdown.firstTickMs)
    if (scan !== undefined)
      parts.clock.setTimeout(() => {
        this.scanning = false
      }, scan.forMs)
  }

  accept(): void {
    const { checkbox, password } = this.screen
    if (this.scanning || (checkbox?.meaning === 'consent' && !this.ticked)) return
    if (password !== undefined && this.typed !== this.#parts.password()) {
      // What the ROM says of a wrong password is in no public source; the field is empty again.
      this.typed = ''
      return
    }
    this.#answer('accepted')
  }

  refuse(): void {
    const remembered = this.screen.checkbox?.meaning === 'remember-refusal' && this.ticked
    this.#answer(remembered ? 'refused-for-good' : 'refused')
  }

  /** The activity went: BACK, or others ended it. */
  closed(): void {
    this.#answer('refused')
  }

  type(text: string): void {
    if (this.fieldFocused) this.typed += text
  }

  deleteLast(): void {
    this.typed = Array.from(this.typed).slice(0, -1).join('')
  }

  #tickAt(dueMs: number): void {
    const { clock } = this.#parts
    this.#timer = clock.setTimeout(() => {
      const left = (this.secondsLeft ?? 1) - 1
      this.secondsLeft = left
      if (left > 0) this.#tickAt(dueMs + (this.screen.countdown?.tickMs ?? 1000))
      // Nobody can have seen the question on a locked phone: the security centre keeps the refusal.
      else if (this.#parts.locked()) this.#answer('refused-for-good')
      else this.refuse()
    }, dueMs - clock.monotonic())
  }

  #answer(answer: InstallAnswer): void {
    if (this.#answered) return
    this.#answered = true
    this.#parts.clock.clearTimeout(this.#timer)
    this.#parts.answered(answer)
  }
}
