import type { SwitchSettings } from './switches.ts'

/**
 * Tencent shortens titles and descriptions to a vendor's limit in UTF-16 units, the last three being `...`
 * (1047/33527). Half of a pair of surrogates at the cut is dropped, or left and shown as U+FFFD: a switch.
 */
export function shorten(text: string, units: number, split: SwitchSettings['splitSurrogate'] = 'dropped'): string {
  if (text.length <= units) return text
  const kept = text.slice(0, Math.max(0, units - 3))
  const whole = kept.replace(/[\uD800-\uDBFF]$/, split === 'torn' ? '\uFFFD' : '')
  return `${whole}...`
}

/**
 * Width in half-width characters. vivo's document says 20 Han or 40 English characters of title: ASCII counts one, everything
 * else two (a pair of surrogates two).
 */
export function halfWidths(text: string): number {
  let width = 0
  for (const character of text) width += (character.codePointAt(0) ?? 0) < 0x80 ? 1 : 2
  return width
}

export function utf8Bytes(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

/** Bytes of `text` once percent-encoded as in an intent URI (android.net.Uri.encode keeps A-Z a-z 0-9 and _-!.~'()*). */
export function percentEncodedBytes(text: string): number {
  let bytes = 0
  for (const character of text) bytes += /[A-Za-z0-9_\-!.~'()*]/.test(character) ? 1 : 3 * utf8Bytes(character)
  return bytes
}
