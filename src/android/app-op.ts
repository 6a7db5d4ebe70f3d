import { isNoise, printedLines } from './printed-lines.ts'
import { UnreadableDump } from './unreadable-dump.ts'

const modes = ['allow', 'ignore', 'deny', 'default', 'foreground'] as const
export type AppOpMode = (typeof modes)[number]

/**
 * Reads `cmd appops get PKG [OP]`. The mode of the uid wins over that of the package (Android 10 and later). Undefined
 * when the phone has nothing to say of the op. Throws UnreadableDump for text that is no such answer.
 */
export function readAppOp(text: string, op: string): AppOpMode | undefined {
  const lines = printedLines(text)
  const answered = lines.some((line) =>
    /^\s*(?:No operations\.|(?:Uid mode: |Default mode: )?(?:[A-Z_]+: )?[a-z]+\b)/.test(line),
  )
  if (!answered || lines.some((line) => /^\s*(?:Error|error): /.test(line))) {
    const at = lines.findIndex((line) => !isNoise(line))
    throw new UnreadableDump('answer of appops', Math.max(1, at + 1), lines[at] ?? '', 'it tells no mode of any op')
  }
  const mode = (before: string): AppOpMode | undefined => {
    for (const line of lines) {
      const trimmed = line.trimStart()
      const word = trimmed.startsWith(before) ? /^[a-z]+/.exec(trimmed.slice(before.length))?.[0] : undefined
      const known = modes.find((one) => one === word)
      if (known !== undefined) return known
    }
    return undefined
  }
  return mode(`Uid mode: ${op}: `) ?? mode(`${op}: `) ?? mode('Default mode: ')
}
