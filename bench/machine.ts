import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'

/** Without it a number says nothing. */
export interface Machine {
  readonly cores: number
  readonly processor: string
  readonly memoryGiB: number
  readonly node: string
  /** Load of the last minute when the bench began: above zero the machine had other things to do. */
  readonly loadBefore: number
  /** Versions of what is compared with and driven. */
  readonly versions: Readonly<Record<string, string>>
}

const compared = ['webdriverio', 'appium', 'appium-uiautomator2-driver', '@devicefarmer/adbkit']

export function thisMachine(root: string): Machine {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    loadBefore: loadavg()[0] ?? 0,
    versions: Object.fromEntries(compared.map((name) => [name, versionOf(root, name)])),
  }
}

function versionOf(root: string, name: string): string {
  const text = readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')
  return (JSON.parse(text) as { readonly version: string }).version
}
