/** Lines with a place in the text; index 0 is line 1. */
export type Lines = readonly string[]

/**
 * The lines of a saved text as the phone printed them, without what saving and sending it around added: a byte order
 * mark, CR LF (or CR CR LF of old adb shells), Markdown quoting and fences, the time stamps of a CI log. No line is
 * dropped, so that an error can name its number.
 */
export function printedLines(text: string): Lines {
  const lines = withoutCarriageReturns(text.replace(/^\uFEFF/, '').split('\n'))
  return withoutFences(withoutPrefix(withoutPrefix(lines, quote), ciStamp))
}

const quote = /^>[ ]?/
const ciStamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)[ \t]?/

/** A CR in few lines is part of their text; in most of them it belongs to the line end. */
function withoutCarriageReturns(lines: Lines): Lines {
  const ended = lines.slice(0, -1)
  const marked = ended.filter((line) => line.endsWith('\r'))
  if (marked.length * 2 < ended.length || marked.length === 0) return lines
  const common = Math.min(...marked.slice(0, 1000).map((line) => /\r+$/.exec(line)?.[0].length ?? 0))
  return lines.map((line) => {
    const own = /\r+$/.exec(line)?.[0].length ?? 0
    return own === 0 ? line : line.slice(0, -Math.min(own, common))
  })
}

/** Takes a prefix away that all lines have, and that no phone prints. */
function withoutPrefix(lines: Lines, prefix: RegExp): Lines {
  const written = lines.filter((line) => line.trim() !== '')
  if (written.length === 0 || !written.every((line) => prefix.test(line))) return lines
  return lines.map((line) => line.replace(prefix, ''))
}

function withoutFences(lines: Lines): Lines {
  return lines.map((line) => (/^\s*(?:```|~~~)\w*\s*$/.test(line) ? '' : line))
}

/** What adb, a shell's prompt or somebody who left lines out write between the lines of a phone. */
export function isNoise(line: string): boolean {
  const text = line.trim()
  return (
    text === '' ||
    /^\* daemon |^adb server version |^(?:- )?waiting for (?:any )?device|^WARNING: linker|^(?:logcat|read): unexpected eof!/i.test(
      text,
    ) ||
    /^(?:\S*[$#>%❯➜].*\s)?(?:adb|hdc)(?:\.exe)?\s(?:.*\s)?(?:shell|logcat|exec-out|bugreport)\b/.test(text) ||
    /^(?:[-=_*~]{3,}|\[?(?:\.{3,}|…)\]?|#.*)$/.test(text)
  )
}

/** How many blanks and tabs a line begins with. Other white space is text. */
export function indentOf(line: string): number {
  return /^[ \t]*/.exec(line)?.[0].length ?? 0
}
