import type { PushServiceClient } from '../android/rom.ts'

export type PushServiceName = PushServiceClient['name']

export const pushServiceNames = [
  'mi',
  'huawei',
  'honor',
  'oppo',
  'vivo',
  'meizu',
  'fcm',
] as const satisfies readonly PushServiceName[]

/** A notification message on its way from a vendor's server to its client on the phone, after the server accepted it. */
export interface VendorMessage {
  /** The vendor's message id, as the sender got it. */
  readonly id: string
  readonly token: string
  readonly packageName: string
  readonly title: string
  readonly body: string
  /** Android channel the sender asked for; '' when it named none. */
  readonly channelId: string
  readonly click: VendorClick
  /** What the vendor carries along for the app, in the vendor's own keys. */
  readonly extras: Readonly<Record<string, string>>
  /** Messages with the same id replace each other; undefined: always a notification of its own. */
  readonly notifyId: number | undefined
  readonly group: string | undefined
  readonly ttlMs: number
  /** How much attention the message's class may get on this vendor's phones. */
  readonly attention: 'normal' | 'silent' | 'message-box'
  readonly longText: boolean
  /** The vendor delivers the same message once more: 1 for the second time. */
  readonly repetition?: number
}

/** What a tap does, as the sender asked for it. */
export type VendorClick =
  | { readonly kind: 'launcher' }
  | { readonly kind: 'intent-uri'; readonly uri: string }
  | { readonly kind: 'activity'; readonly className: string }
  | { readonly kind: 'url'; readonly url: string }

/** What became of a message after the vendor's server accepted it; codes are the vendor's own where one is known. */
export interface Receipt {
  readonly vendor: PushServiceName
  readonly messageId: string
  readonly token: string
  readonly kind: 'delivered' | 'not-shown' | 'dropped' | 'clicked'
  readonly code: string
  readonly reason: string
  readonly atMs: number
}

/** One phone as a vendor's server sees it: the far end of its long connection. */
export interface PushDevice {
  readonly serial: string
  /** The phone is on, has booted and has a network. */
  reachable(): boolean
  /** Called on arrival. `clicked` is run when the owner taps the notification. */
  receive(message: VendorMessage, clicked: () => void): Arrival
}

export type Arrival =
  { readonly kind: 'shown'; readonly notificationKey: string } | { readonly kind: 'not-shown'; readonly why: string }
