import type { Clock } from '../../clock.ts'
import type { PushServiceName } from '../../vendors/push-message.ts'
import type { Switches } from '../switches.ts'
import type { CallVendor, Channel } from './channel.ts'
import { fcmChannel } from './fcm.ts'
import { honorChannel } from './honor.ts'
import { huaweiChannel } from './huawei.ts'
import { meizuChannel } from './meizu.ts'
import { miChannel } from './mi.ts'
import { oppoChannel } from './oppo.ts'
import { vivoChannel } from './vivo.ts'

export function createChannels(
  call: CallVendor,
  clock: Clock,
  switches: Switches,
): Readonly<Record<PushServiceName, Channel>> {
  return {
    mi: miChannel(call),
    huawei: huaweiChannel(call, clock),
    honor: honorChannel(call, clock),
    oppo: oppoChannel(call, clock),
    vivo: vivoChannel(call, clock),
    meizu: meizuChannel(call, switches),
    fcm: fcmChannel(call, clock),
  }
}
