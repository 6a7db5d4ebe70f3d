/** `held-back`: do not disturb intercepts it, whatever its importance. `let-through` says nothing of a sound being made. */
export type SoundState = 'let-through' | 'held-back'

/** Where in the shade a row was found: in the open list, among the children of a group, or behind a ROM's fold. */
export type ShadePlace =
  { readonly kind: 'list' } | { readonly kind: 'group' } | { readonly kind: 'fold'; readonly name: string }

/** A notification that carries the message, as the phone's notification service lists it. */
export interface Sighting {
  /** The app in whose name it is shown; null where that part of the record cannot be read. */
  readonly package: string | null
  /** Who posted it: the app itself or a vendor's push service. Android 9 and earlier do not tell: null. */
  readonly postedBy: string | null
  readonly key: string
  readonly channelId: string | null
  readonly importance: number | null
  /** Whether do not disturb held its sound back; null where the ROM does not tell. */
  readonly sound: SoundState | null
  readonly title: string | null
  readonly text: string | null
  /** null where nobody looked into the shade for it */
  readonly place: ShadePlace | null
  /** From the send to the posting, ms; the phone's clock is corrected by its measured offset. */
  readonly latencyMs: number
}

/** What became of the push on the phone. */
export type Arrival =
  | { readonly kind: 'shown'; readonly first: Sighting; readonly count: number }
  /** Posted with an importance below 'low': in the shade, but without a sound or an icon. */
  | { readonly kind: 'silent'; readonly first: Sighting; readonly count: number }
  | { readonly kind: 'not-shown'; readonly withinMs: number; readonly because?: string }

/** What happened when the notification was tapped. */
export type Opening =
  | {
      readonly kind: 'conversation'
      readonly conversationId: string
      readonly ext: string
      readonly start: 'cold' | 'warm' | 'unknown'
    }
  /** The app came to the front on another screen. */
  | { readonly kind: 'other-screen'; readonly screen: string; readonly ext: string | null }
  /** Another app came to the front with a page of the web. */
  | { readonly kind: 'web-page'; readonly package: string; readonly address: string }
  /** The app never came to the front. */
  | { readonly kind: 'nothing-opened'; readonly focus: string | null; readonly withinMs: number }
  | { readonly kind: 'not-tapped' }
