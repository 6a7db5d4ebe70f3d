import type { Phone } from './android/phone.ts'
import type { MovableClock } from './clock.ts'
import type { ChatServer } from './cloud/chat-server.ts'
import type { JsonObject } from './cloud/json.ts'

/** What the laboratory door acts on. */
export interface ControlWorld {
  readonly clock: MovableClock
  readonly server: ChatServer
  /** The farm's phones, as they are now. */
  readonly phones: () => readonly ControlledPhone[]
}

export interface ControlledPhone {
  readonly phone: Phone
  /** Cuts all of the phone's adb connections; undefined when the assembly has none. */
  readonly cutAdb?: () => void
  /** Closes the phone's adb port, so that it is offline, or opens it again. */
  readonly setAdbListening?: (listening: boolean) => Promise<void>
}

export interface ControlCall {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: JsonObject
}

export interface ControlAnswer {
  readonly status: number
  readonly value: unknown
}

export function ok(value: unknown): ControlAnswer {
  return { status: 200, value }
}

export function bad(error: string): ControlAnswer {
  return { status: 400, value: { error } }
}

/** The farm's phone of that hardware serial (ro.serialno). */
export function phoneIn(world: ControlWorld, serial: unknown): Phone | { readonly error: string } {
  if (typeof serial !== 'string') return { error: 'serial is missing' }
  return world.phones().find(({ phone }) => phone.serial === serial)?.phone ?? { error: `there is no phone ${serial}` }
}

/** The same where a call may concern nobody in particular. */
export function serialIn(world: ControlWorld, serial: unknown): string | undefined | { readonly error: string } {
  if (serial === undefined || serial === null) return undefined
  const phone = phoneIn(world, serial)
  return 'error' in phone ? phone : phone.serial
}
