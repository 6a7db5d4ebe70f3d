import type { PushServiceRules } from './push-service-rules.ts'
import type { RomRules } from './rom-rules.ts'

/** The part of a vendor's facts that decides what is expected, with the tables behind it. */
export interface PushRules {
  /** Packages of the push service; [0] is the usual one. */
  readonly postedBy: readonly string[]
  readonly service: PushServiceRules
  readonly rom: RomRules
}
