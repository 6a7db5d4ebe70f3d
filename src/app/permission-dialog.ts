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

  /** Presses "allow" if the dialog is there; says whether it was. */
  async allowIfShown(): Promise<boolean> {
    for (const id of this.#vendor.permissionAllow) {
      const button = this.#browser.$(byResourceId(id))
      if (!(await button.isExisting())) continue
      await button.click()
      return true
    }
    return false
  }
}
