import { isNoise, type Lines, printedLines } from './printed-lines.ts'
import { UnreadableDump } from './unreadable-dump.ts'

const kind = 'list of properties'

/**
 * Reads the output of `getprop` without arguments: `[key]: [value]` per line; a value may hold line breaks and brackets.
 * What somebody noted behind a value is left out. Throws UnreadableDump for other text and for a value that is not closed.
 */
export function readProperties(text: string): ReadonlyMap<string, string> {
  const properties = new Map<string, string>()
  const lines = printedLines(text)
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? ''
    const [, key, first] = /^\s*\[([^\]]+)\]: \[(.*)$/s.exec(line) ?? []
    if (key === undefined || first === undefined) {
      if (!isNoise(line)) throw new UnreadableDump(kind, at + 1, line, 'it is no `[key]: [value]`')
      at++
      continue
    }
    const next = nextProperty(lines, at + 1)
    const value = [first, ...lines.slice(at + 1, next)]
    while (value.length > 1 && !closes(value.at(-1)) && isNoise(value.at(-1) ?? '')) value.pop()
    const remarkAt = first.lastIndexOf(']')
    if (closes(value.at(-1))) properties.set(key, value.join('\n').replace(/\]\s*$/, ''))
    else if (value.length === 1 && remarkAt !== -1) properties.set(key, first.slice(0, remarkAt))
    else if (closes(first)) throw new UnreadableDump(kind, at + 2, lines[at + 1] ?? '', 'it is no `[key]: [value]`')
    else throw new UnreadableDump(kind, at + 1, line, 'the value is not closed')
    at = next
  }
  if (properties.size > 0) return properties
  throw new UnreadableDump(kind, 1, lines[0] ?? '', 'it holds no `[key]: [value]`')
}

function nextProperty(lines: Lines, from: number): number {
  for (let at = from; at < lines.length; at++) if (/^\s*\[[^\]]+\]: \[/.test(lines[at] ?? '')) return at
  return lines.length
}

function closes(line: string | undefined): boolean {
  return /\]\s*$/.test(line ?? '')
}
