import { ChatFailure } from '../chat-failure.ts'
import type { JsonObject } from '../json.ts'

const clientBytes = 8 * 1024

/** A client's message is JSON of at most 8 KB (1047/34348): 93000 one to one, 80002 to a group. Throws ChatFailure. */
export function refuseTooLong(call: JsonObject, code: 93000 | 80002): void {
  if (Buffer.byteLength(JSON.stringify(call)) > clientBytes)
    throw new ChatFailure(code, 'the message is longer than 8 KB')
}
