import { elementsNow, isStale } from './elements-now.ts'
import { byIdEnding, byText } from './locator.ts'
import type { ShadePlace } from '../push/outcome.ts'

/** What was done to see more of the list; undefined: nothing is left to do. */
export type Unfolded = ShadePlace['kind'] | undefined

const mostScrolls = 5
/** Each costs a tap and an animation; a list with more than these is not read to its end. */
const mostExpansions = 12

/**
 * Opens, step by step, what hides rows of the open shade: a ROM's fold of "unimportant" notifications, groups and rows
 * that are collapsed (later children of a group are not in the tree at all), the part below the screen.
 */
export class ShadeUnfolding {
  readonly #browser: WebdriverIO.Browser
  readonly #folds: readonly string[]
  #fold: string | undefined
  #expanded = 0
  #scrolled = 0

  /** @param folds what the ROM writes on its fold, in any language */
  constructor(browser: WebdriverIO.Browser, folds: readonly string[]) {
    this.#browser = browser
    this.#folds = folds
  }

  /** Where a row that shows now, and did not before, must have been. */
  get place(): ShadePlace {
    if (this.#fold !== undefined) return { kind: 'fold', name: this.#fold }
    return { kind: this.#expanded > 0 && this.#scrolled === 0 ? 'group' : 'list' }
  }

  async step(): Promise<Unfolded> {
    try {
      if (await this.openFold()) return 'fold'
      if (await this.#expandNext()) return 'group'
      if (await this.#scroll()) return 'list'
    } catch (error) {
      // The list was drawn anew in between: the next step sees it as it is.
      if (!isStale(error)) throw error
      return 'list'
    }
    return undefined
  }

  /** Opens the ROM's fold, once; false where there is none. */
  async openFold(): Promise<boolean> {
    if (this.#fold !== undefined) return false
    for (const name of this.#folds) {
      const [fold] = await elementsNow(this.#browser, byText(name))
      if (fold === undefined) continue
      await this.#browser.elementClick(fold)
      this.#fold = name
      return true
    }
    return false
  }

  /** Each button once, from the top: children of an opened group come behind its button. */
  async #expandNext(): Promise<boolean> {
    if (this.#expanded >= mostExpansions) return false
    const button = (await elementsNow(this.#browser, byIdEnding(':id/expand_button')))[this.#expanded]
    if (button === undefined) return false
    await this.#browser.elementClick(button)
    this.#expanded++
    return true
  }

  async #scroll(): Promise<boolean> {
    if (this.#scrolled >= mostScrolls) return false
    const [list] = await elementsNow(this.#browser, `${byIdEnding(':id/notification_stack_scroller')}.scrollable(true)`)
    if (list === undefined) return false
    await scrollDown(this.#browser)
    this.#scrolled++
    return true
  }
}

/** One swipe up over the middle of the screen. */
export async function scrollDown(browser: WebdriverIO.Browser): Promise<void> {
  const { width, height } = await browser.getWindowRect()
  await browser
    .action('pointer', { parameters: { pointerType: 'touch' } })
    .move({ x: Math.round(width / 2), y: Math.round(height * 0.7) })
    .down()
    .move({ x: Math.round(width / 2), y: Math.round(height * 0.3), duration: 150 })
    .up()
    .perform()
}
