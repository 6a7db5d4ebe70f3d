/** Props of a host component as the renderer passes them: flat, colours as signed 32-bit numbers, no null values. */
export type Props = Readonly<Record<string, unknown>>

/** A copy without the removed (null) and undefined keys; the renderer passes null for no props at all. */
export function cleanProps(raw: Props | null | undefined): Props {
  const props: Record<string, unknown> = {}
  if (raw === null || raw === undefined) return props
  for (const key of Object.keys(raw)) {
    const value = raw[key]
    if (value !== null && value !== undefined) props[key] = value
  }
  return props
}

/** `base` with a diff over it; null and undefined in the diff remove the key. */
export function patchProps(base: Props, diff: Props | null): Props {
  return cleanProps({ ...base, ...diff })
}

export function numberProp(props: Props, name: string): number | undefined {
  const value = props[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

export function stringProp(props: Props, name: string): string | undefined {
  const value = props[name]
  return typeof value === 'string' ? value : undefined
}

export function flagProp(props: Props, name: string): boolean | undefined {
  const value = props[name]
  return typeof value === 'boolean' ? value : undefined
}

/** ARGB as an unsigned number. */
export function colorProp(props: Props, name: string): number | undefined {
  const value = numberProp(props, name)
  return value === undefined ? undefined : value >>> 0
}

/** A visible colour: with an alpha above zero. */
export function isMeaningful(color: number | undefined): color is number {
  return color !== undefined && color >>> 24 !== 0
}

export function objectProp(props: Props, name: string): Props | undefined {
  const value = props[name]
  return isRecord(value) ? value : undefined
}

export function isRecord(value: unknown): value is Props {
  return typeof value === 'object' && value !== null
}
