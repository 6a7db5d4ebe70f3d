import type { UiNode } from '../ui/node.ts'
import type { VisibleNode } from '../ui/visible-tree.ts'

/** androidx.test.uiautomator.UiSelector: criteria on one node, and a selector for below it or for its siblings. */
export interface UiSelector {
  readonly criteria: ReadonlyMap<string, string | number | boolean | RegExp>
  /** `childSelector` or `fromParent`, applied where this selector matched. */
  readonly next?: { readonly relation: 'child' | 'parent'; readonly selector: UiSelector }
}

export const emptySelector: UiSelector = { criteria: new Map() }

export function withCriterion(
  selector: UiSelector,
  name: string,
  value: string | number | boolean | RegExp,
): UiSelector {
  return { ...selector, criteria: new Map([...selector.criteria, [name, value]]) }
}

/** Hangs `below` on the end of the chain, as UiSelector.buildSelector does for child and parent selectors. */
export function withNext(selector: UiSelector, relation: 'child' | 'parent', below: UiSelector): UiSelector {
  return selector.next === undefined
    ? { ...selector, next: { relation, selector: below } }
    : { ...selector, next: { ...selector.next, selector: withNext(selector.next.selector, relation, below) } }
}

/** The first match in document order, or undefined. Backtracks over outer matches as QueryController does. */
export function firstMatch(roots: readonly VisibleNode[], selector: UiSelector): VisibleNode | undefined {
  const search = new Search()
  for (const root of roots) {
    const found = search.below(selector, root, undefined)
    if (found !== undefined) return found
  }
  return undefined
}

/**
 * All matches as the server's findElements collects them: by counting `instance` up, or `index` with a class pattern,
 * until nothing is found; a selector with an instance of its own has at most one.
 */
export function allMatches(roots: readonly VisibleNode[], selector: UiSelector): readonly VisibleNode[] {
  if (selector.criteria.has('instance')) {
    const found = firstMatch(roots, selector)
    return found === undefined ? [] : [found]
  }
  const counter = selector.criteria.has('classNameMatches') ? 'index' : 'instance'
  const found = new Set<VisibleNode>()
  for (let count = 0; ; count++) {
    const match = firstMatch(roots, withCriterion(selector, counter, count))
    if (match === undefined) return [...found]
    found.add(match)
  }
}

class Search {
  /** Matches passed over for the sake of `instance`, by selector. */
  readonly #passed = new Map<UiSelector, number>()

  below(selector: UiSelector, node: VisibleNode, parent: VisibleNode | undefined): VisibleNode | undefined {
    let current = selector
    let from = node
    if (this.#matches(selector, node)) {
      if (selector.next === undefined) return node
      current = selector.next.selector
      if (selector.next.relation === 'parent') {
        if (parent === undefined) return undefined
        from = parent
      }
    }
    for (const child of from.children) {
      const found = this.below(current, child, from)
      if (found !== undefined) return found
    }
    return undefined
  }

  #matches(selector: UiSelector, visible: VisibleNode): boolean {
    for (const [name, wanted] of selector.criteria)
      if (name !== 'instance' && !criterionHolds(name, wanted, visible)) return false
    const instance = selector.criteria.get('instance') ?? 0
    const passed = this.#passed.get(selector) ?? 0
    if (passed === instance) return true
    this.#passed.set(selector, passed + 1)
    return false
  }
}

function criterionHolds(
  name: string,
  wanted: string | number | boolean | RegExp,
  { node, index }: VisibleNode,
): boolean {
  if (name === 'index') return index === wanted
  if (typeof wanted === 'boolean') return flags[name]?.(node) === wanted
  const [, field = '', how = ''] = /^(text|description|className|resourceId|packageName)(.*)$/.exec(name) ?? []
  const actual = texts[field]?.(node) ?? ''
  // Accessibility reports no text as null, and null matches nothing, not even "" or ".*".
  if (actual === '') return false
  if (wanted instanceof RegExp) return wanted.test(actual)
  if (typeof wanted !== 'string') return false
  if (how === 'Contains') return actual.toLowerCase().includes(wanted.toLowerCase())
  if (how === 'StartsWith') return actual.toLowerCase().startsWith(wanted.toLowerCase())
  return actual === wanted
}

const texts: Readonly<Record<string, (node: UiNode) => string>> = {
  text: (node) => node.text,
  description: (node) => node.contentDescription,
  className: (node) => node.className,
  resourceId: (node) => node.resourceId,
  packageName: (node) => node.packageName,
}

const flags: Readonly<Record<string, (node: UiNode) => boolean>> = {
  enabled: (node) => node.enabled,
  focused: (node) => node.focused,
  focusable: (node) => node.focusable,
  scrollable: (node) => node.scrollable,
  selected: (node) => node.selected,
  checked: (node) => node.checked,
  clickable: (node) => node.clickable,
  checkable: (node) => node.checkable,
  longClickable: (node) => node.longClickable,
}
