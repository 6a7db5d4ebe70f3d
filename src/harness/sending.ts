import { Deadline } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import type { Letter, OfflinePushInfo } from '../chat/chat-server.ts'
import { type ChatMessage, givenFields } from '../push/chat-message.ts'
import type { TestedPhone } from './tested-phone.ts'

const answerWithinMs = 10_000

/** A message that is on its way. */
export interface Sent {
  /** Names the message in the server's records; an app does not tell it. */
  readonly msgKey: string | null
  /** When the server took it, ms of Date.now. */
  readonly takenAtMs: number
  /** MsgRandom; an app does not tell it. */
  readonly random: number | null
}

/** The Chat server did not take the message from the app of its sender. */
export class AppRefusedToSend extends PushfarmError {
  override readonly name = 'AppRefusedToSend'
  /** Tencent's code, e.g. 20007; null where the app names none. */
  readonly errorCode: number | undefined
  constructor(phone: string, refusal: { readonly code: number | null; readonly says: string }) {
    super(`The app on ${phone} could not send: it says ${JSON.stringify(refusal.says)}.`, {
      code: 'harness/app-refused-to-send',
      verdict: 'product',
      facts: { phone, ...refusal },
    })
    this.errorCode = refusal.code ?? undefined
  }
}

/**
 * Sends a message to the phone's owner, or to a group that the owner is in, on the way that the message names.
 *
 * @param random MsgRandom for REST; usually a new one
 */
export async function sendTo(tested: TestedPhone, message: ChatMessage, random?: number): Promise<Sent> {
  const { addressee, sender, from, elements, lifeTimeSec, push } = message
  const deadline = Deadline.in(answerWithinMs)
  const { owner } = tested
  if (addressee.kind === 'group') {
    await tested.know(from)
    await tested.groups.holds(addressee, { owner, writer: from }, deadline)
  }
  if (sender.by === 'client') return sendFromPartner(tested, message)
  const letter: Letter = {
    from: from.userId,
    elements,
    lifeTimeSec,
    push: push === null ? undefined : offlinePushInfoOf(push),
    withMuteNotifications: sender.withMuteNotifications === true,
    ...(random === undefined ? {} : { random }),
  }
  switch (addressee.kind) {
    case 'c2c':
      return tested.chat.send({ ...letter, to: owner.userId }, deadline)
    case 'group': {
      const { groupId, mentioned } = addressee
      return tested.chat.sendToGroup({ ...letter, groupId, mentioned: mentioned ? [owner.userId] : [] }, deadline)
    }
  }
}

function offlinePushInfoOf({
  disablePush,
  title,
  desc,
  ext,
  androidInfo,
}: NonNullable<ChatMessage['push']>): OfflinePushInfo {
  return {
    PushFlag: disablePush === true ? 1 : 0,
    Title: title,
    Desc: desc,
    Ext: ext,
    ...(androidInfo === undefined ? {} : { AndroidInfo: givenFields(androidInfo) }),
  }
}

async function sendFromPartner({ partnership }: TestedPhone, message: ChatMessage): Promise<Sent> {
  const { name } = partnership
  const result = await partnership.sends(message)
  if (result.kind === 'refused') throw new AppRefusedToSend(name, result)
  return { msgKey: null, takenAtMs: result.atMs, random: null }
}
