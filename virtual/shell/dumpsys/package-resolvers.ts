import { shortComponent } from '../../android/component-name.ts'
import type { InstalledPackage, IntentFilter, ManifestComponent } from '../../android/phone.ts'
import type { DumpRequest } from './dump-request.ts'

interface Entry {
  readonly component: string
  readonly filter: IntentFilter
  readonly key: string
}

/**
 * The resolver tables of activities, receivers and services (IntentResolver.dump): filters sorted under what they are found
 * by. A table without filters is left out.
 */
export function resolverLines(packages: readonly InstalledPackage[], request: DumpRequest): string[] {
  return [
    ...table('Activity', entriesOf(packages, 'activities'), request),
    ...table('Receiver', entriesOf(packages, 'receivers'), request),
    ...table('Service', entriesOf(packages, 'services'), request),
  ]
}

function entriesOf(packages: readonly InstalledPackage[], kind: 'activities' | 'receivers' | 'services'): Entry[] {
  return packages.flatMap((one) =>
    one[kind].flatMap((component: ManifestComponent) =>
      component.intentFilters.map((filter, index) => ({
        component: shortComponent({ packageName: one.packageName, className: component.className }),
        filter,
        key: `${one.packageName}/${component.className}/${index}`,
      })),
    ),
  )
}

function table(name: string, entries: readonly Entry[], request: DumpRequest): string[] {
  if (entries.length === 0) return []
  return [
    `${name} Resolver Table:`,
    ...group('Full MIME Types', entries, request, ({ data }) => data.flatMap(({ mimeType }) => fullType(mimeType))),
    ...group('Base MIME Types', entries, request, ({ data }) => data.flatMap(({ mimeType }) => baseType(mimeType))),
    ...group('Schemes', entries, request, ({ data }) => data.flatMap(({ scheme }) => scheme ?? [])),
    ...group('Non-Data Actions', entries, request, ({ data, actions }) => (data.length === 0 ? actions : [])),
    ...group('MIME Typed Actions', entries, request, ({ data, actions }) =>
      data.some(({ mimeType }) => mimeType !== undefined) ? actions : [],
    ),
  ]
}

function fullType(mimeType: string | undefined): string[] {
  return mimeType === undefined || mimeType.endsWith('/*') ? [] : [mimeType]
}

function baseType(mimeType: string | undefined): string[] {
  return mimeType?.endsWith('/*') === true ? [mimeType.slice(0, -2)] : []
}

function group(
  heading: string,
  entries: readonly Entry[],
  request: DumpRequest,
  keysOf: (filter: IntentFilter) => readonly string[],
): string[] {
  const byKey = new Map<string, Entry[]>()
  for (const entry of entries) {
    for (const key of new Set(keysOf(entry.filter))) byKey.set(key, [...(byKey.get(key) ?? []), entry])
  }
  if (byKey.size === 0) return []
  const lines = [`  ${heading}:`]
  for (const [key, found] of byKey) {
    lines.push(`      ${key}:`)
    for (const entry of found) lines.push(...filterLines(entry, request))
  }
  return [...lines, '']
}

function filterLines({ component, filter, key }: Entry, { hash }: DumpRequest): string[] {
  const schemes = new Set(filter.data.flatMap(({ scheme }) => scheme ?? []))
  const lines = [
    ...filter.actions.map((action) => `Action: "${action}"`),
    ...filter.categories.map((category) => `Category: "${category}"`),
    ...[...schemes].map((scheme) => `Scheme: "${scheme}"`),
  ]
  for (const { host, port, path, pathPrefix, mimeType } of filter.data) {
    if (host !== undefined) lines.push(`Authority: "${host}": ${port ?? '-1'}`)
    if (path !== undefined) lines.push(`Path: "PatternMatcher{LITERAL: ${path}}"`)
    if (pathPrefix !== undefined) lines.push(`Path: "PatternMatcher{PREFIX: ${pathPrefix}}"`)
    if (mimeType !== undefined) lines.push(`StaticType: "${mimeType}"`)
  }
  return [
    `        ${hash('ResolveInfo', key)} ${component} filter ${hash('IntentFilter', key)}`,
    ...lines.map((line) => `          ${line}`),
  ]
}
