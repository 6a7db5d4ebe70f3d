import type { ChatMessage } from '../../src/push/chat-message.ts'
import type { Situation } from '../../src/push/situation.ts'
import type { PushServiceName } from '../../src/vendors/vendor.ts'

/**
 * What a fault does to a push, said with the rules' own words: the message that is pushed in place of the one that was
 * sent, the situation that it really meets, and what happens to it where the rules know nothing of it. What is left out
 * stays as it should be.
 */
export interface Effect {
  /** One sentence, for the table. */
  readonly says: string
  /** Push services that it can be made for; usually all. */
  readonly services?: readonly PushServiceName[]
  /** The message as Chat takes it. */
  readonly message?: (message: ChatMessage) => ChatMessage
  /** The message as it is handed to the vendor, once Chat has decided to push it. */
  readonly written?: (message: ChatMessage, situation: Situation) => ChatMessage
  /** The situation as it really is. */
  readonly situation?: (situation: Situation) => Situation
  /** The push ends on its way, or the whole message, which then the app in front does not get either. */
  readonly swallowed?: 'push' | 'message'
  /** It comes so much later, ms. */
  readonly lateMs?: number
  /** Notifications for each message. */
  readonly copies?: 2
  /** A notification takes the place of the one before. */
  readonly replaces?: true
  /** The shade hides its row behind a fold, which can be opened. */
  readonly foldedAway?: true
  /** It is posted with at most this importance. */
  readonly importance?: 2
  /** In whose name the push service posts it. */
  readonly postedInNameOf?: 'service'
  /** ext as the app is given it. */
  readonly ext?: (ext: string) => string
  readonly tap?: 'page-not-found'
  /** Every message is of one class, which has its limit of the day: what earlier promises of a run sent counts too. */
  readonly oneClass?: true
  /** What the app meets before any message; or in place of the first that is pushed. */
  readonly login?: 'refused' | 'ended-by-a-push'
  readonly registration?: 'refused' | 'token-unknown'
  /** The server goes on believing that the process lives. */
  readonly kill?: 'not-noticed'
  readonly send?: 'refused'
}
