import type { Clock } from '../clock.ts'
import type { ComponentName } from './intent.ts'
import type { Log, ServiceRecord, Services } from './phone.ts'
import type { ProcessTable } from './process-table.ts'
import { sameComponent, shortComponent } from './component-name.ts'

/** ActiveServices: the started services. They end with their process. */
export class ServiceList implements Services {
  readonly #parts: { readonly clock: Clock; readonly log: Log; readonly processes: ProcessTable }
  #services: ServiceRecord[] = []

  constructor(parts: { readonly clock: Clock; readonly log: Log; readonly processes: ProcessTable }) {
    this.#parts = parts
    parts.processes.on(({ kind, process }) => {
      if (kind === 'died' && parts.processes.ofPackage(process.packageName).length === 0)
        this.stopAll(process.packageName)
    })
  }

  start(component: ComponentName, options: { readonly foreground: boolean }): ServiceRecord {
    const earlier = this.#find(component)
    if (earlier?.foreground === options.foreground) return earlier
    const { processes, clock } = this.#parts
    processes.start(component.packageName, { type: 'service', component: shortComponent(component) })
    const { foreground } = options
    const record = { component, foreground, startedAtMs: earlier?.startedAtMs ?? clock.now() }
    this.#services = [...this.#services.filter((each) => each !== earlier), record]
    return record
  }

  stop(component: ComponentName): boolean {
    const record = this.#find(component)
    if (record === undefined) return false
    this.#services = this.#services.filter((each) => each !== record)
    return true
  }

  all(): readonly ServiceRecord[] {
    return this.#services
  }

  /** Reboot. */
  clear(): void {
    this.#services = []
  }

  /** The package's process ended, or it was stopped as a whole. */
  stopAll(packageName: string): void {
    this.#services = this.#services.filter(({ component }) => component.packageName !== packageName)
  }

  #find(component: ComponentName): ServiceRecord | undefined {
    return this.#services.find((each) => sameComponent(each.component, component))
  }
}
