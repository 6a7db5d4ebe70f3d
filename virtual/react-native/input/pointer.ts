import type { EventDispatcher } from '../fabric/events.ts'
import { eventPriority } from '../fabric/events.ts'
import { toAncestor } from '../fabric/geometry.ts'
import type { Family } from '../fabric/shadow-node.ts'
import type { Point } from '../layout/matrix.ts'
import { invert, mapPoint } from '../layout/matrix.ts'
import type { View } from '../view/flattening.ts'
import { hitTest, isScrollView } from './hit-test.ts'
import type { Scroller } from './scroller.ts'
import { isHorizontal } from './scroller.ts'

export type TouchPhase = 'down' | 'move' | 'up' | 'cancel'

export interface PointerHost {
  readonly events: EventDispatcher
  readonly scroller: Scroller
  /** Views of the window that gets touches now. */
  views(): readonly View[]
  /** The component inside the view that the touch is for: a span of a text. */
  targetIn(view: View, local: Point): Family
  /** The finger went up on a view that acts on its own (switch, input). */
  clicked(family: Family, local: Point): void
  /** JS asked the scroll views to leave the touches alone. */
  nativeBlocked(): boolean
}

interface Gesture {
  readonly target: Family
  readonly view: View
  /** Scroll views that may take over, innermost first. */
  readonly scrollers: readonly Family[]
  readonly start: Point
  last: Point
  lastMs: number
  dragging: Family | undefined
  /** dp per ms of the finger */
  velocity: Point
}

/** ViewConfiguration.TOUCH_SLOP, dp */
const touchSlop = 8

/** One finger: touches for JS, and the scroll views that take them over. Coordinates in dp of the window. */
export class Pointer {
  readonly #host: PointerHost
  #gesture: Gesture | undefined

  constructor(host: PointerHost) {
    this.#host = host
  }

  touch(phase: TouchPhase, x: number, y: number): void {
    switch (phase) {
      case 'down':
        this.#down(x, y)
        return
      case 'move':
        this.#move(x, y)
        return
      case 'up':
        this.#up(x, y)
        return
      case 'cancel':
        this.#cancel()
        return
    }
  }

  get down(): boolean {
    return this.#gesture !== undefined
  }

  #down(x: number, y: number): void {
    this.#cancel()
    const hit = hitTest(this.#host.views(), x, y)
    if (hit === undefined) return
    const scrollers = [hit.view, ...hit.ancestors]
      .map((view) => view.family)
      .filter((family) => isScrollView(family.viewName) && family.props['scrollEnabled'] !== false)
    const gesture: Gesture = {
      target: this.#host.targetIn(hit.view, hit.local),
      view: hit.view,
      scrollers,
      start: { x, y },
      last: { x, y },
      lastMs: performance.now(),
      dragging: undefined,
      velocity: { x: 0, y: 0 },
    }
    this.#gesture = gesture
    const caught = scrollers.find((family) => this.#host.scroller.stop(family))
    if (caught !== undefined) {
      // a finger on a moving list belongs to the list at once
      gesture.dragging = caught
      this.#host.scroller.beginDrag(caught)
      return
    }
    this.#emit(gesture, 'topTouchStart', true)
  }

  #move(x: number, y: number): void {
    const gesture = this.#gesture
    if (gesture === undefined) return
    const now = performance.now()
    const [dx, dy] = [x - gesture.last.x, y - gesture.last.y]
    const elapsed = Math.max(1, now - gesture.lastMs)
    const recent = Math.min(1, elapsed / 20)
    gesture.velocity = {
      x: gesture.velocity.x * (1 - recent) + (dx / elapsed) * recent,
      y: gesture.velocity.y * (1 - recent) + (dy / elapsed) * recent,
    }
    gesture.last = { x, y }
    gesture.lastMs = now
    if (gesture.dragging !== undefined) {
      this.#drag(gesture.dragging, dx, dy)
      return
    }
    const taker = this.#takes(gesture, x - gesture.start.x, y - gesture.start.y)
    if (taker === undefined) {
      this.#emit(gesture, 'topTouchMove', true)
      return
    }
    this.#emit(gesture, 'topTouchCancel', false)
    gesture.dragging = taker
    this.#host.scroller.beginDrag(taker)
    this.#drag(taker, x - gesture.start.x, y - gesture.start.y)
  }

  #up(x: number, y: number): void {
    const gesture = this.#gesture
    if (gesture === undefined) return
    if (x !== gesture.last.x || y !== gesture.last.y) this.#move(x, y)
    this.#gesture = undefined
    if (gesture.dragging !== undefined) {
      const rested = performance.now() - gesture.lastMs > restMs
      const local = this.#localDelta(gesture.dragging, gesture.velocity.x, gesture.velocity.y)
      this.#host.scroller.endDrag(gesture.dragging, rested ? { x: 0, y: 0 } : { x: -local.x, y: -local.y })
      return
    }
    this.#emit(gesture, 'topTouchEnd', false)
    const local = this.#local(gesture.view.family, x, y)
    const inside =
      local !== undefined &&
      local.x >= 0 &&
      local.y >= 0 &&
      local.x < gesture.view.width &&
      local.y < gesture.view.height
    if (inside) this.#host.clicked(gesture.view.family, local)
  }

  #cancel(): void {
    const gesture = this.#gesture
    if (gesture === undefined) return
    this.#gesture = undefined
    if (gesture.dragging === undefined) this.#emit(gesture, 'topTouchCancel', false)
    else this.#host.scroller.endDrag(gesture.dragging, { x: 0, y: 0 })
  }

  /** The innermost scroll view along the finger's way that can move. */
  #takes(gesture: Gesture, dx: number, dy: number): Family | undefined {
    if (this.#host.nativeBlocked()) return undefined
    return gesture.scrollers.find((family) => {
      const along = isHorizontal(family) ? Math.abs(dx) : Math.abs(dy)
      const across = isHorizontal(family) ? Math.abs(dy) : Math.abs(dx)
      if (along <= touchSlop || along < across) return false
      return isHorizontal(family)
        ? family.content.width > family.frame.width + 0.5
        : family.content.height > family.frame.height + 0.5
    })
  }

  #drag(family: Family, dx: number, dy: number): void {
    const local = this.#localDelta(family, dx, dy)
    this.#host.scroller.drag(family, local.x, local.y)
  }

  /** A way on the screen in the view's own, perhaps turned or mirrored coordinates. */
  #localDelta(family: Family, dx: number, dy: number): Point {
    const inverse = invert({ ...toAncestor(family), tx: 0, ty: 0 })
    return inverse === undefined ? { x: dx, y: dy } : mapPoint(inverse, dx, dy)
  }

  #local(family: Family, x: number, y: number): Point | undefined {
    const inverse = invert(toAncestor(family))
    return inverse === undefined ? undefined : mapPoint(inverse, x, y)
  }

  #emit(gesture: Gesture, type: string, isDown: boolean): void {
    const { target, last } = gesture
    const local = this.#local(gesture.view.family, last.x, last.y) ?? last
    const touch = {
      identifier: 0,
      pageX: last.x,
      pageY: last.y,
      locationX: local.x,
      locationY: local.y,
      timestamp: performance.now(),
      target: target.tag,
      targetSurface: target.rootTag,
      force: 1,
    }
    this.#host.events.emit(
      target,
      type,
      { ...touch, touches: isDown ? [touch] : [], changedTouches: [touch], targetTouches: isDown ? [touch] : [] },
      eventPriority.discrete,
    )
  }
}

/** A finger that has not moved for so long lets go without speed (VelocityTracker's horizon). */
const restMs = 100
