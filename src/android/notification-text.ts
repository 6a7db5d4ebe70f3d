import { readFlags } from './notification-flags.ts'

/** What the one-line form `Notification(...)` says (android.app.Notification.toString). null: not said. */
export interface NotificationText {
  readonly channelId: string | null
  readonly flags: number | null
  readonly group: string | null
  readonly sortKey: string | null
  readonly visibility: number | null
  readonly category: string | null
  /** The closing parenthesis is there. */
  readonly whole: boolean
}

/**
 * Reads the text between `Notification(` and its end. A channel id may hold blanks: it ends where ` pri=` (up to
 * Android 10) or ` shortcut=` (11 and later) begins, or else at the next ` word=`.
 */
export function readNotificationText(text: string): NotificationText {
  // The public version is another notification inside this one; nothing of it may be taken for ours.
  const nested = text.indexOf(' publicVersion=Notification(')
  const own = nested === -1 ? text : text.slice(0, nested)
  const after = own.startsWith('Notification(') ? own.slice('Notification('.length) : own
  const whole = /\)\s*$/.test(text)
  const fields = whole && nested === -1 ? after.replace(/\)+\s*$/, '') : after
  return {
    channelId: readChannel(fields),
    flags: readFlags(field(fields, 'flags') ?? '?') ?? null,
    group: spaced(fields, 'groupKey', ['sortKey', 'actions', 'vis', 'category', 'publicVersion', 'locusId']),
    sortKey: spaced(fields, 'sortKey', ['actions', 'vis', 'publicVersion', 'locusId']),
    visibility: readVisibility(field(fields, 'vis')),
    category: field(fields, 'category') ?? null,
    whole,
  }
}

/** PRIVATE, PUBLIC, SECRET or a number; null when absent or unknown. */
export function readVisibility(text: string | undefined): number | null {
  switch (text) {
    case 'PUBLIC':
      return 1
    case 'PRIVATE':
      return 0
    case 'SECRET':
      return -1
    default: {
      const number = /^(?:UNKNOWN\()?(-?\d+)\)?$/.exec(text ?? '')?.[1]
      return number === undefined ? null : Number(number)
    }
  }
}

function readChannel(fields: string): string | null {
  if (!fields.startsWith('channel=')) return null
  const rest = fields.slice('channel='.length)
  const end = /^(.*?) (?:pri=-?\d|shortcut=)/s.exec(rest) ?? /^(.*?)(?: [A-Za-z]+=| \.\.\.|\s*$)/s.exec(rest)
  const channel = end?.[1]
  return channel === undefined || channel === 'null' ? null : channel
}

function field(fields: string, name: string): string | undefined {
  return new RegExp(`(?:^| )${name}=(\\S+)`).exec(fields)?.[1]
}

/** A value that may hold blanks: it ends where one of `next` begins. */
function spaced(fields: string, name: string, next: readonly string[]): string | null {
  const value = new RegExp(`(?:^| )${name}=(.*?)(?= (?:${next.join('|')})=|$)`, 's').exec(fields)?.[1]
  return value === undefined ? null : value
}
