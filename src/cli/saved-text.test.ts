import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { isBinary, readSavedText } from './saved-text.ts'

const folder = mkdtempSync(join(tmpdir(), 'pushfarm-saved-'))
afterAll(() => rmSync(folder, { recursive: true }))

const text = 'Current Notification Manager state:\n  林小满\n'
it.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-16 of PowerShell', Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['UTF-16 without its mark', Buffer.from(text, 'utf16le')],
  ['UTF-16, the other way round', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
])('reads %s', (name, bytes) => {
  const path = join(folder, `${name}.txt`)
  writeFileSync(path, bytes)
  expect(readSavedText(path)).toBe(text)
})

it('says what is wrong with the path', () => {
  expect(() => readSavedText(join(folder, 'absent'))).toThrow(/^There is no file /)
  expect(() => readSavedText(folder)).toThrow(/ is a directory, not a saved text\.$/)
})

it.each([
  ['text', text, false],
  ['a single NUL in a long text', `${'word '.repeat(50)}\0`, false],
  ['a zip', 'PK\u0003\u0004\u0014\0\u0008', true],
])('isBinary: %s', (_name, given, binary) => {
  expect(isBinary(given)).toBe(binary)
})
