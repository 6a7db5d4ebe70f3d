import { appKeyApart, deviceKey } from './vendors/service-checks.ts'
import type { PushServiceName } from './vendors/push-message.ts'
import { bad, ok, phoneIn, type ControlAnswer, type ControlCall, type ControlWorld } from './control-answers.ts'

/** The classes whose messages a vendor counts by phone and day. */
const limitedClasses: Readonly<Record<PushServiceName, readonly string[]>> = {
  mi: ['no-channel', 'public'],
  huawei: ['marketing'],
  honor: ['marketing'],
  oppo: ['public'],
  vivo: ['operational'],
  meizu: ['public'],
  fcm: ['all'],
}

/** The classes whose messages a vendor counts by app and day. */
const limitedByApp: Readonly<Record<PushServiceName, readonly string[]>> = {
  mi: ['public'],
  huawei: [],
  honor: [],
  oppo: ['public'],
  vivo: ['operational', 'system'],
  meizu: ['public'],
  fcm: [],
}

/**
 * POST /quota {serial, appToday?, deviceToday?, deviceLastMinute?}: as if so many messages of each limited class had gone to
 * the phone on this day of its calendar, or within the last minute; `appToday`: to all phones of the app, which counts for
 * this one alone.
 */
export function quotaRoute(world: ControlWorld, { method, body }: ControlCall): ControlAnswer | undefined {
  if (method !== 'POST') return undefined
  const phone = phoneIn(world, body['serial'])
  if ('error' in phone) return bad(phone.error)
  const { appToday, deviceToday, deviceLastMinute } = body
  for (const [name, count] of Object.entries({ appToday, deviceToday, deviceLastMinute }))
    if (count !== undefined && !isCount(count)) return bad(`${name} is not a whole number, zero or more`)
  const vendor = phone.rom.pushService.name
  const { core } = world.server.world.vendors.byName[vendor]
  const nowMs = world.server.world.calendar.now(phone.serial)
  if (isCount(deviceToday))
    for (const kind of limitedClasses[vendor]) core.counters.set(deviceKey(phone.serial, kind), nowMs, deviceToday)
  if (isCount(appToday))
    for (const kind of limitedByApp[vendor]) core.counters.set(appKeyApart(phone.serial, kind), nowMs, appToday)
  if (isCount(deviceLastMinute)) core.lastMinute.set(phone.serial, nowMs, deviceLastMinute)
  return ok({ vendor, classes: limitedClasses[vendor] })
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0
}
