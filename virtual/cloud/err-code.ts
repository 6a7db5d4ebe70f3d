import type { Stage } from './push-records.ts'
import type { Switches } from './switches.ts'

/** firebase.google.com, FCM v1 ErrorCode: the HTTP status of each name. */
const fcmStatus: Readonly<Record<string, number>> = {
  INVALID_ARGUMENT: 400,
  THIRD_PARTY_AUTH_ERROR: 401,
  SENDER_ID_MISMATCH: 403,
  UNREGISTERED: 404,
  QUOTA_EXCEEDED: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
}

/**
 * ErrCode of Push.OfflinePush (1047/67552): an integer, 0 for success, else the vendor's own code. What stands there for a
 * receipt that a vendor words without a number is a switch.
 */
export function errCodeOf(
  { ok, code }: Stage,
  { errCodeWithoutNumber }: Pick<Switches, 'errCodeWithoutNumber'>,
): number {
  if (ok) return 0
  if (/^-?\d+$/.test(code) && Number(code) !== 0) return Number(code)
  return fcmStatus[code] ?? errCodeWithoutNumber
}
