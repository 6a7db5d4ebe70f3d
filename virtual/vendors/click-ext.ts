import type { ExtraValue, Intent } from '../android/intent.ts'
import type { PushServiceName } from './push-message.ts'

/**
 * The ext in an intent that a tapped notification sent, undefined when the intent is none such (TUIOfflinePush
 * ParseNotification, per vendor).
 */
export function extOf(vendor: PushServiceName, intent: Intent, oppoExt: 'rebuilt' | 'entity-only'): string | undefined {
  switch (vendor) {
    case 'mi':
      return text(member(member(intent.extras['key_message'], 'extra'), 'ext'))
    case 'oppo':
      return oppoExt === 'rebuilt' ? rebuilt(intent) : text(intent.extras['entity'])
    default:
      return text(intent.extras['ext'])
  }
}

/**
 * OPPO makes an extra of each key of the sent JSON object; put together again in their order. Values that were objects
 * or arrays kept their text, which is how they are told from texts.
 */
function rebuilt(intent: Intent): string | undefined {
  const entries = Object.entries(intent.extras)
  if (entries.length === 0) return undefined
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${literal(value)}`).join(',')}}`
}

function literal(value: ExtraValue): string {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return JSON.stringify(value)
  try {
    JSON.parse(value)
    return value
  } catch {
    return JSON.stringify(value)
  }
}

function member(value: ExtraValue | undefined, key: string): ExtraValue | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return Object.entries(value).find(([name]) => name === key)?.[1]
}

function text(value: ExtraValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
