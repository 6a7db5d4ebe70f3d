import type { ChatServer, GroupOrder } from '../chat/chat-server.ts'
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

/** The groups that messages of a phone are sent to: made once in a run, by REST. They stay on the server, as accounts do. */
export class GroupMembership {
  readonly #chat: ChatServer
  readonly #arranged = new Set<string>()

  constructor(chat: ChatServer) {
    this.#chat = chat
  }

  /**
   * The owner of the phone owns the group, and the writer is in it. Nobody can be taken into a live group: there the owner
   * is alone, and an administrator writes in the name of whoever he likes.
   */
  async holds(
    group: GroupAddressee,
    { owner, writer }: Record<'owner' | 'writer', Account>,
    deadline: Deadline,
  ): Promise<void> {
    const key = `${group.groupId} ${writer.userId}`
    if (this.#arranged.has(key)) return
    const order: GroupOrder = {
      groupId: group.groupId,
      name: group.name,
      type: typeAtServer[group.type],
      owner: owner.userId,
      members: group.type === 'AVChatRoom' ? [] : [writer.userId],
    }
    await this.#chat.makeGroup(order, deadline)
    this.#arranged.add(key)
  }
}
