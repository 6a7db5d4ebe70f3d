import type { ChatMessage } from './message.ts'

export interface Group {
  readonly groupId: string
  readonly type: string
  name: string
  readonly owner: string
  readonly createdSec: number
  readonly members: Map<
    string,
    { readonly role: 'Owner' | 'Admin' | 'Member'; readonly joinedSec: number; recvFlag: string }
  >
  readonly messages: ChatMessage[]
  /** Random and content of the last five minutes, for the removal of repetitions. */
  readonly recent: Map<string, { readonly seq: number; readonly timeSec: number; readonly atMs: number }>
  readonly readSeq: Map<string, number>
}

/** Groups, as far as sending to one needs them. */
export class Groups {
  readonly #groups = new Map<string, Group>()
  #count = 0

  create(given: {
    readonly type: string
    readonly name: string
    readonly owner: string
    readonly groupId?: string | undefined
    readonly nowSec: number
  }): Group | undefined {
    const groupId = given.groupId ?? `@TGS#2${(7_000_000 + ++this.#count).toString(36).toUpperCase()}`
    if (this.#groups.has(groupId)) return undefined
    const group: Group = {
      groupId,
      type: given.type,
      name: given.name,
      owner: given.owner,
      createdSec: given.nowSec,
      members: new Map(
        given.owner === ''
          ? []
          : [[given.owner, { role: 'Owner', joinedSec: given.nowSec, recvFlag: 'AcceptAndNotify' }]],
      ),
      messages: [],
      recent: new Map(),
      readSeq: new Map(),
    }
    this.#groups.set(groupId, group)
    return group
  }

  get(groupId: string): Group | undefined {
    return this.#groups.get(groupId)
  }

  delete(groupId: string): boolean {
    return this.#groups.delete(groupId)
  }

  of(userId: string): readonly Group[] {
    return [...this.#groups.values()].filter((group) => group.members.has(userId))
  }

  all(): readonly Group[] {
    return [...this.#groups.values()]
  }
}
