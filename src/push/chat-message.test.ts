import { describe, expect, it } from 'vitest'
import { type AndroidInfo, givenFields } from './chat-message.ts'

describe('givenFields', () => {
  it.each<[string, AndroidInfo, AndroidInfo]>([
    ['all are given', { HuaWeiCategory: 'IM', VIVOClassification: 0 }, { HuaWeiCategory: 'IM', VIVOClassification: 0 }],
    ['one is not', { OPPOChannelID: '', MeiZuNoticeMsgType: '', OPPONotifyLevel: 16 }, { OPPONotifyLevel: 16 }],
    ['none is', {}, {}],
  ])('%s', (_, info, given) => {
    expect(givenFields(info)).toEqual(given)
  })
})
