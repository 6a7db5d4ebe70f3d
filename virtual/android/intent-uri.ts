import type { ExtraValue, Intent } from './intent.ts'
import { intent } from './intent.ts'
import { parseComponent, shortComponent } from './component-name.ts'

/** A text that is no intent URI (java.net.URISyntaxException of Intent.parseUri). */
export class IntentUriError extends Error {
  override readonly name = 'IntentUriError'
}

/**
 * Intent.parseUri with URI_INTENT_SCHEME: `intent://host/path#Intent;scheme=s;action=a;component=p/.C;S.key=value;end`.
 * A text without `#Intent;` is the data of a VIEW intent. Throws IntentUriError.
 */
export function parseIntentUri(uri: string): Intent {
  const start = uri.lastIndexOf('#Intent;')
  if (start < 0) return intent({ action: 'android.intent.action.VIEW', data: uri })
  const body = uri.slice(start + '#Intent;'.length)
  if (!/(^|;)end$/.test(body)) throw new IntentUriError(`no "end" in ${uri}`)
  const extras: Record<string, ExtraValue> = {}
  const categories: string[] = []
  const found: { -readonly [Key in keyof Intent]?: Intent[Key] } = {}
  let scheme: string | undefined
  for (const item of body.split(';').slice(0, -1)) {
    const equals = item.indexOf('=')
    if (equals < 0) {
      if (item === '' || item === 'SEL') continue
      throw new IntentUriError(`unknown item ${item} in ${uri}`)
    }
    const name = item.slice(0, equals)
    const value = decode(item.slice(equals + 1))
    if (name === 'action') found.action = value
    else if (name === 'category') categories.push(value)
    else if (name === 'type') found.type = value
    else if (name === 'launchFlags') found.flags = parseFlags(value, uri)
    else if (name === 'package') found.packageName = value
    else if (name === 'component') {
      const component = parseComponent(value)
      if (component !== undefined) found.component = component
    } else if (name === 'scheme') scheme = value
    else if (name === 'sourceBounds' || name === 'identifier') continue
    else setExtra(extras, name, value, uri)
  }
  const data = dataOf(uri.slice(0, start), scheme)
  return intent({
    ...found,
    action: found.action ?? 'android.intent.action.VIEW',
    categories,
    extras,
    ...(data === undefined ? {} : { data }),
  })
}

/** Intent.toUri with URI_INTENT_SCHEME. */
export function toIntentUri(given: Intent): string {
  const [, scheme, rest = ''] = /^([A-Za-z][A-Za-z0-9+.-]*):(.*)$/s.exec(given.data ?? '') ?? []
  return `intent:${rest}${fragment(given, scheme)}`
}

/** Intent.toUri(0): the data as it is, the rest behind it. */
export function toUri(given: Intent): string {
  return `${given.data ?? ''}${fragment(given, undefined)}`
}

function fragment(given: Intent, scheme: string | undefined): string {
  const parts = ['#Intent']
  if (scheme !== undefined) parts.push(`scheme=${scheme}`)
  if (given.action !== undefined && !(given.action === 'android.intent.action.VIEW' && given.data !== undefined))
    parts.push(`action=${encode(given.action)}`)
  for (const category of given.categories) parts.push(`category=${encode(category)}`)
  if (given.type !== undefined) parts.push(`type=${encode(given.type).replaceAll('%2F', '/')}`)
  if (given.flags !== 0) parts.push(`launchFlags=0x${(given.flags >>> 0).toString(16)}`)
  if (given.packageName !== undefined) parts.push(`package=${encode(given.packageName)}`)
  if (given.component !== undefined)
    parts.push(`component=${encode(shortComponent(given.component)).replaceAll('%2F', '/')}`)
  for (const [key, value] of Object.entries(given.extras)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
      parts.push(`${extraLetter(value)}.${encode(key)}=${encode(String(value))}`)
  }
  return `${parts.join(';')};end`
}

function dataOf(text: string, scheme: string | undefined): string | undefined {
  const rest = text.replace(/^(intent|android-app):/, '')
  if (scheme !== undefined) return `${scheme}:${rest}`
  return rest === '' ? undefined : rest
}

function setExtra(extras: Record<string, ExtraValue>, name: string, value: string, uri: string): void {
  const key = decode(name.slice(2))
  if (name.startsWith('S.')) extras[key] = value
  else if (name.startsWith('B.')) extras[key] = value === 'true'
  else if (/^[bcdfils]\./.test(name)) extras[key] = name.startsWith('c.') ? value : Number(value)
  else throw new IntentUriError(`unknown item ${name} in ${uri}`)
}

function extraLetter(value: string | number | boolean): string {
  if (typeof value === 'string') return 'S'
  if (typeof value === 'boolean') return 'B'
  if (!Number.isInteger(value)) return 'd'
  return Math.abs(value) < 2 ** 31 ? 'i' : 'l'
}

function parseFlags(value: string, uri: string): number {
  const flags = Number(value)
  if (!Number.isInteger(flags)) throw new IntentUriError(`launchFlags ${value} in ${uri} is no number`)
  return flags
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (cause) {
    throw new IntentUriError(`bad escape in ${text}`, { cause })
  }
}

/** android.net.Uri.encode: everything but letters, digits and `_-!.~'()*`. */
function encode(text: string): string {
  return encodeURIComponent(text)
}
