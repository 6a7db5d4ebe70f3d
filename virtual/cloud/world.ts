import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { PushServices } from '../vendors/push-services.ts'
import { Accounts } from './accounts.ts'
import { C2cStore } from './c2c-store.ts'
import type { ConsoleEdits } from './console-edits.ts'
import { FaultBoard } from './fault-board.ts'
import { Groups } from './groups.ts'
import type { PhoneCalendar } from './phone-calendar.ts'
import { PushRecords } from './push-records.ts'
import type { Switches } from './switches.ts'
import { Terminals } from './terminals.ts'

/** What the parts of the Chat server share. */
export interface World {
  readonly clock: Clock
  readonly random: Random
  readonly switches: Switches
  readonly faults: FaultBoard
  readonly sdkAppId: number
  readonly secretKey: string
  readonly admins: ReadonlySet<string>
  readonly accounts: Accounts
  readonly terminals: Terminals
  readonly c2c: C2cStore
  readonly groups: Groups
  readonly records: PushRecords
  readonly vendors: PushServices
  readonly calendar: PhoneCalendar
  /** The console's vendor certificates, as they are in force for a phone. */
  readonly console: ConsoleEdits
}

export function nowSec(world: Pick<World, 'clock'>): number {
  return Math.floor(world.clock.now() / 1000)
}

/** Account numbers as the server calls them in messages: stable per user id. */
export function tinyId(userId: string): string {
  let hash = 0xcbf29ce484222325n
  for (const byte of Buffer.from(userId)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  return String(144_115_200_000_000_000n + (hash % 1_000_000_000_000n))
}
