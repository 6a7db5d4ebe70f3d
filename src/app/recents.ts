import { type Deadline, until } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import type { Vendor } from '../vendors/vendor.ts'
import { byDescriptionStart, byResourceId } from './locator.ts'

/** The open recents screen. */
export class Recents {
  readonly #browser: WebdriverIO.Browser
  readonly #vendor: Vendor

  constructor(browser: WebdriverIO.Browser, vendor: Vendor) {
    this.#browser = browser
    this.#vendor = vendor
  }

  /**
   * Swipes the app's card away, as a user does. Cards carry the app's name as their description; vendors append words such
   * as ",已加锁" (locked). The class tells a card from the app's icon on the home screen, which follows the last card.
   */
  async swipeAway(appName: string, deadline: Deadline): Promise<void> {
    const card = this.#browser.$(byDescriptionStart('android.widget.FrameLayout', appName))
    await until(
      `the card of ${appName} in recents`,
      async () => ((await card.isExisting()) ? true : undefined),
      deadline,
      { everyMs: 60 },
    )
    const { x, y, width, height } = await rectOf(this.#browser, card)
    const screen = await this.#browser.getWindowRect()
    const from = { x: Math.round(x + width / 2), y: Math.round(y + height / 2) }
    const to =
      this.#vendor.recentsSwipe === 'up'
        ? { x: from.x, y: Math.max(1, Math.round(screen.height * 0.02)) }
        : { x: from.x < screen.width / 2 ? 1 : screen.width - 2, y: from.y }
    await this.#browser
      .action('pointer', { parameters: { pointerType: 'touch' } })
      .move({ x: from.x, y: from.y })
      .down()
      .move({ x: to.x, y: to.y, duration: 120 })
      .up()
      .perform()
    await until(
      `the card of ${appName} to leave recents`,
      async () => ((await card.isExisting()) ? undefined : true),
      deadline,
      { everyMs: 60 },
    ).catch((error: unknown) => {
      throw new PushfarmError(`The card of ${appName} stays in recents after a swipe ${this.#vendor.recentsSwipe}.`, {
        code: 'app/recents-swipe',
        verdict: 'infrastructure',
        hint: 'A locked card cannot be swiped away: unlock it. The direction of the swipe is in src/vendors.',
        cause: error,
      })
    })
  }

  /** Presses "clear all" and waits until the app's card is gone. */
  async clearAll(appName: string, deadline: Deadline): Promise<void> {
    const card = this.#browser.$(byDescriptionStart('android.widget.FrameLayout', appName))
    await until(
      `the card of ${appName} in recents`,
      async () => ((await card.isExisting()) ? true : undefined),
      deadline,
      { everyMs: 60 },
    )
    await until(
      `the card of ${appName} to leave recents`,
      async () => {
        for (const id of this.#vendor.recentsClearAll) {
          const button = this.#browser.$(byResourceId(id))
          if (await button.isExisting()) await button.click()
        }
        return (await card.isExisting()) ? undefined : true
      },
      deadline,
      { everyMs: 100 },
    )
  }
}

async function rectOf(
  browser: WebdriverIO.Browser,
  element: ReturnType<WebdriverIO.Browser['$']>,
): Promise<{ x: number; y: number; width: number; height: number }> {
  return browser.getElementRect((await element.getElement()).elementId)
}
