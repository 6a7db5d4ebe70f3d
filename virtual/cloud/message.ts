import type { Mentions } from './mentions.ts'
import type { MessageElement } from './message-body.ts'
import type { OfflinePush } from './offline-push.ts'

/** A message after the server took it. */
export interface ChatMessage {
  readonly kind: 'c2c' | 'group'
  readonly from: string
  /** User id, or group id. */
  readonly to: string
  readonly seq: number
  readonly random: number
  readonly timeSec: number
  /** The client's own time in seconds, part of the SDK's message id. */
  readonly clientTimeSec: number
  readonly fromTinyId: string
  readonly body: readonly MessageElement[]
  readonly cloudCustomData: string
  readonly push: OfflinePush
  /** 0: online recipients only. */
  readonly lifeTimeSec: number
  readonly sender: 'rest' | 'client'
  readonly control: readonly string[]
  readonly needReadReceipt: boolean
  /** Of a group message: who is named with @. */
  readonly mentions?: Mentions | undefined
}

/** `seq_random_time` (1047/34919). */
export function messageKey(message: Pick<ChatMessage, 'seq' | 'random' | 'timeSec'>): string {
  return `${String(message.seq)}_${String(message.random)}_${String(message.timeSec)}`
}
