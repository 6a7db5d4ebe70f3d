import { takesAt } from './class-hours.ts'
import { certificateInForce, gateRules } from './dispatch-gates.ts'
import { type Cause, type Step } from './passage.ts'
import type { ClassAnswer, MessageClass } from './push-service-rules.ts'
import type { Question } from './question.ts'
import { type Rule, rule } from './rule.ts'
import { halfWidths, percentEncodedBytes, utf8Bytes } from './truncation.ts'

/** A question once Tencent has written the notification. */
export interface VendorQuestion extends Question {
  readonly title: string
  readonly text: string
  readonly ext: string
  /** The channel id in force: the message's, else the console's, else ''. */
  readonly channelId: string
  /** How much its class may disturb, as far as the phone is concerned. */
  readonly attention: 'normal' | 'silent'
}

const foreignCertificate = rule({
  name: 'vendor/foreign-certificate',
  value: 'of-another-app',
  says: "The certificate is another app's or vendor's: the vendor refuses the sender",
  source: 'code tables of the vendors',
  page: 'wrong app, package or owner',
  checkedOn: '2026-11-20',
  grade: 'third-party',
})

/** What the vendor's server asks, in order. */
export const vendorSteps: readonly Step<VendorQuestion>[] = [
  {
    name: 'certificate',
    rules: [foreignCertificate],
    stops: ({ console }) => {
      const inForce = certificateInForce(console)
      if (inForce.certificate !== 'of-another-app') return undefined
      return { rule: inForce.tooNew ? gateRules.certificateTooNew : foreignCertificate }
    },
  },
  {
    name: 'listing',
    rules: [],
    stops: ({ phone, console }) =>
      console.listing !== 'listed' && phone.service.refusesUnlistedApp.value !== null
        ? { rule: phone.service.refusesUnlistedApp, code: phone.service.refusesUnlistedApp.value }
        : undefined,
  },
  {
    name: 'token',
    rules: [],
    stops: ({ phone, token }) =>
      token === 'stale'
        ? { rule: phone.service.refusesStaleToken, code: phone.service.refusesStaleToken.value }
        : undefined,
  },
  { name: 'size', rules: [], stops: size },
  { name: 'ext', rules: [], stops: extForm },
  { name: 'text-width', rules: [], stops: textWidth },
  {
    name: 'class',
    rules: [],
    stops: (question) => {
      const answer = classOf(question)
      return answer.kind === 'refused' ? stopOf(answer.rule, answer.code) : undefined
    },
  },
  { name: 'hours', rules: [], stops: hours },
  { name: 'app-quota', rules: [], stops: appQuota },
  { name: 'device-quota', rules: [], stops: deviceQuota },
  {
    name: 'message-box',
    rules: [],
    stops: (question) => {
      const attention = classIn(question)?.attention
      return attention?.value === 'message-box' ? { rule: attention } : undefined
    },
  },
]

export function classOf(question: Omit<VendorQuestion, 'attention'>): ClassAnswer {
  const { phone, info, console, channelId, switches, title } = question
  return phone.service.classify({ info, console, channelId, switches, title, apiLevel: phone.apiLevel })
}

export function classIn(question: VendorQuestion): MessageClass | undefined {
  const answer = classOf(question)
  return answer.kind === 'class' ? answer.class : undefined
}

function stopOf(rule: Rule, code: number | string | null | undefined): Cause {
  return code === undefined || code === null ? { rule } : { rule, code }
}

function size({ phone, title, text, ext, switches }: VendorQuestion): Cause | undefined {
  const { extCharacters, bodyBytes, extCarrier } = phone.service
  if (extCharacters !== undefined && 'ext'.length + ext.length > extCharacters.value.limit)
    return { rule: extCharacters, code: extCharacters.value.code }
  if (bodyBytes.value === null) return undefined
  const encoded = extCarrier.value === 'intent-uri' && switches.extInIntentUri === 'percent-encoded'
  const bytes =
    utf8Bytes(title) +
    utf8Bytes(text) +
    (encoded ? percentEncodedBytes(ext) : utf8Bytes(ext)) +
    switches.bodyEnvelopeBytes
  return bytes > bodyBytes.value.limit ? { rule: bodyBytes, code: bodyBytes.value.code } : undefined
}

function extForm({ phone, ext, switches }: VendorQuestion): Cause | undefined {
  if (!phone.service.extMustBeJson.value || ext === '' || isJsonObject(ext)) return undefined
  return switches.nonJsonExtOnOppo === 'refused' ? { rule: phone.service.extMustBeJson, code: 40 } : undefined
}

export function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

function textWidth({ phone, title, text, switches }: VendorQuestion): Cause | undefined {
  const { textWidth: limits } = phone.service
  if (limits === undefined || switches.vivoHanWidth === 'accepted') return undefined
  if (halfWidths(title) > limits.value.title) return { rule: limits, code: limits.value.code }
  return halfWidths(text) > limits.value.desc ? { rule: limits, code: limits.value.code + 1 } : undefined
}

function hours(question: VendorQuestion): Cause | undefined {
  const open = classIn(question)?.hours
  if (open === undefined || takesAt(open, question.timeOfDay)) return undefined
  return { rule: open, code: open.value.code }
}

function appQuota(question: VendorQuestion): Cause | undefined {
  const quota = classIn(question)?.perAppAndDay
  if (quota === undefined) return undefined
  const { users, appKind } = question.console
  const { minimum, perUser, newsPerUser, flatBelowUsers, code } = quota.value
  const perUsers = users * (appKind === 'news' ? newsPerUser : perUser)
  const limit = users < (flatBelowUsers ?? 0) ? minimum : Math.max(minimum, perUsers)
  return question.usedQuota.appToday >= limit ? { rule: quota, code } : undefined
}

function deviceQuota(question: VendorQuestion): Cause | undefined {
  const quota = classIn(question)?.perDeviceAndDay
  if (quota === undefined) return undefined
  const limit = question.console.appKind === 'news' ? quota.value.news : quota.value.ordinary
  return question.usedQuota.deviceToday >= limit ? stopOf(quota, quota.value.code) : undefined
}
