/** android.content.Intent as far as starting activities, services and broadcasts needs it. */
export interface Intent {
  readonly action?: string
  readonly categories: readonly string[]
  readonly data?: string
  readonly type?: string
  readonly packageName?: string
  readonly component?: ComponentName
  readonly flags: number
  readonly extras: Readonly<Record<string, ExtraValue>>
}

export type ExtraValue = string | number | boolean | null | readonly string[] | { readonly [key: string]: ExtraValue }

export interface ComponentName {
  readonly packageName: string
  /** Fully qualified. */
  readonly className: string
}

/** android.app.PendingIntent: what a tap on a notification sends, in the name of the package that made it. */
export interface PendingIntent {
  readonly creatorPackage: string
  readonly kind: 'activity' | 'broadcast' | 'service'
  readonly intent: Intent
  /**
   * Run instead of `intent` for a receiver or service that lives in a system package (a vendor's push service): it does
   * what that package's code would do. Only for kinds 'broadcast' and 'service'.
   */
  readonly run?: () => void | Promise<void>
}

/** An empty intent with what is given. */
export function intent(given: Partial<Intent> = {}): Intent {
  return { categories: [], flags: 0, extras: {}, ...given }
}
