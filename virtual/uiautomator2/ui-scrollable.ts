import type { Phone } from '../android/phone.ts'
import type { Rect } from '../ui/node.ts'
import type { Argument, SelectorStatement } from './selector-expression.ts'
import { noSuchElement } from './server-error.ts'
import { emptySelector, firstMatch, withCriterion, withNext, type UiSelector } from './ui-selector.ts'
import type { WindowReader } from './window-snapshot.ts'

/** UiScrollable's own numbers: steps of 5 ms per swipe, and how much of the ends a swipe leaves out. */
const scrollSteps = 55
const flingSteps = 5
const stepMs = 5

type Scrollable = SelectorStatement & { readonly kind: 'scrollable' }

/**
 * Carries out a UiScrollable expression and returns the selector of its result: of the last call that gives an object,
 * else of the scrollable itself.
 */
export async function runScrollable(statement: Scrollable, phone: Phone, reader: WindowReader): Promise<UiSelector> {
  const scroller = new Scroller(statement.container, phone, reader)
  let result = statement.container
  for (const call of statement.calls) result = (await scroller.call(call.name, call.arguments)) ?? result
  return result
}

/** `mobile: scroll` to an element: in the first scrollable, or in `container`. */
export async function scrollTo(
  target: UiSelector,
  phone: Phone,
  reader: WindowReader,
  options: { readonly container?: UiSelector; readonly maxSwipes?: number },
): Promise<void> {
  const container = options.container ?? withCriterion(emptySelector, 'scrollable', true)
  const scroller = new Scroller(container, phone, reader)
  if (options.maxSwipes !== undefined) await scroller.call('setMaxSearchSwipes', [options.maxSwipes])
  if (!(await scroller.intoView(target))) throw noSuchElement('Cannot scroll to the element')
}

class Scroller {
  readonly #container: UiSelector
  readonly #phone: Phone
  readonly #reader: WindowReader
  #maxSearchSwipes = 30
  #horizontal = false
  #deadZone = 0.1

  constructor(container: UiSelector, phone: Phone, reader: WindowReader) {
    this.#container = container
    this.#phone = phone
    this.#reader = reader
  }

  async call(name: string, given: readonly Argument[]): Promise<UiSelector | undefined> {
    const [first, second] = given
    switch (name) {
      case 'setAsHorizontalList':
      case 'setAsVerticalList':
        this.#horizontal = name === 'setAsHorizontalList'
        return undefined
      case 'setMaxSearchSwipes':
        this.#maxSearchSwipes = Number(first)
        return undefined
      case 'setSwipeDeadZonePercentage':
        this.#deadZone = Number(first)
        return undefined
      case 'scrollIntoView':
        return this.#bring(first as UiSelector)
      case 'scrollTextIntoView':
        return this.#bring(withCriterion(emptySelector, 'text', words(first)))
      case 'scrollDescriptionIntoView':
        return this.#bring(withCriterion(emptySelector, 'description', words(first)))
      case 'getChildByText':
      case 'getChildByDescription': {
        const what = name === 'getChildByText' ? 'text' : 'description'
        const child = withNext(
          this.#container,
          'child',
          withNext(first as UiSelector, 'child', withCriterion(emptySelector, what, words(second))),
        )
        const wanted = withCriterion(emptySelector, what, words(second))
        if (given[2] !== false) await this.intoView(wanted)
        return (await this.#exists(child)) ? withNext(this.#container, 'child', first as UiSelector) : wanted
      }
      case 'getChildByInstance':
        return withNext(this.#container, 'child', withCriterion(first as UiSelector, 'instance', Number(second)))
      case 'scrollForward':
        await this.#swipe('forward', first === undefined ? scrollSteps : Number(first))
        return undefined
      case 'scrollBackward':
        await this.#swipe('backward', first === undefined ? scrollSteps : Number(first))
        return undefined
      case 'flingForward':
        await this.#swipe('forward', flingSteps)
        return undefined
      case 'flingBackward':
        await this.#swipe('backward', flingSteps)
        return undefined
      case 'scrollToBeginning':
      case 'scrollToEnd':
        await this.#toEdge(
          name === 'scrollToEnd' ? 'forward' : 'backward',
          Number(first),
          second === undefined ? scrollSteps : Number(second),
        )
        return undefined
      default:
        await this.#toEdge(name === 'flingToEnd' ? 'forward' : 'backward', Number(first), flingSteps)
        return undefined
    }
  }

  /** Scrolls to the beginning, then forward until the target is there; false when the end came first. */
  async intoView(target: UiSelector): Promise<boolean> {
    if (await this.#exists(target)) return true
    await this.#toEdge('backward', this.#maxSearchSwipes, scrollSteps)
    if (await this.#exists(target)) return true
    for (let swipe = 0; swipe < this.#maxSearchSwipes; swipe++) {
      const moved = await this.#swipe('forward', scrollSteps)
      if (await this.#exists(target)) return true
      if (!moved) return false
    }
    return false
  }

  async #bring(target: UiSelector): Promise<UiSelector> {
    await this.intoView(target)
    return target
  }

  async #exists(selector: UiSelector): Promise<boolean> {
    return firstMatch([(await this.#reader.active()).root], selector) !== undefined
  }

  async #toEdge(direction: 'forward' | 'backward', maxSwipes: number, steps: number): Promise<void> {
    for (let swipe = 0; swipe < maxSwipes; swipe++) if (!(await this.#swipe(direction, steps))) return
  }

  /** One swipe over the container; true when something moved. */
  async #swipe(direction: 'forward' | 'backward', steps: number): Promise<boolean> {
    const before = await this.#reader.active()
    const container = firstMatch([before.root], this.#container)
    if (container === undefined) throw noSuchElement()
    const line = swipeLine(container.bounds, direction, this.#horizontal, this.#deadZone)
    await this.#phone.screen.swipe(line.fromX, line.fromY, line.toX, line.toY, steps * stepMs)
    const after = await this.#reader.active()
    return picture(after.root) !== picture(before.root)
  }
}

/** A string argument; the parser has checked the types. */
function words(argument: Argument | undefined): string {
  return typeof argument === 'string' ? argument : ''
}

function swipeLine(
  bounds: Rect,
  direction: 'forward' | 'backward',
  horizontal: boolean,
  deadZone: number,
): { fromX: number; fromY: number; toX: number; toY: number } {
  const { left, top, right, bottom } = bounds
  const centerX = (left + right) / 2
  const centerY = (top + bottom) / 2
  const marginX = (right - left) * deadZone
  const marginY = (bottom - top) * deadZone
  const low = horizontal ? { x: left + marginX, y: centerY } : { x: centerX, y: top + marginY }
  const high = horizontal ? { x: right - marginX, y: centerY } : { x: centerX, y: bottom - marginY }
  const [from, to] = direction === 'forward' ? [high, low] : [low, high]
  return { fromX: from.x, fromY: from.y, toX: to.x, toY: to.y }
}

/** What can be compared of a tree: who is where. */
export function picture(root: {
  readonly node: { readonly key: string; readonly text: string }
  readonly bounds: Rect
  readonly children: readonly unknown[]
}): string {
  return JSON.stringify(root, (key, value: unknown) => (key === 'node' ? nodeSummary(value) : value))
}

function nodeSummary(value: unknown): unknown {
  const node = value as { readonly key: string; readonly text: string; readonly checked: boolean }
  return [node.key, node.text, node.checked]
}
