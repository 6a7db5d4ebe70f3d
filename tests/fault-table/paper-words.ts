import { processIsGone } from '../../src/push/app-state.ts'
import type { AccountState, KnownAppState } from '../../src/push/app-state.ts'
import type { Row } from '../../src/push/matrix-row.ts'
import type { TestedPhone } from '../../src/harness/tested-phone.ts'
import { type MessageWish, type TrialPlan, planOfRow, planOfWish } from '../../src/harness/trial-plan.ts'
import type { Effect } from './effect.ts'
import { onlyKnown } from './only-known.ts'
import { PaperFailure } from './paper-failure.ts'
import { PaperTrial } from './paper-trial.ts'

type Arrange = 'anew' | 'as-it-is'

/** What specs say of a phone, gone through on paper: nothing is sent, the rules alone answer. */
export class PaperWords {
  readonly trials: PaperTrial[] = []
  readonly account: PaperAccount
  readonly app: PaperApp
  readonly lockScreen = new PaperLockScreen()
  readonly refusals: PaperRefusals
  readonly shade: PaperShade
  readonly world = new PaperWorld()
  readonly #tested: TestedPhone
  readonly #rows: ReadonlyMap<string, Row>
  readonly #effect: Effect

  constructor(tested: TestedPhone, rows: readonly Row[], effect: Effect) {
    this.#tested = tested
    this.#rows = new Map(rows.map((row) => [row.id, row]))
    this.#effect = effect
    this.account = new PaperAccount(effect)
    this.app = new PaperApp(this.account, effect)
    this.refusals = new PaperRefusals(this.trials)
    this.shade = new PaperShade(this.trials)
  }

  get rows(): readonly string[] {
    return [...this.#rows.keys()]
  }

  countOf(row: string): number {
    return this.#row(row).count ?? 1
  }

  async getsMessageOf(row: string, arrange: Arrange = 'anew'): Promise<PaperTrial> {
    return this.#gets(planOfRow(this.#tested, this.#row(row)), arrange)
  }

  async getsMessagesOf(rows: readonly string[]): Promise<readonly PaperTrial[]> {
    const trials: PaperTrial[] = []
    for (const row of rows) trials.push(await this.getsMessageOf(row, trials.length === 0 ? 'anew' : 'as-it-is'))
    return trials
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

  /** The control message is to arrive; where it does not, or cannot even be sent, the limit passes all the same. */
  async showsNothingOf(...trials: readonly PaperTrial[]): Promise<void> {
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

  async setsItBack(): Promise<void> {
    return
  }

  async #gets(plan: TrialPlan, arrange: Arrange): Promise<PaperTrial> {
    const { account = 'logged-in', appState = 'background' } = plan.change
    if (account === 'logged-in' && arrange === 'anew') {
      await this.account.logsIn()
      this.#bringTo(appState)
    }
    if (this.#effect.send === 'refused' && plan.message.sender.by === 'rest') throw PaperFailure.product('chat/refused')
    const trial = new PaperTrial(this.#tested, plan, this.#effect)
    if (this.#effect.replaces === true && trial.comesInTime) for (const earlier of this.trials) earlier.replaced = true
    this.trials.push(trial)
    return onlyKnown(trial, 'trial', 'shallow')
  }

  #bringTo(state: KnownAppState): void {
    const unnoticed = this.#effect.kill === 'not-noticed' || this.#effect.registration === 'refused'
    if (this.#effect.login === 'ended-at-once') throw PaperFailure.product('app/not-shown')
    if (processIsGone(state) && unnoticed) throw PaperFailure.product('harness/not-push-online')
  }

  #row(id: string): Row {
    const row = this.#rows.get(id)
    if (row === undefined) throw new Error(`the promise has no row ${id}`)
    return row
  }
}

class PaperAccount {
  readonly #effect: Effect
  #registrations = 0

  constructor(effect: Effect) {
    this.#effect = effect
  }

  async logsIn(): Promise<void> {
    if (this.#effect.login === 'refused') throw PaperFailure.product('harness/login-failed')
  }

  async logsOut(): Promise<void> {
    this.#stays()
  }

  async isKicked(): Promise<void> {
    await this.logsIn()
    this.#stays()
  }

  async isTakenByAVisitor(): Promise<void> {
    await this.logsIn()
    this.#stays()
  }

  async isRegisteredForPush(): Promise<object> {
    this.#stays()
    if (this.#effect.registration === 'refused') throw PaperFailure.parts('arrival')
    return { token: String(++this.#registrations) }
  }

  hasAnotherToken(before: { readonly token: string }, after: { readonly token: string }): void {
    if (before.token === after.token) throw PaperFailure.parts('arrival')
  }

  #stays(): void {
    if (this.#effect.login === 'ended-at-once') throw PaperFailure.product('app/not-shown')
  }
}

class PaperApp {
  readonly #account: PaperAccount
  readonly #effect: Effect

  constructor(account: PaperAccount, effect: Effect) {
    this.#account = account
    this.#effect = effect
  }

  async installs(): Promise<void> {
    return
  }

  async installsAndAnswers(): Promise<void> {
    await this.#account.logsIn()
  }

  async goesHome(): Promise<void> {
    return
  }

  async shows(): Promise<void> {
    if (this.#effect.swallowed === 'message') throw PaperFailure.parts('arrival')
  }

  async asksAndIsAllowed(): Promise<void> {
    return
  }
}

class PaperLockScreen {
  async showsWhatItMay({ expectation, truth }: PaperTrial): Promise<void> {
    if (expectation.kind === 'nothing') return
    const seen = truth.kind === 'nothing' ? 'absent' : truth.where.lockScreen
    switch (expectation.where.lockScreen) {
      case 'whole':
        if (seen !== 'whole') throw PaperFailure.parts('arrival')
        return
      case 'content-hidden':
        if (seen === 'absent') throw PaperFailure.parts('arrival')
        if (seen === 'whole') throw PaperFailure.parts('nothing')
        return
      case 'absent':
        if (seen === 'whole') throw PaperFailure.parts('nothing')
        return
      case 'not-locked':
        return
    }
  }
}

/** A push is refused on the phone where the owner's switch or a force stop ends it there. */
class PaperRefusals {
  readonly #trials: readonly PaperTrial[]

  constructor(trials: readonly PaperTrial[]) {
    this.#trials = trials
  }

  async count(): Promise<number> {
    return 0
  }

  async areMoreThan(): Promise<void> {
    const last = this.#trials.at(-1)?.truth
    if (last?.kind !== 'nothing' || last.at !== 'device') throw PaperFailure.unknown('base/deadline-passed')
  }

  async leaveNothingOf(trial: PaperTrial): Promise<void> {
    if (trial.comesInTime) throw PaperFailure.parts('nothing')
  }
}

class PaperShade {
  readonly #trials: readonly PaperTrial[]

  constructor(trials: readonly PaperTrial[]) {
    this.#trials = trials
  }

  async shows({ expectation, truth, comesInTime, replaced }: PaperTrial): Promise<void> {
    if (expectation.kind === 'nothing') return
    if (truth.kind === 'nothing' || !comesInTime || replaced) throw PaperFailure.product('app/not-in-shade')
    const differing = (['title', 'text'] as const).filter((part) => truth[part] !== expectation[part])
    if (differing.length > 0) throw PaperFailure.parts(...differing)
  }

  sawNothingTwice(): void {
    if (this.#trials.some(({ copies }) => copies > 1)) throw PaperFailure.parts('duplicate')
  }
}

class PaperWorld {
  async letsADayPass(): Promise<void> {
    return
  }

  async isSetBack(): Promise<void> {
    return
  }

  async usesUpTheQuota(): Promise<void> {
    return
  }
}
