import { Deadline } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import type { SentMessage } from '../chat/chat-server.ts'
import type { ChatMessage } from '../push/chat-message.ts'
import type { TestedPhone } from './tested-phone.ts'

const answerWithinMs = 10_000

/** Sends a message to the phone's owner, or to a group that the owner is in, on the way that the message names. */
export async function sendTo(tested: TestedPhone, message: ChatMessage): Promise<SentMessage> {
  const { addressee, sender, from, elements, lifeTimeSec, push } = message
  if (sender.by !== 'rest' || addressee.kind !== 'c2c')
    throw new PushfarmError(`The harness cannot send by ${sender.by} to a ${addressee.kind} conversation.`, {
      code: 'harness/cannot-send',
      verdict: 'set-up',
    })
  const { disablePush, title, desc, ext, androidInfo } = push ?? {}
  return tested.chat.send(
    {
      from: from.userId,
      to: tested.owner.userId,
      elements,
      lifeTimeSec,
      push: {
        PushFlag: disablePush === true ? 1 : 0,
        Title: title ?? '',
        Desc: desc ?? '',
        Ext: ext ?? '',
        ...(androidInfo === undefined ? {} : { AndroidInfo: androidInfo }),
      },
    },
    Deadline.in(answerWithinMs),
  )
}
