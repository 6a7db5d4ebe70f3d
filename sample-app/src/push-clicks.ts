/** A tap on a notification, counted once however many ways the plugin reports it. */
export interface PushClick {
  readonly ext: string
  /** Whether the tap started the process, or found it running. */
  readonly start: 'cold' | 'warm'
}

/** One tap may arrive as an event and, 100 ms later, in the plugin's store (or the other way round at a cold start). */
const sameClickMs = 2_000

/**
 * Tells taps from what the plugin reports of them. The plugin's store is never cleared and keeps giving the last ext;
 * its event is lost while nobody listens. So both are read, and one tap counts once.
 */
export class PushClicks {
  private count = 0
  private starting = true
  private storeSeen = ''
  /** Taps that came as events and have not been seen in the store yet: the store follows 100 ms later, with the old ext till then. */
  private readonly notYetStored = new Set<string>()
  private fromStoreAt = -Infinity
  private fromStoreExt: string | undefined

  /** The app has been left, covered or touched: whatever is tapped from now on finds it running. */
  started(): void {
    this.starting = false
  }

  get isStarting(): boolean {
    return this.starting
  }

  get clicks(): number {
    return this.count
  }

  /** The plugin's event. */
  event(ext: string, nowMs: number): PushClick | undefined {
    const repeated = this.fromStoreExt === ext && nowMs - this.fromStoreAt < sameClickMs
    this.fromStoreExt = undefined
    if (ext !== this.storeSeen) this.notYetStored.add(ext)
    return repeated ? undefined : this.click(ext)
  }

  /** What the plugin's store holds, asked at the start and whenever the app comes to the front. */
  stored(ext: string, nowMs: number): PushClick | undefined {
    if (ext === '' || ext === this.storeSeen) return undefined
    this.storeSeen = ext
    if (this.notYetStored.delete(ext)) return undefined
    this.fromStoreExt = ext
    this.fromStoreAt = nowMs
    return this.click(ext)
  }

  private click(ext: string): PushClick {
    const start = this.starting ? 'cold' : 'warm'
    this.starting = false
    this.count++
    return { ext, start }
  }
}
