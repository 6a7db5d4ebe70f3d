import { PushfarmError } from '../base/pushfarm-error.ts'

/** Text of a phone that a reader cannot understand. Unreadable is not empty: no reader answers with nothing instead. */
export class UnreadableDump extends PushfarmError {
  override readonly name = 'UnreadableDump'
  /** 1 for the first line. */
  readonly line: number

  constructor(kind: string, line: number, text: string, why: string) {
    const shown = excerpt(text)
    super(`line ${String(line)} of this ${kind} cannot be read: ${why}${shown === '""' ? '' : `: ${shown}`}`, {
      code: 'android/unreadable-dump',
      verdict: 'infrastructure',
      facts: { kind, line, text: shown, why },
      hint: `Save the whole, untouched output of the command and try again; if it is whole, this ROM prints ${article(kind)} ${kind} that Pushfarm does not know yet`,
    })
    this.line = line
  }
}

function excerpt(text: string): string {
  const shown = text.trim()
  return JSON.stringify(shown.length > 120 ? `${shown.slice(0, 120)}…` : shown)
}

function article(noun: string): string {
  return /^[aeiou]/.test(noun) ? 'an' : 'a'
}
