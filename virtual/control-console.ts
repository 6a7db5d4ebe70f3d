import type { ConsoleEdit } from './cloud/console-edits.ts'
import type { CertificateClick } from './cloud/console.ts'
import { isObject, type JsonObject } from './cloud/json.ts'
import type { VendorApp } from './vendors/vendor-app.ts'
import { bad, ok, phoneIn, type ControlAnswer, type ControlCall, type ControlWorld } from './control-answers.ts'

/**
 * /console: what the app's owner entered for one phone's pushes, at Tencent's console and at the vendor's.
 * POST {serial, certificate?, click?, channelId?}: an edit of the certificate's entry, in force after ten minutes.
 * POST {serial, vendorChannels?, standing?, validUsers?}: the app's registration at the vendor, at once.
 * DELETE {serial}: both as they were. GET ?serial=: what is in force.
 */
export function consoleRoute(world: ControlWorld, { method, query, body }: ControlCall): ControlAnswer | undefined {
  const phone = phoneIn(world, method === 'GET' ? query.get('serial') : body['serial'])
  if ('error' in phone) return bad(phone.error)
  const { serial } = phone
  const vendor = phone.rom.pushService.name
  const { console, calendar, vendors } = world.server.world
  const { core } = vendors.byName[vendor]
  const nowMs = calendar.now(serial)
  switch (method) {
    case 'GET': {
      const entry = console.inForce(serial, nowMs).find((one) => one.vendor === vendor)
      return ok({
        vendor,
        inForce: entry === undefined ? null : { id: entry.id, click: entry.click, channelId: entry.channelId },
      })
    }
    case 'POST': {
      const read = readEdit(body)
      if ('error' in read) return bad(read.error)
      if (Object.keys(read.entry).length > 0) console.edit(vendor, serial, read.entry, nowMs)
      if (Object.keys(read.registration).length > 0) core.registerApart(serial, read.registration)
      return ok({ vendor })
    }
    case 'DELETE':
      console.forget(vendor, serial)
      core.registerApart(serial, undefined)
      return ok({ vendor })
    default:
      return undefined
  }
}

type Wrong = { readonly error: string }
type Edit = { readonly entry: ConsoleEdit; readonly registration: Partial<VendorApp> }

function readEdit(body: JsonObject): Edit | Wrong {
  const { certificate, click, channelId, vendorChannels, standing, validUsers, ...rest } = body
  const unknown = Object.keys(rest).filter((key) => key !== 'serial')
  if (unknown.length > 0) return { error: `unknown key ${unknown.join(', ')}` }
  if (certificate !== undefined && !isOneOf(certificates, certificate))
    return { error: `certificate is none of ${certificates.join(', ')}` }
  if (standing !== undefined && !isOneOf(standings, standing))
    return { error: `standing is none of ${standings.join(', ')}` }
  if (channelId !== undefined && typeof channelId !== 'string') return { error: 'channelId is not text' }
  if (validUsers !== undefined && typeof validUsers !== 'number') return { error: 'validUsers is not a number' }
  const clicks = click === undefined ? undefined : readClick(click)
  if (clicks === 'wrong') return { error: 'click has no kind, or its kind lacks something' }
  const channels = vendorChannels === undefined ? undefined : readChannels(vendorChannels)
  if (channels === 'wrong') return { error: 'vendorChannels is not an object of private and public' }
  return {
    entry: {
      ...(certificate === undefined ? {} : { certificate }),
      ...(clicks === undefined ? {} : { click: clicks }),
      ...(channelId === undefined ? {} : { channelId }),
    },
    registration: {
      ...channels,
      ...(standing === undefined ? {} : { standing }),
      ...(validUsers === undefined ? {} : { validUsers }),
    },
  }
}

const certificates = ['valid', 'missing', 'of-another-app'] as const
const standings = ['listed', 'unlisted', 'penalised'] as const

function isOneOf<Value extends string>(values: readonly Value[], value: unknown): value is Value {
  return values.some((one) => one === value)
}

/** The three click actions of the console: open the app, a page inside it, a web page. */
function readClick(value: unknown): CertificateClick | 'wrong' {
  if (!isObject(value)) return 'wrong'
  const { kind, url, intentUri, activity } = value as Readonly<
    Record<'kind' | 'url' | 'intentUri' | 'activity', unknown>
  >
  if (kind === 'open-app') return { kind }
  if (kind === 'url' && typeof url === 'string') return { kind, url }
  if (kind === 'in-app-page' && typeof intentUri === 'string' && typeof activity === 'string')
    return { kind, intentUri, activity }
  return 'wrong'
}

function readChannels(value: unknown): Pick<VendorApp, 'privateChannels' | 'publicChannels'> | 'wrong' {
  if (!isObject(value) || !Object.values(value).every((kind) => kind === 'private' || kind === 'public')) return 'wrong'
  const of = (kind: string): readonly string[] =>
    Object.entries(value)
      .filter(([, granted]) => granted === kind)
      .map(([id]) => id)
  return { privateChannels: of('private'), publicChannels: of('public') }
}
