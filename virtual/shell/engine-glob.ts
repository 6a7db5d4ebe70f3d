import { FileError } from '../android/files.ts'
import { isDirectory, type UserFiles } from '../android/user-files.ts'
import type { Fragment } from './engine-expansion.ts'
import { hasGlob, patternSource } from './engine-pattern.ts'

/** Paths that fit a pattern, sorted by code units as in the C locale. Relative patterns give relative paths. */
export function findPaths(field: readonly Fragment[], cwd: string, files: UserFiles): readonly string[] {
  const components = splitAtSlashes(field)
  const [first = []] = components
  const absolute = first.length === 0 || first.every((fragment) => fragment.text === '')
  let found: string[] = [absolute ? '/' : '']
  for (const [index, component] of components.entries()) {
    const text = component.map((fragment) => fragment.text).join('')
    if (text === '') {
      if (index === components.length - 1 && index > 0)
        found = found.map((path) => (path.endsWith('/') ? path : `${path}/`))
      continue
    }
    found = found.flatMap((base) => step(base, component, text, cwd, files))
  }
  return found.sort((a, b) => (a < b ? -1 : 1))
}

function step(base: string, component: readonly Fragment[], text: string, cwd: string, files: UserFiles): string[] {
  const join = (name: string): string => (base === '' || base.endsWith('/') ? `${base}${name}` : `${base}/${name}`)
  if (!hasGlob(component)) {
    const path = join(text)
    return attempt(() => files.lstat(absolutePath(cwd, path))) === undefined ? [] : [path]
  }
  const pattern = new RegExp(`^(?:${patternSource(component, { path: true })})$`, 'u')
  const directory = absolutePath(cwd, base === '' ? '.' : base)
  if (!isDirectory(attempt(() => files.stat(directory)))) return []
  const names = attempt(() => files.list(directory)) ?? []
  const hidden = text.startsWith('.')
  return [...names, ...(hidden ? ['.', '..'] : [])]
    .filter((name) => (hidden || !name.startsWith('.')) && pattern.test(name))
    .map(join)
}

function splitAtSlashes(field: readonly Fragment[]): Fragment[][] {
  const components: Fragment[][] = [[]]
  for (const { text, quoted } of field)
    for (const [index, piece] of text.split('/').entries()) {
      if (index > 0) components.push([])
      components.at(-1)?.push({ text: piece, quoted })
    }
  return components
}

/** `.` and `..` are left to the file system, which knows where links lead. */
export function absolutePath(cwd: string, path: string): string {
  if (path.startsWith('/')) return path
  return cwd.endsWith('/') ? cwd + path : `${cwd}/${path}`
}

/** A directory that may not be looked into has no names, as for glob(3). */
function attempt<Value>(look: () => Value): Value | undefined {
  try {
    return look()
  } catch (error) {
    if (error instanceof FileError) return undefined
    throw error
  }
}
