import { z } from 'zod'
import type { Phone } from '../android/phone.ts'
import { readBody } from './body.ts'
import type { Elements } from './elements.ts'
import { invalidArgument } from './server-error.ts'
import { keyCodeOfW3c } from './w3c-keys.ts'

/** Events are injected on a grid of this many milliseconds. */
const gridMs = 20

const item = z.looseObject({
  type: z.string(),
  duration: z.number().optional(),
  x: z.number().optional(),
  y: z.number().optional(),
  origin: z.unknown().optional(),
  value: z.string().optional(),
})
const source = z.object({
  id: z.string(),
  type: z.string(),
  parameters: z.object({ pointerType: z.string().optional() }).optional(),
  actions: z.array(item),
})
const actionsBody = z.object({ actions: z.array(source) })

type Item = z.infer<typeof item>
type Source = z.infer<typeof source>

/** Something to inject at a time from the start of the chain. */
interface InputEvent {
  readonly atMs: number
  readonly run: () => Promise<void>
}

interface Point {
  readonly x: number
  readonly y: number
}

/** Item types per source type (ActionsConstants of the server). */
const allowed: Readonly<Record<string, readonly string[]>> = {
  pointer: ['pointerMove', 'pointerUp', 'pointerDown', 'pointerCancel', 'pause'],
  key: ['keyUp', 'keyDown', 'pause'],
  none: ['pause'],
}

/** `POST /actions`: pointers, keys and pauses on one time line, with the phone's clock between the events. */
export class W3cActions {
  readonly #phone: Phone
  readonly #elements: Elements

  constructor(phone: Phone, elements: Elements) {
    this.#phone = phone
    this.#elements = elements
  }

  async perform(body: unknown): Promise<null> {
    const { actions } = readBody(actionsBody, body)
    check(actions)
    const events: InputEvent[] = []
    let endMs = 0
    let pointers = 0
    for (const one of actions) {
      const line =
        one.type === 'pointer'
          ? await this.#pointerLine(one, pointers++ === 0)
          : one.type === 'key'
            ? this.#keyLine(one)
            : pauses(one)
      events.push(...line.events)
      endMs = Math.max(endMs, line.endMs)
    }
    await this.#play(events, endMs)
    return null
  }

  async #play(events: readonly InputEvent[], endMs: number): Promise<void> {
    const { clock } = this.#phone
    const startedAt = clock.monotonic()
    const waitUntil = (atMs: number): Promise<void> | undefined => {
      const restMs = startedAt + atMs - clock.monotonic()
      return restMs <= 0 ? undefined : new Promise((resolve) => void clock.setTimeout(resolve, restMs))
    }
    // Sorting is stable: what one source does at one time stays in its order.
    for (const event of [...events].sort((a, b) => a.atMs - b.atMs)) {
      await waitUntil(event.atMs)
      await event.run()
    }
    await waitUntil(endMs)
  }

  /** A finger. The screen takes one pointer: further ones keep their time but do not touch. */
  async #pointerLine(
    given: Source,
    touches: boolean,
  ): Promise<{ readonly events: readonly InputEvent[]; readonly endMs: number }> {
    const events: InputEvent[] = []
    let at: Point | undefined
    let timeMs = 0
    let down = false
    let firstMove = true
    const touch = (atMs: number, phase: 'down' | 'move' | 'up', point: Point): void => {
      if (touches) events.push({ atMs, run: () => this.#phone.screen.touch(phase, point.x, point.y) })
    }
    for (const [index, one] of given.actions.entries()) {
      if (one.type === 'pause') timeMs += aligned(durationOf(one, given.id))
      else if (one.type === 'pointerDown' || one.type === 'pointerUp') {
        if (at === undefined)
          throw invalidArgument(
            `Action item '${one.type}' #${String(index + 1)} of the action '${given.id}' should be preceded with at least one item having absolute coordinates`,
          )
        if (one.type === 'pointerDown' && down)
          throw invalidArgument(
            `You cannot perform two or more '${one.type}' actions without a pause between them at ${String(timeMs)}ms in '${given.id}' chain`,
          )
        down = one.type === 'pointerDown'
        touch(timeMs, down ? 'down' : 'up', at)
      } else if (one.type === 'pointerMove') {
        const from: Point | undefined = at
        const to: Point = await this.#target(one, from, given.id, index)
        at = to
        const duration = aligned(durationOf(one, given.id))
        const steps = duration / gridMs
        // The first move only says where the finger starts.
        if (down && !firstMove && from !== undefined)
          for (let step = 1; step <= Math.max(1, steps); step++) {
            const part = step / Math.max(1, steps)
            touch(timeMs + step * gridMs, 'move', {
              x: from.x + (to.x - from.x) * part,
              y: from.y + (to.y - from.y) * part,
            })
          }
        firstMove = false
        timeMs += duration
      }
    }
    return { events, endMs: timeMs }
  }

  #keyLine(given: Source): { readonly events: readonly InputEvent[]; readonly endMs: number } {
    const events: InputEvent[] = []
    let timeMs = 0
    for (const one of given.actions) {
      if (one.type === 'pause') {
        timeMs += aligned(durationOf(one, given.id))
        continue
      }
      const { value } = one
      if (value === undefined)
        throw invalidArgument(`Missing value key for action item '${one.type}' of action with id '${given.id}'`)
      if (value === '')
        throw invalidArgument(`value key cannot be empty for action item '${one.type}' of action with id '${given.id}'`)
      if (one.type === 'keyDown') events.push({ atMs: timeMs, run: () => this.#pressKey(value) })
    }
    return { events, endMs: timeMs }
  }

  /** Keys act when they go down; the way up changes nothing on a phone without modifiers. */
  async #pressKey(value: string): Promise<void> {
    const code = keyCodeOfW3c(value)
    if (code === undefined) await this.#phone.screen.typeText(value)
    else if (code !== 0) await this.#phone.screen.key(code)
  }

  async #target(one: Item, from: Point | undefined, id: string, index: number): Promise<Point> {
    const origin = one.origin ?? 'viewport'
    if (origin === 'viewport') {
      if (one.x === undefined || one.y === undefined)
        throw invalidArgument(
          `Both coordinates must be be set for action item 'pointerMove' #${String(index + 1)} of action '${id}'`,
        )
      return { x: one.x, y: one.y }
    }
    if (origin === 'pointer') {
      if (from === undefined)
        throw invalidArgument(`The first item of the action '${id}' must only use absolute coordinates`)
      return { x: from.x + (one.x ?? 0), y: from.y + (one.y ?? 0) }
    }
    const element = elementIdOf(origin)
    if (element === undefined)
      throw invalidArgument(
        `An unknown element '${JSON.stringify(origin)}' is set for action item 'pointerMove' of action '${id}'`,
      )
    const { bounds } = (await this.#elements.get(element)).visible
    return { x: (bounds.left + bounds.right) / 2 + (one.x ?? 0), y: (bounds.top + bounds.bottom) / 2 + (one.y ?? 0) }
  }
}

function pauses(given: Source): { readonly events: readonly InputEvent[]; readonly endMs: number } {
  return { events: [], endMs: given.actions.reduce((sum, one) => sum + aligned(durationOf(one, given.id)), 0) }
}

function check(sources: readonly Source[]): void {
  const seen = new Set<string>()
  for (const { id, type, actions } of sources) {
    if (seen.has(id)) throw invalidArgument(`The action id '${id}' has one one or more duplicates`)
    seen.add(id)
    const types = allowed[type]
    if (types === undefined)
      throw invalidArgument(
        `Only [pointer, key, none] values are supported for type key. '${type}' is passed instead for action '${id}'`,
      )
    for (const one of actions)
      if (!types.includes(one.type))
        throw invalidArgument(
          `Only [${types.join(', ')}] item type values are supported for action type '${type}'. '${one.type}' is passed instead for action '${id}'`,
        )
  }
}

function durationOf(one: Item, id: string): number {
  if (one.duration === undefined)
    throw invalidArgument(`Missing duration key for action item '${one.type}' of action with id '${id}'`)
  if (one.duration < 0)
    throw invalidArgument(`duration key cannot be negative for action item '${one.type}' of action with id '${id}'`)
  return one.duration
}

/** Up to the next point of the grid. */
function aligned(ms: number): number {
  return Math.ceil(ms / gridMs) * gridMs
}

function elementIdOf(origin: unknown): string | undefined {
  if (typeof origin === 'string') return origin
  if (typeof origin !== 'object' || origin === null) return undefined
  const reference = origin as Readonly<Record<string, unknown>>
  const id = reference['element-6066-11e4-a52e-4f735466cecf'] ?? reference['ELEMENT']
  return typeof id === 'string' ? id : undefined
}
