import { describe, expect, it } from 'vitest'
import type { MessageElement } from './chat-message.ts'
import { descOf, extOf, titleOf } from './push-content.ts'
import { type SwitchSettings, settle } from './switches.ts'
import { type MessageChange, usualMessage } from './usual-message.ts'

const group = { kind: 'group', groupId: 'team', name: '周末爬山', type: 'Work', mentioned: false } as const

describe('titleOf', () => {
  it.each<[string, MessageChange, Partial<SwitchSettings>, string, string]>([
    ['given', { push: { title: '标题' } }, {}, '标题', 'content/title-given'],
    ['nickname', { push: { title: '' } }, {}, '林小满', 'content/title-nickname'],
    ['no push info at all', { push: null }, {}, '林小满', 'content/title-nickname'],
    ['id', { push: { title: '' }, from: { userId: 'u1', nickname: '' } }, {}, 'u1', 'content/title-user-id'],
    ['group', { push: { title: '' }, addressee: group }, {}, '林小满', 'content/title-nickname'],
    [
      'group, by switch',
      { push: { title: '' }, addressee: group },
      { groupTitleFallback: 'group-name' },
      '周末爬山',
      'switch/groupTitleFallback',
    ],
  ])('%s', (_, change, switches, text, rule) => {
    const title = titleOf(usualMessage('c', change), settle(switches))
    expect([title.text, title.rule.name]).toEqual([text, rule])
  })
})

describe('descOf', () => {
  const custom: MessageElement = { type: 'custom', data: '{}', desc: '红包' }
  it.each<[string, readonly MessageElement[], string]>([
    ['text', [{ type: 'text', text: '明天见' }], '明天见'],
    ['face', [{ type: 'face' }], '[Face]'],
    ['image', [{ type: 'image' }], '[Image]'],
    ['sound', [{ type: 'sound' }], '[Voice]'],
    ['file', [{ type: 'file' }], '[File]'],
    ['video', [{ type: 'video' }], '[Video]'],
    ['location', [{ type: 'location' }], '[Location]'],
    ['custom, ignored', [custom], ''],
    ['several, no blanks', [{ type: 'text', text: '看' }, { type: 'image' }, custom], '看[Image]'],
  ])('of %s', (_, elements, text) => {
    expect(descOf(usualMessage('c', { elements, push: { desc: '' } }), settle()).text).toBe(text)
  })

  it('that is given beats the elements', () => {
    expect(descOf(usualMessage('c', { push: { desc: '照片' } }), settle()).text).toBe('照片')
  })

  it('names elements in Chinese, and counts custom descriptions, where the switches say so', () => {
    const message = usualMessage('c', { elements: [{ type: 'image' }, custom], push: { desc: '' } })
    const switches = settle({ elementWords: 'chinese', customDescBesideOfflinePushInfo: 'used' })
    expect(descOf(message, switches).text).toBe('[图片]红包')
  })

  it('counts custom descriptions where there is no offline push info', () => {
    const message = usualMessage('c', { elements: [{ type: 'image' }, custom], push: null })
    expect(descOf(message, settle()).text).toBe('[Image]红包')
  })
})

describe('extOf', () => {
  const elements: readonly MessageElement[] = [
    { type: 'text', text: '看' },
    { type: 'custom', data: '{}', desc: '红包', ext: '{"a":1}' },
  ]
  it.each<[string, MessageChange, string]>([
    ["the element's, without offline push info", { elements, push: null }, '{"a":1}'],
    ['none of a custom element without one', { elements: [{ type: 'custom', data: '', desc: '' }], push: null }, ''],
    ['that of the offline push info', { elements, push: { ext: '{"b":2}' } }, '{"b":2}'],
    ["not the element's beside an empty one", { elements, push: { ext: '' } }, ''],
  ])('is %s', (_, change, ext) => {
    expect(extOf(usualMessage('c', change))).toBe(ext)
  })
})
