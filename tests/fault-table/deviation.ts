import type { JournalEntry } from '../../src/harness/journal-entry.ts'
import type { Prediction } from './prediction.ts'

type PromiseEntry = Extract<JournalEntry, { readonly kind: 'promise' }>

/** It breaks at a moment of its own, so that nobody can say what notices it first. */
const anyHow = 'broken: any'

/** One sentence where a run reported something else than was foretold; undefined where it did not. */
export function deviation(predicted: Prediction, seen: PromiseEntry | undefined): string | undefined {
  const expected = wordsOf(predicted)
  const found = seen === undefined ? 'nothing was reported' : wordsOf(seenAs(seen))
  if (expected === found || (expected === anyHow && seen?.result === 'broken')) return undefined
  const why = seen?.error?.message
  return `foretold: ${expected}; seen: ${found}${why === undefined ? '' : ` (${why})`}`
}

/** A prediction or what was seen, in a few words. */
export function wordsOf(prediction: Prediction): string {
  switch (prediction.result) {
    case 'kept':
    case 'not-applicable':
      return prediction.result
    case 'not-checked':
      return `not checked: ${prediction.code}`
    case 'unforeseen':
      return `unforeseen: ${prediction.word}`
    case 'broken':
      return `broken: ${prediction.parts.length === 0 ? prediction.code : prediction.parts.toSorted().join(' and ')}`
  }
}

function seenAs({ result, error }: PromiseEntry): Prediction {
  switch (result) {
    case 'kept':
    case 'not-applicable':
      return { result }
    case 'not-checked':
      return { result, code: error?.code ?? '' }
    case 'broken':
      return { result, code: error?.code ?? '', parts: partsOf(error?.message ?? '') }
  }
}

/** `On mi: title: expected "a", saw "b"; text: expected …` (describeDifference). */
function partsOf(message: string): readonly string[] {
  const [, differences] = /^On [^:]+: (.*)$/s.exec(message) ?? []
  if (differences === undefined) return []
  return [...new Set([...differences.matchAll(/(?:^|; )(\w+): expected /g)].map((match) => match[1] ?? ''))]
}
