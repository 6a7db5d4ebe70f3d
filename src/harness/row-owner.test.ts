import { expect, it } from 'vitest'
import { nothingSaid } from '../android/notification-entry.ts'
import { rowOwner } from './row-owner.ts'

const app = { packageName: 'com.x', appName: 'X', postedBy: ['com.xiaomi.xmsf'] }
const own = { ...nothingSaid, package: 'com.x', title: 'Ann', text: '安 hi' }
const shell = { ...nothingSaid, package: 'com.android.shell', title: 'Shell', text: '安 hi' }
const copy = { ...shell, title: 'Ann' }
const service = { ...own, package: 'com.xiaomi.xmsf' }
const hidden = { title: null, text: null, titleRedacted: true, textRedacted: true }
const forUs = { ...service, targetPackage: 'com.x' }
const forOthers = { ...service, targetPackage: 'com.y' }
const row = (appName: string | null, title: string | null, text: string | null = '安 hi') => ({
  appName,
  title,
  text,
  texts: [],
  hits: [0],
  collapsedIn: null,
})

it.each([
  ['the name of the app', row('X', 'Ann'), [own, copy], 'app'],
  ['the name of another', row('Shell', 'Ann'), [own, copy], 'foreign'],
  ['no name, the title of ours', row(null, 'Ann'), [own, shell], 'app'],
  ['no name, the title of the other', row(null, 'Shell'), [own, shell], 'foreign'],
  ['no name, all the same', row(null, 'Ann'), [own, copy], 'unknown'],
  ['no name, and a title of nobody', row(null, 'Bob'), [own, shell], 'unknown'],
  ['the name of the push service, which posted for us', row('小米服务框架', 'Ann'), [forUs], 'app'],
  ['the name of the push service, which does not say for whom', row('小米服务框架', 'Ann'), [service], 'app'],
  [
    'the name of the push service, in a dump that hides its texts',
    row('小米服务框架', 'Ann'),
    [{ ...service, ...hidden }],
    'app',
  ],
  [
    'some name, in a dump that hides all texts',
    row('小米服务框架', 'Ann'),
    [
      { ...service, ...hidden },
      { ...shell, ...hidden },
    ],
    'unknown',
  ],
  ['the name of another, in a dump that hides our texts', row('Shell', 'Ann'), [{ ...own, ...hidden }], 'foreign'],
  ['no name, the push service for us and for others', row(null, 'Ann'), [forUs, forOthers], 'unknown'],
  ['no name, and only the text', row(null, null), [own], 'app'],
])('%s', (_, shown, entries, owner) => {
  expect(rowOwner(shown, entries, app)).toBe(owner)
})
