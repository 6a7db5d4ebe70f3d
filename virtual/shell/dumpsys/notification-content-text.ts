import type { NotificationContent, NotificationRecord } from '../../android/notification.ts'
import { colorText } from '../../android/notification-text.ts'
import type { DumpRequest } from './dump-request.ts'
import { notificationExtras, type NotificationExtra } from './notification-extras.ts'
import { pendingIntentText } from './pending-intent-text.ts'

/** Keys whose text is printed even in a redacted dump, from Android 13 on. */
const neverRedacted: ReadonlySet<string> = new Set([
  'android.substName',
  'android.template',
  'android.support.v4.app.extra.COMPAT_TEMPLATE',
])

/**
 * The lines about a Notification itself. Up to Android 11 they stand among the record's own, from 12 on in blocks of their
 * own; `indent` is what precedes each line. Sources: NotificationRecord.dump of each version.
 */
export function notificationContentLines(
  record: NotificationRecord,
  request: DumpRequest,
  options: { readonly redact: boolean; readonly indent: string },
): string[] {
  const { apiLevel } = request
  const { redact, indent } = options
  const { content } = record
  const intentText = (pending: Parameters<typeof pendingIntentText>[0], part: string): string =>
    pendingIntentText(pending, `${record.key}/${part}`, request)
  const lines = [
    'fullscreenIntent=null',
    `contentIntent=${intentText(content.contentIntent, 'content')}`,
    `deleteIntent=${intentText(content.deleteIntent, 'delete')}`,
  ]
  if (apiLevel >= 29) lines.push(`number=${content.number ?? 0}`, 'groupAlertBehavior=0')
  if (apiLevel >= 35) lines.push(`when=${content.when}/${content.when === 0 ? record.postedAtMs : content.when}`)
  else if (apiLevel >= 30) lines.push(`when=${content.when}`)
  lines.push(`tickerText=${tickerText(content, redact)}`)
  if (apiLevel >= 34) lines.push(`vis=${content.visibility}`)
  lines.push('contentView=null', 'bigContentView=null', 'headsUpContentView=null')
  const color = `color=${colorText(content.color)}`
  // Up to Android 11 the line end after the color was forgotten.
  if (apiLevel <= 30) lines.push(`${color}${indent}timeout=unknown`)
  else lines.push(color, apiLevel >= 35 ? 'timeout=PT0S' : 'timeout=unknown')
  const actions = content.actions ?? []
  if (actions.length > 0) {
    lines.push('actions={')
    for (const [index, action] of actions.entries()) {
      lines.push(`    [${index}] "${action.title}" -> ${intentText(action.intent, `action${index}`)}`)
    }
    lines.push('  }')
  }
  lines.push('extras={')
  const appInfoHash = request.hash('ApplicationInfo', record.key)
  for (const [key, value] of notificationExtras(content, record.packageName, appInfoHash, apiLevel)) {
    lines.push(...extraLines(key, value, redact, apiLevel))
  }
  lines.push('}')
  return lines.map((line) => indent + line)
}

function tickerText(content: NotificationContent, redact: boolean): string {
  const ticker = content.tickerText ?? ''
  if (ticker === '') return 'null'
  if (!redact) return ticker
  return `${ticker.length > 16 ? ticker.slice(0, 8) : ''}...`
}

function extraLines(key: string, extra: NotificationExtra, redact: boolean, apiLevel: number): string[] {
  const name = `    ${key}=`
  if (extra === null) return [`${name}null`]
  switch (extra.kind) {
    case 'text': {
      if (!redact || (apiLevel >= 33 && neverRedacted.has(key))) return [`${name}String (${extra.text})`]
      return [apiLevel >= 33 ? `${name}String [length=${extra.text.length}]` : `${name}String`]
    }
    case 'plain':
      return [`${name}${extra.className} (${extra.text})`]
    case 'array':
      return [
        `${name}${extra.className} (${extra.items.length})`,
        ...(redact ? [] : extra.items.map((item, index) => `      [${index}] ${item}`)),
      ]
  }
}
