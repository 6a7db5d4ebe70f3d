import { type Appearance, appearanceOf } from './appearance.ts'
import type { ChatMessage } from './chat-message.ts'
import { deviceSteps } from './device-steps.ts'
import { dispatchGates } from './dispatch-gates.ts'
import { type Stage, type Stop, firstStop } from './passage.ts'
import { descOf, extOf, titleOf } from './push-content.ts'
import type { Question } from './question.ts'
import { type Rule, cite } from './rule.ts'
import { sendSteps } from './send-steps.ts'
import { infoAtServer } from './sender-sdk.ts'
import type { Situation } from './situation.ts'
import { shorten } from './truncation.ts'
import type { MessageClass } from './push-service-rules.ts'
import { type VendorQuestion, classIn, classOf, vendorSteps } from './vendor-steps.ts'

/** What the rules say should happen to a message on a phone. */
export type Expectation = Shown | Silent | Nothing

export interface Shown extends Appearance {
  readonly kind: 'shown'
}

/** In the shade, but without a sound or heads-up. */
export interface Silent extends Appearance {
  readonly kind: 'silent'
  readonly because: Rule
}

export interface Nothing {
  readonly kind: 'nothing'
  /** One sentence with the rule's name, source and day. */
  readonly why: string
  readonly rule: Rule
  readonly at: Stage
  /** Which of the stage's steps, e.g. the gate `recv-opt`. */
  readonly step: string
  /** What the sender is told: a REST or SDK code at `send`, the vendor's at `vendor`, a loss class at `dispatch`. */
  readonly code?: number | string
}

/**
 * Says beforehand what becomes of a message: which gate stops it, or how it is shown. Pure; the rules come with
 * `situation.phone` (vendors) and stand in this folder (Tencent, Android).
 */
export function expect(message: ChatMessage, situation: Situation): Expectation {
  const question: Question = { ...situation, message, info: infoAtServer(message) }
  const early = firstStop('send', sendSteps, question) ?? firstStop('dispatch', dispatchGates, question)
  if (early !== undefined) return nothing(early)
  const { appearing, rules } = written(question)
  const late = firstStop('vendor', vendorSteps, appearing) ?? firstStop('device', deviceSteps, appearing)
  if (late !== undefined) return nothing(late)
  const { appearance, because } = appearanceOf(appearing, rules)
  return because === undefined ? { kind: 'shown', ...appearance } : { kind: 'silent', because, ...appearance }
}

/** The class in which the vendor counts a message; undefined where it knows none, or refuses the message's own. */
export function messageClass(message: ChatMessage, situation: Situation): MessageClass | undefined {
  return classIn(written({ ...situation, message, info: infoAtServer(message) }).appearing)
}

function nothing(stop: Stop): Nothing {
  const { rule, at, step, code } = stop
  return { kind: 'nothing', why: cite(rule), rule, at, step, ...(code === undefined ? {} : { code }) }
}

/** The notification as Tencent hands it to the vendor. */
function written(question: Question): { readonly appearing: VendorQuestion; readonly rules: readonly Rule[] } {
  const { message, switches, phone, info, console } = question
  const { service } = phone
  const title = titleOf(message, switches)
  const desc = descOf(message, switches)
  const descLimit = Number(info.PushStyle) === 1 ? (service.longDescUnits ?? service.descUnits) : service.descUnits
  const field = 'field' in service.channel.value ? service.channel.value.field : undefined
  const named = field === undefined ? '' : String(info[field] ?? '')
  const draft = {
    ...question,
    title: cut(title.text, service.titleUnits, question),
    text: cut(desc.text, descLimit, question),
    ext: extOf(message),
    channelId: field === undefined ? '' : named === '' ? console.channelId : named,
  }
  const answer = classOf(draft)
  const attention = answer.kind === 'class' && answer.class.attention.value === 'silent' ? 'silent' : 'normal'
  const classRules =
    answer.kind === 'class' ? [answer.class.rule, ...(answer.because === undefined ? [] : [answer.because])] : []
  return {
    appearing: { ...draft, attention },
    rules: [
      title.rule,
      ...(draft.title === title.text ? [] : [service.titleUnits]),
      desc.rule,
      ...(draft.text === desc.text ? [] : [descLimit]),
      ...classRules,
    ],
  }
}

function cut(text: string, limit: Rule<number | null>, { switches }: Question): string {
  return limit.value === null ? text : shorten(text, limit.value, switches.splitSurrogate)
}
