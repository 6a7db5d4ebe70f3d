import { z } from 'zod'
import type { Phone } from '../android/phone.ts'
import { density } from '../android/rom.ts'
import { box, centerOf, heightOf, widthOf } from '../ui/geometry.ts'
import type { Rect } from '../ui/node.ts'
import { area, find, origin, point, readBody } from './body.ts'
import type { Elements } from './elements.ts'
import { locatorOf } from './locator.ts'
import { invalidArgument } from './server-error.ts'
import { picture } from './ui-scrollable.ts'

/** androidx.test.uiautomator.Gestures: default speeds in dp per second. */
const speeds = { drag: 2500, pinch: 2500, swipe: 5000, scroll: 5000, fling: 7500 }
/** ViewConfiguration.getLongPressTimeout and half of getDoubleTapTimeout. */
const longPressMs = 500
const doubleTapGapMs = 150

type Direction = 'up' | 'down' | 'left' | 'right'

const clickBody = z.object({
  origin,
  offset: point.optional(),
  locator: find.optional(),
  duration: z.number().optional(),
})
const dragBody = z.object({ origin, start: point.optional(), end: point, speed: z.number().optional() })
const moveBody = z.object({
  origin,
  area: area.optional(),
  direction: z.string().optional(),
  percent: z.number().optional(),
  speed: z.number().optional(),
})

/** `POST /appium/gestures/...` */
export class Gestures {
  readonly #phone: Phone
  readonly #elements: Elements

  constructor(phone: Phone, elements: Elements) {
    this.#phone = phone
    this.#elements = elements
  }

  async click(body: unknown): Promise<null> {
    const at = await this.#clickPoint(readBody(clickBody, body), 'Click')
    await this.#phone.screen.tap(at.x, at.y)
    return null
  }

  async doubleClick(body: unknown): Promise<null> {
    const at = await this.#clickPoint(readBody(clickBody, body), 'Double click')
    await this.#phone.screen.tap(at.x, at.y)
    await this.#wait(doubleTapGapMs)
    await this.#phone.screen.tap(at.x, at.y)
    return null
  }

  async longClick(body: unknown): Promise<null> {
    const given = readBody(clickBody, body)
    const duration = given.duration ?? longPressMs
    if (duration < 0) throw invalidArgument('Long click duration cannot be negative')
    const at = await this.#clickPoint(given, 'Long click')
    await this.#phone.screen.longPress(at.x, at.y, duration)
    return null
  }

  async drag(body: unknown): Promise<null> {
    const { origin: element, start, end, speed } = readBody(dragBody, body)
    const bounds = element === undefined ? undefined : (await this.#elements.get(element)).visible.bounds
    if (bounds === undefined && start === undefined)
      throw invalidArgument('The starting point coordinates must be provided if element is not set')
    const from =
      bounds === undefined
        ? (start ?? end)
        : start === undefined
          ? centerOf(bounds)
          : { x: bounds.left + start.x, y: bounds.top + start.y }
    // A drag begins with a long press (Gestures.drag pauses for it).
    const { screen } = this.#phone
    await screen.touch('down', from.x, from.y)
    await this.#wait(longPressMs)
    await this.#glide(from, end, this.#speed('drag', speed))
    await screen.touch('up', end.x, end.y)
    return null
  }

  async swipe(body: unknown): Promise<null> {
    const { direction, rect, percent, speed } = await this.#movement(readBody(moveBody, body), 'swipe')
    await this.#stroke(rect, direction, Math.min(percent, 1), this.#speed('swipe', speed), 0)
    return null
  }

  /** True while there is more to see in that direction. */
  async scroll(body: unknown): Promise<boolean> {
    const { direction, rect, percent, speed } = await this.#movement(readBody(moveBody, body), 'scroll')
    for (let rest = percent; rest > 0; rest -= 1) {
      // A pause before the finger lifts, so that a scroll does not turn into a fling.
      if (
        !(await this.#moves(() =>
          this.#stroke(rect, opposite[direction], Math.min(rest, 1), this.#speed('scroll', speed), 250),
        ))
      )
        return false
    }
    return true
  }

  async fling(body: unknown): Promise<boolean> {
    const { direction, rect, speed } = await this.#movement({ percent: 1, ...readBody(moveBody, body) }, 'fling')
    const minimum = Math.round(50 * density(this.#phone.rom.screen))
    const pixels = this.#speed('fling', speed)
    if (pixels < minimum)
      throw invalidArgument(`Speed ${String(speed)} is less than the minimum fling velocity ${String(minimum)}`)
    return this.#moves(() => this.#stroke(rect, opposite[direction], 1, pixels, 0))
  }

  /** One of the two fingers: the screen takes one pointer. */
  async pinch(body: unknown, way: 'open' | 'close'): Promise<null> {
    const { rect, percent, speed } = await this.#movement(
      { direction: way === 'open' ? 'right' : 'left', ...readBody(moveBody, body) },
      'pinch',
    )
    const center = centerOf(rect)
    const edge = { x: center.x + (rect.right - center.x) * percent, y: center.y }
    const [from, to] = way === 'open' ? [center, edge] : [edge, center]
    await this.#phone.screen.swipe(
      from.x,
      from.y,
      to.x,
      to.y,
      (Math.abs(to.x - from.x) / this.#speed('pinch', speed)) * 1000,
    )
    return null
  }

  async #clickPoint(
    given: z.infer<typeof clickBody>,
    what: string,
  ): Promise<{ readonly x: number; readonly y: number }> {
    const id =
      given.origin ??
      (given.locator === undefined
        ? undefined
        : await this.#elements.findOne(locatorOf(given.locator.strategy, given.locator.selector), undefined))
    if (id === undefined) {
      if (given.offset === undefined)
        throw invalidArgument(`${what} offset coordinates must be provided if element is not set`)
      return given.offset
    }
    const { bounds } = (await this.#elements.get(id)).visible
    return given.offset === undefined
      ? centerOf(bounds)
      : { x: bounds.left + Math.trunc(given.offset.x), y: bounds.top + Math.trunc(given.offset.y) }
  }

  async #movement(
    given: z.infer<typeof moveBody>,
    what: string,
  ): Promise<{
    readonly direction: Direction
    readonly rect: Rect
    readonly percent: number
    readonly speed: number | undefined
  }> {
    const direction = given.direction?.toLowerCase() ?? ''
    if (!isDirection(direction))
      throw invalidArgument(
        `The direction must be one of [left, right, up, down]. '${given.direction ?? ''}' is given instead`,
      )
    if (given.percent === undefined) throw invalidArgument("'percent' must be set")
    if (given.percent < 0 || (what !== 'scroll' && given.percent > 1))
      throw invalidArgument('Percent must be between 0.0f and 1.0f')
    if (given.speed !== undefined && given.speed < 0) throw invalidArgument('Speed cannot be negative')
    if (given.origin !== undefined) {
      const { bounds } = (await this.#elements.get(given.origin)).visible
      return { direction, rect: withMargins(bounds), percent: given.percent, speed: given.speed }
    }
    if (given.area === undefined)
      throw invalidArgument(`The ${what} area coordinates must be provided if element is not set`)
    const { left, top, width, height } = given.area
    return { direction, rect: box(left, top, width, height), percent: given.percent, speed: given.speed }
  }

  async #stroke(rect: Rect, direction: Direction, percent: number, speed: number, pauseMs: number): Promise<void> {
    const { x, y } = centerOf(rect)
    const dx = widthOf(rect) * percent
    const dy = heightOf(rect) * percent
    const lines = {
      left: [
        { x: rect.right - 1, y },
        { x: rect.right - 1 - dx, y },
      ],
      right: [
        { x: rect.left, y },
        { x: rect.left + dx, y },
      ],
      up: [
        { x, y: rect.bottom - 1 },
        { x, y: rect.bottom - 1 - dy },
      ],
      down: [
        { x, y: rect.top },
        { x, y: rect.top + dy },
      ],
    } as const
    const [from, to] = lines[direction]
    const { screen } = this.#phone
    await screen.touch('down', from.x, from.y)
    await this.#glide(from, to, speed)
    if (pauseMs > 0) await this.#wait(pauseMs)
    await screen.touch('up', to.x, to.y)
  }

  async #glide(
    from: { readonly x: number; readonly y: number },
    to: { readonly x: number; readonly y: number },
    speed: number,
  ): Promise<void> {
    const distance = Math.hypot(to.x - from.x, to.y - from.y)
    const durationMs = speed <= 0 ? 0 : (distance / speed) * 1000
    const steps = Math.max(2, Math.round(durationMs / 16))
    for (let step = 1; step <= steps; step++) {
      await this.#wait(durationMs / steps)
      const part = step / steps
      await this.#phone.screen.touch('move', from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part)
    }
  }

  /** Whether anything on the screen is elsewhere after `run`. */
  async #moves(run: () => Promise<void>): Promise<boolean> {
    const before = picture((await this.#elements.reader.active()).root)
    await run()
    return picture((await this.#elements.reader.active()).root) !== before
  }

  #speed(kind: keyof typeof speeds, given: number | undefined): number {
    return given ?? speeds[kind] * density(this.#phone.rom.screen)
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#phone.clock.setTimeout(resolve, ms)
    })
  }
}

const opposite: Readonly<Record<Direction, Direction>> = { up: 'down', down: 'up', left: 'right', right: 'left' }

function isDirection(text: string): text is Direction {
  return Object.hasOwn(opposite, text)
}

/** Gestures on an element keep a tenth of it free on each side. */
function withMargins(bounds: Rect): Rect {
  const x = Math.trunc(widthOf(bounds) * 0.1)
  const y = Math.trunc(heightOf(bounds) * 0.1)
  return { left: bounds.left + x, top: bounds.top + y, right: bounds.right - x, bottom: bounds.bottom - y }
}
