import type { Account } from './message.ts'

/** Who takes part in the matrix, beside the phone's owner. */
export interface Cast {
  /** Writes to the owner. */
  readonly friend: Account
  /** Writes too, and has no nickname. */
  readonly nameless: Account
  /** Friend and owner are both in it. */
  readonly group: { readonly groupId: string; readonly name: string }
  /** An AVChatRoom. */
  readonly liveGroup: { readonly groupId: string; readonly name: string }
}

export const usualCast: Cast = {
  friend: { userId: 'xiaoman', nickname: '林小满' },
  nameless: { userId: 'nameless', nickname: '' },
  group: { groupId: 'team', name: '周末爬山' },
  liveGroup: { groupId: 'live', name: '直播' },
}
