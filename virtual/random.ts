/** A repeatable source of chance: the same seed gives the same run. */
export interface Random {
  /** In [0, 1). */
  next(): number
  /** Whole number in [min, max]. */
  integer(min: number, max: number): number
  /** An independent source whose sequence depends only on this seed and `label`, not on how often `next` was called. */
  fork(label: string): Random
}

/** mulberry32, seeded by a string or number. */
export function seededRandom(seed: number | string): Random {
  let state = typeof seed === 'number' ? seed >>> 0 : hash(seed)
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    integer: (min, max) => min + Math.floor(next() * (max - min + 1)),
    fork: (label) => seededRandom(`${String(seed)}/${label}`),
  }
}

/** FNV-1a over UTF-16 units. */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h >>> 0
}
