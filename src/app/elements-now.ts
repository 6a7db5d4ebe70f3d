/** The key of an element's id in answers (W3C WebDriver, "web element identifier"). */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf'

/**
 * Ids of the elements that match now, in the order of the screen. One question to the phone, where `$().isExisting()` asks
 * two and builds an element object for each: less than half of the time, and polls disturb a starting app as little as
 * they can.
 *
 * @param locator as locator.ts makes them
 */
export async function elementsNow(browser: WebdriverIO.Browser, locator: string): Promise<readonly string[]> {
  const found = await browser.findElements('-android uiautomator', locator.replace(/^android=/, ''))
  return found.map((element) => element[elementKey])
}

/** The element was there when it was asked for, and is not any more. */
export function isStale(error: unknown): boolean {
  return error instanceof Error && error.name === 'stale element reference'
}

/** Does something with an element; undefined where it was replaced since it was found. */
export async function unlessStale<T>(act: () => Promise<T>): Promise<T | undefined> {
  try {
    return await act()
  } catch (error) {
    if (isStale(error)) return undefined
    throw error
  }
}
