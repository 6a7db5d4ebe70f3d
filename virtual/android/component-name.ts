import type { ComponentName } from './intent.ts'

/** `pkg/.Class` or `pkg/full.Class`; undefined when the text has no slash with something on both sides. */
export function parseComponent(text: string): ComponentName | undefined {
  const slash = text.indexOf('/')
  if (slash <= 0 || slash === text.length - 1) return undefined
  const packageName = text.slice(0, slash)
  const className = text.slice(slash + 1)
  return { packageName, className: className.startsWith('.') ? packageName + className : className }
}

/** ComponentName.flattenToShortString: `pkg/.Class`. */
export function shortComponent({ packageName, className }: ComponentName): string {
  const inside = className.startsWith(`${packageName}.`)
  return `${packageName}/${inside ? className.slice(packageName.length) : className}`
}

/** ComponentName.flattenToString: `pkg/full.Class`. */
export function fullComponent({ packageName, className }: ComponentName): string {
  return `${packageName}/${className}`
}

export function sameComponent(a: ComponentName, b: ComponentName): boolean {
  return a.packageName === b.packageName && a.className === b.className
}
