import { describe, expect, it } from 'vitest'
import { intent } from './intent.ts'
import { intentText } from './intent-text.ts'
import { IntentUriError, parseIntentUri, toIntentUri } from './intent-uri.ts'

describe('parseIntentUri', () => {
  it('reads the URI that vendors use for a click', () => {
    const uri =
      'intent://com.tencent.qcloud/detail#Intent;scheme=pushscheme;launchFlags=0x4000000;component=io.x/io.x.Main;S.ext=%7B%22a%22%3A1%7D;i.n=5;B.b=true;end'
    expect(parseIntentUri(uri)).toEqual({
      action: 'android.intent.action.VIEW',
      data: 'pushscheme://com.tencent.qcloud/detail',
      flags: 0x4000000,
      component: { packageName: 'io.x', className: 'io.x.Main' },
      categories: [],
      extras: { ext: '{"a":1}', n: 5, b: true },
    })
  })

  it('takes any other URI as the data of a VIEW', () => {
    expect(parseIntentUri('app://x/y')).toEqual(intent({ action: 'android.intent.action.VIEW', data: 'app://x/y' }))
  })

  it.each([
    'intent:#Intent;action=a',
    'intent:#Intent;frob;end',
    'intent:#Intent;launchFlags=x;end',
    'intent:#Intent;S.a=%E0%A4;end',
  ])('refuses %s', (uri) => {
    expect(() => parseIntentUri(uri)).toThrow(IntentUriError)
  })

  it('reads what toIntentUri writes', () => {
    const given = intent({
      action: 'a.B',
      data: 'pushscheme://h/p?q=1',
      categories: ['c.D'],
      packageName: 'p.q',
      component: { packageName: 'p.q', className: 'p.q.R' },
      flags: 0x10000000,
      extras: { text: '你好 "x";=&', number: 3, yes: true },
    })
    expect(parseIntentUri(toIntentUri(given))).toEqual(given)
  })
})

describe('intentText', () => {
  it.each([
    [intent(), 'Intent {  }'],
    [intent({ action: 'a', flags: 0x10200000 }), 'Intent { act=a flg=0x10200000 }'],
    [intent({ data: 'https://user@host/path?q' }), 'Intent { dat=https://user@host/... }'],
    [intent({ data: 'tel:+4912-3' }), 'Intent { dat=tel:xxxxx-x }'],
    [intent({ extras: { a: 1 }, packageName: 'p' }), 'Intent { pkg=p (has extras) }'],
  ])('%j', (given, text) => {
    expect(intentText(given)).toBe(text)
  })
})
