import type { Vendor } from '../vendors/vendor.ts'
import { byResourceId } from './locator.ts'

/**
 * The dialog that asks for a runtime permission. Buttons are pressed by id: Appium's own `alert/accept` presses the refusal
 * where a vendor put the consent on the second button.
 */
export class PermissionDialog {
  readonly #browser: WebdriverIO.Browser
  readonly #vendor: Vendor

  constructor(browser: WebdriverIO.Browser, vendor: Vendor) {
    this.#browser = browser
    this.#vendor = vendor
  }

  /** Whether it asks now. */
  async isShown(): Promise<boolean> {
    for (const id of this.#vendor.permissionAllow) if (await this.#browser.$(byResourceId(id)).isExisting()) return true
    return false
  }

  /** Presses "allow" if the dialog is there; says whether it was. */
  async allowIfShown(): Promise<boolean> {
    return this.#press(this.#vendor.permissionAllow)
  }

  /** Presses the refusal, whose id differs from the consent's by its name only; says whether the dialog was there. */
  async denyIfShown(): Promise<boolean> {
    return this.#press(
      this.#vendor.permissionAllow.map((id) =>
        id === 'android:id/button1' ? 'android:id/button2' : id.replace('_allow', '_deny'),
      ),
    )
  }

  async #press(ids: readonly string[]): Promise<boolean> {
    for (const id of ids) {
      const button = this.#browser.$(byResourceId(id))
      if (!(await button.isExisting())) continue
      await button.click()
      return true
    }
    return false
  }
}
