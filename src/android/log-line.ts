/** One line of logcat's text output, whatever its format. null where the format leaves it out. */
export interface LogLine {
  /** As printed: `11-20 21:57:56.767`, `2026-11-20 …`, or seconds since the epoch or since boot. */
  readonly time: string | null
  readonly uid: string | null
  readonly pid: number | null
  readonly tid: number | null
  /** V D I W E F S */
  readonly priority: string
  readonly tag: string
  readonly message: string
}

const stamp = String.raw`(?<time>(?:(?:\d{4}-)?\d\d-\d\d \d\d:\d\d:\d\d\.\d{3,9}|\d{1,19}\.\d{3,9})(?: [+-]\d{4})?)`
const uid = String.raw`(?<uid>[a-z][\w-]*|\d+)`
const priority = '(?<priority>[VDIWEFS])'
const message = ' ?(?<message>.*)$'

/** Formats of logcat (liblog/logprint.cpp), then what Android Studio and `adb logcat | cut` make of them. */
const formats: readonly RegExp[] = [
  // threadtime, with a uid column in bug reports and with -v uid
  new RegExp(
    String.raw`^${stamp}\s+(?:${uid}\s+)?(?<pid>\d+)\s+(?<tid>\d+)\s+${priority} (?<tag>.*?)\s*:${message}`,
    's',
  ),
  // time
  new RegExp(
    String.raw`^${stamp}\s+${priority}\/(?<tag>.*?)\s*\(\s*(?:${uid}\s*:)?\s*(?<pid>\d+)\)\s*:${message}`,
    's',
  ),
  // brief
  new RegExp(String.raw`^${priority}\/(?<tag>[^(]*?)\s*\(\s*(?:${uid}\s*:)?\s*(?<pid>\d+)\)\s*:${message}`, 's'),
  // process
  new RegExp(
    String.raw`^${priority}\(\s*(?:${uid}\s*:)?\s*(?<pid>\d+)\) (?<message>.*?) {2}\((?<tag>[^()]*?)\s*\)\s*$`,
    's',
  ),
  // Android Studio: `time pid-tid tag process I message`, and before 2022 `time pid-tid/process I/tag: message`
  new RegExp(
    String.raw`^${stamp}\s+(?<pid>\d+)-(?<tid>\d+)\s+(?<tag>\S.*?)\s+\S+\s+${priority}\s{1,2}(?<message>.*)$`,
    's',
  ),
  new RegExp(String.raw`^${stamp}\s+(?<pid>\d+)-(?<tid>\d+)\/\S+\s+${priority}\/(?<tag>.*?)\s*:${message}`, 's'),
  // tag
  new RegExp(String.raw`^${priority}\/(?<tag>[^\s:]+)\s*:${message}`, 's'),
  // threadtime with its first columns cut away
  new RegExp(String.raw`^${priority} (?<tag>[\w.$-]+)\s*:${message}`, 's'),
]

/** The line above each message of `-v long`. */
const longHead = new RegExp(
  String.raw`^\[\s+${stamp}\s+(?:${uid}\s*:)?\s*(?<pid>\d+):\s*(?<tid>\d+) ${priority}\/(?<tag>.*?)\s*\]$`,
)

/**
 * Reads a line of `logcat -v threadtime | time | brief | process | tag` with any of uid, year, usec, nsec, epoch,
 * monotonic, zone, color; undefined for any other text.
 */
export function readLogLine(line: string): LogLine | undefined {
  const text = withoutColor(line).trimStart()
  for (const format of formats) {
    const found = format.exec(text)?.groups
    if (found !== undefined) return lineOf(found, found['message'] ?? '')
  }
  return undefined
}

/** Reads the line that `-v long` puts above a message; undefined for any other text. */
export function readLongHead(line: string): LogLine | undefined {
  const found = longHead.exec(withoutColor(line).trim())?.groups
  return found === undefined ? undefined : lineOf(found, '')
}

/** `-v thread` prints `I(  623:  687) message` and `-v raw` the message alone: what they leave out is the tag. */
export function isTagless(line: string): boolean {
  return /^[VDIWEFS]\(\s*[\w-]+\s*:\s*(?:\d+\s*:\s*)?\d+\) |^\[(?:\d+|-?\d+\|[\w.]+\|).*\]$/s.test(
    withoutColor(line).trim(),
  )
}

/** `-v color` puts an escape code in front of every line and one behind it. */
export function withoutColor(line: string): string {
  return line.replace(/^(?:\x1b\[[\d;]*m)+|(?:\x1b\[[\d;]*m)+$/g, '')
}

function lineOf(found: Readonly<Record<string, string | undefined>>, text: string): LogLine {
  return {
    time: found['time'] ?? null,
    uid: found['uid'] ?? null,
    pid: numberOrNull(found['pid']),
    tid: numberOrNull(found['tid']),
    priority: found['priority'] ?? 'I',
    tag: found['tag'] ?? '',
    message: text,
  }
}

function numberOrNull(text: string | undefined): number | null {
  return text === undefined ? null : Number(text)
}
