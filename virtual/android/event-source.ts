import type { Listeners } from './phone.ts'

/** Those who want to know of an event, told in the order in which they asked. */
export class EventSource<Event> implements Listeners<Event> {
  readonly #listeners = new Set<(event: Event) => void>()

  on(listener: (event: Event) => void): () => void {
    // A wrapper, so that the same function may listen twice.
    const entry = (event: Event) => listener(event)
    this.#listeners.add(entry)
    return () => this.#listeners.delete(entry)
  }

  /** Tells everybody. Those who start listening meanwhile hear of the next event. */
  protected tell(event: Event): void {
    for (const listener of [...this.#listeners]) if (this.#listeners.has(listener)) listener(event)
  }

  /** Nobody listens any more. */
  protected forgetListeners(): void {
    this.#listeners.clear()
  }
}
