import { type Deadline, until } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { elementsNow, unlessStale } from './elements-now.ts'
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
    return (await unlessStale(() => this.browser.getElementAttribute(element, 'resource-id'))) ?? undefined
  }

  /** Asks until there is an answer; what the deadline cuts off is told as what the app does not show. */
  protected async shown<T>(
    what: string,
    deadline: Deadline,
    everyMs: number,
    probe: () => Promise<T | undefined>,
  ): Promise<T> {
    try {
      return await until(what, probe, deadline, { everyMs })
    } catch (error) {
      if (error instanceof PushfarmError && error.code === 'base/deadline-passed') throw new AppShows(what, error)
      throw error
    }
  }

  /** Waits until the element is there. */
  protected async wait(testId: string, deadline: Deadline): Promise<void> {
    await this.#with(testId, deadline, () => Promise.resolve())
  }

  protected async press(testId: string, deadline: Deadline): Promise<void> {
    await this.#with(testId, deadline, (element) => this.browser.elementClick(element))
  }

  protected async type(testId: string, text: string, deadline: Deadline): Promise<void> {
    await this.#with(testId, deadline, async (element) => {
      await this.browser.elementClear(element)
      await this.browser.elementSendKeys(element, text)
    })
  }

  protected async text(testId: string, deadline: Deadline): Promise<string> {
    return this.#with(testId, deadline, (element) => this.browser.getElementText(element))
  }

  /**
   * Does something with the element as soon as it is there; one that was replaced meanwhile is looked for again. Elements of
   * WebdriverIO wait by themselves for one that went away, several times over and by no deadline.
   */
  async #with<T>(testId: string, deadline: Deadline, act: (element: string) => Promise<T>): Promise<T> {
    const acted = async (): Promise<{ readonly answer: T } | undefined> => {
      const element = await this.elementNow(testId)
      if (element === undefined) return undefined
      return unlessStale(async () => ({ answer: await act(element) }))
    }
    const { answer } = await this.shown(testId, deadline, 60, acted)
    return answer
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
    return (await unlessStale(() => this.browser.getElementText(element))) ?? null
  }
}
