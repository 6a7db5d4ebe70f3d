import type { ChatMessage } from './chat-message.ts'
import { type Expectation, expect } from './expectation.ts'
import type { Situation } from './situation.ts'

/** Whether a message counts at the vendor: what is stopped before it or by it does not. */
export function usesQuota(expectation: Expectation): boolean {
  return expectation.kind !== 'nothing' || expectation.at === 'device'
}

/**
 * What is expected of `count` messages sent one right after the other: each counts against the quotas of the next, and a
 * vendor may fold those that come within one minute. What a quota stops does not use it up.
 */
export function expectBurst(message: ChatMessage, count: number, situation: Situation): readonly Expectation[] {
  const expectations: Expectation[] = []
  let { appToday, deviceToday, deviceLastMinute } = situation.usedQuota
  for (let sent = 0; sent < count; sent++) {
    const expectation = expect(message, { ...situation, usedQuota: { appToday, deviceToday, deviceLastMinute } })
    expectations.push(expectation)
    if (!usesQuota(expectation)) continue
    appToday++
    deviceToday++
    deviceLastMinute++
  }
  return expectations
}
