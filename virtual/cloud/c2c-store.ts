import { messageKey, type ChatMessage } from './message.ts'

export interface StoredMessage {
  readonly message: ChatMessage
  readonly key: string
  /** Grows with every message that the server takes. */
  readonly ordinal: number
  /** 0 normal, 8 recalled. */
  flagBits: 0 | 8
  isPeerRead: boolean
  /** Users whose roaming store does not hold it. */
  readonly hiddenFor: Set<string>
}

export interface Conversation {
  readonly userId: string
  readonly peer: string
  readonly last: StoredMessage
  readonly unread: number
  /** Until when the peer has read, s since the epoch. */
  readonly peerReadTimeSec: number
}

/** One-to-one messages: the roaming store of both sides, unread counts, read times. */
export class C2cStore {
  readonly #messages = new Map<string, StoredMessage[]>()
  #ordinal = 0
  #seq = 1_000_000
  readonly #unread = new Map<string, number>()
  readonly #readTime = new Map<string, number>()
  readonly #recent = new Map<string, { readonly key: string; readonly atMs: number }>()

  /** For senders that give no MsgSeq. */
  nextSeq(): number {
    this.#seq += 1
    return this.#seq
  }

  /** The key of the message that this one repeats: same people, same MsgRandom, within a second. */
  repeats(from: string, to: string, random: number, nowMs: number): string | undefined {
    const known = this.#recent.get(`${from}|${to}|${String(random)}`)
    return known !== undefined && nowMs - known.atMs < 1000 ? known.key : undefined
  }

  remember(message: ChatMessage, nowMs: number): void {
    this.#recent.set(`${message.from}|${message.to}|${String(message.random)}`, {
      key: messageKey(message),
      atMs: nowMs,
    })
  }

  add(
    message: ChatMessage,
    options: { readonly hiddenForSender: boolean; readonly countsUnread: boolean },
  ): StoredMessage {
    const stored: StoredMessage = {
      message,
      key: messageKey(message),
      ordinal: ++this.#ordinal,
      flagBits: 0,
      isPeerRead: false,
      hiddenFor: new Set(options.hiddenForSender ? [message.from] : []),
    }
    const list = this.#messages.get(pair(message.from, message.to)) ?? []
    list.push(stored)
    list.sort(
      (a, b) =>
        a.message.timeSec - b.message.timeSec ||
        (a.message.timeSec === b.message.timeSec ? a.message.seq - b.message.seq : 0),
    )
    this.#messages.set(pair(message.from, message.to), list)
    if (options.countsUnread && message.from !== message.to) {
      this.#unread.set(side(message.to, message.from), this.unread(message.to, message.from) + 1)
    }
    return stored
  }

  /** Ascending in time, as `userId` sees the conversation. */
  between(userId: string, peer: string): readonly StoredMessage[] {
    return (this.#messages.get(pair(userId, peer)) ?? []).filter((stored) => !stored.hiddenFor.has(userId))
  }

  find(from: string, to: string, key: string): StoredMessage | undefined {
    return (this.#messages.get(pair(from, to)) ?? []).find(
      (stored) => stored.key === key && stored.message.from === from,
    )
  }

  unread(userId: string, peer: string): number {
    return this.#unread.get(side(userId, peer)) ?? 0
  }

  /** `userId` has read what `peer` sent until `untilSec`. */
  read(userId: string, peer: string, untilSec: number): void {
    this.#readTime.set(side(userId, peer), Math.max(untilSec, this.#readTime.get(side(userId, peer)) ?? 0))
    let left = 0
    for (const stored of this.#messages.get(pair(userId, peer)) ?? []) {
      if (stored.message.from !== peer) continue
      if (stored.message.timeSec <= untilSec) stored.isPeerRead = true
      else left += 1
    }
    this.#unread.set(side(userId, peer), Math.min(left, this.unread(userId, peer)))
  }

  /** Until when `reader` has read what `writer` sent. */
  readTime(reader: string, writer: string): number {
    return this.#readTime.get(side(reader, writer)) ?? 0
  }

  /** Newest first. */
  conversations(userId: string): readonly Conversation[] {
    const found: Conversation[] = []
    for (const key of this.#messages.keys()) {
      const [a = '', b = ''] = key.split('\n')
      if (a !== userId && b !== userId) continue
      const peer = a === userId ? b : a
      const last = this.between(userId, peer).at(-1)
      if (last !== undefined)
        found.push({
          userId,
          peer,
          last,
          unread: this.unread(userId, peer),
          peerReadTimeSec: this.readTime(peer, userId),
        })
    }
    return found.sort((x, y) => y.last.message.timeSec - x.last.message.timeSec)
  }

  /** The newest message's ordinal; what comes later is newer than now. */
  get ordinal(): number {
    return this.#ordinal
  }

  /** What others sent to `userId` after the message with that ordinal, oldest first. */
  since(userId: string, ordinal: number): readonly StoredMessage[] {
    return [...this.#messages.values()]
      .flat()
      .filter((stored) => stored.ordinal > ordinal && stored.message.to === userId && stored.message.from !== userId)
      .sort((a, b) => a.ordinal - b.ordinal)
  }

  /** One side deletes the conversation: its copies are gone, the peer's stay. */
  forget(userId: string, peer: string): void {
    for (const stored of this.#messages.get(pair(userId, peer)) ?? []) stored.hiddenFor.add(userId)
    this.#unread.set(side(userId, peer), 0)
  }
}

function pair(a: string, b: string): string {
  return [a, b].sort().join('\n')
}
function side(reader: string, writer: string): string {
  return `${reader}\n${writer}`
}
