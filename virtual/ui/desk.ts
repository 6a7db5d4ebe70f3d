import type { Phone } from '../android/phone.ts'
import { metricsOf, type Metrics } from './metrics.ts'
import { paletteOf, type Palette } from './palette.ts'
import { textsOf, type Texts } from './texts.ts'

/** What every system window is drawn from: the phone and what the system UI itself remembers. */
export interface Desk {
  readonly phone: Phone
  readonly metrics: Metrics
  readonly palette: Palette
  readonly texts: Texts
  readonly memory: DeskMemory
}

/** What the owner did in the system windows and the phone's other parts need not know. */
export interface DeskMemory {
  /** Rows the owner expanded or collapsed; others follow the shade's own rule. */
  readonly expandedRows: Map<string, boolean>
  readonly expandedGroups: Set<string>
  /** The owner opened the fold of unimportant notifications. */
  foldOpen: boolean
  /** Pixels the notification list is scrolled down. */
  shadeScroll: number
  /** Position of the recents carousel: 0 is the newest card. */
  recentsPosition: number
  bouncer:
    | { readonly digits: string; readonly wrong: boolean; readonly then: (() => void | Promise<void>) | undefined }
    | undefined
  /** Dialogs of the system over apps, newest last. */
  dialogs: readonly SystemDialog[]
  /** The row that peeks over the app, if any. */
  headsUpKey: string | undefined
  /** The dialog over a page of Settings. */
  settingsConfirm: 'force-stop' | 'importance' | undefined
}

export type SystemDialog =
  | { readonly kind: 'crashed'; readonly packageName: string }
  | { readonly kind: 'not-responding'; readonly packageName: string; readonly pid: number }

export function deskMemory(): DeskMemory {
  return {
    expandedRows: new Map(),
    expandedGroups: new Set(),
    foldOpen: false,
    shadeScroll: 0,
    recentsPosition: 0,
    bouncer: undefined,
    dialogs: [],
    headsUpKey: undefined,
    settingsConfirm: undefined,
  }
}

export function deskOf(phone: Phone, memory: DeskMemory): Desk {
  return {
    phone,
    metrics: metricsOf(phone.rom.screen),
    palette: paletteOf(phone.rom.vendor),
    // The owner's language of now; the ROM's until one was chosen.
    texts: textsOf(phone.properties.get('persist.sys.locale') || phone.rom.locale),
    memory,
  }
}

/** Name of an app as launchers and dialogs show it. */
export function labelOf(phone: Phone, packageName: string): string {
  const installed = phone.packages.get(packageName)
  if (installed !== undefined && installed.label !== '') return installed.label
  const system = phone.rom.systemPackages.find((one) => one.packageName === packageName)
  return system?.label ?? packageName
}

/** `9:05` or `21:05` on the phone's own clock. */
export function clockText(phone: Phone): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: timeZoneOf(phone) }).format(
    phone.clock.now(),
  )
}

export function timeZoneOf(phone: Phone): string {
  return phone.properties.get('persist.sys.timezone') || phone.rom.timeZone
}
