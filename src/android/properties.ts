import { UnreadableDump } from './unreadable-dump.ts'

/**
 * Reads the output of `getprop` without arguments: `[key]: [value]` per line; a value may hold line breaks and brackets.
 * Throws UnreadableDump for text that is none.
 */
export function readProperties(text: string): ReadonlyMap<string, string> {
  const properties = new Map<string, string>()
  let key: string | undefined
  text
    .trimEnd()
    .split(/\r?\n/)
    .forEach((line, at) => {
      const start = /^\[([^\]]+)\]: \[(.*)$/s.exec(line)
      if (start?.[1] !== undefined) {
        key = start[1]
        properties.set(key, start[2] ?? '')
      } else if (key !== undefined && properties.get(key)?.endsWith(']') !== true) {
        properties.set(key, `${properties.get(key) ?? ''}\n${line}`)
      } else if (line.trim() !== '') {
        throw new UnreadableDump('list of properties', at + 1, line, 'it is no `[key]: [value]`')
      }
    })
  if (properties.size === 0) throw new UnreadableDump('list of properties', 1, text, 'the text is empty')
  return new Map([...properties].map(([name, value]) => [name, value.endsWith(']') ? value.slice(0, -1) : value]))
}
