import { createHash } from 'node:crypto'
import { numberAt, objectAt, textAt } from '../../vendors/vendor-http.ts'
import type { Clock } from '../../clock.ts'
import type { Certificate, CertificateClick } from '../console.ts'
import { parseObject, type JsonObject } from '../json.ts'
import { Credentials, form, post, type CallVendor, type Channel } from './channel.ts'

/** Ext travels as action_parameters, which OPPO wants to be a JSON object. */
export function oppoChannel(call: CallVendor, clock: Clock): Channel {
  const credentials = new Credentials(clock)
  return {
    vendor: 'oppo',
    send: (push, certificate) => {
      const credential = credentials.get(certificate, 86_400_000, () => askForToken(call, clock, certificate))
      if ('refused' in credential) return credential.refused
      const { oppoCategory, oppoNotifyLevel, pushStyle } = push.push.android
      // 2 is the level of a category; one that was given without a category is for OPPO to refuse.
      const level = oppoNotifyLevel ?? (oppoCategory === '' ? undefined : 2)
      const message = {
        target_type: 2,
        target_value: push.token,
        notification: {
          title: push.title,
          content: push.desc,
          ...clickFields(certificate.click),
          ...(push.ext === '' ? {} : { action_parameters: push.ext }),
          ...(push.channelId === '' ? {} : { channel_id: push.channelId }),
          ...(oppoCategory === '' ? {} : { category: oppoCategory }),
          ...(level === undefined ? {} : { notify_level: level }),
          ...(pushStyle === 1 ? { style: 2 } : {}),
          app_message_id: push.requestId,
          off_line: true,
          off_line_ttl: 604_800,
        },
      }
      const body = form({ auth_token: credential.token, message: JSON.stringify(message) })
      return readAnswer(
        parseObject(call(post('api.push.oppomobile.com', '/server/v1/message/notification/unicast', body)).body) ?? {},
      )
    },
  }
}

function clickFields(click: CertificateClick): JsonObject {
  switch (click.kind) {
    case 'in-app-page':
      return { click_action_type: 4, click_action_activity: click.activity }
    case 'url':
      return { click_action_type: 2, click_action_url: click.url }
    case 'open-app':
      return { click_action_type: 0 }
  }
}

function askForToken(
  call: CallVendor,
  clock: Clock,
  { credentials }: Certificate,
): ReturnType<Parameters<Credentials['get']>[2]> {
  const timestamp = String(clock.now())
  const sign = createHash('sha256').update(`${credentials.appKey}${timestamp}${credentials.secret}`).digest('hex')
  const answer =
    parseObject(
      call(post('api.push.oppomobile.com', '/server/v1/auth', form({ app_key: credentials.appKey, timestamp, sign })))
        .body,
    ) ?? {}
  const token = textAt(objectAt(answer, 'data'), 'auth_token')
  return token === '' ? { refused: readAnswer(answer) } : { token }
}

function readAnswer(answer: JsonObject): ReturnType<Channel['send']> {
  const code = numberAt(answer, 'code')
  if (code === 0) return { kind: 'accepted', vendorMessageId: textAt(objectAt(answer, 'data'), 'messageId') }
  return { kind: 'refused', code: String(code), reason: textAt(answer, 'message') }
}
