import { PermissionDialog } from '../app/permission-dialog.ts'
import { type Deadline, until } from '../base/deadline.ts'
import type { TestedPhone } from './tested-phone.ts'

const postNotifications = 'android.permission.POST_NOTIFICATIONS'
/** From this Android version on an app must ask before it may notify. */
const asksSinceApiLevel = 33

/** Whether the app under test may notify, and how its user lets it. */
export class NotificationPermission {
  readonly #tested: TestedPhone

  constructor(tested: TestedPhone) {
    this.#tested = tested
  }

  /** Whether an app of this phone has to ask before it may post. */
  get isAskedFor(): boolean {
    return this.#tested.apiLevel >= asksSinceApiLevel
  }

  /** Whether the app may post; before Android 13 it need not ask. */
  async isGranted(deadline: Deadline): Promise<boolean> {
    if (!this.isAskedFor) return true
    const { phone, packageName } = this.#tested
    const state = await phone.packageState(packageName, deadline)
    return state?.permissions.get(postNotifications) === true
  }

  /** The app asks again at every start while it may not notify; its own screens are behind the dialog. */
  async getPastTheDialog(deadline: Deadline): Promise<void> {
    if (await this.isGranted(deadline)) return
    const { app, browser, phone } = this.#tested
    const dialog = new PermissionDialog(browser, phone.vendor)
    await until(
      'a screen of the app',
      async () => {
        if ((await app.screenNow()) !== undefined) return true
        await dialog.allowIfShown()
        return undefined
      },
      deadline,
      { everyMs: 100 },
    )
  }

  /** On a ROM that installs apps with their notifications off, and where no dialog asks, a user must find the switch. */
  async switchOnWhereNobodyAsks(): Promise<void> {
    const tested = this.#tested
    if (this.isAskedFor || tested.phone.vendor.rules.rom.notificationsAtInstall.value === 'on') return
    tested.says('switching the notifications of the app on')
    await tested.ownersHand.allowNotifications(tested.steps())
  }
}
