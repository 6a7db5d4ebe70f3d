import { expect, test } from 'vitest'
import { Terminal } from './terminal.ts'

async function typed(keys: readonly string[]): Promise<{ lines: string; echo: string; interrupts: number }> {
  let echo = ''
  let interrupts = 0
  const terminal = new Terminal((data) => {
    echo += Buffer.from(data).toString()
    return Promise.resolve()
  })
  terminal.onInterrupt(() => interrupts++)
  for (const key of keys) terminal.type(Buffer.from(key, 'utf8'))
  terminal.hangUp()
  let lines = ''
  for await (const piece of terminal.input) lines += piece.toString()
  return { lines, echo, interrupts }
}

test.each([
  ['a line', ['ls\r'], 'ls\n', 'ls\r\n'],
  ['backspace', ['lsx\x7f\r'], 'ls\n', 'lsx\b \b\r\n'],
  ['backspace on an empty line', ['\x7fa\r'], 'a\n', 'a\r\n'],
  ['inserting in the middle', ['ac', '\x1b[D', 'b\r'], 'abc\n', 'ac\bbc\b\r\n'],
  ['kill the line', ['abc\x15x\r'], 'x\n', 'abc\b\b\b   \b\b\bx\r\n'],
  ['kill a word', ['ab cd\x17e\r'], 'ab e\n', 'ab cd\b\b  \b\be\r\n'],
  ['home and end', ['bc\x01a\x05d\r'], 'abcd\n', 'bc\b\babc\b\bbcd\r\n'],
  ['an earlier line', ['one\r', '\x1b[A', '\r'], 'one\none\n', 'one\r\none\r\n'],
  ['an escape sequence in pieces', ['ab\x1b', '[', 'Dc\r'], 'acb\n', 'ab\bcb\b\r\n'],
  ['a wide character', ['你\x7fx\r'], 'x\n', '你\b\b  \b\bx\r\n'],
  ['^D with text hands it over', ['ab\x04'], 'ab', 'ab'],
])('%s', async (_name, keys, lines, echo) => {
  expect(await typed(keys)).toEqual({ lines, echo, interrupts: 0 })
})

test('^C drops the line and what was not read', async () => {
  expect(await typed(['first\r', 'half\x03', 'x\r'])).toEqual({
    lines: 'x\n',
    echo: 'first\r\nhalf^C\r\nx\r\n',
    interrupts: 1,
  })
})

test('programs print with carriage returns', async () => {
  let shown = ''
  const terminal = new Terminal((data) => {
    shown += Buffer.from(data).toString('latin1')
    return Promise.resolve()
  })
  await terminal.write(Buffer.from('a\nb\n'))
  expect(shown).toBe('a\r\nb\r\n')
})
