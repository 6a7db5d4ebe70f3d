import { objectAt, textAt } from '../../vendors/vendor-http.ts'
import type { Clock } from '../../clock.ts'
import type { Certificate } from '../console.ts'
import { isObject, parseObject, type JsonObject } from '../json.ts'
import { Credentials, form, intentUriWithExt, post, type CallVendor, type Channel } from './channel.ts'

export function huaweiChannel(call: CallVendor, clock: Clock): Channel {
  const credentials = new Credentials(clock)
  return {
    vendor: 'huawei',
    send: (push, certificate) => {
      const credential = credentials.get(certificate, 3_600_000, () => askForToken(call, certificate))
      if ('refused' in credential) return credential.refused
      const { huaweiCategory } = push.push.android
      const message = {
        message: {
          android: {
            ...(huaweiCategory === '' ? {} : { category: huaweiCategory }),
            urgency: 'HIGH',
            ttl: '604800s',
            notification: {
              title: push.title,
              body: push.desc,
              click_action: huaweiClick(certificate, push.ext),
              ...(push.channelId === '' ? {} : { channel_id: push.channelId }),
              ...(push.push.android.pushStyle === 1 ? { style: 1, big_title: push.title, big_body: push.desc } : {}),
              notify_id: push.notifyId,
              importance: push.push.android.huaweiImportance,
              foreground_show: true,
              visibility: 'PRIVATE',
              ...(push.push.badgeAdd === undefined ? {} : { badge: { add_num: push.push.badgeAdd } }),
            },
          },
          token: [push.token],
        },
      }
      const path = `/v1/${certificate.credentials.appId}/messages:send`
      const response = call(
        post('push-api.cloud.huawei.com', path, JSON.stringify(message), {
          authorization: `Bearer ${credential.token}`,
        }),
      )
      const answer = parseObject(response.body) ?? {}
      const code = textAt(answer, 'code')
      if (code === '80000000') return { kind: 'accepted', vendorMessageId: textAt(answer, 'requestId') }
      return { kind: 'refused', code: code || String(response.status), reason: textAt(answer, 'msg') }
    },
  }
}

/** Type 1 opens a page by intent, 2 a URL, 3 the app. The same object is Honor's clickAction. */
export function huaweiClick({ click }: Certificate, ext: string): JsonObject {
  switch (click.kind) {
    case 'in-app-page':
      return { type: 1, intent: intentUriWithExt(click.intentUri, ext) }
    case 'url':
      return { type: 2, url: click.url }
    case 'open-app':
      return { type: 3 }
  }
}

function askForToken(call: CallVendor, { credentials }: Certificate): ReturnType<Parameters<Credentials['get']>[2]> {
  const body = form({
    grant_type: 'client_credentials',
    client_id: credentials.appId,
    client_secret: credentials.secret,
  })
  const response = call(post('oauth-login.cloud.huawei.com', '/oauth2/v3/token', body))
  const answer = parseObject(response.body) ?? {}
  const token = textAt(answer, 'access_token')
  if (token !== '') return { token }
  const reason = isObject(answer['error'])
    ? textAt(objectAt(answer, 'error'), 'message')
    : textAt(answer, 'error_description')
  return { refused: { kind: 'refused', code: textAt(answer, 'error') || String(response.status), reason } }
}
