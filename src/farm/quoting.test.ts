import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quote, quoteCommand } from './quoting.ts'

describe('quote', () => {
  it.each([
    ['pm', 'pm'],
    ['', "''"],
    ['0|com.x|1|null|10123', "'0|com.x|1|null|10123'"],
    ["it's", `'it'"'"'s'`],
    ['$(reboot)', "'$(reboot)'"],
  ])('%j becomes %s', (word, quoted) => {
    expect(quote(word)).toBe(quoted)
  })

  it('gives every word back through a POSIX shell', () => {
    const word = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !text.includes('\0'))
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
        const command = `printf '%s\\0' ${quoteCommand(words)}`
        const printed = execFileSync('/bin/sh', ['-c', command]).toString('utf8').split('\0').slice(0, -1)
        expect(printed).toEqual(words)
      }),
      { numRuns: 60 },
    )
  })
})
