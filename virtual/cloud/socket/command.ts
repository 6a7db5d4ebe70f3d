import type { Dispatch } from '../dispatch.ts'
import type { JsonObject } from '../json.ts'
import type { Terminal } from '../terminals.ts'
import type { World } from '../world.ts'

/** A request of a logged-in client. */
export interface ClientCall {
  readonly world: World
  readonly dispatch: Dispatch
  readonly terminal: Terminal
  /** The caller's user id. */
  readonly me: string
  readonly body: JsonObject
}

/** Returns what the answer holds beyond the OK envelope, or throws ChatFailure. */
export type ClientCommand = (call: ClientCall) => JsonObject
