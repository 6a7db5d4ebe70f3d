import { type Deadline, until } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { elementsNow, isStale } from './elements-now.ts'
import { byIdEnding, byTextContaining } from './locator.ts'

/** AOSP's first, then those of MIUI, OxygenOS, older AOSP, EMUI and Samsung. */
const clearAllNames = [
  'dismiss_text',
  'dismiss_view',
  'clear_notifications',
  'clear_all',
  'clear_all_button',
  'clear_notification',
  'clear_all_port',
]

/**
 * The open notification shade. Rows are told apart by their text: ids differ between Android versions (rows have none up
 * to 11), and a row's children differ between its collapsed and its expanded form.
 */
export class NotificationShade {
  readonly #browser: WebdriverIO.Browser

  constructor(browser: WebdriverIO.Browser) {
    this.#browser = browser
  }

  /** Waits for the row that shows `token`, and gives its id; expands groups that may hide it. */
  async waitForText(token: string, deadline: Deadline): Promise<string> {
    let expanded = false
    try {
      return await until(
        `the shade to show ${token}`,
        async () => {
          const [element] = await elementsNow(this.#browser, byTextContaining(token))
          if (element !== undefined) return element
          // Later children of a collapsed group are not in the tree at all.
          if (!expanded) expanded = await this.#expandFirst()
          return undefined
        },
        deadline,
        { everyMs: 60 },
      )
    } catch (error) {
      if (error instanceof PushfarmError && error.code === 'base/deadline-passed')
        throw new PushfarmError(`The shade does not show ${token}, although the phone lists the notification.`, {
          code: 'app/not-in-shade',
          verdict: 'product',
          facts: { token },
          cause: error,
        })
      throw error
    }
  }

  /** What can be read of the row that shows `token`: the text it stands in, and all titles in the shade. */
  async read(token: string): Promise<{ readonly text: string; readonly titles: readonly string[] }> {
    const titles = await this.#browser.$$(byIdEnding('title')).map((element) => element.getText())
    return { text: await this.#browser.$(byTextContaining(token)).getText(), titles }
  }

  async tap(token: string, deadline: Deadline): Promise<void> {
    for (;;) {
      const row = await this.waitForText(token, deadline)
      try {
        await this.#browser.elementClick(row)
        return
      } catch (error) {
        // The row was drawn anew in between, as when a group opens.
        if (!isStale(error) || deadline.passed) throw error
      }
    }
  }

  /**
   * Presses "clear all", whatever the ROM calls it. On a full list the button is below the screen: the list is scrolled.
   */
  async clearAll(deadline: Deadline): Promise<void> {
    let scrolled = 0
    await until(
      'a button that clears the shade',
      async () => {
        for (const name of clearAllNames) {
          const button = this.#browser.$(byIdEnding(`:id/${name}`))
          if (!(await button.isExisting())) continue
          await button.click()
          return true
        }
        if (scrolled++ < 3) await this.#scrollDown()
        return undefined
      },
      deadline.atMost(5000),
      { everyMs: 60 },
    )
  }

  async #scrollDown(): Promise<void> {
    const { width, height } = await this.#browser.getWindowRect()
    await this.#browser
      .action('pointer', { parameters: { pointerType: 'touch' } })
      .move({ x: Math.round(width / 2), y: Math.round(height * 0.7) })
      .down()
      .move({ x: Math.round(width / 2), y: Math.round(height * 0.3), duration: 150 })
      .up()
      .perform()
  }

  async #expandFirst(): Promise<boolean> {
    const button = this.#browser.$(byIdEnding(':id/expand_button'))
    if (!(await button.isExisting())) return false
    await button.click()
    return true
  }
}
