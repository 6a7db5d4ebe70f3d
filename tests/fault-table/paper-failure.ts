import type { Difference } from '../../src/push/difference.ts'

/** Why a promise is not kept on paper, as the harness would say it. */
export class PaperFailure extends Error {
  override readonly name = 'PaperFailure'
  /** `broken`: the product's verdict. `not-checked`: nobody can tell. */
  readonly result: 'broken' | 'not-checked'
  /** The harness's error code; `harness/promise-broken` where parts were compared. */
  readonly code: string
  readonly parts: readonly string[]

  private constructor(result: 'broken' | 'not-checked', code: string, parts: readonly string[]) {
    super(`${result}: ${code} ${parts.join(' ')}`)
    this.result = result
    this.code = code
    this.parts = parts
  }

  /** What was compared differs. */
  static differs(differences: readonly Difference[]): PaperFailure {
    return PaperFailure.parts(...differences.map(({ part }) => part))
  }

  static parts(...parts: readonly Difference['part'][]): PaperFailure {
    return new PaperFailure('broken', 'harness/promise-broken', [...new Set(parts)])
  }

  /** The product fails before anything could be compared. */
  static product(code: string): PaperFailure {
    return new PaperFailure('broken', code, [])
  }

  static unknown(code: string): PaperFailure {
    return new PaperFailure('not-checked', code, [])
  }
}

/** A word that has no meaning on paper yet: nothing can be foretold of the promise that speaks it. */
export class NoSuchWord extends Error {
  override readonly name = 'NoSuchWord'
}
