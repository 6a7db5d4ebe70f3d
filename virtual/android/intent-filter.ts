import type { Intent } from './intent.ts'
import type { IntentFilter } from './phone.ts'

/** android.content.IntentFilter.MATCH_CATEGORY_* and what is added to them. */
const matchCategory = {
  empty: 0x0100000,
  scheme: 0x0200000,
  host: 0x0300000,
  port: 0x0400000,
  path: 0x0500000,
  type: 0x0600000,
} as const
const normalAdjustment = 0x8000

type FilterData = IntentFilter['data'][number]
interface ParsedUri {
  readonly scheme: string
  readonly host: string | undefined
  readonly port: string | undefined
  readonly path: string
}

/**
 * How well a filter fits an intent: IntentFilter.match's number, or undefined when it does not. Categories of the intent must
 * all be in the filter; data must fit a scheme, an authority, a path and a type of the filter where it names any.
 */
export function matchFilter(filter: IntentFilter, intent: Intent): number | undefined {
  if (intent.action !== undefined && !filter.actions.includes(intent.action)) return undefined
  if (intent.action === undefined && filter.actions.length === 0) return undefined
  if (!intent.categories.every((category) => filter.categories.includes(category))) return undefined
  const match = matchData(filter.data, intent.data, intent.type)
  return match === undefined ? undefined : match + normalAdjustment
}

function matchData(
  data: IntentFilter['data'],
  uriText: string | undefined,
  type: string | undefined,
): number | undefined {
  const types = data.flatMap(({ mimeType }) => mimeType ?? [])
  const schemes = data.flatMap(({ scheme }) => scheme ?? [])
  if (types.length === 0 && schemes.length === 0)
    return type === undefined && uriText === undefined ? matchCategory.empty : undefined
  const uri = uriText === undefined ? undefined : parseUri(uriText)
  let match: number = matchCategory.empty
  if (schemes.length > 0) {
    const schemeMatch = uri === undefined ? undefined : matchUri(data, schemes, uri)
    if (schemeMatch === undefined) return undefined
    match = schemeMatch
  } else if (uri !== undefined && !['', 'content', 'file'].includes(uri.scheme)) {
    // A filter with types and no scheme takes content: and file: only.
    return undefined
  }
  if (types.length > 0) {
    if (type === undefined || !types.some((each) => typeFits(each, type))) return undefined
    match = matchCategory.type
  } else if (type !== undefined) {
    return undefined
  }
  return match
}

function matchUri(data: IntentFilter['data'], schemes: readonly string[], uri: ParsedUri): number | undefined {
  if (!schemes.includes(uri.scheme)) return undefined
  const authorities = data.filter(({ host }) => host !== undefined)
  if (authorities.length === 0) return matchCategory.scheme
  const fitting = authorities.filter((each) => authorityFits(each, uri))
  if (fitting.length === 0) return undefined
  const hasPaths = data.some(({ path, pathPrefix }) => path !== undefined || pathPrefix !== undefined)
  if (!hasPaths) return fitting.some(({ port }) => port !== undefined) ? matchCategory.port : matchCategory.host
  return data.some((each) => pathFits(each, uri.path)) ? matchCategory.path : undefined
}

function authorityFits(data: FilterData, uri: ParsedUri): boolean {
  if (data.host === undefined || uri.host === undefined) return false
  if (data.port !== undefined && data.port !== uri.port) return false
  const wanted = data.host.toLowerCase()
  const host = uri.host.toLowerCase()
  return wanted.startsWith('*') ? host.endsWith(wanted.slice(1)) : host === wanted
}

function pathFits(data: FilterData, path: string): boolean {
  if (data.path !== undefined && data.path === path) return true
  return data.pathPrefix !== undefined && path.startsWith(data.pathPrefix)
}

function typeFits(filterType: string, type: string): boolean {
  if (filterType === '*/*' || type === '*/*' || filterType === type) return true
  const [filterBase = '', filterSub = ''] = filterType.split('/')
  const [base = '', sub = ''] = type.split('/')
  return filterBase === base && (filterSub === '*' || sub === '*')
}

/** android.net.Uri's parts. An opaque URI (`tel:123`) has a scheme and no host. */
function parseUri(text: string): ParsedUri {
  const [, scheme = '', rest = ''] = /^([A-Za-z][A-Za-z0-9+.-]*):(.*)$/s.exec(text) ?? [undefined, '', text]
  const [, authority, path = ''] = /^\/\/([^/?#]*)([^?#]*)/s.exec(rest) ?? []
  if (authority === undefined)
    return { scheme, host: undefined, port: undefined, path: /^[^?#]*/.exec(rest)?.[0] ?? '' }
  const [, host = authority, port] = /^(?:.*@)?(.*?)(?::(\d+))?$/s.exec(authority) ?? []
  return { scheme, host, port, path }
}
