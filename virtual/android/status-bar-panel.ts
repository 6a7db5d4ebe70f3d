import { EventSource } from './event-source.ts'
import type { Log, StatusBar } from './phone.ts'

/** The notification shade: closed, open, or open at the quick settings. */
export class StatusBarPanel extends EventSource<'expanded' | 'collapsed'> implements StatusBar {
  #expanded: 'no' | 'notifications' | 'settings' = 'no'
  readonly #log: Log
  readonly #systemUiPid: () => number
  readonly #rows: () => number

  /** `rows`: how many notifications the shade would show now. */
  constructor(log: Log, systemUiPid: () => number, rows: () => number) {
    super()
    this.#log = log
    this.#systemUiPid = systemUiPid
    this.#rows = rows
  }

  get expanded(): 'no' | 'notifications' | 'settings' {
    return this.#expanded
  }

  expandNotifications(): void {
    this.#expand('notifications')
  }

  expandSettings(): void {
    this.#expand('settings')
  }

  collapse(): void {
    if (this.#expanded === 'no') return
    this.#expanded = 'no'
    this.#log.event('notification_panel_hidden', this.#systemUiPid(), [])
    this.tell('collapsed')
  }

  /** Reboot: it is simply gone. */
  reset(): void {
    this.#expanded = 'no'
  }

  #expand(to: 'notifications' | 'settings'): void {
    const wasClosed = this.#expanded === 'no'
    this.#expanded = to
    if (!wasClosed) return
    this.#log.event('notification_panel_revealed', this.#systemUiPid(), [this.#rows()])
    this.tell('expanded')
  }
}
