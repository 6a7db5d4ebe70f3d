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

/** What every version prints between the channel and the app's own strings. The channel id may hold anything. */
const fixedPart =
  /^channel=(.*?) (?:pri=-?\d+|shortcut=.*?) contentView=(?:null|\S+) vibrate=(?:default|null|\[[\d,-]*\]) sound=.*?(?: tick)? defaults=[^\s=]+ flags=([^\s=]+) color=0x[0-9a-f]+/s

/**
 * Reads the text between `Notification(` and its end. A channel id may hold blanks: it ends where ` pri=` (up to
 * Android 10) or ` shortcut=` (11 and later) begins, or else at the next ` word=`.
 */
export function readNotificationText(text: string): NotificationText {
  const after = text.startsWith('Notification(') ? text.slice('Notification('.length) : text
  const fixed = fixedPart.exec(after)
  // The public version is another notification inside this one; nothing of it may be taken for ours.
  const nested = after.indexOf(' publicVersion=Notification(', fixed?.[0].length ?? 0)
  const own = nested === -1 ? after : after.slice(0, nested)
  const whole = /\)\s*$/.test(text)
  const fields = whole && nested === -1 ? own.replace(/\)+\s*$/, '') : own
  // Behind the fixed part stand the app's strings and then ours; a field that is cut through is worth nothing.
  const behind = fixed === null ? fields : fields.slice(fixed[0].length)
  const known = whole || nested !== -1 ? behind : behind.replace(/\S*$/, '')
  const flags = fixed?.[2] ?? field(known, 'flags')
  return {
    channelId: fixed === null ? readChannel(fields, whole) : orNull(fixed[1]),
    flags: readFlags(flags ?? '?') ?? null,
    group: spaced(known, 'groupKey', ['category', 'sortKey', 'actions', 'number', 'vis', 'publicVersion', 'locusId']),
    sortKey: spaced(known, 'sortKey', ['actions', 'number', 'vis', 'publicVersion', 'locusId']),
    visibility: readVisibility(lastField(known, 'vis')),
    category: spaced(known, 'category', ['groupKey', 'sortKey', 'actions', 'number', 'vis', 'publicVersion']),
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

/** The channel of a text that somebody shortened: `Notification(channel=msgs pri=2 ...`, `Notification(channel=msgs)`. */
function readChannel(fields: string, whole: boolean): string | null {
  if (!fields.startsWith('channel=')) return null
  const rest = fields.slice('channel='.length)
  const end =
    /^(.*?) (?:pri=-?\d|shortcut=)/s.exec(rest) ??
    (whole ? /^(.*?)(?: [A-Za-z]+=|\s*$)/s : /^(.*?)(?: [A-Za-z]+=| \.\.\.| …)/s).exec(rest)
  return orNull(end?.[1])
}

function orNull(text: string | undefined): string | null {
  return text === undefined || text === 'null' ? null : text
}

function field(fields: string, name: string): string | undefined {
  return new RegExp(`(?:^| )${name}=(\\S+)`).exec(fields)?.[1]
}

/** Behind everything that an app chooses. */
function lastField(fields: string, name: string): string | undefined {
  return [...fields.matchAll(new RegExp(`(?:^| )${name}=(\\S+)`, 'g'))].at(-1)?.[1]
}

/** A value that may hold blanks: it ends where one of `next` begins. */
function spaced(fields: string, name: string, next: readonly string[]): string | null {
  const value = new RegExp(`(?:^| )${name}=(.*?)(?= (?:${next.join('|')})=|$)`, 's').exec(fields)?.[1]
  return value === undefined ? null : value
}
