import type { Laboratory } from '../../bench/laboratory.ts'
import { Deadline } from '../../src/base/deadline.ts'
import type { FarmPhone } from '../../src/farm/farm-phone.ts'
import { judge } from '../../src/harness/failure.ts'
import { PhoneWords } from '../../src/harness/phone-words.ts'
import type { DeclaredPromise } from '../../src/harness/declared-promises.ts'
import { rowsOn } from '../../src/harness/row-list.ts'
import type { TestedPhone } from '../../src/harness/tested-phone.ts'
import type { VendorName } from '../../src/vendors/vendor.ts'
import { type Reported, partsOf } from './deviation.ts'
import { type EffectName, effectOf } from './effects.ts'

/**
 * A virtual phone with its Appium session, on which promises are checked one by one without a run around them: what breaks
 * can change between two of them, which a run of its own for each fault would take hours for.
 */
export class LivePhone {
  readonly vendor: VendorName
  readonly #tested: TestedPhone
  readonly #door: string
  readonly #hardwareSerial: string
  readonly #end: () => Promise<void>

  private constructor(
    tested: TestedPhone,
    given: { readonly door: string; readonly hardwareSerial: string; readonly end: () => Promise<void> },
  ) {
    this.vendor = tested.phone.vendor.name
    this.#tested = tested
    this.#door = given.door
    this.#hardwareSerial = given.hardwareSerial
    this.#end = given.end
  }

  /** @param limitMs how long a push may take */
  static async open(laboratory: Laboratory, phone: FarmPhone, limitMs: number): Promise<LivePhone> {
    const worker = await laboratory.testedPhone(phone, await laboratory.session(phone), limitMs)
    const properties = await phone.properties(Deadline.in(10_000))
    return new LivePhone(worker.tested, {
      door: laboratory.farm.description.control.url,
      hardwareSerial: properties.get('ro.serialno') ?? '',
      end: () => worker.end(),
    })
  }

  /**
   * Breaks it while `work` is done. The user logs out before: the server would go on pushing to the registration of an
   * earlier login while the app cannot make a new one.
   */
  async brokenBy<Result>(fault: EffectName, work: () => Promise<Result>): Promise<Result> {
    const body = JSON.stringify({ name: fault, serial: this.#hardwareSerial })
    if (effectOf(fault).registration !== undefined) {
      await this.#tested.session.logIn()
      await this.#tested.session.logOut()
    }
    await this.#ask('POST', body)
    try {
      return await work()
    } finally {
      await this.#ask('DELETE', body)
    }
  }

  /** Checks a promise as a run does, and says what the run would report. */
  async check({ check, options }: DeclaredPromise): Promise<Reported> {
    const tested = this.#tested
    try {
      await check(new PhoneWords(tested, rowsOn(tested, options.rows ?? []).applying))
      return { result: 'kept' }
    } catch (error) {
      const { verdict, code, message } = await judge(error, tested)
      tested.session.forgetsWhoIsLoggedIn()
      return verdict === 'product'
        ? { result: 'broken', code, parts: partsOf(message), message }
        : { result: 'not-checked', code, message }
    } finally {
      await tested.ownersHand.setBack()
      await tested.world.setBack()
      await tested.phone.closeShade(Deadline.in(10_000))
      await tested.phone.unlock(Deadline.in(10_000))
    }
  }

  async close(): Promise<void> {
    await this.#end()
  }

  async #ask(method: 'POST' | 'DELETE', body: string): Promise<void> {
    const response = await fetch(`${this.#door}/faults`, { method, body })
    if (!response.ok) throw new Error(`the door answered ${String(response.status)}: ${await response.text()}`)
  }
}
