/** What a StatusBarNotification key says: `userId|package|id|tag|uid[|overrideGroupKey]`. */
export interface NotificationKey {
  readonly userId: number
  readonly package: string
  readonly id: number
  /** null for the word `null`, which an app without a tag gets. */
  readonly tag: string | null
  readonly uid: number
}

/**
 * Reads a key. A tag may hold any character, `|` and `:` among them (auto-group summaries, Gmail), so the fixed parts
 * are taken from both ends. Undefined when the text is no key.
 */
export function readKey(text: string): NotificationKey | undefined {
  const parts = /^(-?\d+)\|([^|\s]+)\|(-?\d+)\|(.*)\|(\d+)$/s.exec(text) ?? withOverrideGroup(text)
  if (parts === null) return undefined
  const [, userId, packageName, id, tag, uid] = parts
  if (packageName === undefined || tag === undefined) return undefined
  return {
    userId: Number(userId),
    package: packageName,
    id: Number(id),
    tag: tag === 'null' ? null : tag,
    uid: Number(uid),
  }
}

/** A key of a record whose group was overridden carries the group as a sixth part. */
function withOverrideGroup(text: string): RegExpExecArray | null {
  return /^(-?\d+)\|([^|\s]+)\|(-?\d+)\|(.*?)\|(\d{4,})\|.*$/s.exec(text)
}
