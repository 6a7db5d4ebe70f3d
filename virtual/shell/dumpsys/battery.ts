import type { Phone } from '../../android/phone.ts'
import { text, type DumpRequest, type ServiceDump } from './dump-request.ts'

/** What the shell set; real values are shut out until `reset`. */
interface Overrides {
  readonly values: Map<string, number>
  updateSequence: number
}
const overridden = new WeakMap<Phone, Overrides>()

const settable = ['ac', 'usb', 'wireless', 'dock', 'present', 'level', 'status', 'counter', 'temp', 'invalid']

/** services/core/java/com/android/server/BatteryService: the dump, and `set`, `unplug`, `reset`. */
export const dumpBattery: ServiceDump = (request) => {
  const [command, ...rest] = request.args.filter((word) => word !== '-f')
  const forced = request.args.includes('-f')
  switch (command) {
    case undefined:
    case '-a':
      return text(stateLines(request))
    case 'unplug': {
      const overrides = holdUpdates(request.phone)
      for (const plug of ['ac', 'usb', 'wireless', 'dock']) overrides.values.set(plug, 0)
      request.phone.power.setBattery({ charging: false })
      return sequence(overrides, forced)
    }
    case 'reset': {
      const overrides = overridden.get(request.phone)
      overridden.delete(request.phone)
      request.phone.power.setBattery({ level: 85, charging: true })
      return forced ? sequence(overrides ?? { values: new Map(), updateSequence: 0 }, true) : ''
    }
    case 'set':
      return set(request, rest, forced)
    case 'suspend_input':
      return ''
    case 'get':
      return `${get(request, rest[0])}\n`
    default:
      return `Unknown command: ${command}\n${usage}`
  }
}

function set(request: DumpRequest, [key, value]: readonly string[], forced: boolean): string {
  if (key === undefined) return 'No property specified\n'
  if (value === undefined) return 'No value specified\n'
  if (!settable.includes(key)) return `Unknown set option: ${key}\n`
  if (!/^-?\d+$/.test(value)) return `Bad value: ${value}\n`
  const overrides = holdUpdates(request.phone)
  overrides.values.set(key, Number(value))
  if (key === 'level') request.phone.power.setBattery({ level: Number(value) })
  if (['ac', 'usb', 'wireless', 'dock'].includes(key)) {
    request.phone.power.setBattery({ charging: plugged(request) })
  }
  return sequence(overrides, forced)
}

function holdUpdates(phone: Phone): Overrides {
  const overrides = overridden.get(phone) ?? { values: new Map<string, number>(), updateSequence: 0 }
  overridden.set(phone, overrides)
  overrides.updateSequence++
  return overrides
}

function sequence(overrides: Overrides, forced: boolean): string {
  return forced ? `${overrides.updateSequence}\n` : ''
}

function plugged(request: DumpRequest): boolean {
  return ['ac', 'usb', 'wireless', 'dock'].some((plug) => valueOf(request, plug) !== 0)
}

/** A property's value: as set, or as the phone has it. */
function valueOf({ phone }: DumpRequest, key: string): number {
  const set = overridden.get(phone)?.values.get(key)
  if (set !== undefined) return set
  const { level, charging } = phone.power.battery
  switch (key) {
    case 'usb':
      return charging ? 1 : 0
    case 'present':
      return 1
    case 'level':
      return level
    case 'status':
      return charging ? (level === 100 ? 5 : 2) : 3
    case 'temp':
      return 281
    case 'counter':
      return level * 40_000
    default:
      return 0
  }
}

function get(request: DumpRequest, key: string | undefined): string {
  if (key === undefined || !settable.includes(key)) return `Unknown get option: ${key ?? ''}`
  const value = valueOf(request, key)
  return ['ac', 'usb', 'wireless', 'dock', 'present'].includes(key) ? String(value !== 0) : String(value)
}

function stateLines(request: DumpRequest): string[] {
  const { apiLevel } = request
  const flag = (key: string): boolean => valueOf(request, key) !== 0
  const level = valueOf(request, 'level')
  return [
    'Current Battery Service state:',
    ...(overridden.has(request.phone) ? ["  (UPDATES STOPPED -- use 'reset' to restart)"] : []),
    `  AC powered: ${flag('ac')}`,
    `  USB powered: ${flag('usb')}`,
    `  Wireless powered: ${flag('wireless')}`,
    ...(apiLevel >= 34 ? [`  Dock powered: ${flag('dock')}`] : []),
    '  Max charging current: 500000',
    '  Max charging voltage: 5000000',
    `  Charge counter: ${valueOf(request, 'counter')}`,
    `  status: ${valueOf(request, 'status')}`,
    '  health: 2',
    `  present: ${flag('present')}`,
    `  level: ${level}`,
    '  scale: 100',
    `  voltage: ${3500 + level * 8}`,
    `  temperature: ${valueOf(request, 'temp')}`,
    '  technology: Li-ion',
    ...(apiLevel >= 34 ? ['  Charging state: 1', '  Charging policy: 1'] : []),
  ]
}

const usage = `Battery service (battery) commands:
  help
    Print this help text.
  get [-f] [ac|usb|wireless|dock|status|level|temp|present|counter|invalid]
  set [-f] [ac|usb|wireless|dock|status|level|temp|present|counter|invalid] <value>
    Force a battery property value, freezing battery state.
  unplug [-f]
    Force battery unplugged, freezing battery state.
  reset [-f]
    Unfreeze battery state, returning to current hardware values.
`
