import { numberAt, objectAt, textAt } from '../../vendors/vendor-http.ts'
import { parseObject } from '../json.ts'
import { form, post, type CallVendor, type Channel } from './channel.ts'

export function miChannel(call: CallVendor): Channel {
  return {
    vendor: 'mi',
    send: (push, { credentials, click, packageName }) => {
      const effect: Record<string, string> =
        click.kind === 'in-app-page'
          ? { 'extra.notify_effect': '2', 'extra.intent_uri': click.intentUri }
          : click.kind === 'url'
            ? { 'extra.notify_effect': '3', 'extra.web_uri': click.url }
            : { 'extra.notify_effect': '1' }
      const body = form({
        title: push.title,
        description: push.desc,
        payload: '',
        restricted_package_name: packageName,
        registration_id: push.token,
        pass_through: '0',
        notify_type: '-1',
        notify_id: String(push.notifyId),
        time_to_live: '604800000',
        'extra.notify_foreground': '1',
        ...effect,
        ...(push.channelId === '' ? {} : { 'extra.channel_id': push.channelId }),
        ...(push.ext === '' ? {} : { 'extra.ext': push.ext }),
      })
      const response = call(
        post('api.xmpush.xiaomi.com', '/v3/message/regid', body, { authorization: `key=${credentials.secret}` }),
      )
      const answer = parseObject(response.body) ?? {}
      if (answer['result'] === 'ok')
        return { kind: 'accepted', vendorMessageId: textAt(objectAt(answer, 'data'), 'id') }
      return {
        kind: 'refused',
        code: String(numberAt(answer, 'code') ?? response.status),
        reason: textAt(answer, 'reason'),
      }
    },
  }
}
