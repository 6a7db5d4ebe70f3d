import type { AccountState, KnownAppState } from '../../src/push/app-state.ts'
import { usesQuota } from '../../src/push/burst.ts'
import type { Row } from '../../src/push/matrix-row.ts'
import { changesTheWorld } from '../../src/harness/outside-world.ts'
import type { TestedPhone } from '../../src/harness/tested-phone.ts'
import { type MessageWish, type TrialPlan, planOfRow, planOfWish } from '../../src/harness/trial-plan.ts'
import type { Effect } from './effect.ts'
import { onlyKnown } from './only-known.ts'
import { PaperFailure } from './paper-failure.ts'
import {
  PaperAccount,
  PaperApp,
  PaperLockScreen,
  PaperOwner,
  PaperRefusals,
  PaperShade,
  PaperToken,
  PaperWorld,
} from './paper-subjects.ts'
import { PaperTrial } from './paper-trial.ts'

type Arrange = 'anew' | 'as-it-is'

/** What lasts from one promise of a run to the next. */
export interface PaperDay {
  /** Messages that the vendor took for the phone. */
  sent: number
}

/** What specs say of a phone, gone through on paper: nothing is sent, the rules alone answer. */
export class PaperWords {
  readonly trials: PaperTrial[] = []
  readonly account: PaperAccount
  readonly app: PaperApp
  readonly lockScreen = new PaperLockScreen()
  readonly owner = new PaperOwner()
  readonly refusals: PaperRefusals
  readonly shade: PaperShade
  readonly token: PaperToken
  readonly world = new PaperWorld()
  readonly #tested: TestedPhone
  readonly #rows: ReadonlyMap<string, Row>
  readonly #effect: Effect
  readonly #day: PaperDay

  /** @param day of the run that the promise is part of */
  constructor(tested: TestedPhone, rows: readonly Row[], effect: Effect, day: PaperDay) {
    this.#tested = tested
    this.#rows = new Map(rows.map((row) => [row.id, row]))
    this.#effect = effect
    this.#day = day
    this.account = new PaperAccount(effect)
    this.app = new PaperApp(this.account, effect)
    this.refusals = new PaperRefusals(this.trials)
    this.shade = new PaperShade(this.trials)
    this.token = new PaperToken(this.account)
  }

  get rows(): readonly string[] {
    return [...this.#rows.keys()]
  }

  async getsMessageOf(row: string, arrange: Arrange = 'anew'): Promise<PaperTrial> {
    return this.#gets(planOfRow(this.#tested, this.#row(row)), arrange)
  }

  async getsMessagesOf(rows: readonly string[]): Promise<readonly PaperTrial[]> {
    const trials: PaperTrial[] = []
    const apart = rows.filter((row) => changesTheWorld(this.#row(row).situation ?? {}))
    for (const row of apart) trials.push(await this.getsMessageOf(row))
    let arrange: 'anew' | 'as-it-is' = 'anew'
    for (const row of rows.filter((one) => !apart.includes(one))) {
      trials.push(await this.getsMessageOf(row, arrange))
      arrange = 'as-it-is'
    }
    return trials
  }

  async getsBurstOf(row: string): Promise<readonly PaperTrial[]> {
    let last = await this.getsMessageOf(row)
    const trials = [last]
    let used = 0
    while (trials.length < (this.#row(row).count ?? 1)) {
      if (usesQuota(last.expectation)) used++
      const usedQuota = { appToday: used, deviceToday: used, deviceLastMinute: used }
      const plan = planOfRow(this.#tested, this.#row(row))
      last = await this.#gets({ ...plan, counted: usedQuota }, 'as-it-is')
      trials.push(last)
    }
    return trials
  }

  async showsTheBurst(trials: readonly PaperTrial[]): Promise<void> {
    const folded = trials.filter(
      ({ expectation }) => expectation.kind !== 'nothing' && expectation.where.shade === 'folded',
    )
    await this.showsWhatTheRulesSayOf(trials.filter((trial) => !folded.includes(trial)))
    if (folded.length > 0 && !folded.some(({ comesInTime }) => comesInTime)) throw PaperFailure.parts('arrival')
  }

  async getsMessageWhile(state: KnownAppState, wish: MessageWish = {}): Promise<PaperTrial> {
    return this.#gets(planOfWish(this.#tested, wish, { state }), 'anew')
  }

  async getsAnotherMessage(state: KnownAppState, wish: MessageWish = {}): Promise<PaperTrial> {
    return this.#gets(planOfWish(this.#tested, wish, { state }), 'as-it-is')
  }

  async getsMessageAs(account: Exclude<AccountState, 'logged-in'>, wish: MessageWish = {}): Promise<PaperTrial> {
    return this.#gets(planOfWish(this.#tested, wish, { state: 'background', account }), 'anew')
  }

  async opensAnotherChat(): Promise<void> {
    const other = await this.getsMessageWhile('background', { from: 'second-friend' })
    await other.arrives()
    await other.tap()
    other.opensTheConversation('warm')
  }

  async showsWhatTheRulesSay(trial: PaperTrial): Promise<void> {
    if (trial.expectation.kind === 'nothing') await this.showsNothingOf(trial)
    else await trial.appears()
  }

  /** Where the control message does not arrive, or cannot even be sent, the limit passes all the same. */
  async showsNothingOf(...trials: readonly PaperTrial[]): Promise<void> {
    if (!(await this.#controlArrives())) this.account.isDoubted()
    if (trials.some(({ comesInTime }) => comesInTime)) throw PaperFailure.parts('nothing')
  }

  async showsWhatTheRulesSayOf(trials: readonly PaperTrial[]): Promise<void> {
    for (const trial of trials) if (trial.shouldAppear) await trial.appears()
    await this.showsNothingOf(...trials.filter(({ shouldAppear }) => !shouldAppear))
  }

  async isNotKept(): Promise<void> {
    return
  }

  refusesToSend(row: string): void {
    const plan = planOfRow(this.#tested, this.#row(row))
    try {
      new PaperTrial(this.#tested, plan, this.#effect)
    } catch {
      return
    }
    throw PaperFailure.parts('ext')
  }

  async #controlArrives(): Promise<boolean> {
    try {
      return (await this.getsMessageWhile('cache-killed')).comesInTime
    } catch (error) {
      if (error instanceof PaperFailure && error.result === 'broken') return false
      throw error
    }
  }

  async #gets(plan: TrialPlan, arrange: Arrange): Promise<PaperTrial> {
    const { account = 'logged-in', appState = 'background' } = plan.change
    if (account === 'logged-in' && arrange === 'anew') {
      await this.account.logsIn()
      this.account.bringsTo(appState)
    }
    if (this.#effect.send === 'refused' && plan.message.sender.by === 'rest') throw PaperFailure.product('chat/refused')
    const trial = new PaperTrial(this.#tested, plan, this.#effect, this.#day.sent)
    if (usesQuota(trial.truth)) this.#day.sent++
    if (trial.isPushed && this.#effect.login === 'ended-by-a-push') this.account.isThrownOut(appState)
    if (this.#effect.replaces === true && trial.comesInTime) for (const earlier of this.trials) earlier.replaced = true
    this.trials.push(trial)
    return onlyKnown(trial, 'trial', 'shallow')
  }

  #row(id: string): Row {
    const row = this.#rows.get(id)
    if (row === undefined) throw new Error(`the promise has no row ${id}`)
    return row
  }
}
