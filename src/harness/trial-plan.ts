import { randomInt } from 'node:crypto'
import { PushfarmError } from '../base/pushfarm-error.ts'
import type { Addressee, AndroidInfo, ChatMessage, MessageElement, Sender } from '../push/chat-message.ts'
import { chatExt, groupExt } from '../push/ext.ts'
import type { Row } from '../push/matrix-row.ts'
import type { Account } from '../push/message.ts'
import type { AccountState, KnownAppState } from '../push/app-state.ts'
import type { OwnerSettings, UsedQuota } from '../push/situation.ts'
import { makeToken } from '../push/token.ts'
import { type MessageChange, usualMessage } from '../push/usual-message.ts'
import type { SituationChange } from '../push/usual-situation.ts'
import type { TestedPhone } from './tested-phone.ts'

/** What a spec says of the message it wants to be sent; the rest is usual. `{token}` stands for the message's own word. */
export interface MessageWish {
  readonly title?: string
  readonly desc?: string
  /** Goes into the ext's `customData`. */
  readonly customData?: unknown
  /** The whole ext, in place of the usual container. */
  readonly ext?: string
  readonly disablePush?: boolean
  /** What the message itself holds; usually a text. */
  readonly elements?: readonly MessageElement[]
  /** seconds; 0: only for those who are online */
  readonly lifeTimeSec?: number
  /** Changes the usual vendor fields. */
  readonly androidInfo?: AndroidInfo
  /** Who writes; usually the friend. */
  readonly from?: 'friend' | 'second-friend' | 'nameless'
  /** Usually the owner alone. */
  readonly addressee?: Addressee
  /** By which way it is sent; usually REST. */
  readonly sender?: Sender
  /** Set on the phone before the message is sent, and set back when the promise has been checked. */
  readonly settings?: Partial<OwnerSettings>
}

/** Everything that is decided before a message is sent. */
export interface TrialPlan {
  /** The row of the matrix that is tried. */
  readonly row: string | null
  /** Occurs in the notification and nowhere else in the world. */
  readonly token: string
  readonly message: ChatMessage
  /** What differs from a healthy phone. */
  readonly change: SituationChange
  /** What earlier messages of its burst have used of the quotas: for what is expected; nothing is arranged for it. */
  readonly counted?: UsedQuota
  /** MsgRandom, where it is not a new one. */
  readonly msgRandom?: number
}

/** A message as a spec words it, with the app in this state. */
export function planOfWish(
  tested: TestedPhone,
  wish: MessageWish,
  given: { readonly state: KnownAppState; readonly account?: AccountState },
): TrialPlan {
  const token = newToken()
  const withToken = (text: string): string => text.replaceAll('{token}', token)
  const desc = withToken(wish.desc ?? usualText)
  const from = wish.from === undefined ? writerOf(tested, wish.sender) : accountOf(tested, wish.from)
  const ext = wish.addressee?.kind === 'group' ? groupExt(wish.addressee, desc) : chatExt(from, desc, wish.customData)
  const message: MessageChange = {
    from,
    elements: wish.elements?.map((one) => (one.type === 'text' ? { ...one, text: withToken(one.text) } : one)) ?? [
      { type: 'text', text: withToken(usualText) },
    ],
    ...(wish.lifeTimeSec === undefined ? {} : { lifeTimeSec: wish.lifeTimeSec }),
    ...(wish.addressee === undefined ? {} : { addressee: wish.addressee }),
    ...(wish.sender === undefined ? {} : { sender: wish.sender }),
    androidInfo: wish.androidInfo ?? {},
    push: {
      title: withToken(wish.title ?? tested.friend.nickname),
      desc,
      ext: wish.ext ?? ext,
      ...(wish.disablePush === undefined ? {} : { disablePush: wish.disablePush }),
    },
  }
  const change: SituationChange = {
    appState: given.state,
    account: given.account ?? 'logged-in',
    ...(wish.settings === undefined ? {} : { settings: wish.settings }),
  }
  return { row: null, token, message: usualMessage(tested.channelId, message), change }
}

/**
 * A row of the matrix as it stands. The token that the notification is found by goes where the row leaves room for it: into
 * the description or else the title.
 */
export function planOfRow(tested: TestedPhone, row: Row): TrialPlan {
  const token = newToken()
  const asked = row.message?.push ?? {}
  const push =
    asked.desc === undefined
      ? { desc: usualText.replace('{token}', token) }
      : asked.title === undefined
        ? { title: token }
        : undefined
  if (push === undefined)
    throw new PushfarmError(`The row ${row.id} leaves no room for the word by which its notification is found.`, {
      code: 'harness/row-without-room',
      verdict: 'set-up',
      facts: { row: row.id },
      hint: 'Leave title or desc to the harness.',
    })
  const from = row.message?.from ?? writerOf(tested, row.message?.sender)
  const desc = push.desc ?? asked.desc ?? ''
  const group = row.message?.addressee?.kind === 'group' ? row.message.addressee : undefined
  // An app reads out of its text whom a message mentions; REST is told.
  const mention = group?.mentioned === true ? `@${tested.owner.userId} ` : ''
  const ext = group === undefined ? chatExt(from, beginningOf(desc)) : groupExt(group, beginningOf(desc))
  const message: MessageChange = {
    from,
    elements: [{ type: 'text', text: `${mention}${usualText.replace('{token}', token)}` }],
    ...row.message,
    push: { title: tested.friend.nickname, ext, ...asked, ...push },
  }
  return {
    row: row.id,
    token,
    message: usualMessage(tested.channelId, message),
    change: row.situation ?? {},
  }
}

const usualText = '{token}，今晚一起吃饭吗？'

/** A container that repeated a long description would leave no room for the description itself. */
function beginningOf(text: string): string {
  return Array.from(text).slice(0, 24).join('')
}

function newToken(): string {
  return makeToken(() => randomInt(2 ** 40) / 2 ** 40)
}

/** An app sends in its user's name: that of the phone that is the partner. */
function writerOf(tested: TestedPhone, sender: Sender | undefined): Account {
  return sender?.by === 'client' ? tested.partnership.owner : tested.friend
}

function accountOf(tested: TestedPhone, from: MessageWish['from']): Account {
  switch (from) {
    case 'second-friend':
      return tested.secondFriend
    case 'nameless':
      return tested.nameless
    case 'friend':
    case undefined:
      return tested.friend
  }
}
