import type { Random } from '../../random.ts'

export function randomHex(random: Random, length: number): string {
  let text = ''
  while (text.length < length) text += random.integer(0, 15).toString(16)
  return text
}
