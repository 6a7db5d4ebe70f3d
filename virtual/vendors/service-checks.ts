import type { PushServiceCore } from './push-service.ts'
import type { TokenRow } from './token-table.ts'

/** How a token stands with a vendor, at the moment of a send. */
export type TokenStanding = 'valid' | 'stale' | 'foreign' | 'unknown'

export function tokenStanding(
  core: PushServiceCore,
  token: string,
): { standing: TokenStanding; row: TokenRow | undefined } {
  const row = core.tokens.find(token)
  if (row === undefined) return { standing: 'unknown', row }
  if (row.packageName !== core.app.packageName) return { standing: 'foreign', row }
  const lapsed =
    row.state === 'stale' || core.faults.active('stale-token', { serial: row.device.serial, vendor: core.name })
  return { standing: lapsed ? 'stale' : 'valid', row }
}

/** Unlisted and penalised apps: 'test-only' stands for a vendor that serves test devices alone (vivo). */
export function standingOf(core: PushServiceCore, row: TokenRow | undefined): 'listed' | 'unlisted' | 'penalised' {
  if (core.faults.active('app-penalised', scopeOf(core, row))) return 'penalised'
  if (core.faults.active('app-unlisted', scopeOf(core, row))) return 'unlisted'
  return core.appFor(row).standing
}

export function scopeOf(
  core: PushServiceCore,
  row: TokenRow | undefined,
): { serial?: string; vendor: PushServiceCore['name'] } {
  return { ...(row === undefined ? {} : { serial: row.device.serial }), vendor: core.name }
}

/** A word of the vendor's content review is in the text. */
export function hasSensitiveWord(
  core: PushServiceCore,
  row: TokenRow | undefined,
  ...texts: readonly string[]
): boolean {
  if (core.faults.active('sensitive-word', scopeOf(core, row))) return true
  return core.rules.sensitiveWords.some((word) => texts.some((text) => text.includes(word)))
}

/** More sends within this second than the vendor takes. */
export function tooFast(core: PushServiceCore, row: TokenRow | undefined): boolean {
  if (core.faults.active('vendor-flow-control', scopeOf(core, row))) return true
  if (core.rules.sendsPerSecond === 0) return false
  return (
    core.counters.add(`second/${String(Math.floor(core.clock.now() / 1000))}`, core.clock.now()) >
    core.rules.sendsPerSecond
  )
}

/** The app's limit of the day is used up. */
export function appQuotaUsedUp(core: PushServiceCore, row: TokenRow | undefined, kind: string, limit: number): boolean {
  if (core.faults.active('app-quota-exhausted', scopeOf(core, row))) return true
  const nowMs = core.timeFor(row)
  const ofAllPhones = core.counters.add(`app/${kind}`, nowMs)
  const apart = row === undefined ? undefined : appKeyApart(row.device.serial, kind)
  const count = apart !== undefined && core.counters.has(apart, nowMs) ? core.counters.add(apart, nowMs) : ofAllPhones
  return count > limit
}

/** The app's count of a class as it is for one phone, once the laboratory has set it. */
export function appKeyApart(serial: string, kind: string): string {
  return `app/${kind}/for/${serial}`
}

/** This phone's limit of the day is used up for the app. */
export function deviceQuotaUsedUp(core: PushServiceCore, row: TokenRow, kind: string, limit: number): boolean {
  if (core.faults.active('device-quota-exhausted', scopeOf(core, row))) return true
  return core.counters.add(deviceKey(row.device.serial, kind), core.timeFor(row)) > limit
}

/** How the messages of a class to one phone are counted. */
export function deviceKey(serial: string, kind: string): string {
  return `device/${serial}/${kind}`
}

export function deviceQuotaFaulty(core: PushServiceCore, row: TokenRow): boolean {
  return core.faults.active('device-quota-exhausted', scopeOf(core, row))
}
