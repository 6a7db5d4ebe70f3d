/** A Chat account as the harness uses it. */
export interface Account {
  readonly userId: string
  readonly nickname: string
}

/** The conversation of two people, as the SDKs name it. */
export function conversationIdWith(account: Account): string {
  return `C2C${account.userId}`
}
