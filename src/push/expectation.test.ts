import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AppState } from './app-state.ts'
import { expectationOf } from './expectation.ts'
import type { PushMessage } from './message.ts'
import { shorten } from './truncation.ts'

const message: PushMessage = {
  token: '安晴朗川禾松',
  from: { userId: 'xiaoman', nickname: '林小满' },
  to: { userId: 'owner', nickname: '机主' },
  text: '正文',
  push: { title: '标题', desc: '描述', ext: '{}' },
}
const usual = {
  message,
  state: 'background' as AppState,
  account: 'logged-in' as const,
  rules: { postedBy: ['com.push'], titleUnits: 10, descUnits: 10, deliversWhenForceStopped: false },
  appPackage: 'io.app',
  withinMs: 60_000,
}

describe('expectationOf', () => {
  it.each<[string, Parameters<typeof expectationOf>[0], string]>([
    ['in the background', usual, 'shown'],
    ['locked', { ...usual, state: 'locked' }, 'shown'],
    ['swiped away', { ...usual, state: 'swiped-away' }, 'shown'],
    ['in front', { ...usual, state: 'foreground' }, 'nothing'],
    ['logged out', { ...usual, account: 'logged-out' }, 'nothing'],
    ['force-stopped, FCM', { ...usual, state: 'force-stopped' }, 'nothing'],
    [
      'force-stopped, others',
      { ...usual, state: 'force-stopped', rules: { ...usual.rules, deliversWhenForceStopped: true } },
      'shown',
    ],
    ['push disabled', { ...usual, message: { ...message, push: { ...message.push, disablePush: true } } }, 'nothing'],
  ])('%s', (_, trial, kind) => {
    expect(expectationOf(trial).kind).toBe(kind)
  })

  it('falls back to the sender and to the text', () => {
    const expected = expectationOf({ ...usual, message: { ...message, push: { title: '', desc: '', ext: '{}' } } })
    expect(expected).toMatchObject({ title: '林小满', text: '正文' })
  })
})

describe('shorten', () => {
  it('counts the dots and never exceeds the limit', () => {
    expect(shorten('0123456789', 10)).toBe('0123456789')
    expect(shorten('0123456789a', 10)).toBe('0123456...')
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 3, max: 60 }), (text, units) => shorten(text, units).length <= units),
    )
  })
})
