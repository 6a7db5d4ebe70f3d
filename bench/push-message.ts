import { Deadline } from '../src/base/deadline.ts'
import type { SentMessage } from '../src/chat/chat-server.ts'
import type { TestedPhone } from '../src/harness/tested-phone.ts'
import { chatExt } from '../src/push/ext.ts'
import { makeToken } from '../src/push/token.ts'
import { usualAndroidInfo } from '../src/push/usual-message.ts'

/** A message for the phone's owner whose token stands in its notification's text and nowhere else. */
export function pushTo(tested: TestedPhone): { readonly token: string; send(): Promise<SentMessage> } {
  const token = makeToken(Math.random)
  const text = `${token}，今晚一起吃饭吗？`
  const { chat, friend, owner } = tested
  return {
    token,
    send: () =>
      chat.sendText(
        {
          from: friend.userId,
          to: owner.userId,
          text,
          push: {
            PushFlag: 0,
            Title: friend.nickname,
            Desc: text,
            Ext: chatExt(friend, text),
            AndroidInfo: usualAndroidInfo(tested.channelId),
          },
        },
        Deadline.in(10_000),
      ),
  }
}
