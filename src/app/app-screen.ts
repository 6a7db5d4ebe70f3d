import { type Deadline, until } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { elementsNow, isStale } from './elements-now.ts'
import { byAnyTestId, byTestId } from './locator.ts'

/** The app does not show what it promised to show. */
export class AppShows extends PushfarmError {
  override readonly name = 'AppShows'
  constructor(what: string, cause?: unknown) {
    super(`The app does not show ${what}.`, { code: 'app/not-shown', verdict: 'product', facts: { what }, cause })
  }
}

/** What all screens of the app have in common: elements are found by test id, waits end by the trial's deadline. */
export class AppScreen {
  protected readonly browser: WebdriverIO.Browser

  constructor(browser: WebdriverIO.Browser) {
    this.browser = browser
  }

  protected async present(testId: string): Promise<boolean> {
    return (await this.elementNow(testId)) !== undefined
  }

  /** Which of these test ids is on the screen: of several the uppermost. One question for all, as long as none is. */
  protected async firstPresent(testIds: readonly string[]): Promise<string | undefined> {
    const [element] = await elementsNow(this.browser, byAnyTestId(testIds))
    if (element === undefined) return undefined
    try {
      return (await this.browser.getElementAttribute(element, 'resource-id')) ?? undefined
    } catch (error) {
      if (isStale(error)) return undefined
      throw error
    }
  }

  /** Waits until the element is there. */
  protected async wait(testId: string, deadline: Deadline): Promise<ChainableElement> {
    const element = this.browser.$(byTestId(testId))
    try {
      await until(testId, async () => ((await this.present(testId)) ? true : undefined), deadline, { everyMs: 60 })
    } catch (error) {
      if (error instanceof PushfarmError && error.code === 'base/deadline-passed') throw new AppShows(testId, error)
      throw error
    }
    return element
  }

  protected async press(testId: string, deadline: Deadline): Promise<void> {
    const element = await this.wait(testId, deadline)
    await element.click()
  }

  protected async type(testId: string, text: string, deadline: Deadline): Promise<void> {
    const element = await this.wait(testId, deadline)
    await element.setValue(text)
  }

  protected async text(testId: string, deadline: Deadline): Promise<string> {
    const element = await this.wait(testId, deadline)
    return element.getText()
  }

  protected async textNow(testId: string): Promise<string | null> {
    const element = await this.elementNow(testId)
    return element === undefined ? null : this.textOf(element)
  }

  protected async elementNow(testId: string): Promise<string | undefined> {
    const [element] = await elementsNow(this.browser, byTestId(testId))
    return element
  }

  /** null: the element was replaced since it was found; now it is not there. */
  protected async textOf(element: string): Promise<string | null> {
    try {
      return await this.browser.getElementText(element)
    } catch (error) {
      if (isStale(error)) return null
      throw error
    }
  }
}

export type ChainableElement = ReturnType<WebdriverIO.Browser['$']>
