/** Where an ext leads: to a conversation, or nowhere that this app knows. */
export type PushTarget =
  | { readonly kind: 'conversation'; readonly conversationID: string }
  | { readonly kind: 'none'; readonly reason: string }

const groupChat = 2

/**
 * Reads the conversation out of an ext. Understood are TUIKit's container `{"entity": {"sender", "chatType"}}`, the
 * same with the entity as a JSON string, the entity alone (which is what OPPO hands over), and `{"conversationID"}`.
 * In a group chat TUIKit's `sender` holds the group id.
 */
export function readPushExt(ext: string): PushTarget {
  if (ext === '') return { kind: 'none', reason: 'the ext is empty' }
  const outer = parseObject(ext)
  if (!outer) return { kind: 'none', reason: 'the ext is no JSON object' }
  const { entity } = outer
  const inner = typeof entity === 'string' ? parseObject(entity) : isObject(entity) ? entity : outer
  if (!inner) return { kind: 'none', reason: 'the entity is no JSON object' }
  const { conversationID, groupID, sender, chatType } = inner
  if (typeof conversationID === 'string' && /^(C2C|GROUP)./.test(conversationID))
    return { kind: 'conversation', conversationID }
  if (typeof groupID === 'string' && groupID !== '') return { kind: 'conversation', conversationID: `GROUP${groupID}` }
  if (typeof sender !== 'string' || sender === '') return { kind: 'none', reason: 'the ext names no sender' }
  const group = Number(chatType) === groupChat
  return { kind: 'conversation', conversationID: `${group ? 'GROUP' : 'C2C'}${sender}` }
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
