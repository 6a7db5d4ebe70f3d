import { describe, expect as expectThat, it } from 'vitest'
import { oppo } from '../vendors/oppo.ts'
import { google } from '../vendors/google.ts'
import { mi } from '../vendors/mi.ts'
import type { AppState } from './app-state.ts'
import { expectationOf } from './expectation.ts'
import type { PushMessage } from './message.ts'

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
  rules: mi.rules,
  appPackage: 'io.app',
  withinMs: 60_000,
}

describe('expectationOf', () => {
  it.each<[string, Parameters<typeof expectationOf>[0], string]>([
    ['in the background', usual, 'shown'],
    ['locked', { ...usual, state: 'locked' }, 'shown'],
    ['swiped away', { ...usual, state: 'swiped-away' }, 'shown'],
    ['swiped away, FCM', { ...usual, state: 'swiped-away', rules: google.rules }, 'shown'],
    ['in front', { ...usual, state: 'foreground' }, 'nothing'],
    ['logged out', { ...usual, account: 'logged-out' }, 'nothing'],
    ['force-stopped, FCM', { ...usual, state: 'force-stopped', rules: google.rules }, 'nothing'],
    ['force-stopped, others', { ...usual, state: 'force-stopped' }, 'shown'],
    ['push disabled', { ...usual, message: { ...message, push: { ...message.push, disablePush: true } } }, 'nothing'],
    ['OPPO without a channel id', { ...usual, rules: oppo.rules }, 'nothing'],
    [
      'OPPO with one',
      {
        ...usual,
        rules: oppo.rules,
        message: { ...message, push: { ...message.push, androidInfo: { OPPOChannelID: 'messages' } } },
      },
      'shown',
    ],
  ])('%s', (_, trial, kind) => {
    expectThat(expectationOf(trial).kind).toBe(kind)
  })

  it('falls back to the sender and to the text', () => {
    const expected = expectationOf({ ...usual, message: { ...message, push: { title: '', desc: '', ext: '{}' } } })
    expectThat(expected).toMatchObject({ title: '林小满', text: '正文' })
  })

  it('lets the service and the app itself post', () => {
    expectThat(expectationOf(usual)).toMatchObject({ mayBePostedBy: ['com.xiaomi.xmsf', 'io.app'] })
  })
})
