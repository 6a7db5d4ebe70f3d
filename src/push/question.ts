import type { AndroidInfo, ChatMessage } from './chat-message.ts'
import type { Situation } from './situation.ts'

/** A message in its situation: what every step of the way is asked about. */
export interface Question extends Situation {
  readonly message: ChatMessage
  /** `AndroidInfo` as it reaches the server: an SDK drops fields that it does not know. */
  readonly info: AndroidInfo
}
