import type { Client } from '@devicefarmer/adbkit'

/** Tells that the list of the adb server's phones changed (`host:track-devices`). */
export class DeviceChanges {
  readonly #end: () => void
  readonly #waiting = new Set<() => void>()

  private constructor(end: () => void) {
    this.#end = end
  }

  static async open(client: Client): Promise<DeviceChanges> {
    const tracker = await client.trackDevices()
    const changes = new DeviceChanges(() => tracker.end())
    tracker.on('changeSet', () => changes.#wake())
    // Whoever waits looks at the list by itself as well: without events it only sees a change later.
    tracker.on('error', () => changes.#wake())
    return changes
  }

  /** Resolves at the next change, or when nobody listens any more. */
  async next(): Promise<void> {
    return new Promise((resolve) => this.#waiting.add(resolve))
  }

  close(): void {
    this.#end()
    this.#wake()
  }

  #wake(): void {
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    for (const resolve of waiting) resolve()
  }
}
