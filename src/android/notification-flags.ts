/** Bits of android.app.Notification.flags by the names that Android 15 and later print instead of the number. */
const bits: Readonly<Record<string, number>> = {
  SHOW_LIGHTS: 0x1,
  ONGOING_EVENT: 0x2,
  INSISTENT: 0x4,
  ONLY_ALERT_ONCE: 0x8,
  AUTO_CANCEL: 0x10,
  NO_CLEAR: 0x20,
  FOREGROUND_SERVICE: 0x40,
  HIGH_PRIORITY: 0x80,
  LOCAL_ONLY: 0x100,
  GROUP_SUMMARY: 0x200,
  AUTOGROUP_SUMMARY: 0x400,
  CAN_COLORIZE: 0x800,
  BUBBLE: 0x1000,
  NO_DISMISS: 0x2000,
  FSI_REQUESTED_BUT_DENIED: 0x4000,
  USER_INITIATED_JOB: 0x8000,
  LIFETIME_EXTENDED_BY_DIRECT_REPLY: 0x10000,
  SILENT: 0x20000,
  PROMOTED_ONGOING: 0x40000,
}

export const flagOngoing = 0x2
export const flagGroupSummary = 0x200

/**
 * The number behind `0x218`, `536` or `AUTO_CANCEL|GROUP_SUMMARY` (core/java/android/app/Notification.java,
 * flagsToString). A name of a newer Android adds no bit. Undefined when it is none of these.
 */
export function readFlags(text: string): number | undefined {
  if (/^0x[0-9a-f]+$/i.test(text) || /^\d+$/.test(text)) return Number(text)
  let flags = 0
  for (const name of text.split('|')) {
    const unknown = /^UNKNOWN\((0x[0-9a-f]+)\)$/i.exec(name)
    if (unknown?.[1] !== undefined) flags |= Number(unknown[1])
    else if (/^[A-Z][A-Z0-9_]*$/.test(name)) flags |= bits[name] ?? 0
    else return undefined
  }
  return flags
}
