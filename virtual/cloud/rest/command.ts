import type { Dispatch } from '../dispatch.ts'
import type { JsonObject } from '../json.ts'
import type { World } from '../world.ts'

export interface RestCall {
  readonly world: World
  readonly dispatch: Dispatch
  /** The administrator who calls. */
  readonly identifier: string
  readonly body: JsonObject
  readonly bodyBytes: number
}

/** One REST command: returns what the answer holds beyond the OK envelope, or throws ChatFailure. */
export interface RestCommand {
  readonly run: (call: RestCall) => JsonObject
  /** Calls per second, as documented. */
  readonly perSecond: number
  /** Code when the body is no JSON object. */
  readonly unreadable: number
}
