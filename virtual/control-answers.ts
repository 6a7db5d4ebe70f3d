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
