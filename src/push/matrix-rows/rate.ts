import type { AndroidInfo } from '../chat-message.ts'
import { type Row, type RowContext, onlyIf } from '../matrix-row.ts'
import type { PhoneProfile } from '../situation.ts'
import { usualAndroidInfo } from '../usual-message.ts'
import { type SituationChange, usualSituation } from '../usual-situation.ts'

/** The fields that put a message into the class with a daily limit for a phone. */
const limitedClass: Readonly<Record<string, AndroidInfo>> = {
  mi: {},
  huawei: { HuaWeiCategory: 'MARKETING' },
  honor: { HonorImportance: 'LOW' },
  oppo: {},
  vivo: { VIVOClassification: 0 },
}

export function rateRows({ phone: { profile }, channelId }: RowContext): readonly Row[] {
  const { service } = profile
  const androidInfo = limitedClass[service.name]
  const limited = onlyIf(androidInfo !== undefined, `${service.name} documents no daily limit for a phone`)
  const limit = dailyLimit(profile, { ...usualAndroidInfo(channelId), ...androidInfo })
  const spent = (deviceToday: number): SituationChange => ({
    usedQuota: { appToday: deviceToday, deviceToday, deviceLastMinute: 0 },
  })
  return [
    {
      id: 'rate/burst',
      says: 'Ten messages in a burst: each arrives, or they fold by rule',
      count: 10,
      message: {
        androidInfo: { XiaoMiChannelID: 'chat' },
      },
      situation: { console: { vendorChannels: { chat: 'private', [channelId]: 'private' } } },
    },
    {
      id: 'rate/burst-public',
      says: 'Ten public messages in a burst',
      count: 10,
      message: { androidInfo: { ...androidInfo, MeiZuNoticeMsgType: 0 } },
      effort: 'costs-quota',
      runsIn: 'release',
      applies: onlyIf(service.name !== 'fcm', 'FCM knows no public class'),
    },
    {
      id: 'rate/last-of-the-day',
      says: 'The last message that the daily limit of the phone allows',
      message: { androidInfo: androidInfo ?? {} },
      situation: spent(limit - 1),
      applies: limited,
      effort: 'costs-quota',
      runsIn: 'release',
    },
    {
      id: 'rate/over-the-day',
      says: 'One more than the daily limit of the phone: nothing',
      message: { androidInfo: androidInfo ?? {} },
      situation: spent(limit),
      applies: limited,
      effort: 'costs-quota',
      runsIn: 'release',
    },
    { id: 'rate/within-a-minute', says: 'It arrives within one minute; the latency is measured' },
    { id: 'rate/nothing-twice', says: 'Nothing appears twice', count: 2 },
    {
      id: 'rate/repeated-random',
      says: 'The same MsgRandom within a second is one message',
      message: { random: 'repeated' },
    },
  ]
}

/** Messages of the class that a phone takes in a day; 1 where there is no limit, and the row does not apply. */
function dailyLimit(profile: PhoneProfile, info: AndroidInfo): number {
  const { console, switches } = usualSituation(profile)
  const { service, apiLevel } = profile
  const field = 'field' in service.channel.value ? service.channel.value.field : undefined
  const channelId = field === undefined ? '' : String(info[field] ?? '')
  const answer = service.classify({ info, console, switches, apiLevel, channelId, title: '' })
  return answer.kind === 'class' ? (answer.class.perDeviceAndDay?.value.ordinary ?? 1) : 1
}
