import type { PushServiceRules } from './push-service-rules.ts'
import type { SwitchSettings } from './switches.ts'

/**
 * The ext as the app is given it after a tap. Most services carry it as one text. OPPO makes an extra of each key of the
 * object (action_parameters), and extras are texts; what the push plugin makes of them is the switch `oppoExt`.
 */
export function handedOverExt(
  ext: string,
  service: PushServiceRules,
  { oppoExt }: Pick<SwitchSettings, 'oppoExt'>,
): string {
  if (service.extCarrier.value !== 'action-parameters') return ext
  const object = objectIn(ext)
  if (object === undefined) return ext
  const extras = Object.entries(object).map(([key, value]) => [key, extraOf(value)] as const)
  if (oppoExt === 'entity-only') return extras.find(([key]) => key === 'entity')?.[1] ?? ''
  const members = extras.map(([key, extra]) => `${JSON.stringify(key)}:${literal(extra)}`)
  return members.length === 0 ? '' : `{${members.join(',')}}`
}

/** A value as the text of an extra. */
function extraOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** An extra that reads as an object or array becomes one again; a number or truth value stays the text it has become. */
function literal(extra: string): string {
  if (!/^[[{]/.test(extra)) return JSON.stringify(extra)
  try {
    JSON.parse(extra)
    return extra
  } catch {
    return JSON.stringify(extra)
  }
}

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}
