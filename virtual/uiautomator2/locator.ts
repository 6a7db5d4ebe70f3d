import { invalidSelector } from './server-error.ts'

/** How to find elements, as a client says it. */
export interface Locator {
  readonly strategy: Strategy
  readonly selector: string
}

export type Strategy = (typeof strategies)[number]

const strategies = ['id', 'xpath', 'accessibility id', 'class name', '-android uiautomator'] as const

/** Checks the strategy's name. */
export function locatorOf(strategy: string, selector: string): Locator {
  const known = strategies.find((one) => one === strategy)
  if (known === undefined)
    throw invalidSelector(
      `Selector strategy '${strategy}' is not supported. Only the following selector strategies are supported: [${strategies.join(', ')}]`,
    )
  return { strategy: known, selector }
}

const words: Readonly<Record<Strategy, string>> = {
  id: 'By.id',
  xpath: 'By.xpath',
  'accessibility id': 'By.accessibilityId',
  'class name': 'By.clazz',
  '-android uiautomator': 'By.AndroidUiAutomator',
}

/** As the server's messages name a locator. */
export function locatorText(locator: Locator): string {
  return `${words[locator.strategy]}: ${locator.selector}`
}

/** A resource id that stands for itself: package, colon, type, slash, name. */
export function isFullResourceId(id: string): boolean {
  return /^[a-zA-Z_][a-zA-Z0-9._]*:[^/]+\/\S+$/.test(id)
}
