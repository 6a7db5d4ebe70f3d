import { describe, type MessageElement } from './message-body.ts'
import type { ChatMessage } from './message.ts'
import { textOr } from './json.ts'
import type { Switches } from './switches.ts'
import type { PushServiceName } from '../vendors/push-message.ts'

/** UTF-16 units that Tencent leaves of title and description before it hands them to a vendor (1047/33527). */
export interface TextLimits {
  readonly title: number
  readonly desc: number
  /** With PushStyle 1. */
  readonly longDesc?: number
}

/** FCM is not in the published table: its own limit is 4096 bytes for the whole message. */
export const textLimits: Readonly<Record<PushServiceName, TextLimits | undefined>> = {
  mi: { title: 50, desc: 128 },
  huawei: { title: 60, desc: 600 },
  honor: { title: 50, desc: 400 },
  oppo: { title: 50, desc: 50, longDesc: 128 },
  vivo: { title: 40, desc: 100 },
  meizu: { title: 32, desc: 100 },
  fcm: undefined,
}

/**
 * The description before it is cut: the one of OfflinePushInfo, else what the elements say (1047/33527). Desc and Ext of a
 * custom element count where the message has no OfflinePushInfo.
 */
export function descOf(
  { push, body }: Pick<ChatMessage, 'push' | 'body'>,
  { customDescBesideOfflinePushInfo }: Pick<Switches, 'customDescBesideOfflinePushInfo'>,
): string {
  if (push.desc !== '') return push.desc
  const customCounts = !push.given || customDescBesideOfflinePushInfo === 'used'
  return describe(customCounts ? body : body.filter((element) => !isCustom(element)))
}

export function extOf({ push, body }: Pick<ChatMessage, 'push' | 'body'>): string {
  return push.given ? push.ext : textOr(body.find(isCustom)?.MsgContent['Ext'], '')
}

function isCustom({ MsgType }: MessageElement): boolean {
  return MsgType === 'TIMCustomElem'
}

/** Cuts to `limit` UTF-16 units, the three dots included. A pair of surrogates is not torn apart. */
export function truncate(text: string, limit: number): string {
  if (text.length <= limit) return text
  let kept = text.slice(0, limit - 3)
  if (/[\uD800-\uDBFF]$/.test(kept)) kept = kept.slice(0, -1)
  return `${kept}...`
}

export function fitTo(
  vendor: PushServiceName,
  text: { readonly title: string; readonly desc: string },
  pushStyle: number,
): { title: string; desc: string } {
  const limits = textLimits[vendor]
  if (limits === undefined) return { title: text.title, desc: text.desc }
  const descLimit = pushStyle === 1 ? (limits.longDesc ?? limits.desc) : limits.desc
  return { title: truncate(text.title, limits.title), desc: truncate(text.desc, descLimit) }
}
