import { ChatFailure } from './chat-failure.ts'
import { isObject } from './json.ts'

/** Whom a group message names: everybody, or these members. */
export interface Mentions {
  readonly all: boolean
  readonly userIds: readonly string[]
}

/** Reads `GroupAtInfo` (1047/34959; the SDKs send the same). Throws ChatFailure 10004 when it is malformed. */
export function readMentions(value: unknown): Mentions | undefined {
  if (value === undefined || value === null) return undefined
  if (!Array.isArray(value)) throw new ChatFailure(10004, 'GroupAtInfo is not a list')
  const named = value.map((one: unknown) => {
    if (!isObject(one)) throw new ChatFailure(10004, 'GroupAtInfo holds no objects')
    if (one['GroupAtAllFlag'] === 1) return 'everybody'
    if (typeof one['GroupAt_Account'] !== 'string') throw new ChatFailure(10004, 'GroupAt_Account is missing')
    return { userId: one['GroupAt_Account'] }
  })
  return {
    all: named.includes('everybody'),
    userIds: named.flatMap((one) => (one === 'everybody' ? [] : [one.userId])),
  }
}

export function mentions(named: Mentions | undefined, userId: string): boolean {
  return named !== undefined && (named.all || named.userIds.includes(userId))
}

/** As messages carry it to the members. */
export function groupAtInfo({ all, userIds }: Mentions): readonly object[] {
  return [
    ...(all ? [{ GroupAtAllFlag: 1 }] : []),
    ...userIds.map((userId) => ({ GroupAtAllFlag: 0, GroupAt_Account: userId })),
  ]
}
