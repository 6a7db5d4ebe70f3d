import type { ChatSettings } from '../chat/chat-settings.ts'
import type { Inventory, PhoneEntry } from '../farm/inventory.ts'
import type { Effort } from './effort.ts'
import type { RunFolder } from './run-folder.ts'

/** Phones that are programs: started for a run, and ended with it. */
export interface EmbeddedFarm {
  readonly chat: ChatSettings
  /** Where the world around the phones can be changed. */
  readonly laboratory: string
  /** By name of the inventory: where adb finds the phone. */
  readonly serials: ReadonlyMap<string, string>
  stop(): Promise<void>
  kill(): void
}

/** What is decided about a run before it begins, for the two services that WebdriverIO makes of it. */
export interface PushfarmOptions {
  readonly root: string
  readonly inventory: Inventory
  readonly phones: readonly PhoneEntry[]
  readonly app: string
  /** The app's contract.json. */
  readonly contract: string
  /** Makes the app where it can be made, and refuses one that cannot be tested; nothing is started before. */
  readonly prepareApp: () => Promise<void>
  /** Started only when devices.json says that the farm is embedded. */
  readonly startEmbeddedFarm: () => Promise<EmbeddedFarm>
  readonly runFolder: RunFolder
  readonly fault: string | undefined
  readonly seed: number | undefined
  /** What may be spent on the phones. */
  readonly efforts: readonly Effort[]
  /** The embedded farm stays up when the run has ended, until the process does. */
  readonly keep: boolean
  /** Makes the run's page from its journal; returns where it is. */
  readonly writeMatrix: () => string
}
