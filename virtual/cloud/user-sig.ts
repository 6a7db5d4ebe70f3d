import { createHmac, timingSafeEqual } from 'node:crypto'
import { deflateSync, inflateSync } from 'node:zlib'
import type { UserSigCheck } from './switches.ts'

/** Signs as TLSSigAPIv2 does. Times in seconds. */
export function signUserSig(given: {
  readonly sdkAppId: number
  readonly secretKey: string
  readonly userId: string
  readonly timeSec: number
  readonly expireSec: number
}): string {
  const document = {
    'TLS.ver': '2.0',
    'TLS.identifier': given.userId,
    'TLS.sdkappid': given.sdkAppId,
    'TLS.time': given.timeSec,
    'TLS.expire': given.expireSec,
  }
  const sig = hmac(
    given.secretKey,
    document['TLS.identifier'],
    String(given.sdkAppId),
    String(given.timeSec),
    String(given.expireSec),
  )
  const json = JSON.stringify({ ...document, 'TLS.sig': sig })
  return deflateSync(json).toString('base64').replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_')
}

/** Codes of 1047/34348. */
export type UserSigVerdict =
  | { readonly ok: true; readonly expiresAtSec: number }
  | { readonly ok: false; readonly code: 70001 | 70002 | 70003 | 70005 | 70009 | 70013 | 70014 }

export interface UserSigQuestion {
  readonly userSig: string
  readonly userId: string
  readonly sdkAppId: number
  readonly secretKey: string
  readonly nowSec: number
  /** Tencent's own order is not known. */
  readonly order: readonly UserSigCheck[]
}

export function verifyUserSig(question: UserSigQuestion): UserSigVerdict {
  if (question.userSig === '') return { ok: false, code: 70002 }
  const json = inflate(question.userSig)
  if (json === undefined) return { ok: false, code: 70003 }
  const document = parse(json)
  if (document === undefined) return { ok: false, code: 70005 }
  const checks: Readonly<Record<UserSigCheck, () => 70001 | 70009 | 70013 | 70014 | undefined>> = {
    sdkappid: () => (Number(document.sdkAppId) === question.sdkAppId ? undefined : 70014),
    identifier: () => (document.identifier === question.userId ? undefined : 70013),
    signature: () => (signedBy(question.secretKey, document) ? undefined : 70009),
    expiry: () => (Number(document.time) + Number(document.expire) < question.nowSec ? 70001 : undefined),
  }
  for (const check of question.order) {
    const code = checks[check]()
    if (code !== undefined) return { ok: false, code }
  }
  return { ok: true, expiresAtSec: Number(document.time) + Number(document.expire) }
}

interface SigDocument {
  readonly identifier: string
  readonly sdkAppId: string
  readonly time: string
  readonly expire: string
  readonly userBuf: string | undefined
  readonly sig: string
}

function inflate(userSig: string): string | undefined {
  if (!/^[A-Za-z0-9*_-]+$/.test(userSig)) return undefined
  const base64 = userSig.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=')
  try {
    return inflateSync(Buffer.from(base64, 'base64')).toString('utf8')
  } catch {
    return undefined
  }
}

function parse(json: string): SigDocument | undefined {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  const members = new Map<string, unknown>(Object.entries(value))
  const text = (name: string): string | undefined => {
    const member = members.get(name)
    return typeof member === 'string' || typeof member === 'number' ? String(member) : undefined
  }
  const [identifier, sdkAppId, time, expire, sig] = [
    'TLS.identifier',
    'TLS.sdkappid',
    'TLS.time',
    'TLS.expire',
    'TLS.sig',
  ].map(text)
  if (
    identifier === undefined ||
    sdkAppId === undefined ||
    time === undefined ||
    expire === undefined ||
    sig === undefined
  )
    return undefined
  return { identifier, sdkAppId, time, expire, sig, userBuf: text('TLS.userbuf') }
}

function signedBy(secretKey: string, document: SigDocument): boolean {
  const expected = Buffer.from(
    hmac(secretKey, document.identifier, document.sdkAppId, document.time, document.expire, document.userBuf),
  )
  const given = Buffer.from(document.sig)
  return expected.length === given.length && timingSafeEqual(expected, given)
}

function hmac(
  key: string,
  identifier: string,
  sdkAppId: string,
  time: string,
  expire: string,
  userBuf?: string,
): string {
  const lines = [`TLS.identifier:${identifier}`, `TLS.sdkappid:${sdkAppId}`, `TLS.time:${time}`, `TLS.expire:${expire}`]
  if (userBuf !== undefined) lines.push(`TLS.userbuf:${userBuf}`)
  return createHmac('sha256', key)
    .update(`${lines.join('\n')}\n`)
    .digest('base64')
}
