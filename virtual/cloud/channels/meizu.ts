import { meizuSign } from '../../vendors/meizu.ts'
import { objectAt, textAt } from '../../vendors/vendor-http.ts'
import type { CertificateClick } from '../console.ts'
import { parseObject, type JsonObject } from '../json.ts'
import type { Switches } from '../switches.ts'
import { form, post, type CallVendor, type Channel } from './channel.ts'

export function meizuChannel(call: CallVendor, { meizuUnnamedType }: Pick<Switches, 'meizuUnnamedType'>): Channel {
  const unnamedType = meizuUnnamedType === 'private' ? 1 : 0
  return {
    vendor: 'meizu',
    send: (push, { credentials, click }) => {
      const message = {
        noticeBarInfo: { noticeBarType: 0, title: push.title, content: push.desc },
        noticeExpandInfo:
          push.desc.length > 32 ? { noticeExpandType: 1, noticeExpandContent: push.desc } : { noticeExpandType: 0 },
        clickTypeInfo: { ...clickFields(click), ...(push.ext === '' ? {} : { parameters: { ext: push.ext } }) },
        pushTimeInfo: { offLine: 1, validTime: 72 },
        advanceInfo: { noticeMsgType: push.push.android.meizuNoticeMsgType ?? unnamedType, fixSpeed: 0 },
      }
      const fields = { appId: credentials.appId, pushIds: push.token, messageJson: JSON.stringify(message) }
      const body = form({ ...fields, sign: meizuSign(fields, credentials.secret) })
      const answer =
        parseObject(
          call(post('server-api-push.meizu.com', '/garcia/api/server/push/varnished/pushByPushId', body)).body,
        ) ?? {}
      const code = textAt(answer, 'code')
      if (code !== '200') return { kind: 'refused', code, reason: textAt(answer, 'message') }
      // Failures of single push ids stand in `value`; 520 (folded) is delivered all the same.
      const failures = objectAt(answer, 'value')
      const failed = Object.keys(failures).find((key) => key !== '520')
      if (failed !== undefined) return { kind: 'refused', code: failed, reason: 'the push id was refused' }
      return { kind: 'accepted', vendorMessageId: textAt(answer, 'msgId') }
    },
  }
}

function clickFields(click: CertificateClick): JsonObject {
  switch (click.kind) {
    case 'in-app-page':
      return { clickType: 1, activity: click.activity }
    case 'url':
      return { clickType: 2, url: click.url }
    case 'open-app':
      return { clickType: 0 }
  }
}
