import type { PushServiceRules } from './push-service-rules.ts'

/**
 * The ext as the app is given it after a tap. Most services carry it as one text. OPPO makes an extra of each key of the
 * object (action_parameters), and extras are texts: put together again by the push plugin, a number or a truth value has
 * become a text, while objects and arrays are recognised by their brackets.
 */
export function handedOverExt(ext: string, service: PushServiceRules): string {
  if (service.extCarrier.value !== 'action-parameters') return ext
  const object = objectIn(ext)
  if (object === undefined) return ext
  const members = Object.entries(object).map(
    ([key, value]) =>
      `${JSON.stringify(key)}:${typeof value === 'object' && value !== null ? JSON.stringify(value) : JSON.stringify(String(value))}`,
  )
  return members.length === 0 ? '' : `{${members.join(',')}}`
}

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}
