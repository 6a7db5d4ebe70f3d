import { isObject, type JsonObject } from '../cloud/json.ts'

/** One HTTP call to a vendor's push API. In-process calls and the loopback door use the same shape. */
export interface VendorRequest {
  readonly method: string
  readonly host: string
  readonly path: string
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface VendorResponse {
  readonly status: number
  readonly body: string
}

export function jsonAnswer(value: unknown, status = 200): VendorResponse {
  return { status, body: JSON.stringify(value) }
}

/** A member that is an object; an empty one when it is missing or of another type. */
export function objectAt(object: JsonObject, key: string): JsonObject {
  const value = object[key]
  return isObject(value) ? value : {}
}

/** A member that is a string (numbers are taken as their text); '' when missing. */
export function textAt(object: JsonObject, key: string): string {
  const value = object[key]
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : ''
}

export function numberAt(object: JsonObject, key: string): number | undefined {
  const value = object[key]
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

export function stringsAt(object: JsonObject, key: string): readonly string[] {
  const value = object[key]
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
}
