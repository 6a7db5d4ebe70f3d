/**
 * The values of an event as logcat prints them: `[a,b,c]` or a single one without brackets. Strings are printed raw, so a
 * comma may be part of a value; only the knowledge of the tag tells which. Undefined for a list that is not closed.
 */
export function splitValues(message: string): { readonly values: readonly string[]; readonly closed: boolean } {
  const text = message.trim()
  if (!text.startsWith('[')) return { values: text === '' ? [] : [text], closed: true }
  const closed = text.endsWith(']')
  return { values: text.slice(1, closed ? -1 : undefined).split(','), closed }
}

/**
 * Joins again what a free text at position `left` was split into: `left` values stand before it and `right` behind it.
 * Undefined when there are not enough values.
 */
export function withFreeText(values: readonly string[], left: number, right: number): readonly string[] | undefined {
  if (values.length < left + 1 + right) return undefined
  const text = values.slice(left, values.length - right).join(',')
  return [...values.slice(0, left), text, ...values.slice(values.length - right)]
}

/** Event strings that are null are written as NULL (android.util.EventLog). */
export function textOrNull(value: string | undefined): string | null {
  return value === undefined || value === 'NULL' || value === 'null' ? null : value
}

export function integerOrNull(value: string | undefined): number | null {
  return value !== undefined && /^-?\d+$/.test(value.trim()) ? Number(value) : null
}
