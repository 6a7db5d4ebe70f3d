import type { AndroidInfo } from '../chat-message.ts'
import { type MatrixPhone, type Row, type RowContext, onlyIf } from '../matrix-row.ts'
import { usualAndroidInfo } from '../usual-message.ts'
import { type SituationChange, usualSituation } from '../usual-situation.ts'
import { registeredChannel } from './registered-channel.ts'

interface LimitedClass {
  readonly androidInfo: AndroidInfo
  readonly situation: SituationChange
}

/** What puts a message into the class with a daily limit for a phone; Mi and OPPO know the class by the channel. */
function limitedClass(context: RowContext): LimitedClass | undefined {
  const { phone, channelId } = context
  switch (phone.profile.service.name) {
    case 'mi': {
      const { id, situation } = registeredChannel(context, 'public', 'news')
      return { androidInfo: { XiaoMiChannelID: id }, situation }
    }
    case 'oppo':
      // OPPO shows a message on a channel of the app only, and that of the app is private: another class takes a laboratory.
      return { androidInfo: {}, situation: { console: { vendorChannels: { [channelId]: 'public' } } } }
    case 'huawei':
      return { androidInfo: { HuaWeiCategory: 'MARKETING' }, situation: {} }
    case 'honor':
      return { androidInfo: { HonorImportance: 'LOW' }, situation: {} }
    case 'vivo':
      return { androidInfo: { VIVOClassification: 0 }, situation: {} }
    default:
      return undefined
  }
}

/** Why no figure can be tried. */
const noDailyLimit: Readonly<Record<string, string>> = {
  meizu: 'Meizu limits public messages by phone and day (110011) and names no figure',
  fcm: 'FCM documents no daily limit for a phone',
}

export function rateRows(context: RowContext): readonly Row[] {
  const { phone, channelId } = context
  const { service } = phone.profile
  const kind = limitedClass(context)
  const { androidInfo, situation } = kind ?? { androidInfo: {}, situation: {} }
  const limited = onlyIf(
    kind !== undefined,
    noDailyLimit[service.name] ?? `${service.name} has no daily limit for a phone`,
  )
  const limit = dailyLimit(phone, { androidInfo: { ...usualAndroidInfo(channelId), ...androidInfo }, situation })
  const spent = (deviceToday: number): SituationChange => ({
    ...situation,
    usedQuota: { appToday: deviceToday, deviceToday, deviceLastMinute: 0 },
  })
  return [
    {
      id: 'rate/burst',
      says: 'Ten messages in a burst: each arrives, or they fold by rule',
      count: 10,
      ...burstOfChat(context),
    },
    {
      id: 'rate/burst-public',
      says: 'Ten public messages in a burst',
      count: 10,
      message: { androidInfo: { ...androidInfo, MeiZuNoticeMsgType: 0 } },
      situation: spent(0),
      effort: 'costs-quota',
      applies: onlyIf(service.name !== 'fcm', 'FCM knows no public class'),
    },
    {
      id: 'rate/last-of-the-day',
      says: 'The last message that the daily limit of the phone allows',
      message: { androidInfo },
      situation: spent(limit - 1),
      applies: limited,
      effort: 'costs-quota',
    },
    {
      id: 'rate/over-the-day',
      says: 'One more than the daily limit of the phone: nothing',
      message: { androidInfo },
      situation: spent(limit),
      applies: limited,
      effort: 'costs-quota',
    },
    {
      id: 'rate/next-day',
      says: 'On the next day the phone takes messages of the class again',
      message: { androidInfo },
      situation,
      after: 'a-day',
      applies: limited,
      effort: 'takes-hours',
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

/** Mi and OPPO take more than a few messages on a channel only that they granted as private. */
function burstOfChat(context: RowContext): Pick<Row, 'message' | 'situation'> {
  const { phone, channelId } = context
  switch (phone.profile.service.name) {
    case 'mi': {
      const { id, situation } = registeredChannel(context, 'private', channelId)
      return { message: { androidInfo: { XiaoMiChannelID: id } }, situation }
    }
    case 'oppo':
      return phone.entered?.vendorChannels?.[channelId] === 'private'
        ? {}
        : { situation: { console: { vendorChannels: { [channelId]: 'private' } } } }
    default:
      return {}
  }
}

/** Messages of the class that a phone takes in a day; 1 where there is no limit, and the row does not apply. */
function dailyLimit(phone: MatrixPhone, { androidInfo: info, situation }: LimitedClass): number {
  const { console, switches } = usualSituation(phone.profile, {
    console: { ...phone.entered, ...situation.console },
    switches: phone.switches ?? {},
  })
  const { service, apiLevel } = phone.profile
  const field = 'field' in service.channel.value ? service.channel.value.field : undefined
  const channelId = field === undefined ? '' : String(info[field] ?? '')
  const answer = service.classify({ info, console, switches, apiLevel, channelId, title: '' })
  return answer.kind === 'class' ? (answer.class.perDeviceAndDay?.value.ordinary ?? 1) : 1
}
