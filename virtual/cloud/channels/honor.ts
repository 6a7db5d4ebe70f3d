import { numberAt, objectAt, textAt } from '../../vendors/vendor-http.ts'
import type { Clock } from '../../clock.ts'
import type { Certificate } from '../console.ts'
import { parseObject } from '../json.ts'
import { Credentials, form, post, type CallVendor, type Channel } from './channel.ts'
import { huaweiClick } from './huawei.ts'

export function honorChannel(call: CallVendor, clock: Clock): Channel {
  const credentials = new Credentials(clock)
  return {
    vendor: 'honor',
    send: (push, certificate) => {
      const credential = credentials.get(certificate, 3_600_000, () => askForToken(call, certificate))
      if ('refused' in credential) return credential.refused
      const { honorImportance } = push.push.android
      const message = {
        android: {
          notification: {
            title: push.title,
            body: push.desc,
            clickAction: huaweiClick(certificate, push.ext),
            ...(honorImportance === '' ? {} : { importance: honorImportance }),
            notifyId: push.notifyId,
            ...(push.push.android.pushStyle === 1 ? { style: 1, bigTitle: push.title, bigBody: push.desc } : {}),
            ...(push.push.badgeAdd === undefined ? {} : { badge: { addNum: push.push.badgeAdd } }),
          },
          targetUserType: 0,
        },
        token: [push.token],
      }
      const path = `/api/v1/${certificate.credentials.appId}/sendMessage`
      const headers = { authorization: `Bearer ${credential.token}`, timestamp: String(push.nowMs) }
      const response = call(post('push-api.cloud.honor.com', path, JSON.stringify(message), headers))
      const answer = parseObject(response.body) ?? {}
      const code = numberAt(answer, 'code') ?? response.status
      if (code === 200) return { kind: 'accepted', vendorMessageId: textAt(objectAt(answer, 'data'), 'requestId') }
      return { kind: 'refused', code: String(code), reason: textAt(answer, 'message') }
    },
  }
}

function askForToken(call: CallVendor, { credentials }: Certificate): ReturnType<Parameters<Credentials['get']>[2]> {
  const body = form({
    grant_type: 'client_credentials',
    client_id: credentials.appId,
    client_secret: credentials.secret,
  })
  const response = call(post('iam.developer.honor.com', '/auth/realms/developer/protocol/openid-connect/token', body))
  const answer = parseObject(response.body) ?? {}
  const token = textAt(answer, 'access_token')
  return token === ''
    ? { refused: { kind: 'refused', code: '403', reason: textAt(answer, 'error_description') } }
    : { token }
}
