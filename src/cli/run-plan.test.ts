import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { planPhones } from './run-plan.ts'

let root: string
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'pushfarm-plan-'))
  const phones = [
    { name: 'mi-14', vendor: 'mi', serial: 'a' },
    { name: 'mi-9', vendor: 'mi', serial: 'b' },
    { name: 'p8', vendor: 'google', serial: 'c' },
  ]
  writeFileSync(
    join(root, 'devices.json'),
    JSON.stringify({ farm: 'real', app: 'app.apk', adb: { port: 5999 }, phones }),
  )
})
afterAll(() => {
  rmSync(root, { recursive: true })
})

const planned = (environment: Record<string, string>): readonly string[] =>
  planPhones(root, environment).phones.map(({ name }) => name)

describe('planPhones', () => {
  it.each<[Record<string, string>, readonly string[]]>([
    [{}, ['mi-14', 'mi-9', 'p8']],
    [{ PUSHFARM_PHONES: 'mi' }, ['mi-14', 'mi-9']],
    [{ PUSHFARM_GREP: 'pixel' }, ['p8']],
    [{ PUSHFARM_GREP: 'Xiaomi,locked' }, ['mi-14', 'mi-9']],
    [{ PUSHFARM_GREP: 'xiaomi,google' }, ['mi-14', 'mi-9', 'p8']],
    [{ PUSHFARM_GREP: 'oppo,google' }, ['p8']],
    [{ PUSHFARM_GREP: 'minutes' }, ['mi-14', 'mi-9', 'p8']],
    [{ PUSHFARM_GREP: 'mi', PUSHFARM_PHONES: 'mi-9,p8' }, ['mi-9']],
  ])('%j', (environment, names) => {
    expect(planned(environment)).toEqual(names)
  })

  it.each<[Record<string, string>, string]>([
    [{ PUSHFARM_GREP: 'oppo,vivo' }, "None of the run's phones is of OPPO or vivo: mi-14 (Mi), mi-9 (Mi), p8 (Pixel)."],
    [{ PUSHFARM_GREP: 'google', PUSHFARM_PHONES: 'mi-9' }, "None of the run's phones is of Pixel: mi-9 (Mi)."],
    [{ PUSHFARM_PHONES: 'oppo' }, 'No phone is called oppo.'],
  ])('%j is a mistake in what was asked', (environment, sentence) => {
    expect(() => planned(environment)).toThrow(PushfarmError)
    expect(() => planned(environment)).toThrow(sentence)
  })
})
