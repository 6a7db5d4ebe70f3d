import { createHash } from 'node:crypto'

/** Numbers in [0, 1) that look random and are the same for the same seed. */
export function seededFractions(seed: string): () => number {
  let count = 0
  return () =>
    createHash('sha256')
      .update(`${seed}/${String(count++)}`)
      .digest()
      .readUInt32BE() /
    2 ** 32
}
