import type { Phone } from '../../android/phone.ts'
import { phoneTimeZone } from '../local-time.ts'
import { objectHash } from './object-hash.ts'

/** One `dumpsys SERVICE ARGS`: what the service's dump() gets. */
export interface DumpRequest {
  readonly phone: Phone
  readonly apiLevel: number
  /** The words after the service's name. */
  readonly args: readonly string[]
  readonly nowMs: number
  readonly uptimeMs: number
  readonly timeZone: string
  /** Identity hash of an object (lower-case hexadecimal without leading zeros), the same until the phone boots again. */
  readonly hash: (kind: string, key: string) => string
}

/** What one service prints. May change the phone: several services take commands through dumpsys. */
export type ServiceDump = (request: DumpRequest) => string | Promise<string>

export function dumpRequest(phone: Phone, args: readonly string[]): DumpRequest {
  return {
    phone,
    apiLevel: phone.rom.apiLevel,
    args,
    nowMs: phone.clock.now(),
    uptimeMs: Math.round(phone.uptimeMs()),
    timeZone: phoneTimeZone(phone),
    hash: (kind, key) => objectHash(phone, kind, key),
  }
}

/** Lines as a dump prints them, each with its line end. */
export function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('')
}

/**
 * android.util.TimeUtils.formatDuration: `+1h2m3s4ms`, `-17s204ms`, `0`. Leading units that are zero are left out, inner
 * ones are not.
 */
export function durationText(ms: number): string {
  const whole = Math.trunc(ms)
  if (whole === 0) return '0'
  const units: readonly (readonly [number, string])[] = [
    [86_400_000, 'd'],
    [3_600_000, 'h'],
    [60_000, 'm'],
    [1000, 's'],
  ]
  let rest = Math.abs(whole)
  let out = whole < 0 ? '-' : '+'
  let begun = false
  for (const [size, unit] of units) {
    const count = Math.floor(rest / size)
    rest -= count * size
    begun ||= count > 0
    if (begun) out += `${count}${unit}`
  }
  return `${out}${rest}ms`
}

/** `u0a123`, `1000`: UserHandle.formatUid. */
export function uidText(uid: number): string {
  const userId = Math.floor(uid / 100_000)
  const appId = uid % 100_000
  if (appId < 10_000) return userId === 0 ? String(appId) : `u${userId}s${appId}`
  return appId >= 99_000 ? `u${userId}i${appId - 99_000}` : `u${userId}a${appId - 10_000}`
}
