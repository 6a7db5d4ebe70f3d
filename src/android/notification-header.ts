import { readImportance } from './importance.ts'

/** The head `pkg=… user=… id=… tag=… [importance=…] key=…` of a NotificationRecord or StatusBarNotification. */
export interface NotificationHeader {
  readonly package: string
  readonly userId: number
  readonly id: number
  readonly tag: string | null
  readonly importance: number | null
  readonly key: string
  /** From `Notification(` to the end of the line; '' when the text ends before it. */
  readonly notification: string
}

/**
 * Reads a head. The tag may hold anything, even ` key=`, so the tag is the one for which the key repeats user, package,
 * id and tag; the key ends after its uid, whatever a version or a vendor prints behind it (`appImportanceLocked=false`
 * glued on by Android 9 and 10, ` bbbc=0`). Undefined when the text is no head.
 */
export function readHeader(text: string): NotificationHeader | undefined {
  const start =
    /^\s*(?:NotificationRecord\(0x[0-9a-fA-F]+: |StatusBarNotification\()pkg=(\S+)\s+user=UserHandle\{(-?\d+)\}\s+id=(-?\d+)\s+tag=/.exec(
      text,
    )
  const [all, packageName, userId, id] = start ?? []
  if (all === undefined || packageName === undefined || userId === undefined || id === undefined) return undefined
  const rest = text.slice(all.length)
  const places = [...rest.matchAll(/(?: (?:importance=(-?\d+|[A-Z]+)|score=-?\d+))? key=/g)].map((match) => ({
    match,
    tag: rest.slice(0, match.index),
    keyText: rest.slice(match.index + match[0].length),
  }))
  const agreeing = places.map((place) => ({ ...place, beginning: `${userId}|${packageName}|${id}|${place.tag}|` }))
  // Text that went through an anonymiser may disagree with itself: then the first key that is one counts.
  const disagreeing = places.map((place) => ({
    ...place,
    beginning: /^-?\d+\|[^|\s]+\|-?\d+\|[^|]*\|/.exec(place.keyText)?.[0] ?? '-',
  }))
  for (const { match, tag, keyText, beginning } of [...agreeing, ...disagreeing]) {
    if (!keyText.startsWith(beginning)) continue
    const afterTag = keyText.slice(beginning.length)
    const uid = /^\d+(?:\|.*?(?=(?:appImportanceLocked=\w+| \w+=\S+)?: Notification\(|$))?/s.exec(afterTag)?.[0]
    if (uid === undefined) continue
    const notificationAt = /: *(Notification\()/.exec(afterTag.slice(uid.length))
    return {
      package: packageName,
      userId: Number(userId),
      id: Number(id),
      tag: tag === 'null' ? null : tag,
      importance: readImportance(match[1]),
      key: beginning + uid,
      notification:
        notificationAt === null
          ? ''
          : afterTag.slice(uid.length + notificationAt.index + notificationAt[0].length - 'Notification('.length),
    }
  }
  return undefined
}
