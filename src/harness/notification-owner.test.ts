import { describe, expect, it } from 'vitest'
import { nothingSaid } from '../android/notification-entry.ts'
import { mayHide, ownFirst, ownerOf } from './notification-owner.ts'

const app = { packageName: 'com.x', postedBy: ['com.xiaomi.xmsf'] }
const unreadable = { line: 7, why: 'cut off' }

describe('whose a notification is', () => {
  it.each([
    ['in its own name', { package: 'com.x', opPkg: 'com.x' }, 'app'],
    ['by the push service in its name', { package: 'com.x', opPkg: 'com.xiaomi.xmsf' }, 'app'],
    ['by the push service, naming it', { package: 'com.xiaomi.xmsf', targetPackage: 'com.x' }, 'app'],
    ['by the push service, naming another', { package: 'com.xiaomi.xmsf', targetPackage: 'com.y' }, 'foreign'],
    ['by the push service, naming nobody', { package: 'com.xiaomi.xmsf' }, 'service'],
    ['by another app', { package: 'com.android.shell' }, 'foreign'],
    ['of a name that cannot be read', { package: null, unreadable }, 'unknown'],
  ])('%s', (_, said, owner) => {
    expect(ownerOf({ ...nothingSaid, ...said }, app)).toBe(owner)
  })

  it("puts the app's first", () => {
    const [shell, own] = [
      { ...nothingSaid, package: 'com.android.shell' },
      { ...nothingSaid, package: 'com.x' },
    ]
    expect(ownFirst([shell, own], app)).toEqual([own, shell])
  })
})

describe('what an entry that cannot be read may hide', () => {
  it.each([
    ['a whole one hides nothing', { package: 'com.x' }, false],
    ['without its text', { package: 'com.x', title: 'Ann', unreadable }, true],
    ['without package and text', { package: null, unreadable }, true],
    ['of another app', { package: 'com.android.shell', unreadable }, false],
    ['damaged elsewhere, with another text', { package: 'com.x', title: 'Ann', text: '晴', unreadable }, false],
    ['it shows the message itself', { package: 'com.x', text: '安', unreadable }, false],
  ])('%s', (_, said, hides) => {
    expect(mayHide({ ...nothingSaid, ...said }, '安', app)).toBe(hides)
  })
})
