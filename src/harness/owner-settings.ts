import { NotificationSettingsScreen } from '../app/notification-settings-screen.ts'
import { Deadline } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import type { FarmPhone } from '../farm/farm-phone.ts'
import type { OwnerSettings } from '../push/situation.ts'

/** android.provider.Settings.Secure: what the lock screen shows of notifications. */
const lockScreenKeys = {
  'lockScreen=hide': 'lock_screen_show_notifications',
  'lockScreen=hide-content': 'lock_screen_allow_private_notifications',
} as const
const pin = '1234'

/** Sets what a phone's owner can set, and sets it back. */
export class OwnersHand {
  readonly #phone: FarmPhone
  readonly #browser: WebdriverIO.Browser
  readonly #packageName: string
  readonly #undo: ((deadline: Deadline) => Promise<unknown>)[] = []

  constructor(phone: FarmPhone, browser: WebdriverIO.Browser, packageName: string) {
    this.#phone = phone
    this.#browser = browser
    this.#packageName = packageName
  }

  async apply(settings: Partial<OwnerSettings>, deadline: Deadline): Promise<void> {
    for (const [name, value] of Object.entries(settings))
      await this.#set(`${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`, deadline)
  }

  /** Sets back what was set, the last first. */
  async setBack(): Promise<void> {
    for (let undo = this.#undo.pop(); undo !== undefined; undo = this.#undo.pop()) await undo(Deadline.in(20_000))
  }

  async #set(setting: string, deadline: Deadline): Promise<void> {
    const { shell } = this.#phone
    switch (setting) {
      case 'notifications=off':
        this.#undo.push((later) => this.#switchNotifications('on', later))
        await this.#switchNotifications('off', deadline)
        return
      case 'doNotDisturb=on':
        this.#undo.push((later) => shell.run(['cmd', 'notification', 'set_dnd', 'off'], later))
        await shell.run(['cmd', 'notification', 'set_dnd', 'on'], deadline)
        return
      case 'lockScreen=hide':
      case 'lockScreen=hide-content': {
        const key = lockScreenKeys[setting]
        this.#undo.push((later) => shell.run(['settings', 'put', 'secure', key, '1'], later))
        await shell.run(['settings', 'put', 'secure', key, '0'], deadline)
        return
      }
      case 'keyguard=secure':
        this.#undo.push((later) => shell.run(['locksettings', 'clear', '--old', pin], later))
        await shell.run(['locksettings', 'set-pin', pin], deadline)
        return
      case 'permission=denied':
        // It was answered in the dialog.
        return
      default:
        throw new PushfarmError(`The harness cannot set ${setting}.`, {
          code: 'harness/unknown-setting',
          verdict: 'set-up',
          facts: { setting },
        })
    }
  }

  /** As a person does it: from Android 13 on the switch is the permission, before it an importance; both are behind it. */
  async #switchNotifications(wanted: 'on' | 'off', deadline: Deadline): Promise<void> {
    const page = ['-a', 'android.settings.APP_NOTIFICATION_SETTINGS']
    const app = ['--es', 'android.provider.extra.APP_PACKAGE', this.#packageName]
    await this.#phone.unlock(deadline)
    await this.#phone.shell.run(['am', 'start', '-W', ...page, ...app, '-f', '0x10008000'], deadline)
    await new NotificationSettingsScreen(this.#browser).set(wanted, deadline)
    await this.#phone.pressHome(deadline)
  }
}
