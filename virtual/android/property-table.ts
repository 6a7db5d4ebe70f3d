import type { Properties } from './phone.ts'
import type { Rom } from './rom.ts'

/** Longest value of a property that may change (PROP_VALUE_MAX - 1); `ro.` properties may be longer. */
const longestPropertyValue = 91

/** System properties: the ROM's, and what the running phone adds. `ro.` properties cannot be changed. */
export class PropertyTable implements Properties {
  readonly #values: Map<string, string>
  readonly #atBoot: ReadonlyMap<string, string>

  constructor(rom: Rom, serial: string) {
    this.#values = new Map(Object.entries(rom.properties))
    const add = (name: string, value: string) => {
      if (!this.#values.has(name)) this.#values.set(name, value)
    }
    add('ro.build.version.sdk', String(rom.apiLevel))
    add('ro.build.version.release', rom.release)
    add('ro.serialno', serial)
    add('ro.boot.serialno', this.get('ro.serialno'))
    add('ro.sf.lcd_density', String(rom.screen.densityDpi))
    add('persist.sys.locale', rom.locale)
    add('persist.sys.timezone', rom.timeZone)
    add('net.hostname', '')
    this.#atBoot = new Map(this.#values)
    this.setBooted(true)
  }

  get(name: string): string {
    return this.#values.get(name) ?? ''
  }

  /** Throws RangeError for a read-only property that has a value, or a value that is too long. */
  set(name: string, value: string): void {
    if (name.startsWith('ro.') && this.#values.has(name)) throw new RangeError(`${name} is read-only`)
    if (!name.startsWith('ro.') && Buffer.byteLength(value) > longestPropertyValue)
      throw new RangeError(`the value of ${name} is longer than ${longestPropertyValue} bytes`)
    this.#values.set(name, value)
  }

  all(): ReadonlyMap<string, string> {
    return new Map([...this.#values].sort(([a], [b]) => (a < b ? -1 : 1)))
  }

  /** The phone goes off: only what is on disk (`persist.`) or in the build stays. */
  restart(): void {
    for (const name of [...this.#values.keys()])
      if (!name.startsWith('persist.') && !name.startsWith('ro.')) this.#values.delete(name)
    for (const [name, value] of this.#atBoot) if (!this.#values.has(name)) this.#values.set(name, value)
    this.setBooted(false)
  }

  /** What init and system_server set while booting. */
  setBooted(booted: boolean): void {
    this.#values.set('sys.boot_completed', booted ? '1' : '')
    this.#values.set('dev.bootcomplete', booted ? '1' : '')
    this.#values.set('init.svc.bootanim', booted ? 'stopped' : 'running')
  }
}
