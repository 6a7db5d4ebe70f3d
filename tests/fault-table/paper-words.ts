import { isLoggedInHere } from '../../src/push/app-state.ts'
import { usesQuota } from '../../src/push/burst.ts'
import type { Row } from '../../src/push/matrix-row.ts'
import { MessageWords } from '../../src/harness/message-words.ts'
import type { TestedPhone } from '../../src/harness/tested-phone.ts'
import type { Arrangement } from '../../src/harness/trial-arrangement.ts'
import type { TrialPlan } from '../../src/harness/trial-plan.ts'
import type { Effect } from './effect.ts'
import { onlyKnown } from './only-known.ts'
import { PaperFailure } from './paper-failure.ts'
import {
  PaperAccount,
  PaperApp,
  PaperHeadsUp,
  PaperLockScreen,
  PaperOwner,
  PaperRefusals,
  PaperShade,
  PaperToken,
  PaperWorld,
} from './paper-subjects.ts'
import { PaperTrial } from './paper-trial.ts'

/** What lasts from one promise of a run to the next. */
export interface PaperDay {
  /** Messages that the vendor took for the phone. */
  sent: number
}

/** What specs say of a phone, gone through on paper: nothing is sent, the rules alone answer. */
export class PaperWords extends MessageWords<PaperTrial> {
  readonly account: PaperAccount
  readonly app: PaperApp
  readonly headsUp: PaperHeadsUp
  readonly lockScreen = new PaperLockScreen()
  readonly owner = new PaperOwner()
  readonly refusals: PaperRefusals
  readonly shade: PaperShade
  readonly token: PaperToken
  readonly world = new PaperWorld()
  readonly #effect: Effect
  readonly #day: PaperDay

  /** @param day of the run that the promise is part of */
  constructor(tested: TestedPhone, rows: readonly Row[], effect: Effect, day: PaperDay) {
    super(tested, rows)
    this.#effect = effect
    this.#day = day
    this.account = new PaperAccount(effect)
    this.headsUp = new PaperHeadsUp(effect)
    this.app = new PaperApp(this.account, effect)
    this.refusals = new PaperRefusals(this.trials, (trial) => this.showsNothingOf(trial))
    this.shade = new PaperShade(this.trials)
    this.token = new PaperToken(this.account)
  }

  /** Where the control message does not arrive, or cannot even be sent, the limit passes all the same. */
  override async showsNothingOf(...trials: readonly PaperTrial[]): Promise<void> {
    if (!(await this.#controlArrives())) this.account.isDoubted()
    if (trials.some(({ comesInTime }) => comesInTime)) throw PaperFailure.parts('nothing')
    for (const trial of trials) trial.isFoundAbsent()
  }

  /** The later message that shows that the conversation is open has to be there. */
  async isNotKept(): Promise<void> {
    await this.account.logsIn()
    await this.app.shows()
  }

  protected override async showsOneOf(folded: readonly PaperTrial[]): Promise<void> {
    const coming = folded.filter(({ comesInTime }) => comesInTime)
    if (coming.length === 0) throw PaperFailure.parts('arrival')
    const apart = coming.filter(({ truth }) => truth.kind !== 'nothing' && truth.where.shade !== 'folded')
    if (coming.length > 1 && apart.length > 0) throw PaperFailure.parts('where')
  }

  async #controlArrives(): Promise<boolean> {
    try {
      return (await this.getsMessageWhile('cache-killed')).comesInTime
    } catch (error) {
      if (error instanceof PaperFailure) return false
      throw error
    }
  }

  protected override async gets(plan: TrialPlan, arrangement: Arrangement): Promise<PaperTrial> {
    const { account = 'logged-in', appState = 'background' } = plan.change
    if (isLoggedInHere(account) && arrangement === 'anew') {
      await this.account.logsIn()
      this.account.bringsTo(appState)
    }
    if (this.#effect.send === 'refused' && plan.message.sender.by === 'rest') throw PaperFailure.product('chat/refused')
    const trial = new PaperTrial(this.tested, plan, this.#effect, this.#day.sent)
    if (usesQuota(trial.truth)) this.#day.sent++
    if (trial.isPushed && this.#effect.login === 'ended-by-a-push') this.account.isThrownOut(appState)
    if (this.#effect.replaces === true && trial.comesInTime) for (const earlier of this.trials) earlier.replaced = true
    this.trials.push(trial)
    return onlyKnown(trial, 'trial', 'shallow')
  }
}
