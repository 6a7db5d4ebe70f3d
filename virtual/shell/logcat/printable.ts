/**
 * `-v printable`: control characters as escapes. Valid UTF-8 stays; others are octal up to Android 10 and `\x1B` from 11 on.
 * A line end is an escape only in the `long` layout, where it would break the entry.
 */
export function printable(text: string, apiLevel: number, escapeLineEnds: boolean): string {
  return text.replace(/[\x00-\x1f\\\x7f]/g, (character) => {
    switch (character) {
      case '\\':
        return '\\\\'
      case '\x07':
        return '\\a'
      case '\b':
        return '\\b'
      case '\v':
        return '\\v'
      case '\f':
        return '\\f'
      case '\r':
        return '\\r'
      case '\t':
        return '\t'
      case '\n':
        return escapeLineEnds ? '\\n' : '\n'
      default:
        return escape(character.charCodeAt(0), apiLevel)
    }
  })
}

function escape(code: number, apiLevel: number): string {
  if (apiLevel >= 30) return `\\x${code.toString(16).toUpperCase().padStart(2, '0')}`
  return `\\${code < 8 ? code.toString(8) : code.toString(8).padStart(3, '0')}`
}
