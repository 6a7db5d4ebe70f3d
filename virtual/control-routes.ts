import type { InjectedFault } from './cloud/fault-board.ts'
import { faults, isFaultName } from './cloud/faults.ts'
import type { JsonObject } from './cloud/json.ts'
import type { PushRecord } from './cloud/push-records.ts'
import { pushServiceNames, type PushServiceName } from './vendors/push-message.ts'
import { bad, ok, type ControlAnswer, type ControlCall, type ControlWorld } from './control-answers.ts'
import { clockRoute } from './control-clock.ts'
import { consoleRoute } from './control-console.ts'
import { phoneRoute } from './control-phones.ts'
import { quotaRoute } from './control-quota.ts'

/** What can be changed here; a laboratory with real phones may be able to do less. */
const abilities = ['faults', 'clock', 'console', 'quota', 'records'] as const

const bySubject = new Map<string, (world: ControlWorld, call: ControlCall) => ControlAnswer | undefined>([
  ['/clock', clockRoute],
  ['/console', consoleRoute],
  ['/quota', quotaRoute],
])

/** Answers one call of the door. */
export async function controlRoutes(world: ControlWorld, call: ControlCall): Promise<ControlAnswer> {
  const { records, terminals, faults: board } = world.server.world
  // Days and edits at a console take their time: no message that was sent before is still on its way to the vendor then.
  if (call.method !== 'GET') world.server.settle()
  switch (`${call.method} ${call.path}`) {
    case 'GET /':
      return ok({ can: abilities })
    case 'GET /faults':
      return ok({
        faults: Object.entries(faults).map(([name, fault]) => ({
          name,
          ...fault,
          injected: board.all().filter((on) => on.name === name),
        })),
      })
    case 'POST /faults':
      return inject(world, call.body)
    case 'DELETE /faults': {
      const match = readMatch(call.body)
      return 'error' in match ? bad(match.error) : ok({ cleared: board.clear(match) })
    }
    case 'GET /push-records':
      return ok({ records: records.all().filter(askedFor(call.query)) })
    case 'GET /terminals':
      return ok({ terminals: terminals.all() })
    default:
      return (
        bySubject.get(call.path)?.(world, call) ??
        (await phoneRoute(world, call)) ?? { status: 404, value: { error: `no route ${call.method} ${call.path}` } }
      )
  }
}

function inject(world: ControlWorld, body: JsonObject): ControlAnswer {
  const fault = readMatch(body)
  if ('error' in fault) return bad(fault.error)
  const { name } = fault
  if (name === undefined) return bad('name is missing')
  const { serial, vendor } = fault
  if (serial !== undefined && !world.phones().some(({ phone }) => phone.serial === serial))
    return bad(`there is no phone ${serial}`)
  world.server.world.faults.inject({
    name,
    ...(serial === undefined ? {} : { serial }),
    ...(vendor === undefined ? {} : { vendor }),
  })
  return ok({ injected: world.server.world.faults.all() })
}

function readMatch(body: JsonObject): Partial<InjectedFault> | { readonly error: string } {
  const { name, serial, vendor, ...rest } = body as Readonly<Record<'name' | 'serial' | 'vendor', unknown>>
  const unknownKeys = Object.keys(rest)
  if (unknownKeys.length > 0) return { error: `unknown key ${unknownKeys.join(', ')}` }
  if (name !== undefined && (typeof name !== 'string' || !isFaultName(name)))
    return { error: `there is no fault ${JSON.stringify(name)}; GET /faults lists them` }
  if (serial !== undefined && typeof serial !== 'string') return { error: 'serial is not text' }
  if (vendor !== undefined && !isVendor(vendor)) return { error: `vendor is none of ${pushServiceNames.join(', ')}` }
  return {
    ...(name === undefined ? {} : { name }),
    ...(serial === undefined ? {} : { serial }),
    ...(vendor === undefined ? {} : { vendor }),
  }
}

function isVendor(value: unknown): value is PushServiceName {
  return pushServiceNames.some((name) => name === value)
}

function askedFor(query: URLSearchParams): (record: PushRecord) => boolean {
  const [to, random, messages] = [query.get('to'), query.get('random'), query.getAll('message')]
  return (record) =>
    matches(record.to, to) &&
    matches(String(record.random), random) &&
    (messages.length === 0 || messages.some((message) => isOf(record, message)))
}

/** @param message its key, or a part of its title or description */
function isOf({ messageKey, title, desc }: PushRecord, message: string): boolean {
  return messageKey === message || title.includes(message) || desc.includes(message)
}

function matches(value: string, wanted: string | null): boolean {
  return wanted === null || value === wanted
}
