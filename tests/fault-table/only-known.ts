import { NoSuchWord } from './paper-failure.ts'

/**
 * What is asked of it must be there: a word that was never written down for paper fails by its name, not as "undefined is
 * not a function".
 *
 * @param deep whether the same holds for its parts
 */
export function onlyKnown<Words extends object>(words: Words, path: string, deep: 'deep' | 'shallow'): Words {
  return new Proxy(words, {
    get: (target, name): unknown => {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof name === 'symbol' || name === 'then') return value
      if (!(name in target)) throw new NoSuchWord(`${path}.${name}`)
      if (typeof value === 'function') return (value as (...given: unknown[]) => unknown).bind(target)
      return deep === 'deep' && isSubject(value) ? onlyKnown(value, `${path}.${name}`, deep) : value
    },
  })
}

function isSubject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
