import type { JournalEntry } from '../../src/harness/journal-entry.ts'
import type { Prediction } from './prediction.ts'

type PromiseEntry = Extract<JournalEntry, { readonly kind: 'promise' }>

/** What was reported of a promise, in the words of a prediction. */
export type Reported = Prediction & { readonly message?: string }

/** One sentence where something else was reported than was foretold; undefined where it was the same. */
export function sentenceOf(predicted: Prediction, reported: Reported | undefined): string | undefined {
  const expected = wordsOf(predicted)
  const found = reported === undefined ? 'nothing was reported' : wordsOf(reported)
  if (expected === found) return undefined
  const why = reported?.message === undefined ? '' : ` (${reported.message})`
  return `foretold: ${expected}; seen: ${found}${why}`
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

/** What a run's journal says of a promise. */
export function reportedIn({ result, error }: PromiseEntry): Reported {
  const code = error?.code ?? ''
  const message = error?.message ?? ''
  switch (result) {
    case 'kept':
    case 'not-applicable':
      return { result }
    case 'not-checked':
      return { result, code, message }
    case 'broken':
      return { result, code, parts: partsOf(message), message }
  }
}

/** `On mi: title: expected "a", saw "b"; text: expected …` (describeDifference). */
export function partsOf(message: string): readonly string[] {
  const [, differences] = /^On [^:]+: (.*)$/s.exec(message) ?? []
  if (differences === undefined) return []
  return [...new Set([...differences.matchAll(/(?:^|; )(\w+): expected /g)].map((match) => match[1] ?? ''))]
}
