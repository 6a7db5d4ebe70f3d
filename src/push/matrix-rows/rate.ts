import type { AndroidInfo } from '../chat-message.ts'
import { type Row, type RowContext, onlyIf } from '../matrix-row.ts'
import type { PhoneProfile } from '../situation.ts'
import { usualAndroidInfo } from '../usual-message.ts'
import { type SituationChange, usualSituation } from '../usual-situation.ts'

/** What puts a message into the class with a daily limit for a phone; Mi and OPPO know the class by the channel. */
function limitedClass(vendor: string, channelId: string): LimitedClass | undefined {
  const ofChannel = { console: { vendorChannels: { [channelId]: 'public' } } } as const
  switch (vendor) {
    case 'mi':
      return { androidInfo: { XiaoMiChannelID: channelId }, ...ofChannel }
    case 'oppo':
      return { androidInfo: {}, ...ofChannel }
    case 'huawei':
      return { androidInfo: { HuaWeiCategory: 'MARKETING' } }
    case 'honor':
      return { androidInfo: { HonorImportance: 'LOW' } }
    case 'vivo':
      return { androidInfo: { VIVOClassification: 0 } }
    default:
      return undefined
  }
}

interface LimitedClass {
  readonly androidInfo: AndroidInfo
  readonly console?: NonNullable<SituationChange['console']>
}

export function rateRows({ phone: { profile }, channelId }: RowContext): readonly Row[] {
  const { service } = profile
  const kind = limitedClass(service.name, channelId)
  const { androidInfo = {}, console = {} } = kind ?? {}
  const limited = onlyIf(kind !== undefined, `${service.name} documents no daily limit for a phone`)
  const limit = dailyLimit(profile, { androidInfo: { ...usualAndroidInfo(channelId), ...androidInfo }, console })
  const spent = (deviceToday: number): SituationChange => ({
    console,
    usedQuota: { appToday: deviceToday, deviceToday, deviceLastMinute: 0 },
  })
  return [
    {
      id: 'rate/burst',
      says: 'Ten messages in a burst: each arrives, or they fold by rule',
      count: 10,
      message: {
        androidInfo: { XiaoMiChannelID: channelId },
      },
      situation: { console: { vendorChannels: { [channelId]: 'private' } } },
    },
    {
      id: 'rate/burst-public',
      says: 'Ten public messages in a burst',
      count: 10,
      message: { androidInfo: { ...androidInfo, MeiZuNoticeMsgType: 0 } },
      situation: spent(0),
      effort: 'costs-quota',
      runsIn: 'release',
      applies: onlyIf(service.name !== 'fcm', 'FCM knows no public class'),
    },
    {
      id: 'rate/last-of-the-day',
      says: 'The last message that the daily limit of the phone allows',
      message: { androidInfo },
      situation: spent(limit - 1),
      applies: limited,
      effort: 'costs-quota',
      runsIn: 'release',
    },
    {
      id: 'rate/over-the-day',
      says: 'One more than the daily limit of the phone: nothing',
      message: { androidInfo },
      situation: spent(limit),
      applies: limited,
      effort: 'costs-quota',
      runsIn: 'release',
    },
    {
      id: 'rate/next-day',
      says: 'On the next day the phone takes messages of the class again',
      message: { androidInfo },
      situation: { console },
      after: 'a-day',
      applies: limited,
      effort: 'takes-hours',
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
function dailyLimit(profile: PhoneProfile, { androidInfo: info, console: change }: Required<LimitedClass>): number {
  const { console, switches } = usualSituation(profile, { console: change })
  const { service, apiLevel } = profile
  const field = 'field' in service.channel.value ? service.channel.value.field : undefined
  const channelId = field === undefined ? '' : String(info[field] ?? '')
  const answer = service.classify({ info, console, switches, apiLevel, channelId, title: '' })
  return answer.kind === 'class' ? (answer.class.perDeviceAndDay?.value.ordinary ?? 1) : 1
}
