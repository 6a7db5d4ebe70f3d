/** One line of logcat's text output, whatever its format. null where the format leaves it out. */
export interface LogLine {
  /** As printed: `11-20 21:57:56.767`, `2026-11-20 …`, or epoch seconds. */
  readonly time: string | null
  readonly uid: string | null
  readonly pid: number | null
  readonly tid: number | null
  /** V D I W E F S */
  readonly priority: string
  readonly tag: string
  readonly message: string
}

const stamp = String.raw`(?:(?:\d{4}-)?\d\d-\d\d \d\d:\d\d:\d\d\.\d{3,9}(?: [+-]\d{4})?|\d{1,19}\.\d{3,9})`
const formats: readonly RegExp[] = [
  // threadtime, with a uid column in bug reports and with -v uid
  new RegExp(
    String.raw`^(?<time>${stamp})\s+(?:(?<uid>[a-z]\w*|\d+)\s+)?(?<pid>\d+)\s+(?<tid>\d+)\s+(?<priority>[VDIWEFS]) (?<tag>.*?)\s*: ?(?<message>.*)$`,
    's',
  ),
  // time
  new RegExp(
    String.raw`^(?<time>${stamp}) (?<priority>[VDIWEFS])\/(?<tag>.*?)\s*\(\s*(?:(?<uid>[a-z]\w*|\d+):)?\s*(?<pid>\d+)\): ?(?<message>.*)$`,
    's',
  ),
  // brief
  /^(?<priority>[VDIWEFS])\/(?<tag>[^(]*?)\s*\(\s*(?<pid>\d+)\): ?(?<message>.*)$/s,
  // tag
  /^(?<priority>[VDIWEFS])\/(?<tag>\S+)\s*: ?(?<message>.*)$/s,
  // threadtime with its first columns cut away
  /^(?<priority>[VDIWEFS]) (?<tag>[\w.$-]+)\s*: ?(?<message>.*)$/s,
]

/** Reads a line of `logcat -v threadtime | time | brief | tag` with any of uid, year, usec, nsec, epoch, zone; undefined for any other text. */
export function readLogLine(line: string): LogLine | undefined {
  const text = line.trimStart()
  for (const format of formats) {
    const found = format.exec(text)?.groups
    if (found?.['priority'] === undefined) continue
    return {
      time: found['time'] ?? null,
      uid: found['uid'] ?? null,
      pid: numberOrNull(found['pid']),
      tid: numberOrNull(found['tid']),
      priority: found['priority'],
      tag: found['tag'] ?? '',
      message: found['message'] ?? '',
    }
  }
  return undefined
}

function numberOrNull(text: string | undefined): number | null {
  return text === undefined ? null : Number(text)
}
