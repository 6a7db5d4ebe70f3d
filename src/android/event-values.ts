/**
 * The values of an event as logcat prints them: `[a,b,c]` or a single one without brackets. Strings are printed raw, so a
 * comma may be part of a value; only the knowledge of the tag tells which. `closed` is false for a list that is cut off:
 * what its last value would have been is not known.
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

/** ms; `-v descriptive` prints a unit: `1784ms`, `2s`. */
export function millisOrNull(value: string | undefined): number | null {
  const [, number, unit] = /^\s*(-?\d+)(ms|s)?\s*$/.exec(value ?? '') ?? []
  return number === undefined ? null : Number(number) * (unit === 's' ? 1000 : 1)
}

/** Names that EventLogTags.logtags gives the values, in any version, by the name of the first one. */
const valueNames: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    uid: 'uid,pid,pkg,id,tag,userid,notification,status,app_provided,required_flags,forbidden_flags,reason,listener',
    key: 'key,reason,lifespan,freshness,exposure,rank,count,listener,visibile,visible,user_action,expanded,action_index,piIdentifier,pendingIntent,buzz,beep,blink,politeness,mute_reason',
    User: 'User,PID,pid,UID,Process Name,Package Name,Type,Component,OomAdj,ProcState,Reason,reason,Rss,PSS,Pss,Flags,Exception,Message,File,Line,Tag,Token,Task ID,Component Name,Action,MIME Type,URI,time',
    Pid: 'Pid,UID,Process Name',
  }).map(([first, names]) => [first, new Set(names.split(','))]),
)

/** `-v descriptive` prints `name=value`. Each name comes once; free texts may hold such words as well. */
export function withoutNames(values: readonly string[]): readonly string[] {
  const names = new Set(valueNames.get(/^([A-Za-z]+)=/.exec(values[0] ?? '')?.[1] ?? ''))
  return values.map((value) => {
    const name = /^([A-Za-z_][\w ]*)=/.exec(value)?.[1]
    return name !== undefined && names.delete(name) ? value.slice(name.length + 1) : value
  })
}
