import { ChatFailure } from './chat-failure.ts'
import type { Group } from './groups.ts'
import type { World } from './world.ts'

/**
 * What a member wants of a group, as `MsgFlag` of REST and of the SDKs' wire names it, by its number in
 * V2TIMReceiveMessageOpt (1047/48032; @tencentcloud/chat 3.6.6, TYPES.MSG_REMIND_*). REST documents the first three
 * (1047/34900).
 */
export const receiveFlags = [
  'AcceptAndNotify',
  'Discard',
  'AcceptNotNotify',
  'AcceptNotNotifyExceptAt',
  'NotReceiveMsgExceptAt',
] as const

/** Except when the member is mentioned. */
export const exceptAt: ReadonlySet<number> = new Set([3, 4])

/** Throws ChatFailure 10004 (no such flag) or 10007 (no member). */
export function setReceiveFlag(world: World, group: Group, userId: string, flag: string): void {
  const member = group.members.get(userId)
  if (member === undefined) throw new ChatFailure(10007, 'the account is not a member of the group')
  const option = receiveFlags.findIndex((one) => one === flag)
  if (option < 0) throw new ChatFailure(10004, 'MsgFlag is not valid')
  member.recvFlag = flag
  world.accounts.get(userId)?.receiveOptions.set(`GROUP${group.groupId}`, option)
}
