import type { Account } from './accounts.ts'
import type { Certificate } from './console.ts'
import { mentions } from './mentions.ts'
import type { ChatMessage } from './message.ts'
import { exceptAt } from './receive-flags.ts'
import { descOf } from './push-text.ts'
import type { Switches } from './switches.ts'
import type { PushBinding, Terminal } from './terminals.ts'

/** The gates between a message and a vendor, in the order in which they are passed. */
export const gateNames = ['push-flag', 'life-time', 'recv-opt', 'content', 'state', 'token', 'certificate'] as const
export type GateName = (typeof gateNames)[number]

export type GateVerdict =
  | {
      readonly kind: 'push'
      readonly terminal: Terminal
      readonly binding: PushBinding
      readonly certificate: Certificate
    }
  | { readonly kind: 'stopped'; readonly gate: GateName; readonly why: string }
  /** The app is in the background with its process alive, and shows the message itself. */
  | { readonly kind: 'self-posted'; readonly terminal: Terminal }

export interface GateQuestion {
  readonly message: ChatMessage
  readonly recipient: Account
  readonly terminal: Terminal
  /** Another terminal of the recipient is Online. */
  readonly otherTerminalOnline: boolean
  readonly certificates: readonly Certificate[]
  readonly switches: Switches
  readonly nowMs: number
  readonly faults: GateFaults
}

export interface GateFaults {
  readonly pushFlagIgnored: boolean
  readonly recipientMuted: boolean
  readonly pushWhileForeground: boolean
  readonly certificateMissing: boolean
  readonly certificateJustChanged: boolean
}

/** Decides for one phone of the recipient. */
export function passGates(question: GateQuestion): GateVerdict {
  const { message, terminal, switches, faults } = question
  if (message.push.pushFlag === 1 && !faults.pushFlagIgnored)
    return stopped('push-flag', 'the message says that it must not be pushed')
  if (message.lifeTimeSec === 0) return stopped('life-time', 'the message is for online recipients only')
  if (isMuted(question)) return stopped('recv-opt', 'the recipient receives the conversation without notification')
  if (isEmptyCustom(question)) return stopped('content', 'a single custom element without a description')
  const state = stateGate(question)
  if (state !== undefined) return state
  if (terminal.binding === undefined) return stopped('token', 'no token was reported')
  const { binding } = terminal
  const certificate = question.certificates.find(({ id }) => id === binding.certificateId)
  if (certificate === undefined || faults.certificateMissing)
    return stopped('certificate', 'no certificate of that id is uploaded')
  if (question.nowMs - certificate.changedAtMs < switches.certificateDelayMs || faults.certificateJustChanged) {
    return stopped('certificate', 'the certificate is not in force yet')
  }
  return { kind: 'push', terminal, binding, certificate }
}

function stopped(gate: GateName, why: string): GateVerdict {
  return { kind: 'stopped', gate, why }
}

/** An administrator's send ignores the recipient's choice unless SendMsgControl says otherwise. */
function isMuted({ message, recipient, faults }: GateQuestion): boolean {
  if (faults.recipientMuted) return true
  if (message.sender === 'rest' && !message.control.includes('WithMuteNotifications')) return false
  const conversation = message.kind === 'c2c' ? `C2C${message.from}` : `GROUP${message.to}`
  const option = recipient.receiveOptions.get(conversation) ?? 0
  return option !== 0 && !(exceptAt.has(option) && mentions(message.mentions, recipient.userId))
}

function isEmptyCustom({ message, switches }: GateQuestion): boolean {
  const [only] = message.body
  return message.body.length === 1 && only?.MsgType === 'TIMCustomElem' && descOf(message, switches) === ''
}

function stateGate({ terminal, switches, faults, otherTerminalOnline }: GateQuestion): GateVerdict | undefined {
  if (terminal.state.kind === 'Offline') return stopped('state', 'the phone is Offline')
  if (otherTerminalOnline && switches.otherTerminalOnline === 'no-push')
    return stopped('state', 'another terminal is Online')
  if (terminal.state.kind === 'PushOnline') return undefined
  if (faults.pushWhileForeground && terminal.state.link === 'alive') return undefined
  if (terminal.state.link === 'silent') return stopped('state', 'the phone is Online as far as the server knows')
  if (!terminal.background) return stopped('state', 'the phone is Online and the app in front')
  if (!switches.pushInBackground) return stopped('state', 'the phone is Online')
  return switches.backgroundAlive === 'self-posted' ? { kind: 'self-posted', terminal } : undefined
}
