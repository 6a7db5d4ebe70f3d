import { unknownError } from './server-error.ts'

/**
 * java.util.regex.Pattern with `matches()`: the whole value must match. Inline flags at the start, `\Q...\E` and
 * possessive quantifiers are put into JavaScript's words.
 */
export function javaPattern(source: string, options: { readonly dotAll: boolean }): RegExp {
  let flags = options.dotAll ? 's' : ''
  let rest = source
  for (;;) {
    const inline = /^\(\?([imsux]+)\)/.exec(rest)
    if (inline === null) break
    for (const flag of inline[1] ?? '') if ('ims'.includes(flag) && !flags.includes(flag)) flags += flag
    rest = rest.slice(inline[0].length)
  }
  const translated = rest
    .replace(/\\Q([\s\S]*?)(?:\\E|$)/g, (_, quoted: string) => quoted.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`))
    .replace(/([*+?}])\+/g, '$1')
    .replace(/\\([AzZ])/g, (_, anchor: string) => (anchor === 'A' ? '^' : '$'))
    .replace(/\\p\{(Alpha|Digit|Alnum|Upper|Lower|Punct|Space)\}/g, (_, name: string) => posix[name] ?? '')
  try {
    return new RegExp(`^(?:${translated})$`, flags)
  } catch (error) {
    throw unknownError(error instanceof Error ? error.message : String(error))
  }
}

const posix: Readonly<Record<string, string>> = {
  Alpha: '[A-Za-z]',
  Digit: '[0-9]',
  Alnum: '[A-Za-z0-9]',
  Upper: '[A-Z]',
  Lower: '[a-z]',
  Punct: String.raw`[!-/:-@[-\x60{-~]`,
  Space: String.raw`\s`,
}
