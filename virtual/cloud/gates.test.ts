import { describe, expect, it } from 'vitest'
import { Accounts } from './accounts.ts'
import { sampleCertificates } from './console.ts'
import { gateNames, passGates, type GateQuestion } from './gates.ts'
import type { ChatMessage } from './message.ts'
import { readOfflinePush } from './offline-push.ts'
import { defaultSwitches } from './switches.ts'
import type { Terminal } from './terminals.ts'

const recipient = new Accounts().import('bob')
const muted = new Accounts().import('bob')
muted.receiveOptions.set('C2Calice', 2)

const message: ChatMessage = {
  kind: 'c2c',
  from: 'alice',
  to: 'bob',
  seq: 1,
  random: 2,
  timeSec: 3,
  clientTimeSec: 3,
  fromTinyId: '1',
  body: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hi' } }],
  cloudCustomData: '',
  push: readOfflinePush({ Title: 'T' }),
  lifeTimeSec: 60,
  sender: 'client',
  control: [],
  needReadReceipt: false,
}
const terminal: Terminal = {
  instanceId: 1,
  userId: 'bob',
  platform: 'Android',
  device: undefined,
  state: { kind: 'PushOnline', sinceMs: 0 },
  background: false,
  binding: { certificateId: 10001, token: 't', vendor: 'mi' },
  lastSeenMs: 0,
}
const usual: GateQuestion = {
  message,
  recipient,
  terminal,
  otherTerminalOnline: false,
  certificates: sampleCertificates({ privateKey: '', clientEmail: '' }),
  switches: defaultSwitches,
  nowMs: 1e12,
  faults: {
    pushFlagIgnored: false,
    recipientMuted: false,
    pushWhileForeground: false,
    certificateMissing: false,
    certificateJustChanged: false,
  },
}
const online = { ...terminal, state: { kind: 'Online', link: 'alive' } as const }
const custom = (Desc: string): ChatMessage => ({
  ...message,
  push: readOfflinePush(undefined),
  body: [{ MsgType: 'TIMCustomElem', MsgContent: { Data: 'x', Desc } }],
})

/** Each fails one gate more than the one before it, from the last gate to the first. */
const worse: readonly Partial<GateQuestion>[] = [
  { certificates: [] },
  { terminal: { ...terminal, binding: undefined } },
  { terminal: { ...terminal, state: { kind: 'Offline', why: 'logout' }, binding: undefined } },
  { message: { ...custom('') } },
  { recipient: muted },
  { message: { ...custom(''), lifeTimeSec: 0 } },
  { message: { ...custom(''), lifeTimeSec: 0, push: readOfflinePush({ PushFlag: 1 }) } },
]

describe('passGates', () => {
  it('pushes to a phone that is PushOnline', () => {
    expect(passGates(usual)).toMatchObject({ kind: 'push', certificate: { id: 10001 } })
  })

  it('asks in the documented order', () => {
    let question: GateQuestion = usual
    const stoppedAt = worse.map((change) => {
      question = { ...question, ...change }
      const verdict = passGates(question)
      return verdict.kind === 'stopped' ? verdict.gate : verdict.kind
    })
    expect(stoppedAt).toEqual([...gateNames].reverse())
  })

  it.each<[string, Partial<GateQuestion>, string]>([
    ['Online in front', { terminal: online }, 'state'],
    ['Online in the background', { terminal: { ...online, background: true } }, 'push'],
    [
      'in the background, self-posted',
      { terminal: { ...online, background: true }, switches: { ...defaultSwitches, backgroundAlive: 'self-posted' } },
      'self-posted',
    ],
    [
      'in the background, no push while Online',
      { terminal: { ...online, background: true }, switches: { ...defaultSwitches, pushInBackground: false } },
      'state',
    ],
    [
      'silent link',
      { terminal: { ...terminal, background: true, state: { kind: 'Online', link: 'silent', sinceMs: 0 } } },
      'state',
    ],
    ['another terminal Online', { otherTerminalOnline: true }, 'push'],
    [
      'another terminal Online, account-wide rule',
      { otherTerminalOnline: true, switches: { ...defaultSwitches, otherTerminalOnline: 'no-push' } },
      'state',
    ],
    ['muted, client send', { recipient: muted }, 'recv-opt'],
    ['muted, REST send', { recipient: muted, message: { ...message, sender: 'rest' } }, 'push'],
    [
      'muted, REST send that honours it',
      { recipient: muted, message: { ...message, sender: 'rest', control: ['WithMuteNotifications'] } },
      'recv-opt',
    ],
    ['custom element without a description', { message: custom('') }, 'content'],
    ['custom element with a description', { message: custom('d') }, 'push'],
    [
      'custom element with a description, OfflinePushInfo without one',
      { message: { ...custom('d'), push: readOfflinePush({}) } },
      'content',
    ],
    [
      'the same, where its description is used',
      {
        message: { ...custom('d'), push: readOfflinePush({}) },
        switches: { ...defaultSwitches, customDescBesideOfflinePushInfo: 'used' },
      },
      'push',
    ],
    [
      'custom element, push with a description',
      { message: { ...custom(''), push: readOfflinePush({ Desc: 'd' }) } },
      'push',
    ],
    ['certificate changed nine minutes ago', { nowMs: 540_000 }, 'certificate'],
    ['certificate changed ten minutes ago', { nowMs: 600_000 }, 'push'],
  ])('%s', (_, change, expected) => {
    const verdict = passGates({ ...usual, ...change })
    expect(verdict.kind === 'stopped' ? verdict.gate : verdict.kind).toBe(expected)
  })
})
