import { expect, it } from 'vitest'
import { userIdOf } from './phone-owner.ts'

it('is short enough for Chat, whatever the phone is called, and still tells phones apart', () => {
  expect(userIdOf('friend-of', 'mi')).toBe('friend-of-mi')
  expect(userIdOf('second-friend-of', 'xiaomi-14-ultra')).toBe('second-friend-of-xiaomi-14-ultra')
  const long = ['xiaomi-14-ultra-of-the-lab-1', 'xiaomi-14-ultra-of-the-lab-2'].map((name) =>
    userIdOf('second-friend-of', name),
  )
  for (const id of long) expect(id).toMatch(/^second-friend-of-xiaomi-?[0-9a-f-]+$/)
  for (const id of long) expect(Buffer.byteLength(id)).toBeLessThanOrEqual(32)
  expect(new Set(long).size).toBe(2)
})
