import type { PhoneEntry } from '../farm/inventory.ts'
import { neighbourOf } from './neighbour.ts'
import { PartnerDoor } from './partner-door.ts'
import { type Progress, ProgressDoor } from './progress.ts'
import type { EmbeddedFarm, PushfarmOptions } from './pushfarm-options.ts'
import { RunSetup } from './run-setup.ts'

/** All that is started for a run, in the launcher: the farm, adb and Appium, and the doors for the workers. */
export class RunStage {
  #setup: RunSetup | undefined
  #farm: EmbeddedFarm | undefined
  #partners: PartnerDoor | undefined
  #progress: ProgressDoor | undefined
  /** Settles when whatever is being started can be ended. */
  #starting: Promise<unknown> = Promise.resolve()

  /** Starts what the phones are and what speaks to them. Rejects with the first failure when both have come to an end. */
  async start({
    inventory,
    root,
    runFolder,
    startEmbeddedFarm,
  }: PushfarmOptions): Promise<{ readonly setup: RunSetup; readonly farm: EmbeddedFarm | undefined }> {
    const starting = Promise.allSettled([
      RunSetup.start({ inventory, root, logs: runFolder.logs }).then((setup) => (this.#setup = setup)),
      inventory.farm === 'embedded'
        ? startEmbeddedFarm().then((farm) => (this.#farm = farm))
        : Promise.resolve(undefined),
    ])
    this.#starting = starting
    const [setup, farm] = await starting
    if (farm.status === 'rejected') throw farm.reason
    if (setup.status === 'rejected') throw setup.reason
    return { setup: setup.value, farm: farm.value }
  }

  /** Opens the doors that the phones' workers connect to. */
  async openDoors(
    phones: readonly PhoneEntry[],
    hear: (progress: Progress) => void,
  ): Promise<{ readonly progressPort: number; readonly partnerPort: number }> {
    const partners = await PartnerDoor.open(phones.map(neighbourOf))
    this.#partners = partners
    this.#progress = await ProgressDoor.open((progress) => {
      hear(progress)
      if (progress.kind === 'promise') partners.tell({ kind: 'progresses', phone: progress.phone })
    })
    return { progressPort: this.#progress.port, partnerPort: partners.port }
  }

  /** The round of partners counts on the phone no more, whatever its worker has told it. */
  workerHasEnded(phone: string): void {
    this.#partners?.tell({ kind: 'goes', phone, why: 'its worker has ended' })
  }

  /**
   * Ends what was started, in order, and what is only being started too.
   *
   * @param but `farm`: it stays for whoever wants to look, is returned, and still ends with this process
   */
  async takeDown(but?: 'farm'): Promise<EmbeddedFarm | undefined> {
    await this.#starting
    this.#progress?.close()
    this.#partners?.close()
    const setup = this.#setup
    const farm = this.#farm
    this.#setup = undefined
    if (but === undefined) this.#farm = undefined
    await setup?.stop()
    if (but === 'farm') return farm
    await farm?.stop()
    return undefined
  }

  /** For a process that must end at once. */
  kill(): void {
    this.#setup?.kill()
    this.#farm?.kill()
  }
}
