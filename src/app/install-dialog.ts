import type { InstallDialog } from '../vendors/vendor.ts'
import { byResourceId, byText } from './locator.ts'

/** Presses the button with which a vendor's installer goes on; says whether there was one. */
export async function pressOn(browser: WebdriverIO.Browser, dialog: InstallDialog): Promise<boolean> {
  for (const { id, text } of dialog.press) {
    const button = browser.$(id === undefined ? byText(text ?? '') : byResourceId(id))
    // The button may go away by itself: some dialogs count down.
    if (!(await button.isExisting()) || !(await button.isEnabled())) continue
    await button.click()
    return true
  }
  return false
}
