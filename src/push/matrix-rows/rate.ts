import type { AndroidInfo } from '../chat-message.ts'
import { messageClass } from '../expectation.ts'
import { type Row, type RowContext, onlyIf } from '../matrix-row.ts'
import type { PerApp } from '../push-service-rules.ts'
import { usualMessage } from '../usual-message.ts'
import { type SituationChange, usualSituation } from '../usual-situation.ts'
import { registeredChannel } from './registered-channel.ts'

interface LimitedClass {
  readonly androidInfo: AndroidInfo
  readonly situation: SituationChange
}

/** What puts a message into the class with daily limits; Mi and OPPO know the class by the channel. */
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
    case 'meizu':
      return { androidInfo: { MeiZuNoticeMsgType: 0 }, situation: {} }
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
  const ofClass =
    kind &&
    messageClass(
      usualMessage(channelId, { androidInfo }),
      usualSituation(phone.profile, {
        console: { ...phone.entered, ...situation.console },
        switches: phone.switches ?? {},
      }),
    )
  const { perDeviceAndDay, perAppAndDay } = ofClass ?? {}
  const limited = onlyIf(
    perDeviceAndDay !== undefined,
    noDailyLimit[service.name] ?? `${service.name} has no daily limit for a phone`,
  )
  const limitedByApp = onlyIf(perAppAndDay !== undefined, `${service.name} documents no daily limit for an app`)
  const limit = perDeviceAndDay?.value.ordinary ?? 1
  const limitOfApp = perAppAndDay === undefined ? 1 : appLimit(perAppAndDay.value)
  const spent = (deviceToday: number): SituationChange => ({
    ...situation,
    usedQuota: { appToday: deviceToday, deviceToday, deviceLastMinute: 0 },
  })
  const spentByApp = (appToday: number): SituationChange => ({
    ...situation,
    console: { ...situation.console, users },
    usedQuota: { appToday, deviceToday: 0, deviceLastMinute: 0 },
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
      id: 'rate/last-of-the-apps-day',
      says: 'The last message that the daily limit of the app allows',
      message: { androidInfo },
      situation: spentByApp(limitOfApp - 1),
      applies: limitedByApp,
      effort: 'costs-quota',
    },
    {
      id: 'rate/over-the-apps-day',
      says: 'One more than the daily limit of the app: refused',
      message: { androidInfo },
      situation: spentByApp(limitOfApp),
      applies: limitedByApp,
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

/** Users that the app has at the vendor in the rows about its own limit, which goes by them. */
const users = 10_000

/** Messages of a class that an app may send in a day. */
function appLimit({ minimum, perUser, flatBelowUsers }: PerApp): number {
  return users < (flatBelowUsers ?? 0) ? minimum : Math.max(minimum, users * perUser)
}
