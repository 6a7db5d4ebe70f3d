import type { Deadline } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { ChatRefused } from './chat-refused.ts'
import { addGroupMember, createGroup, deleteGroupMember, getGroupMemberInfo } from './commands.ts'
import type { RestClient } from './rest-client.ts'

/** A group as REST makes it; `Private` is what the SDKs call Work, `ChatRoom` Meeting. */
export interface GroupOrder {
  readonly groupId: string
  readonly name: string
  readonly type: 'Private' | 'Public' | 'ChatRoom' | 'AVChatRoom' | 'Community'
  readonly owner: string
  /** Beside the owner. Empty for a live group (AVChatRoom), into which nobody can be taken. */
  readonly members: readonly string[]
}

/** 1047/34348: by another's group, by one of the same owner. */
const groupIdIsInUse: readonly number[] = [10021, 10025]

/** A Chat application's groups, as far as messages to them need one. */
export class ChatGroups {
  readonly #rest: RestClient

  constructor(rest: RestClient) {
    this.#rest = rest
  }

  /**
   * Makes the group. One that is there already gets these members and loses all others: whoever is left in a group hears
   * of every message to it. An owner who is somebody else stays, he cannot be removed.
   */
  async make({ groupId, name, type, owner, members }: GroupOrder, deadline: Deadline): Promise<void> {
    const list = members.map(asMember)
    try {
      await this.#rest.ask(
        createGroup,
        {
          Type: type,
          GroupId: groupId,
          Name: name,
          Owner_Account: owner,
          ...(list.length === 0 ? {} : { MemberList: list }),
        },
        deadline,
      )
    } catch (error) {
      if (!(error instanceof ChatRefused) || !groupIdIsInUse.includes(error.errorCode)) throw error
      // Who is in a live group is not for REST to say, nor to change.
      if (type !== 'AVChatRoom') await this.#setMembers(groupId, [owner, ...members], deadline)
    }
  }

  async #setMembers(groupId: string, members: readonly string[], deadline: Deadline): Promise<void> {
    const present = await this.#membersOf(groupId, deadline)
    const missing = members.filter((userId) => !present.some((one) => one.userId === userId))
    const others = present.filter((one) => !one.isOwner && !members.includes(one.userId)).map((one) => one.userId)
    if (others.length > 0)
      await this.#rest.ask(deleteGroupMember, { GroupId: groupId, Silence: 1, MemberToDel_Account: others }, deadline)
    if (missing.length > 0) await this.#takeIn(groupId, missing, deadline)
  }

  async #membersOf(
    groupId: string,
    deadline: Deadline,
  ): Promise<readonly { readonly userId: string; readonly isOwner: boolean }[]> {
    const { MemberList = [] } = await this.#rest.ask(
      getGroupMemberInfo,
      { GroupId: groupId, MemberInfoFilter: ['Role'] },
      deadline,
    )
    return MemberList.map((one) => ({ userId: one.Member_Account, isOwner: one.Role === 'Owner' }))
  }

  async #takeIn(groupId: string, members: readonly string[], deadline: Deadline): Promise<void> {
    const { MemberList = [] } = await this.#rest.ask(
      addGroupMember,
      { GroupId: groupId, Silence: 1, MemberList: members.map(asMember) },
      deadline,
    )
    const refused = MemberList.filter(({ Result }) => Result === 0).map((one) => one.Member_Account)
    if (refused.length === 0) return
    throw new PushfarmError(`The Chat server did not take ${refused.join(', ')} into the group ${groupId}.`, {
      code: 'chat/no-member',
      verdict: 'infrastructure',
      facts: { groupId, refused },
    })
  }
}

function asMember(userId: string): object {
  return { Member_Account: userId }
}
