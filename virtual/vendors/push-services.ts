import type { FaultBoard } from '../cloud/fault-board.ts'
import type { PhoneCalendar } from '../cloud/phone-calendar.ts'
import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import { fcmService, type FcmService } from './fcm.ts'
import { honorService } from './honor.ts'
import { huaweiService } from './huawei.ts'
import { defaultLatency, type Latency } from './latency.ts'
import { meizuService } from './meizu.ts'
import { miService } from './mi.ts'
import { oppoService } from './oppo.ts'
import type { PushServiceName } from './push-message.ts'
import { PushServiceCore, type PushService } from './push-service.ts'
import { sampleApps } from './vendor-app.ts'
import type { VendorRequest, VendorResponse } from './vendor-http.ts'
import type { VendorRules } from './vendor-rules.ts'
import { vivoService } from './vivo.ts'

/** All seven push services. */
export interface PushServices {
  readonly byName: Readonly<Record<PushServiceName, PushService>> & { readonly fcm: FcmService }
  /** A call to one of the vendors' hosts; undefined when no vendor owns the host. */
  handle(request: VendorRequest): VendorResponse | undefined
  stop(): void
}

export function createPushServices(options: {
  readonly clock: Clock
  readonly random: Random
  readonly faults: FaultBoard
  readonly rules: VendorRules
  readonly calendar?: PhoneCalendar
  /** PEM of the service account's key. */
  readonly fcmPrivateKey: string
  readonly latency?: Partial<Readonly<Record<PushServiceName, Latency>>>
}): PushServices {
  const core = (name: PushServiceName): PushServiceCore =>
    new PushServiceCore({
      ...options,
      name,
      latency: options.latency?.[name] ?? defaultLatency[name],
      app: sampleApps[name],
    })
  const byName = {
    mi: miService(core('mi')),
    huawei: huaweiService(core('huawei')),
    honor: honorService(core('honor')),
    oppo: oppoService(core('oppo')),
    vivo: vivoService(core('vivo')),
    meizu: meizuService(core('meizu')),
    fcm: fcmService(core('fcm'), options.fcmPrivateKey),
  }
  const byHost = new Map<string, PushService>(
    Object.values(byName).flatMap((service) => service.hosts.map((host) => [host, service] as const)),
  )
  return {
    byName,
    handle: (request) => byHost.get(request.host)?.handle(request),
    stop: () => {
      for (const service of Object.values(byName)) service.core.stop()
    },
  }
}
