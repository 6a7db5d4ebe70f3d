import { expect, it } from 'vitest'
import { MovableClock } from '../../clock.ts'
import type { VendorRequest } from '../../vendors/vendor-http.ts'
import type { PushServiceName } from '../../vendors/push-message.ts'
import type { Certificate } from '../console.ts'
import { parseObject } from '../json.ts'
import { readOfflinePush } from '../offline-push.ts'
import { defaultSwitches } from '../switches.ts'
import { createChannels } from './channels.ts'

const certificate: Certificate = {
  id: 1,
  vendor: 'vivo',
  packageName: 'io.app',
  credentials: { appId: 'a', appKey: 'k', secret: 's', account: 'c' },
  channelId: '',
  click: { kind: 'open-app' },
  changedAtMs: 0,
}

/** The last request that a push with this AndroidInfo leads to; the credential is granted. */
function requestTo(vendor: PushServiceName, AndroidInfo: object): Record<string, unknown> {
  const requests: VendorRequest[] = []
  const clock = new MovableClock()
  const channels = createChannels(
    (request) => {
      requests.push(request)
      return { status: 200, body: JSON.stringify({ result: 0, authToken: 't', access_token: 't', name: 'n' }) }
    },
    clock,
    defaultSwitches,
  )
  const texts = { token: 'token', title: 't', desc: 'd', ext: '', channelId: '', requestId: 'r', notifyId: 1, nowMs: 0 }
  channels[vendor].send({ ...texts, push: readOfflinePush({ AndroidInfo }) }, certificate)
  clock.stop()
  return { ...parseObject(requests.at(-1)?.body ?? '') }
}

// 1047/33527: VIVONotifyType 1 to 4, default 4; GooglePriority normal or high.
it.each<[PushServiceName, object, object]>([
  ['vivo', {}, { notifyType: 4 }],
  ['vivo', { VIVONotifyType: 1 }, { notifyType: 1 }],
  ['fcm', {}, { message: { android: { priority: 'high' } } }],
  ['fcm', { GooglePriority: 'normal' }, { message: { android: { priority: 'normal' } } }],
])('%s with %j is asked for %j', (vendor, info, expected) => {
  expect(requestTo(vendor, info)).toMatchObject(expected)
})
