import type { Difference } from '../../src/push/difference.ts'

/** Why a promise is not kept on paper, as the harness would say it: the product's verdict. */
export class PaperFailure extends Error {
  override readonly name = 'PaperFailure'
  /** The harness's error code; `harness/promise-broken` where parts were compared. */
  readonly code: string
  readonly parts: readonly string[]

  private constructor(code: string, parts: readonly string[]) {
    super(`broken: ${code} ${parts.join(' ')}`)
    this.code = code
    this.parts = parts
  }

  /** What was compared differs. */
  static differs(differences: readonly Difference[]): PaperFailure {
    return PaperFailure.parts(...differences.map(({ part }) => part))
  }

  static parts(...parts: readonly Difference['part'][]): PaperFailure {
    return new PaperFailure('harness/promise-broken', [...new Set(parts)])
  }

  /** The product fails before anything could be compared. */
  static product(code: string): PaperFailure {
    return new PaperFailure(code, [])
  }
}

/** A word that has no meaning on paper yet: nothing can be foretold of the promise that speaks it. */
export class NoSuchWord extends Error {
  override readonly name = 'NoSuchWord'
}
