import { type EventEntry, looksLikeEventLog, readEventLog } from '../android/event-log.ts'
import { type NotificationDump, notificationDumpForm, readNotificationDump } from '../android/notification-dump.ts'
import { isNoise } from '../android/printed-lines.ts'
import { UnreadableDump } from '../android/unreadable-dump.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { dumpTables, eventsTable, unreadableNotes } from './inspect-tables.ts'
import { readOptions } from './options.ts'
import { isBinary, readSavedText } from './saved-text.ts'

const help = `Usage: npx pushfarm inspect FILE [--json]

Reads a saved \`dumpsys notification [--noredact]\` or events log (\`logcat -b events\`) of any phone, Android 8 to 16, also
inside a bug report or as an excerpt, and prints what it holds. FILE may be - for standard input.

  --json   {"posted": [...], "archived": [...], "enqueued": [...], "snoozed": [...]} or {"events": [...]};
           an entry with "unreadable" is cut off or garbled: what it does not say must not be taken for absent

Exit codes: 0 read, 4 the file cannot be read (the message names the line).
`

export async function inspect(argv: readonly string[]): Promise<number> {
  const { values, positionals } = readOptions(
    argv,
    { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    'allowed',
  )
  if (values.help === true) {
    process.stdout.write(help)
    return 0
  }
  const [path] = positionals
  if (path === undefined || positionals.length > 1)
    throw new PushfarmError('pushfarm inspect reads one file.', {
      code: 'cli/options',
      verdict: 'set-up',
      hint: 'See --help.',
    })
  const read = readSaved(readSavedText(path))
  if (values.json === true)
    process.stdout.write(`${JSON.stringify(read.kind === 'events' ? { events: read.events } : read.dump, null, 2)}\n`)
  else process.stdout.write(read.kind === 'events' ? eventsTable(read.events) : dumpTables(read.dump))
  if (read.kind === 'dump') for (const note of unreadableNotes(read.dump)) process.stderr.write(`${note}\n`)
  return 0
}

type Saved =
  | { readonly kind: 'dump'; readonly dump: NotificationDump }
  | { readonly kind: 'events'; readonly events: readonly EventEntry[] }

/** Tells by its lines which of the two a text is. Throws PushfarmError, naming the line, for one that cannot be read. */
export function readSaved(text: string): Saved {
  try {
    const form = notificationDumpForm(text)
    // A log's lines may quote a dump, and a message in a dump may quote a log; but no log has a dump's headings.
    if (form === 'dump') return { kind: 'dump', dump: readNotificationDump(text) }
    if (looksLikeEventLog(text)) return { kind: 'events', events: readEventLog(text).events }
    if (form === 'excerpt') return { kind: 'dump', dump: readNotificationDump(text) }
    throw neither(text)
  } catch (error) {
    // The file is what was given to this command: whoever gave it must act.
    if (error instanceof UnreadableDump)
      throw new PushfarmError(`${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}`, {
        code: error.code,
        verdict: 'set-up',
        facts: error.facts,
        hint: error.facts['kind'] === 'file' ? whatToSave : (error.hint ?? whatToSave),
        cause: error,
      })
    throw error
  }
}

const whatToSave =
  'Save the whole output of `adb shell dumpsys notification --noredact` or of `adb logcat -d -b events -v threadtime`.'

function neither(text: string): UnreadableDump {
  const lines = text.split('\n')
  const at = Math.max(
    0,
    lines.findIndex((line) => !isNoise(line)),
  )
  const first = lines[at] ?? ''
  if (text.trim() === '') return new UnreadableDump('file', 1, '', 'it is empty')
  if (isBinary(text)) return new UnreadableDump('file', at + 1, '', 'it is no text')
  const why = 'neither this line nor any after it is of a notification dump or of an events log'
  return new UnreadableDump('file', at + 1, first, why)
}
