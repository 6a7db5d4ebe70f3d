import { UnreadableDump } from './unreadable-dump.ts'

export interface Battery {
  /** 0 to 100 */
  readonly percent: number
  readonly powered: boolean
}

/** Reads `dumpsys battery` (BatteryService.dump). */
export function readBattery(text: string): Battery {
  const level = /^\s*level: (\d+)/m.exec(text)?.[1]
  if (level === undefined) throw new UnreadableDump('battery dump', 1, text.split('\n')[0] ?? '', 'it has no level')
  const scale = Number(/^\s*scale: (\d+)/m.exec(text)?.[1] ?? '100')
  return {
    percent: Math.round((Number(level) * 100) / scale),
    powered: /^\s*(?:AC|USB|Wireless|Dock) powered: true/m.test(text),
  }
}

/** Free bytes of one file system in `df -k PATH`; toybox's columns, a device name may take a line of its own. */
export function readFreeBytes(text: string): number {
  const numbers = /\s(\d+)\s+(\d+)\s+(\d+)\s+\d+%\s+\//.exec(text.replaceAll(/\r?\n/g, ' '))
  if (numbers?.[3] === undefined)
    throw new UnreadableDump('list of file systems', 1, text.split('\n')[0] ?? '', 'it has no free space')
  return Number(numbers[3]) * 1024
}

/** Packages in `cmd deviceidle whitelist` (lines `user,PKG,uid`) that a person or adb put there. */
export function readDozeExemptions(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/^\s*user,([\w.]+),/gm)].map((match) => match[1] ?? ''))
}

/** `dumpsys connectivity`: whether the phone has a network at all. null: not said. */
export function readHasNetwork(text: string): boolean | null {
  const network = /^Active default network: (\S+)/m.exec(text)?.[1]
  return network === undefined ? null : network !== 'none' && network !== 'null'
}
