import { type KnownAppState, processIsGone } from '../../src/push/app-state.ts'
import { comparePlace } from '../../src/push/comparison.ts'
import type { Part } from '../../src/push/difference.ts'
import type { Effect } from './effect.ts'
import { PaperFailure } from './paper-failure.ts'
import type { PaperTrial } from './paper-trial.ts'

export class PaperAccount {
  readonly #effect: Effect
  #registrations = 0
  /** Whether the app knows that its login was ended. The harness goes on believing in it. */
  #thrownOut: 'told' | 'not-told' | undefined

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

  async logsInForSeconds(): Promise<void> {
    await this.logsIn()
    this.#stays()
  }

  async noticesTheExpiry(): Promise<void> {
    return
  }

  async isRegisteredForPush(): Promise<object> {
    this.#stays()
    if (this.#effect.registration === 'refused') throw PaperFailure.parts('arrival')
    return { token: String(++this.#registrations) }
  }

  hasAnotherToken(before: { readonly token: string }, after: { readonly token: string }): void {
    if (before.token === after.token) throw PaperFailure.parts('arrival')
  }

  /** The server has to notice that the process is gone; it does not while it knows no phone of the user. */
  bringsTo(state: KnownAppState): void {
    this.#stays()
    const unnoticed = this.#effect.kill === 'not-noticed' || this.#effect.registration === 'refused'
    if (processIsGone(state) && unnoticed) throw PaperFailure.product('harness/not-push-online')
  }

  /** Another login ended this one; an app whose process is gone is not told. */
  isThrownOut(state: KnownAppState): void {
    this.#thrownOut ??= processIsGone(state) ? 'not-told' : 'told'
  }

  /** The next login looks at the app first. */
  isDoubted(): void {
    this.#thrownOut = undefined
  }

  /** Whatever is done with the app begins with its start, which logs in again, unless it was told that it may not. */
  #stays(): void {
    if (this.#thrownOut === 'told') throw PaperFailure.product('app/not-shown')
    this.#thrownOut = undefined
  }
}

export class PaperApp {
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

  async isBroughtTo(state: KnownAppState): Promise<void> {
    this.#account.bringsTo(state)
  }

  async asksAndIsAllowed(): Promise<void> {
    return
  }
}

export class PaperHeadsUp {
  readonly #effect: Effect

  constructor(effect: Effect) {
    this.#effect = effect
  }

  async showsWhatItMay(trial: PaperTrial): Promise<void> {
    const { expectation, truth } = trial
    if (expectation.kind === 'nothing' || expectation.where.headsUp === 'unknown') return
    if ((await trial.observe()).kind === 'not-shown' || truth.kind === 'nothing') return
    const seen = (this.#effect.importance ?? 4) < 4 ? 'no' : truth.where.headsUp
    if (expectation.where.headsUp === 'yes' && seen !== 'yes') throw PaperFailure.parts('arrival')
    if (expectation.where.headsUp === 'no' && seen === 'yes') throw PaperFailure.parts('nothing')
  }
}

export class PaperLockScreen {
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
export class PaperRefusals {
  readonly #trials: readonly PaperTrial[]
  readonly #showsNothingOf: (trial: PaperTrial) => Promise<void>
  #told = false

  constructor(trials: readonly PaperTrial[], showsNothingOf: (trial: PaperTrial) => Promise<void>) {
    this.#trials = trials
    this.#showsNothingOf = showsNothingOf
  }

  async count(): Promise<number> {
    return 0
  }

  async areMoreThan(): Promise<void> {
    const last = this.#trials.at(-1)?.truth
    this.#told = last?.kind === 'nothing' && last.at === 'device'
  }

  async leaveNothingOf(trial: PaperTrial): Promise<void> {
    if (!this.#told) await this.#showsNothingOf(trial)
    else if (trial.comesInTime) throw PaperFailure.parts('nothing')
  }
}

export class PaperShade {
  readonly #trials: readonly PaperTrial[]

  constructor(trials: readonly PaperTrial[]) {
    this.#trials = trials
  }

  async shows({ expectation, truth, comesInTime, replaced, place }: PaperTrial): Promise<void> {
    if (expectation.kind === 'nothing') return
    if (truth.kind === 'nothing' || !comesInTime || replaced) throw PaperFailure.product('app/not-in-shade')
    const differing: Part[] = (['title', 'text'] as const).filter((part) => truth[part] !== expectation[part])
    differing.push(...comparePlace(expectation, place).map(({ part }) => part))
    if (differing.length > 0) throw PaperFailure.parts(...differing)
  }

  sawNothingTwice(): void {
    if (this.#trials.some(({ copies }) => copies > 1)) throw PaperFailure.parts('duplicate')
  }
}

export class PaperWorld {
  async letsADayPass(): Promise<void> {
    return
  }

  async letsSecondsPass(): Promise<void> {
    return
  }

  async isSetBack(): Promise<void> {
    return
  }
}

export class PaperOwner {
  /** The notification has appeared before: that was judged already. */
  findsTheServiceChannelOf(): void {
    return
  }

  async setsItBack(): Promise<void> {
    return
  }
}

export class PaperToken {
  readonly #account: PaperAccount

  constructor(account: PaperAccount) {
    this.#account = account
  }

  async isAskedForBeforeTheLogin(): Promise<void> {
    await this.#account.logsIn()
  }

  async isRefused(): Promise<void> {
    this.#account.bringsTo('foreground')
  }

  async isNotReported(): Promise<void> {
    await this.#account.logsIn()
    await this.#account.logsOut()
  }

  async isReportedAnew(): Promise<void> {
    await this.#account.logsOut()
    await this.#account.logsIn()
  }
}
