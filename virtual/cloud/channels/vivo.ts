import { createHash } from 'node:crypto'
import { numberAt, textAt } from '../../vendors/vendor-http.ts'
import type { Clock } from '../../clock.ts'
import type { Certificate, CertificateClick } from '../console.ts'
import { parseObject, type JsonObject } from '../json.ts'
import { Credentials, intentUriWithExt, post, type CallVendor, type Channel } from './channel.ts'

export function vivoChannel(call: CallVendor, clock: Clock): Channel {
  const credentials = new Credentials(clock)
  return {
    vendor: 'vivo',
    send: (push, certificate) => {
      const credential = credentials.get(certificate, 86_400_000, () => askForToken(call, clock, certificate))
      if ('refused' in credential) return credential.refused
      const { vivoCategory, vivoClassification, vivoNotifyType } = push.push.android
      const message = {
        appId: certificate.credentials.appId,
        regId: push.token,
        notifyType: vivoNotifyType,
        title: push.title,
        content: push.desc,
        timeToLive: 86_400,
        ...clickFields(certificate.click, push.ext),
        networkType: -1,
        classification: vivoClassification,
        ...(vivoCategory === '' ? {} : { category: vivoCategory }),
        ...(push.ext === '' ? {} : { clientCustomMap: { ext: push.ext } }),
        requestId: push.requestId,
        pushMode: 0,
      }
      const response = call(
        post('api-push.vivo.com.cn', '/message/send', JSON.stringify(message), { authtoken: credential.token }),
      )
      return readAnswer(parseObject(response.body) ?? {})
    },
  }
}

function clickFields(click: CertificateClick, ext: string): JsonObject {
  switch (click.kind) {
    case 'in-app-page':
      return { skipType: 4, skipContent: intentUriWithExt(click.intentUri, ext) }
    case 'url':
      return { skipType: 2, skipContent: click.url }
    case 'open-app':
      return { skipType: 1 }
  }
}

function askForToken(
  call: CallVendor,
  clock: Clock,
  { credentials }: Certificate,
): ReturnType<Parameters<Credentials['get']>[2]> {
  const { appId, appKey, secret } = credentials
  const timestamp = clock.now()
  const sign = createHash('md5')
    .update(`${appId}${appKey}${String(timestamp)}${secret}`)
    .digest('hex')
  const answer =
    parseObject(
      call(post('api-push.vivo.com.cn', '/message/auth', JSON.stringify({ appId, appKey, timestamp, sign }))).body,
    ) ?? {}
  const token = textAt(answer, 'authToken')
  return token === '' ? { refused: readAnswer(answer) } : { token }
}

function readAnswer(answer: JsonObject): ReturnType<Channel['send']> {
  const result = numberAt(answer, 'result')
  if (result === 0) return { kind: 'accepted', vendorMessageId: textAt(answer, 'taskId') }
  return { kind: 'refused', code: String(result), reason: textAt(answer, 'desc') }
}
