import { expect, it } from 'vitest'
import { makeToken } from './token.ts'

it('makes six Han characters out of chance', () => {
  let at = 0
  const token = makeToken(() => [0, 0.2, 0.4, 0.6, 0.8, 0.999999][at++ % 6] ?? 0)
  expect(token).toMatch(/^\p{Script=Han}{6}$/u)
  expect(new Set(token).size).toBe(6)
})
