import { type Deadline, until } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { elementsNow, isStale } from './elements-now.ts'
import { byIdEnding, byTextContaining } from './locator.ts'
import type { ShadePlace } from '../push/outcome.ts'
import { type ShadeRow, shadeRowsWith } from './shade-rows.ts'
import { ShadeUnfolding, scrollDown } from './shade-unfolding.ts'

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

/** Elements that show a text, in the order of the tree, and where their rows were found. */
export interface FoundInShade {
  readonly elements: readonly string[]
  readonly place: ShadePlace
}

/**
 * The open notification shade. Rows are told apart by their text: ids differ between Android versions (rows have none up
 * to 11), and a row's children differ between its collapsed and its expanded form.
 */
export class NotificationShade {
  readonly #browser: WebdriverIO.Browser
  readonly #folds: readonly string[]

  /** @param folds what the ROM writes on the fold behind which it hides rows */
  constructor(browser: WebdriverIO.Browser, folds: readonly string[] = []) {
    this.#browser = browser
    this.#folds = folds
  }

  /** Waits for the row that shows `token`; opens folds and groups and scrolls where they may hide it. */
  async find(token: string, deadline: Deadline): Promise<FoundInShade> {
    let missed = false
    const unfolding = new ShadeUnfolding(this.#browser, this.#folds)
    try {
      return await until(
        `the shade to show ${token}`,
        async () => {
          const elements = await elementsNow(this.#browser, byTextContaining(token))
          if (elements.length > 0) return { elements, place: unfolding.place }
          // The first time the shade may still be on its way down.
          if (missed) await unfolding.step()
          missed = true
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

  /** Looks once through all of the list: where the token is, or undefined when nothing is left to unfold. */
  async look(token: string, deadline: Deadline): Promise<FoundInShade | undefined> {
    const unfolding = new ShadeUnfolding(this.#browser, this.#folds)
    let more = true
    // The panel may still be on its way down: an empty first look is no answer.
    await this.#isOpen(deadline)
    for (;;) {
      const elements = await elementsNow(this.#browser, byTextContaining(token))
      if (elements.length > 0) return { elements, place: unfolding.place }
      if (!more || deadline.passed) return undefined
      more = (await unfolding.step()) !== undefined
    }
  }

  /** Which of the texts the open list shows, by one look. */
  async glance(tokens: readonly string[], deadline: Deadline): Promise<ReadonlySet<string>> {
    await this.#isOpen(deadline)
    const seen = await this.#browser.getPageSource()
    return new Set(tokens.filter((token) => seen.includes(token)))
  }

  /** The rows that hold `token`, from one page source: slower than `find`, but it tells whose they are. */
  async rowsWith(token: string): Promise<readonly ShadeRow[]> {
    return shadeRowsWith(token, await this.#browser.getPageSource())
  }

  /** Expands the group whose expand button is the `at`-th of the shade. */
  async expandGroup(at: number): Promise<void> {
    const button = (await elementsNow(this.#browser, byIdEnding(':id/expand_button')))[at]
    if (button !== undefined) await this.#browser.elementClick(button)
  }

  /** What can be read of the row that shows `token`: the text it stands in, and all titles in the shade. */
  async read(token: string): Promise<{ readonly text: string; readonly titles: readonly string[] }> {
    const titles = await this.#browser.$$(byIdEnding('title')).map((element) => element.getText())
    return { text: await this.#browser.$(byTextContaining(token)).getText(), titles }
  }

  /**
   * Taps the `at`-th element that shows `token`.
   *
   * @param found what `find` has just answered, if it was asked
   */
  async tap(token: string, deadline: Deadline, at = 0, found?: FoundInShade): Promise<void> {
    for (let known = found; ; known = undefined) {
      const { elements } = known ?? (await this.find(token, deadline))
      try {
        await this.#browser.elementClick(elements[at] ?? elements[0] ?? '')
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
    const unfolding = new ShadeUnfolding(this.#browser, this.#folds)
    await until(
      'a button that clears the shade',
      async () => {
        for (const name of clearAllNames) {
          const button = this.#browser.$(byIdEnding(`:id/${name}`))
          if (!(await button.isExisting())) continue
          await button.click()
          return true
        }
        // What stands behind a fold alone has its button there.
        if (await unfolding.openFold()) return undefined
        if (scrolled++ < 3) await scrollDown(this.#browser)
        return undefined
      },
      deadline.atMost(5000),
      { everyMs: 60 },
    )
  }

  async #isOpen(deadline: Deadline): Promise<void> {
    await until(
      'the shade to be open',
      async () =>
        (await elementsNow(this.#browser, byIdEnding(':id/notification_stack_scroller'))).length > 0 ? true : undefined,
      deadline,
      { everyMs: 60 },
    )
  }
}
