import type { AndroidInfo } from '../chat-message.ts'
import { type Row, type RowContext, onlyIf } from '../matrix-row.ts'
import type { SituationChange } from '../usual-situation.ts'

/** Channels, categories and classes that one vendor knows; on the others the row does not apply. */
export function vendorFieldRows({ phone: { profile } }: RowContext): readonly Row[] {
  const row = (
    vendor: string,
    value: string,
    says: string,
    androidInfo: AndroidInfo,
    situation?: SituationChange,
  ): Row => ({
    id: `${vendor}/${value}`,
    says,
    message: { androidInfo },
    ...(situation === undefined ? {} : { situation }),
    applies: onlyIf(
      profile.service.name === vendor,
      `the field is for ${vendor}, and this phone uses ${profile.service.name}`,
    ),
  })
  const oppo = onlyIf(
    profile.service.name === 'oppo' && profile.apiLevel >= 26,
    'channels bind OPPO phones of Android 8 and later',
  )
  return [
    { ...row('oppo', 'channel-given', 'OPPO: the channel is given', {}), applies: oppo },
    {
      ...row(
        'oppo',
        'channel-missing',
        'OPPO: no channel: nothing',
        { OPPOChannelID: '' },
        { console: { channelId: '' } },
      ),
      applies: oppo,
    },
    {
      ...row('oppo', 'channel-unknown', 'OPPO: a channel that the app never made: nothing', {
        OPPOChannelID: 'nobody',
      }),
      applies: oppo,
    },
    {
      ...row(
        'oppo',
        'channel-of-console',
        "OPPO: the console's channel stands in",
        { OPPOChannelID: '' },
        {
          console: { channelId: 'nobody' },
        },
      ),
      applies: oppo,
    },
    row('oppo', 'level-1', 'OPPO: notify level 1', { OPPONotifyLevel: 1 }),
    row('oppo', 'level-without-category', 'OPPO: a level without a category', { OPPOCategory: '' }),
    row('oppo', 'long-style', 'OPPO: PushStyle 1 leaves 128 units of text', { PushStyle: 1 }),
    row(
      'mi',
      'channel-private',
      'Mi: a private channel',
      { XiaoMiChannelID: 'chat' },
      {
        console: { vendorChannels: { chat: 'private' } },
      },
    ),
    row(
      'mi',
      'channel-public',
      'Mi: a public channel',
      { XiaoMiChannelID: 'news' },
      {
        console: { vendorChannels: { news: 'public' } },
      },
    ),
    row('mi', 'channel-missing', 'Mi: no channel', { XiaoMiChannelID: '' }, { console: { channelId: '' } }),
    row('mi', 'channel-unknown', 'Mi: a channel that is not registered', { XiaoMiChannelID: 'nobody' }),
    row('huawei', 'category-im', 'Huawei: category IM', { HuaWeiCategory: 'IM' }),
    row('huawei', 'category-marketing', 'Huawei: category MARKETING', { HuaWeiCategory: 'MARKETING' }),
    row('huawei', 'category-missing', 'Huawei: no category', { HuaWeiCategory: '' }),
    row('huawei', 'importance-low', 'Huawei: importance LOW', { HuaWeiImportance: 'LOW' }),
    row('honor', 'importance-normal', 'Honor: importance NORMAL', { HonorImportance: 'NORMAL' }),
    row('honor', 'importance-low', 'Honor: importance LOW', { HonorImportance: 'LOW' }),
    row('vivo', 'system', 'vivo: classification 1', { VIVOClassification: 1 }),
    row('vivo', 'operational', 'vivo: classification 0', { VIVOClassification: 0 }),
    row(
      'vivo',
      'operational-at-night',
      'vivo: classification 0 at 03:00',
      { VIVOClassification: 0 },
      {
        timeOfDay: { hour: 3, minute: 0 },
      },
    ),
    row('meizu', 'private', 'Meizu: private message', { MeiZuNoticeMsgType: 1 }),
    row('meizu', 'public', 'Meizu: public message', { MeiZuNoticeMsgType: 0 }),
    row(
      'meizu',
      'type-missing',
      'Meizu: a message that names no type, the sixth of a minute',
      { MeiZuNoticeMsgType: '' },
      { usedQuota: { appToday: 5, deviceToday: 5, deviceLastMinute: 5 } },
    ),
    row('fcm', 'channel-given', 'FCM: the channel is given', {}),
    row('fcm', 'channel-unknown', 'FCM: a channel that the app never made', { GoogleChannelID: 'nobody' }),
  ]
}
