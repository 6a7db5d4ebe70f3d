/** Han characters that vendors' content filters leave alone: a token of these reads as a name, not as a test. */
const alphabet = '安晴朗川禾松柏梅兰竹菊荷枫桐樱杏桃梨柳杉云霞虹露霜雪星辰江湖海岛峰岭谷原林泉溪'

/** Length of a token, in UTF-16 units. */
export const tokenUnits = 6

/**
 * A word that occurs nowhere else, to be found again in a title or a text on the phone. It is written in Han characters
 * because vendors block texts of digits, letters and symbols only, and texts with "test" in them (field reports on vivo).
 * Six of 43 characters: 6 * 10^9 words.
 *
 * @param random gives numbers in [0, 1)
 */
export function makeToken(random: () => number): string {
  let token = ''
  for (let i = 0; i < tokenUnits; i++) token += alphabet.charAt(Math.floor(random() * alphabet.length))
  return token
}
