import { describe, expect, it } from 'vitest'
import { intent, type ExtraValue } from '../android/intent.ts'
import { extOf } from './click-ext.ts'
import type { PushServiceName } from './push-message.ts'

describe('extOf', () => {
  it.each<[string, PushServiceName, Readonly<Record<string, ExtraValue>>, string | undefined]>([
    ['MiPushMessage', 'mi', { key_message: { extra: { ext: '{"a":1}' } } }, '{"a":1}'],
    ['a plain extra on Mi', 'mi', { ext: '{"a":1}' }, undefined],
    ['a plain extra', 'huawei', { ext: '{"a":1}' }, '{"a":1}'],
    ['no extra', 'vivo', {}, undefined],
    ['an empty extra', 'fcm', { ext: '' }, undefined],
    [
      'keys of the object',
      'oppo',
      { entity: '{"sender":"a/b"}', trial: 'x"y', list: '[1]' },
      '{"entity":{"sender":"a/b"},"trial":"x\\"y","list":[1]}',
    ],
    ['text that begins like an object', 'oppo', { a: '{no' }, '{"a":"{no"}'],
    ['no keys', 'oppo', {}, undefined],
  ])('%s (%s)', (_, vendor, extras, expected) => {
    expect(extOf(vendor, intent({ extras }), 'rebuilt')).toBe(expected)
  })

  it('reads only the entity on OPPO where the switch says so', () => {
    expect(extOf('oppo', intent({ extras: { entity: '{"a":1}', b: '2' } }), 'entity-only')).toBe('{"a":1}')
  })
})
