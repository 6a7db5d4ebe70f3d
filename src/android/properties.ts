import { isNoise, printedLines } from './printed-lines.ts'
import { UnreadableDump } from './unreadable-dump.ts'

const kind = 'list of properties'

/**
 * Reads the output of `getprop` without arguments: `[key]: [value]` per line; a value may hold line breaks and brackets.
 * What somebody noted behind a value is left out. Throws UnreadableDump for other text and for a value that is not closed.
 */
export function readProperties(text: string): ReadonlyMap<string, string> {
  const properties = new Map<string, string>()
  const lines = printedLines(text)
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    const [, key, first] = /^\s*\[([^\]]+)\]: \[(.*)$/s.exec(line) ?? []
    if (key === undefined || first === undefined) {
      if (isNoise(line)) continue
      throw new UnreadableDump(kind, at + 1, line, 'it is no `[key]: [value]`')
    }
    let next = at + 1
    const value = [first]
    while (!closes(value.at(-1)) && next < lines.length && !startsProperty(lines[next])) value.push(lines[next++] ?? '')
    if (closes(value.at(-1))) {
      properties.set(key, value.join('\n').replace(/\]\s*$/, ''))
      at = next - 1
      continue
    }
    const remarkAt = first.lastIndexOf(']')
    if (remarkAt === -1) throw new UnreadableDump(kind, at + 1, line, 'the value is not closed')
    properties.set(key, first.slice(0, remarkAt))
  }
  if (properties.size > 0) return properties
  throw new UnreadableDump(kind, 1, lines[0] ?? '', 'it holds no `[key]: [value]`')
}

function closes(line: string | undefined): boolean {
  return /\]\s*$/.test(line ?? '')
}

function startsProperty(line: string | undefined): boolean {
  return /^\s*\[[^\]]+\]: \[/.test(line ?? '')
}
