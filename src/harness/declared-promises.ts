import type { PhoneWords } from './phone-words.ts'
import type { PromiseOptions } from './promise.ts'

/** A promise as its spec declares it, before any phone is known. */
export interface DeclaredPromise {
  /** The spec file's, without its ending. */
  readonly name: string
  readonly check: (phone: PhoneWords) => Promise<void>
  readonly options: PromiseOptions
}

const declared = new Map<string, DeclaredPromise>()

/** Every spec that is loaded tells what it promises, so that it can also be gone through on paper. */
export function declarePromise(promise: DeclaredPromise): void {
  declared.set(promise.name, promise)
}

/** What the specs that were loaded until now declared, by name. */
export function declaredPromises(): ReadonlyMap<string, DeclaredPromise> {
  return declared
}
