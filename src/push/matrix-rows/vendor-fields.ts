import type { AndroidInfo } from '../chat-message.ts'
import { type Applying, type Row, type RowContext, onlyIf } from '../matrix-row.ts'
import type { MessageChange } from '../usual-message.ts'
import { registeredChannel } from './registered-channel.ts'

/** What one vendor's field is given. */
interface FieldRow {
  readonly value: string
  readonly says: string
  readonly androidInfo: AndroidInfo
  readonly push?: NonNullable<MessageChange['push']>
  readonly situation?: NonNullable<Row['situation']>
  /** A class of which a phone takes a few messages a day is left alone unless it is asked for. */
  readonly effort?: 'costs-quota'
}

const costsQuota = { effort: 'costs-quota' } as const

/** Channels, categories and classes that one vendor knows; on the others the row does not apply. */
export function vendorFieldRows(context: RowContext): readonly Row[] {
  const { service, apiLevel } = context.phone.profile
  const rows = (vendor: string, fields: readonly FieldRow[], applies?: Applying): readonly Row[] =>
    fields.map(({ value, androidInfo, push, ...rest }) => ({
      id: `${vendor}/${value}`,
      message: { androidInfo, ...(push === undefined ? {} : { push }) },
      applies:
        applies ?? onlyIf(service.name === vendor, `the field is for ${vendor}, and this phone uses ${service.name}`),
      ...rest,
    }))
  return [
    ...rows(
      'oppo',
      oppoChannels,
      onlyIf(service.name === 'oppo' && apiLevel >= 26, 'channels bind OPPO phones of Android 8 and later'),
    ),
    ...rows('oppo', oppoFields(context)),
    ...rows('mi', miFields(context)),
    ...rows('huawei', huaweiFields(context)),
    ...rows('honor', honorFields),
    ...rows('vivo', vivoFields),
    ...rows('meizu', meizuFields),
    ...rows('fcm', [
      { value: 'channel-given', says: 'FCM: the channel is given', androidInfo: {} },
      {
        value: 'channel-unknown',
        says: 'FCM: a channel that the app never made',
        androidInfo: { GoogleChannelID: 'nobody' },
      },
    ]),
  ]
}

/** OPPO counts a message on any channel that it did not grant as private among the public ones, shown or not. */
const oppoChannels: readonly FieldRow[] = [
  { value: 'channel-given', says: 'OPPO: the channel is given', androidInfo: {} },
  {
    value: 'channel-missing',
    says: 'OPPO: no channel: nothing',
    androidInfo: { OPPOChannelID: '' },
    situation: { console: { channelId: '' } },
    ...costsQuota,
  },
  {
    value: 'channel-unknown',
    says: 'OPPO: a channel that the app never made: nothing',
    androidInfo: { OPPOChannelID: 'nobody' },
    ...costsQuota,
  },
  {
    value: 'channel-of-console',
    says: "OPPO: the console's channel stands in",
    androidInfo: { OPPOChannelID: '' },
    situation: { console: { channelId: 'nobody' } },
    ...costsQuota,
  },
]

function oppoFields({ phone: { profile } }: RowContext): readonly FieldRow[] {
  const units = profile.service.longDescUnits?.value ?? 128
  const longStyle = (value: string, says: string, length: number): FieldRow => ({
    value: `long-style-${value}`,
    says: `OPPO: with PushStyle 1 the text ${says}`,
    androidInfo: { PushStyle: 1 },
    push: { desc: '安'.repeat(length) },
  })
  return [
    { value: 'level-1', says: 'OPPO: notify level 1', androidInfo: { OPPONotifyLevel: 1 } },
    { value: 'level-missing', says: 'OPPO: a category without a level', androidInfo: { OPPONotifyLevel: '' } },
    { value: 'level-without-category', says: 'OPPO: a level without a category', androidInfo: { OPPOCategory: '' } },
    longStyle('below', 'has one unit less than the limit of that style', units - 1),
    longStyle('at', 'has as many units as the limit of that style', units),
    longStyle('above', 'has one unit more than the limit of that style', units + 1),
  ]
}

function miFields(context: RowContext): readonly FieldRow[] {
  const [ofTheApp, forAll] = [
    registeredChannel(context, 'private', 'chat'),
    registeredChannel(context, 'public', 'news'),
  ]
  return [
    {
      value: 'channel-private',
      says: 'Mi: a private channel',
      androidInfo: { XiaoMiChannelID: ofTheApp.id },
      situation: ofTheApp.situation,
    },
    {
      value: 'channel-public',
      says: 'Mi: a public channel',
      androidInfo: { XiaoMiChannelID: forAll.id },
      situation: forAll.situation,
      ...costsQuota,
    },
    {
      value: 'channel-missing',
      says: 'Mi: no channel',
      androidInfo: { XiaoMiChannelID: '' },
      situation: { console: { channelId: '' } },
      ...costsQuota,
    },
    {
      value: 'channel-unknown',
      says: 'Mi: a channel that is not registered',
      androidInfo: { XiaoMiChannelID: 'nobody' },
    },
  ]
}

function huaweiFields({ channelId }: RowContext): readonly FieldRow[] {
  return [
    { value: 'channel-given', says: 'Huawei: the channel is given', androidInfo: { HuaWeiChannelID: channelId } },
    {
      value: 'channel-unknown',
      says: 'Huawei: a channel that the app never made',
      androidInfo: { HuaWeiChannelID: 'nobody' },
    },
    {
      value: 'ext-as-intent-param',
      says: "Huawei: ext is asked for as a parameter of the page's intent",
      androidInfo: { ExtAsHuaweiIntentParam: 1 },
    },
    { value: 'category-im', says: 'Huawei: category IM', androidInfo: { HuaWeiCategory: 'IM' } },
    {
      value: 'category-marketing',
      says: 'Huawei: category MARKETING',
      androidInfo: { HuaWeiCategory: 'MARKETING' },
      ...costsQuota,
    },
    // Its class is for Huawei to find out by the text: it may be marketing.
    { value: 'category-missing', says: 'Huawei: no category', androidInfo: { HuaWeiCategory: '' }, ...costsQuota },
    { value: 'importance-low', says: 'Huawei: importance LOW', androidInfo: { HuaWeiImportance: 'LOW' } },
  ]
}

const honorFields: readonly FieldRow[] = [
  { value: 'importance-normal', says: 'Honor: importance NORMAL', androidInfo: { HonorImportance: 'NORMAL' } },
  { value: 'importance-low', says: 'Honor: importance LOW', androidInfo: { HonorImportance: 'LOW' }, ...costsQuota },
]

const vivoFields: readonly FieldRow[] = [
  { value: 'system', says: 'vivo: classification 1', androidInfo: { VIVOClassification: 1 } },
  { value: 'classification-missing', says: 'vivo: no classification', androidInfo: { VIVOClassification: '' } },
  { value: 'category-missing', says: 'vivo: classification 1, no category', androidInfo: { VIVOCategory: '' } },
  { value: 'operational', says: 'vivo: classification 0', androidInfo: { VIVOClassification: 0 }, ...costsQuota },
  {
    value: 'operational-at-night',
    says: 'vivo: classification 0 at 03:00',
    androidInfo: { VIVOClassification: 0 },
    situation: { timeOfDay: { hour: 3, minute: 0 } },
  },
]

const meizuFields: readonly FieldRow[] = [
  { value: 'private', says: 'Meizu: private message', androidInfo: { MeiZuNoticeMsgType: 1 } },
  { value: 'public', says: 'Meizu: public message', androidInfo: { MeiZuNoticeMsgType: 0 }, ...costsQuota },
  {
    value: 'type-missing',
    says: 'Meizu: a message that names no type, the sixth of a minute',
    androidInfo: { MeiZuNoticeMsgType: '' },
    situation: { usedQuota: { appToday: 5, deviceToday: 5, deviceLastMinute: 5 } },
    ...costsQuota,
  },
]
