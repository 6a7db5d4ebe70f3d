/** A Chat account as the harness uses it. */
export interface Account {
  readonly userId: string
  readonly nickname: string
}

/** What the phone's owner should be shown, and what the app should be given when it is tapped. Tencent's names: 1047/33527. */
export interface OfflinePush {
  readonly title: string
  readonly desc: string
  /** A JSON object as text: OPPO refuses anything else. Handed to the app byte for byte. */
  readonly ext: string
  readonly disablePush?: boolean
  /** `AndroidInfo` of the REST API: vendors' channel ids, classes and importance. */
  readonly androidInfo?: Readonly<Record<string, string | number>>
}

/** One Chat message with its offline push info. */
export interface PushMessage {
  /** Occurs in `desc` and nowhere else in the world. */
  readonly token: string
  readonly from: Account
  readonly to: Account
  readonly text: string
  readonly push: OfflinePush
}

/** The conversation of two people, as the SDKs name it. */
export function conversationIdWith(account: Account): string {
  return `C2C${account.userId}`
}
