import type { ChatMessage } from './chat-message.ts'
import { type Nothing, expect } from './expectation.ts'
import { descOf, extOf } from './push-content.ts'
import { type Rule, cite, rule } from './rule.ts'
import type { Situation } from './situation.ts'
import { utf8Bytes } from './truncation.ts'

export const recommendedBytes = rule({
  name: 'harness/desc-and-ext-bytes',
  value: 3072,
  says: 'Description and ext together should not be over 3 KB',
  source: '1047/33527',
  page: 'Desc, Ext (recommended length)',
  checkedOn: '2026-11-20',
})

/**
 * Why the harness should not send this at all: it is longer than Tencent recommends or than the vendor of the phone takes,
 * and would be lost on the way without a word. undefined: it may be sent. Forms that a vendor refuses (text that is not
 * JSON) are no objection: that they are refused is a promise of its own.
 */
export function objectionTo(message: ChatMessage, situation: Situation): Nothing | undefined {
  if (utf8Bytes(descOf(message, situation.switches).text) + utf8Bytes(extOf(message)) > recommendedBytes.value)
    return objection(recommendedBytes)
  const { extCharacters, bodyBytes } = situation.phone.service
  const sent = expect(message, situation)
  if (sent.kind !== 'nothing') return undefined
  return sent.rule === extCharacters || sent.rule === bodyBytes || sent.rule.name === 'send/body-too-long'
    ? objection(sent.rule)
    : undefined
}

function objection(rule: Rule): Nothing {
  return { kind: 'nothing', at: 'harness', step: 'length', rule, why: cite(rule) }
}
