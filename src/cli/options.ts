import { type ParseArgsConfig, parseArgs } from 'node:util'
import { PushfarmError } from '../base/pushfarm-error.ts'

/** Reads a command's options; an unknown one is a sentence, not a stack. */
export function readOptions<T extends NonNullable<ParseArgsConfig['options']>>(
  argv: readonly string[],
  options: T,
  positionals: 'allowed' | 'none' = 'none',
): ReturnType<typeof parseArgs<{ args: string[]; options: T; strict: true; allowPositionals: boolean }>> {
  try {
    return parseArgs({ args: [...argv], options, strict: true, allowPositionals: positionals === 'allowed' })
  } catch (error) {
    // Node's first sentence is the fact; advice of its own follows.
    const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split(/\.?(?:\n|\. |$)/)
    throw new PushfarmError(`${sentence}.`, {
      code: 'cli/options',
      verdict: 'set-up',
      hint: 'See --help.',
      cause: error,
    })
  }
}

/** A number from the command line. */
export function readNumber(name: string, text: string | undefined, least = 0, most = Infinity): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value) || value < least || value > most)
    throw new PushfarmError(`--${name} wants a number${rangeText(least, most)}, not ${JSON.stringify(text)}.`, {
      code: 'cli/options',
      verdict: 'set-up',
    })
  return value
}

function rangeText(least: number, most: number): string {
  if (most !== Infinity) return ` from ${String(least)} to ${String(most)}`
  return least === 0 ? '' : ` from ${String(least)} on`
}
