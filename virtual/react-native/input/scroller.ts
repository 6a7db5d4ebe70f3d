import type { Json } from '../app/realm.ts'
import type { EventDispatcher } from '../fabric/events.ts'
import { eventPriority } from '../fabric/events.ts'
import { flagProp, numberProp, objectProp } from '../fabric/props.ts'
import type { Family } from '../fabric/shadow-node.ts'
import type { Point } from '../layout/matrix.ts'
import { flingDistance, flingDurationMs, flingProgress } from './fling.ts'

export interface ScrollerHost {
  readonly events: EventDispatcher
  readonly density: number
  /** Positions of views changed without a commit. */
  moved(): void
}

interface Fling {
  readonly family: Family
  readonly from: Point
  readonly distance: Point
  readonly durationMs: number
  readonly startedMs: number
  timer: NodeJS.Timeout
}

/** Scroll views: dragging, flinging, commands, and the events that tell JS of it. Lengths in dp. */
export class Scroller {
  readonly #host: ScrollerHost
  readonly #flings = new Map<Family, Fling>()

  constructor(host: ScrollerHost) {
    this.#host = host
  }

  mounted(family: Family): void {
    const offset = objectProp(family.props, 'contentOffset') ?? {}
    family.scroll = { x: numberProp(offset, 'x') ?? 0, y: numberProp(offset, 'y') ?? 0 }
  }

  unmounted(family: Family): void {
    this.#forget(family)
  }

  get moving(): boolean {
    return this.#flings.size > 0
  }

  /** Keeps the offset inside the content, which a commit may have made smaller. */
  clamp(family: Family): void {
    const { scroll } = family
    if (scroll === undefined) return
    const most = furthest(family)
    scroll.x = Math.min(Math.max(0, scroll.x), most.x)
    scroll.y = Math.min(Math.max(0, scroll.y), most.y)
  }

  command(family: Family, command: string, args: readonly unknown[]): void {
    const most = furthest(family)
    if (command === 'scrollTo') {
      const [x, y] = args
      this.#forget(family)
      this.#scrollTo(family, typeof x === 'number' ? x : 0, typeof y === 'number' ? y : 0)
    } else if (command === 'scrollToEnd') {
      this.#forget(family)
      if (isHorizontal(family)) this.#scrollTo(family, most.x, family.scroll?.y ?? 0)
      else this.#scrollTo(family, family.scroll?.x ?? 0, most.y)
    }
  }

  /** A finger takes the list over. */
  beginDrag(family: Family): void {
    this.#forget(family)
    this.#emit(family, 'topScrollBeginDrag', { x: 0, y: 0 })
  }

  /** The finger moved by `dx`, `dy`: the content follows it. */
  drag(family: Family, dx: number, dy: number): void {
    const scroll = family.scroll ?? { x: 0, y: 0 }
    if (isHorizontal(family)) this.#scrollTo(family, scroll.x - dx, scroll.y)
    else this.#scrollTo(family, scroll.x, scroll.y - dy)
  }

  /** The finger left with this speed of the content, dp per ms. */
  endDrag(family: Family, velocity: Point): void {
    this.#emit(family, 'topScrollEndDrag', velocity)
    const horizontal = isHorizontal(family)
    const along = horizontal ? velocity.x : velocity.y
    const speed = along * 1000 * this.#host.density
    const distance = Math.abs(speed) < minimumFlingDpPerSecond * this.#host.density ? 0 : this.#distance(family, speed)
    const from = { ...(family.scroll ?? { x: 0, y: 0 }) }
    if (flagProp(family.props, 'sendMomentumEvents') === true) this.#emit(family, 'topMomentumScrollBegin', velocity)
    const fling: Fling = {
      family,
      from,
      distance: horizontal ? { x: distance, y: 0 } : { x: 0, y: distance },
      durationMs: distance === 0 ? 0 : flingDurationMs(speed, this.#host.density),
      startedMs: performance.now(),
      timer: setTimeout(() => {
        this.#step(fling)
      }, frameMs),
    }
    this.#flings.set(family, fling)
  }

  /** A finger on a moving list stops it. Returns whether it moved. */
  stop(family: Family): boolean {
    const fling = this.#flings.get(family)
    if (fling === undefined) return false
    this.#finish(fling)
    return true
  }

  /** Accessibility scroll: by one page. False when the end is reached. */
  page(family: Family, direction: 'forward' | 'backward'): boolean {
    const scroll = family.scroll ?? { x: 0, y: 0 }
    const before = { ...scroll }
    const sign = direction === 'forward' ? 1 : -1
    this.#forget(family)
    if (isHorizontal(family)) this.#scrollTo(family, scroll.x + sign * family.frame.width, scroll.y)
    else this.#scrollTo(family, scroll.x, scroll.y + sign * family.frame.height)
    return scroll.x !== before.x || scroll.y !== before.y
  }

  /** Scrolls just far enough to show a part of the content (ACTION_SHOW_ON_SCREEN, focus). */
  reveal(family: Family, top: number, bottom: number): void {
    const scroll = family.scroll ?? { x: 0, y: 0 }
    if (isHorizontal(family)) return
    if (top < scroll.y) this.#scrollTo(family, scroll.x, top)
    else if (bottom > scroll.y + family.frame.height) this.#scrollTo(family, scroll.x, bottom - family.frame.height)
  }

  dispose(): void {
    for (const family of [...this.#flings.keys()]) this.#forget(family)
  }

  #distance(family: Family, speed: number): number {
    const distance = (Math.sign(speed) * flingDistance(Math.abs(speed), this.#host.density)) / this.#host.density
    const interval = numberProp(family.props, 'snapToInterval')
    const paging = flagProp(family.props, 'pagingEnabled') === true
    const step = interval ?? (paging ? (isHorizontal(family) ? family.frame.width : family.frame.height) : 0)
    if (step <= 0) return distance
    const at = isHorizontal(family) ? (family.scroll?.x ?? 0) : (family.scroll?.y ?? 0)
    return Math.round((at + distance) / step) * step - at
  }

  #step(fling: Fling): void {
    const { family } = fling
    const elapsed = performance.now() - fling.startedMs
    const progress = fling.durationMs <= 0 ? 1 : flingProgress(Math.min(1, elapsed / fling.durationMs))
    this.#scrollTo(family, fling.from.x + fling.distance.x * progress, fling.from.y + fling.distance.y * progress)
    if (elapsed >= fling.durationMs || this.#atEnd(fling)) {
      this.#finish(fling)
      return
    }
    fling.timer = setTimeout(() => {
      this.#step(fling)
    }, frameMs)
  }

  #atEnd(fling: Fling): boolean {
    const { family, distance } = fling
    const most = furthest(family)
    const scroll = family.scroll ?? { x: 0, y: 0 }
    if (distance.y !== 0) return distance.y > 0 ? scroll.y >= most.y : scroll.y <= 0
    return distance.x > 0 ? scroll.x >= most.x : scroll.x <= 0
  }

  #finish(fling: Fling): void {
    this.#forget(fling.family)
    if (flagProp(fling.family.props, 'sendMomentumEvents') === true) {
      this.#emit(fling.family, 'topMomentumScrollEnd', { x: 0, y: 0 })
    }
  }

  #forget(family: Family): void {
    clearTimeout(this.#flings.get(family)?.timer)
    this.#flings.delete(family)
  }

  #scrollTo(family: Family, x: number, y: number): void {
    const scroll = family.scroll
    if (scroll === undefined) return
    const before = { ...scroll }
    scroll.x = x
    scroll.y = y
    this.clamp(family)
    if (scroll.x === before.x && scroll.y === before.y) return
    this.#host.moved()
    this.#emit(family, 'topScroll', { x: 0, y: 0 })
  }

  #emit(family: Family, type: string, velocity: Point): void {
    const scroll = family.scroll ?? { x: 0, y: 0 }
    const payload: Record<string, Json> = {
      contentOffset: { x: scroll.x, y: scroll.y },
      contentSize: { width: family.content.width, height: family.content.height },
      layoutMeasurement: { width: family.frame.width, height: family.frame.height },
      contentInset: { top: 0, left: 0, bottom: 0, right: 0 },
      velocity: { x: velocity.x, y: velocity.y },
      responderIgnoreScroll: true,
      timestamp: performance.now(),
    }
    this.#host.events.emit(family, type, payload, eventPriority.continuous)
  }
}

const frameMs = 16
/** ViewConfiguration.MINIMUM_FLING_VELOCITY */
const minimumFlingDpPerSecond = 50

export function isHorizontal(family: Family): boolean {
  return family.viewName === 'AndroidHorizontalScrollView'
}

function furthest(family: Family): Point {
  return {
    x: isHorizontal(family) ? Math.max(0, family.content.width - family.frame.width) : 0,
    y: isHorizontal(family) ? 0 : Math.max(0, family.content.height - family.frame.height),
  }
}
