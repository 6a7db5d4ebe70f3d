import type { ChatGroups, GroupOrder } from '../chat/chat-groups.ts'
import type { Deadline } from '../base/deadline.ts'
import type { Addressee } from '../push/chat-message.ts'
import type { Account } from '../push/message.ts'

type GroupAddressee = Extract<Addressee, { readonly kind: 'group' }>

/** REST keeps two of the types under their old names (1047/34895). */
const typeAtServer: Readonly<Record<GroupAddressee['type'], GroupOrder['type']>> = {
  Work: 'Private',
  Public: 'Public',
  Meeting: 'ChatRoom',
  Community: 'Community',
  AVChatRoom: 'AVChatRoom',
}

/** The groups that messages of a phone are sent to: made by REST. They stay on the server, as accounts do. */
export class GroupMembership {
  readonly #groups: ChatGroups
  /** Who was let in last, by group. */
  readonly #writers = new Map<string, string>()

  constructor(groups: ChatGroups) {
    this.#groups = groups
  }

  /**
   * The owner of the phone owns the group, and the writer alone is in it with him: another phone's owner who wrote before,
   * in this run or in an earlier one, would get the push as well. Nobody can be taken into a live group: there the owner is
   * alone, and an administrator writes in the name of whoever he likes.
   */
  async holds(
    group: GroupAddressee,
    { owner, writer }: Record<'owner' | 'writer', Account>,
    deadline: Deadline,
  ): Promise<void> {
    if (this.#writers.get(group.groupId) === writer.userId) return
    const order: GroupOrder = {
      groupId: group.groupId,
      name: group.name,
      type: typeAtServer[group.type],
      owner: owner.userId,
      members: group.type === 'AVChatRoom' ? [] : [writer.userId],
    }
    // Forgotten first: what a call that breaks off leaves behind is not known.
    this.#writers.delete(group.groupId)
    await this.#groups.make(order, deadline)
    this.#writers.set(group.groupId, writer.userId)
  }
}
