import { describe, expect, it } from 'vitest'
import { matchFilter } from './intent-filter.ts'
import { intent, type Intent } from './intent.ts'
import type { IntentFilter } from './phone.ts'

const view = 'android.intent.action.VIEW'
const filter = (change: Partial<IntentFilter>): IntentFilter => ({
  actions: [view],
  categories: [],
  data: [],
  ...change,
})
const push = filter({ data: [{ scheme: 'pushscheme' }, { host: 'com.tencent.qcloud' }, { path: '/detail' }] })

describe('matchFilter', () => {
  it.each<[string, IntentFilter, Partial<Intent>, number | undefined]>([
    ['an action', filter({}), { action: view }, 0x108000],
    ['another action', filter({}), { action: 'x' }, undefined],
    ['no action at all', filter({}), {}, 0x108000],
    ['a category the filter has', filter({ categories: ['c'] }), { action: view, categories: ['c'] }, 0x108000],
    ['a category the filter lacks', filter({}), { action: view, categories: ['c'] }, undefined],
    ['data where the filter has none', filter({}), { action: view, data: 'a:b' }, undefined],
    ['scheme, host and path', push, { action: view, data: 'pushscheme://com.tencent.qcloud/detail?ext=1#x' }, 0x508000],
    ['another path', push, { action: view, data: 'pushscheme://com.tencent.qcloud/other' }, undefined],
    ['another host', push, { action: view, data: 'pushscheme://com.tencent/detail' }, undefined],
    ['another scheme', push, { action: view, data: 'http://com.tencent.qcloud/detail' }, undefined],
    ['no data where the filter wants it', push, { action: view }, undefined],
    ['a scheme alone', filter({ data: [{ scheme: 'tel' }] }), { action: view, data: 'tel:123' }, 0x208000],
    [
      'a host alone',
      filter({ data: [{ scheme: 'http', host: 'a.b' }] }),
      { action: view, data: 'http://A.B/x' },
      0x308000,
    ],
    [
      'a port',
      filter({ data: [{ scheme: 'http', host: 'a', port: '80' }] }),
      { action: view, data: 'http://a:80/' },
      0x408000,
    ],
    [
      'another port',
      filter({ data: [{ scheme: 'http', host: 'a', port: '80' }] }),
      { action: view, data: 'http://a:81/' },
      undefined,
    ],
    [
      'a wildcard host',
      filter({ data: [{ scheme: 'http', host: '*.b.c' }] }),
      { action: view, data: 'http://a.b.c/' },
      0x308000,
    ],
    [
      'a path prefix',
      filter({ data: [{ scheme: 's', host: 'h', pathPrefix: '/a' }] }),
      { action: view, data: 's://h/abc' },
      0x508000,
    ],
    ['a type', filter({ data: [{ mimeType: 'image/*' }] }), { action: view, type: 'image/png' }, 0x608000],
    ['another type', filter({ data: [{ mimeType: 'image/*' }] }), { action: view, type: 'text/plain' }, undefined],
    [
      'a type without one in the filter',
      push,
      { action: view, type: 'a/b', data: 'pushscheme://com.tencent.qcloud/detail' },
      undefined,
    ],
  ])('%s', (_what, given, wanted, match) => {
    expect(matchFilter(given, intent(wanted))).toBe(match)
  })
})
