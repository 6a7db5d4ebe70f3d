import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { PushfarmError } from '../../src/base/pushfarm-error.ts'
import { type DeclaredPromise, declaredPromises } from '../../src/harness/declared-promises.ts'
import { traitsOf } from '../../src/harness/phone-traits.ts'
import type { PhoneWords } from '../../src/harness/phone-words.ts'
import { rowsOn } from '../../src/harness/row-list.ts'
import type { TestedPhone } from '../../src/harness/tested-phone.ts'
import { PromiseBroken } from '../../src/harness/promise-broken.ts'
import type { Effect } from './effect.ts'
import { NoSuchWord, PaperFailure } from './paper-failure.ts'
import { onlyKnown } from './only-known.ts'
import { type PaperDay, PaperWords } from './paper-words.ts'

/** What a run should report of a promise on a phone. */
export type Prediction =
  | { readonly result: 'kept' }
  /** `parts` that differ; where none could be compared, what the harness calls the failure. */
  | { readonly result: 'broken'; readonly code: string; readonly parts: readonly string[] }
  | { readonly result: 'not-checked'; readonly code: string }
  | { readonly result: 'not-applicable' }
  /** It speaks a word that has no meaning on paper. */
  | { readonly result: 'unforeseen'; readonly word: string }

let loaded: ReadonlyMap<string, DeclaredPromise> | undefined

/** Loads the specs; the framework that would run them is not there, so they only declare what they promise. */
export async function loadSpecs(): Promise<ReadonlyMap<string, DeclaredPromise>> {
  if (loaded !== undefined) return loaded
  const folder = join(import.meta.dirname, '..', '..', 'specs')
  const framework = globalThis as { describe?: unknown }
  const before = framework.describe
  framework.describe = () => undefined
  try {
    for (const file of readdirSync(folder)) await import(pathToFileURL(join(folder, file)).href)
  } finally {
    framework.describe = before
  }
  loaded = declaredPromises()
  return loaded
}

/**
 * Goes through a promise on paper, on a phone where something is broken (or nothing).
 *
 * @param day of the run; what the promise sends is counted there
 */
export async function predict(
  promise: DeclaredPromise,
  tested: TestedPhone,
  effect: Effect,
  day: PaperDay,
): Promise<Prediction> {
  const { check, options } = promise
  const { applying, leftOut } = rowsOn(tested, options.rows ?? [])
  if ((options.applies?.(traitsOf(tested)) ?? true) !== true || (applying.length === 0 && leftOut.length > 0))
    return { result: 'not-applicable' }
  const words = onlyKnown(new PaperWords(tested, applying, effect, day), 'phone', 'deep')
  try {
    // Specs know trials and phones by their words only; those on paper have the same.
    await check(words as unknown as PhoneWords)
    return { result: 'kept' }
  } catch (error) {
    if (error instanceof PaperFailure) return { result: 'broken', code: error.code, parts: error.parts }
    if (error instanceof PromiseBroken)
      return { result: 'broken', code: error.code, parts: error.differences.map(({ part }) => part) }
    if (error instanceof NoSuchWord) return { result: 'unforeseen', word: error.message }
    if (error instanceof PushfarmError && error.verdict === 'set-up') return { result: 'not-checked', code: error.code }
    throw error
  }
}
