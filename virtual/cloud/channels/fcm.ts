import { createSign } from 'node:crypto'
import { numberAt, objectAt, textAt } from '../../vendors/vendor-http.ts'
import type { Clock } from '../../clock.ts'
import type { Certificate } from '../console.ts'
import { isObject, listOf, parseObject } from '../json.ts'
import { Credentials, form, post, type CallVendor, type Channel } from './channel.ts'

export function fcmChannel(call: CallVendor, clock: Clock): Channel {
  const credentials = new Credentials(clock)
  return {
    vendor: 'fcm',
    send: (push, certificate) => {
      const credential = credentials.get(certificate, 3_599_000, () => askForToken(call, clock, certificate))
      if ('refused' in credential) return credential.refused
      const message = {
        message: {
          token: push.token,
          notification: { title: push.title, body: push.desc },
          ...(push.ext === '' ? {} : { data: { ext: push.ext } }),
          android: {
            priority: push.push.android.googlePriority,
            ttl: '604800s',
            ...(push.channelId === '' ? {} : { notification: { channel_id: push.channelId } }),
          },
        },
      }
      // The project is the console's "app key" field of an FCM certificate.
      const path = `/v1/projects/${certificate.credentials.appKey}/messages:send`
      const response = call(
        post('fcm.googleapis.com', path, JSON.stringify(message), { authorization: `Bearer ${credential.token}` }),
      )
      const answer = parseObject(response.body) ?? {}
      const name = textAt(answer, 'name')
      if (name !== '') return { kind: 'accepted', vendorMessageId: name }
      const error = objectAt(answer, 'error')
      const detail = listOf(error['details']).find(isObject)
      const code =
        detail === undefined ? String(numberAt(error, 'code') ?? response.status) : textAt(detail, 'errorCode')
      return { kind: 'refused', code, reason: textAt(error, 'message') }
    },
  }
}

function askForToken(
  call: CallVendor,
  clock: Clock,
  { credentials }: Certificate,
): ReturnType<Parameters<Credentials['get']>[2]> {
  const nowSec = Math.floor(clock.now() / 1000)
  const claims = {
    iss: credentials.account,
    scope: 'https://www.googleapis.com/auth/firebase.messaging',
    aud: 'https://oauth2.googleapis.com/token',
    iat: nowSec,
    exp: nowSec + 3600,
  }
  const unsigned = [{ alg: 'RS256', typ: 'JWT' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  let signature: string
  try {
    signature = createSign('RSA-SHA256').update(unsigned).sign(credentials.secret, 'base64url')
  } catch {
    // The console holds something that is no private key.
    signature = ''
  }
  const body = form({
    grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
    assertion: `${unsigned}.${signature}`,
  })
  const answer = parseObject(call(post('oauth2.googleapis.com', '/token', body)).body) ?? {}
  const token = textAt(answer, 'access_token')
  return token === ''
    ? { refused: { kind: 'refused', code: '401', reason: textAt(answer, 'error_description') } }
    : { token }
}
