import type { PushServiceClient } from '../android/rom.ts'
import type { FaultName } from './faults.ts'

export interface FaultScope {
  /** The phone concerned, where one is known at this place. */
  readonly serial?: string
  readonly vendor?: PushServiceClient['name']
}

/** A fault that is on: everywhere, on one phone, or for one vendor's push service. */
export interface InjectedFault {
  readonly name: FaultName
  readonly serial?: string
  readonly vendor?: PushServiceClient['name']
}

/** Which faults are on. Every place that can go wrong asks here. */
export class FaultBoard {
  #injected: readonly InjectedFault[] = []
  readonly #listeners = new Set<() => void>()

  all(): readonly InjectedFault[] {
    return this.#injected
  }

  inject(fault: InjectedFault): void {
    if (this.#injected.some((other) => same(other, fault))) return
    this.#injected = [...this.#injected, fault]
    this.#changed()
  }

  /** Ends every fault that matches what is given; everything when nothing is given. Returns how many ended. */
  clear(match: Partial<InjectedFault> = {}): number {
    const kept = this.#injected.filter(
      (fault) =>
        (match.name !== undefined && fault.name !== match.name) ||
        (match.serial !== undefined && fault.serial !== match.serial) ||
        (match.vendor !== undefined && fault.vendor !== match.vendor),
    )
    const ended = this.#injected.length - kept.length
    this.#injected = kept
    if (ended > 0) this.#changed()
    return ended
  }

  /** A fault that was injected for one phone or vendor is not active where neither is known. */
  active(name: FaultName, scope: FaultScope = {}): boolean {
    return this.#injected.some(
      (fault) =>
        fault.name === name &&
        (fault.serial === undefined || fault.serial === scope.serial) &&
        (fault.vendor === undefined || fault.vendor === scope.vendor),
    )
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }
}

function same(a: InjectedFault, b: InjectedFault): boolean {
  return a.name === b.name && a.serial === b.serial && a.vendor === b.vendor
}
