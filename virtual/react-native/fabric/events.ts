import type { Json, Realm } from '../app/realm.ts'
import type { Family } from './shadow-node.ts'

/** react-reconciler's event priorities as UIManagerBinding.cpp hands them out. */
export const eventPriority = { default: 0, discrete: 1, continuous: 2, idle: 3 } as const
export type EventPriority = (typeof eventPriority)[keyof typeof eventPriority]

export type EventHandler = (instanceHandle: object | null, topLevelType: string, payload: unknown) => void

/** Sends native events to the renderer. */
export class EventDispatcher {
  readonly #realm: Realm
  #handler: EventHandler | undefined
  #observer: ((family: Family, type: string, payload: Readonly<Record<string, Json>>) => void) | undefined
  #priority: EventPriority = eventPriority.default

  constructor(realm: Realm) {
    this.#realm = realm
  }

  get currentPriority(): EventPriority {
    return this.#priority
  }

  /** Sees every event before JS does (native animations driven by scrolling). */
  observe(observer: (family: Family, type: string, payload: Readonly<Record<string, Json>>) => void): void {
    this.#observer = observer
  }

  register(handler: EventHandler): void {
    this.#handler = handler
  }

  /** Dropped when the component is no longer mounted, as an event emitter without an event target is. */
  emit(
    family: Family,
    type: string,
    payload: Readonly<Record<string, Json>>,
    priority: EventPriority = eventPriority.default,
  ): void {
    const handler = this.#handler
    if (handler === undefined || family.committed === undefined) return
    this.#observer?.(family, type, payload)
    const event = this.#realm.toApp({ target: family.tag, timeStamp: performance.now(), ...payload })
    const before = this.#priority
    this.#priority = priority
    try {
      this.#realm.enter(() => {
        handler(family.handle, type, event)
      })
    } finally {
      this.#priority = before
    }
  }
}
