import { NotificationSettingsScreen } from '../app/notification-settings-screen.ts'
import { Deadline } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import type { FarmPhone } from '../farm/farm-phone.ts'
import type { Importance, OwnerSettings } from '../push/situation.ts'
import { settableImportance } from '../app/channel-settings-screen.ts'
import { type PhoneChannel, channelImportance, setChannel } from './channel-hand.ts'

/** android.provider.Settings.Secure: what the lock screen shows of notifications. */
const lockScreenKeys = {
  'lockScreen=hide': 'lock_screen_show_notifications',
  'lockScreen=hide-content': 'lock_screen_allow_private_notifications',
} as const
/** Settings.Global.ZEN_MODE_*, in the words of `cmd notification set_dnd`. */
const zenModes: Readonly<Record<string, string>> = { 0: 'off', 1: 'priority', 2: 'none', 3: 'alarms' }
/** Of a secure lock screen; the guide tells how it is taken away where a run was killed before it could. */
export const lockScreenPin = '1234'

/** Sets what a phone's owner can set, and sets it back. */
export class OwnersHand {
  readonly #phone: FarmPhone
  readonly #browser: WebdriverIO.Browser
  readonly #packageName: string
  #serviceChannel: PhoneChannel | undefined
  readonly #undo: ((deadline: Deadline) => Promise<unknown>)[] = []

  constructor(phone: FarmPhone, browser: WebdriverIO.Browser, packageName: string) {
    this.#phone = phone
    this.#browser = browser
    this.#packageName = packageName
  }

  async apply(settings: Partial<OwnerSettings>, deadline: Deadline): Promise<void> {
    const { channels = {}, ...others } = settings
    for (const [id, importance] of Object.entries(channels))
      await this.#setChannel({ package: this.#packageName, id }, importance, deadline)
    for (const [name, value] of Object.entries(others)) await this.#set(`${name}=${value}`, deadline)
  }

  /** The channel that the push service made for the app: its id is not documented, a notification on it tells. */
  knowsServiceChannel(channel: PhoneChannel): void {
    this.#serviceChannel = channel
  }

  /** For good: the switch of an app that its ROM installs with notifications off. */
  async allowNotifications(deadline: Deadline): Promise<void> {
    await this.#switchNotifications('on', deadline)
  }

  /** To be done when the owner's settings are set back. */
  afterwards(undo: (deadline: Deadline) => Promise<unknown>): void {
    this.#undo.push(undo)
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
        await this.#disturbNoMore(deadline)
        return
      case 'lockScreen=hide':
      case 'lockScreen=hide-content': {
        const key = lockScreenKeys[setting]
        this.#undo.push((later) => shell.run(['settings', 'put', 'secure', key, '1'], later))
        await shell.run(['settings', 'put', 'secure', key, '0'], deadline)
        return
      }
      case 'keyguard=secure':
        this.#undo.push((later) => shell.run(['locksettings', 'clear', '--old', lockScreenPin], later))
        await shell.run(['locksettings', 'set-pin', lockScreenPin], deadline)
        return
      case 'serviceChannel=off':
      case 'serviceChannel=silent':
        if (this.#serviceChannel === undefined)
          throw new PushfarmError('The channel of the push service is not known yet.', {
            code: 'harness/no-channel',
            verdict: 'set-up',
            hint: 'Let a push appear first: it tells its channel.',
          })
        await this.#setChannel(this.#serviceChannel, setting === 'serviceChannel=off' ? 0 : 2, deadline)
        return
      case 'permission=denied':
      case 'permission=granted':
        // It was answered in the dialog.
        return
      case 'permission=as-installed':
      case 'notifications=as-installed':
        // Nothing is touched.
        return
      default:
        throw new PushfarmError(`The harness cannot set ${setting}.`, {
          code: 'harness/unknown-setting',
          verdict: 'set-up',
          facts: { setting },
        })
    }
  }

  async #disturbNoMore(deadline: Deadline): Promise<void> {
    const { shell } = this.#phone
    const before = (await shell.run(['settings', 'get', 'global', 'zen_mode'], deadline)).trim()
    this.#undo.push((later) => shell.run(['cmd', 'notification', 'set_dnd', zenModes[before] ?? 'off'], later))
    await shell.run(['cmd', 'notification', 'set_dnd', 'on'], deadline)
  }

  async #setChannel(channel: PhoneChannel, importance: Importance, deadline: Deadline): Promise<void> {
    const wanted = settableImportance(importance)
    const before = await channelImportance(this.#phone, channel, deadline)
    this.#undo.push((later) => setChannel(this.#phone, this.#browser, channel, before, later))
    await setChannel(this.#phone, this.#browser, channel, wanted, deadline)
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
