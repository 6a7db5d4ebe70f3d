import type { Certificate } from '../console.ts'
import type { OfflinePush } from '../offline-push.ts'
import type { Clock } from '../../clock.ts'
import type { PushServiceName } from '../../vendors/push-message.ts'
import type { VendorRequest, VendorResponse } from '../../vendors/vendor-http.ts'

/** A push that passed the gates, with the texts as they go to the vendor. */
export interface OutgoingPush {
  readonly token: string
  readonly title: string
  readonly desc: string
  readonly ext: string
  readonly channelId: string
  readonly push: OfflinePush
  /** The same for the same message and phone: vendors drop repetitions by it. */
  readonly requestId: string
  /** Differs for every message, so that vendors do not let one replace another. */
  readonly notifyId: number
  readonly nowMs: number
}

export type ChannelAnswer =
  | { readonly kind: 'accepted'; readonly vendorMessageId: string }
  | { readonly kind: 'refused'; readonly code: string; readonly reason: string }

export type CallVendor = (request: VendorRequest) => VendorResponse

/** How the Chat server speaks to one vendor. */
export interface Channel {
  readonly vendor: PushServiceName
  send(push: OutgoingPush, certificate: Certificate): ChannelAnswer
}

/** Keeps the short-lived credential of each certificate until shortly before its end. */
export class Credentials {
  readonly #clock: Clock
  readonly #kept = new Map<string, { readonly token: string; readonly untilMs: number }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** The credential for the certificate; a new one is asked for when there is none. An answer that refuses is handed on. */
  get(
    certificate: Certificate,
    lifeMs: number,
    ask: () => { readonly token: string } | { readonly refused: ChannelAnswer },
  ): { readonly token: string } | { readonly refused: ChannelAnswer } {
    const key = `${String(certificate.id)}/${certificate.credentials.appId}/${certificate.credentials.appKey}/${certificate.credentials.secret}`
    const kept = this.#kept.get(key)
    if (kept !== undefined && this.#clock.now() < kept.untilMs) return { token: kept.token }
    const answer = ask()
    if ('token' in answer) this.#kept.set(key, { token: answer.token, untilMs: this.#clock.now() + lifeMs - 60_000 })
    return answer
  }
}

export function post(
  host: string,
  path: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): VendorRequest {
  return { method: 'POST', host, path, headers, body }
}

export function form(fields: Readonly<Record<string, string>>): string {
  return new URLSearchParams(fields).toString()
}

/** A target URI with `ext` as a string extra, as Intent.toUri writes it. */
export function intentUriWithExt(uri: string, ext: string): string {
  return ext === '' ? uri : uri.replace(/;end$/, `;S.ext=${encodeURIComponent(ext)};end`)
}
