import { readFileSync } from 'node:fs'
import { PushfarmError } from '../base/pushfarm-error.ts'

/**
 * The text of a saved file; `-` is standard input. PowerShell saves UTF-16, everything else UTF-8. Throws PushfarmError
 * for a path without a readable file.
 */
export function readSavedText(path: string): string {
  return decode(readBytes(path))
}

/** Bytes that are no text at all: most files of other kinds have NULs, which phones do not print. */
export function isBinary(text: string): boolean {
  const sample = text.slice(0, 4000)
  const strange = sample.match(/[\0-\x08\x0e-\x1a\x1c-\x1f\ufffd]/g)?.length ?? 0
  return strange > 0 && strange * 50 > sample.length
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path === '-' ? 0 : path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    const why =
      code === 'ENOENT'
        ? `There is no file ${path}.`
        : code === 'EISDIR'
          ? `${path} is a directory, not a saved text.`
          : `${path} cannot be read${typeof code === 'string' ? ` (${code})` : ''}.`
    throw new PushfarmError(why, {
      code: 'cli/no-file',
      verdict: 'set-up',
      hint: 'Name the file that `adb shell dumpsys notification --noredact` or `adb logcat -d -b events` was saved to.',
      cause: error,
    })
  }
}

function decode(bytes: Buffer): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return bytes.subarray(2).toString('utf16le')
  if (first === 0xfe && second === 0xff) return swapped(bytes.subarray(2)).toString('utf16le')
  const sample = bytes.subarray(0, 400)
  const oddNuls = sample.filter((byte, at) => at % 2 === 1 && byte === 0).length
  return bytes.toString(oddNuls * 5 > sample.length * 2 ? 'utf16le' : 'utf8')
}

function swapped(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16()
}
