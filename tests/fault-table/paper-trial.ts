import { processIsGone } from '../../src/push/app-state.ts'
import type { Poster } from '../../src/push/appearance.ts'
import { compareArrival, compareOpening } from '../../src/push/comparison.ts'
import type { ChatMessage } from '../../src/push/chat-message.ts'
import { type ChannelPlace, type ExpectedImportance, deviceRules } from '../../src/push/device-steps.ts'
import type { Difference, Part } from '../../src/push/difference.ts'
import { type Expectation, expect } from '../../src/push/expectation.ts'
import type { Arrival, Opening, ShadePlace } from '../../src/push/outcome.ts'
import type { Situation } from '../../src/push/situation.ts'
import { expectationOn, refuseWhatIsTooLong, situationOn } from '../../src/harness/trial-expectation.ts'
import type { TestedPhone } from '../../src/harness/tested-phone.ts'
import type { TrialPlan } from '../../src/harness/trial-plan.ts'
import type { Effect } from './effect.ts'
import { PaperFailure } from './paper-failure.ts'
import { whereItLeads } from './where-it-leads.ts'

/** One message on paper: what is expected of it, and what becomes of it where a fault is. It has a trial's words. */
export class PaperTrial {
  readonly plan: TrialPlan
  readonly expectation: Expectation
  /** What really happens on its way. */
  readonly truth: Expectation
  readonly #effect: Effect
  readonly #hardMs: number
  /** The package of the push service. */
  readonly #service: string
  /** A later notification took its place. */
  replaced = false
  arrival: Arrival | undefined
  #opening: Opening = { kind: 'not-tapped' }

  /** @param sentToday how many messages the vendor has taken for this phone since the beginning of the run */
  constructor(tested: TestedPhone, plan: TrialPlan, effect: Effect, sentToday = 0) {
    refuseWhatIsTooLong(tested, plan.message, plan.change)
    this.plan = plan
    this.#effect = effect
    this.#hardMs = tested.run.hardMs
    const { change, counted } = plan
    const inItsPlace = counted === undefined ? change : { ...change, usedQuota: counted }
    this.expectation = expectationOn(tested, plan.message, inItsPlace)
    const situation = situationOn(tested, inItsPlace)
    this.#service = situation.phone.service.packages.value[0] ?? ''
    this.truth = whatHappens(plan.message, effect.oneClass === true ? after(sentToday, situation) : situation, effect)
  }

  get token(): string {
    return this.plan.token
  }

  get shouldAppear(): boolean {
    return this.expectation.kind !== 'nothing'
  }

  /** Whether the phone ever gets a notification by which it can be found. */
  get comes(): boolean {
    const { truth } = this
    return truth.kind !== 'nothing' && (truth.title.includes(this.token) || truth.text.includes(this.token))
  }

  /** The same, before anybody stops waiting. */
  get comesInTime(): boolean {
    return this.comes && (this.#effect.lateMs ?? 0) < this.#hardMs
  }

  /** Where in the shade its row stands. */
  get place(): ShadePlace {
    return this.#effect.foldedAway === true ? { kind: 'fold', name: 'unimportant' } : { kind: 'list' }
  }

  /** Whether Chat pushes it; what becomes of it then is another matter. */
  get isPushed(): boolean {
    const { truth } = this
    return truth.kind !== 'nothing' || truth.at === 'vendor' || truth.at === 'device'
  }

  get copies(): number {
    return this.comesInTime ? (this.#effect.copies ?? 1) : 0
  }

  async appears(): Promise<this> {
    return this.#judge(compareArrival(this.expectation, await this.observe()), [
      'nothing',
      'arrival',
      'latency',
      'title',
      'text',
      'package',
      'channel',
      'importance',
      'sound',
    ])
  }

  async arrives(): Promise<this> {
    return this.#judge(compareArrival(this.expectation, await this.observe()), ['arrival', 'latency'])
  }

  async observe(): Promise<Arrival> {
    this.arrival ??= this.#seen()
    return this.arrival
  }

  isFoundAbsent(): void {
    this.arrival = { kind: 'not-shown', withinMs: this.#hardMs }
  }

  async photograph(): Promise<this> {
    return this
  }

  async tap(): Promise<this> {
    if (!this.comesInTime || this.replaced) throw PaperFailure.product('app/not-in-shade')
    this.#opening = this.#opens()
    return this
  }

  /** The spec has looked whether it is there. */
  async tapOnTheLockScreen(): Promise<this> {
    return this.tap()
  }

  opensTheConversation(start: 'cold' | 'warm'): this {
    return this.#judgeOpening(['opening', 'conversation', 'start'], start)
  }

  opensWhatTheRulesSay(): this {
    return this.#judgeOpening(['opening', 'conversation', 'ext'])
  }

  carriesExt(): this {
    return this.#judgeOpening(['opening', 'ext'])
  }

  #seen(): Arrival {
    const { truth } = this
    if (truth.kind === 'nothing' || !this.comesInTime || this.replaced)
      return { kind: 'not-shown', withinMs: this.#hardMs }
    const { pkg, opPkg } = this.#poster(truth.posters)
    const importance = Math.min(numberOf(truth.importance), this.#effect.importance ?? 5)
    return {
      kind: truth.kind,
      count: 1,
      first: {
        package: pkg,
        postedBy: opPkg,
        key: this.token,
        channelId: channelOf(truth.channel),
        importance,
        sound: truth.sound,
        // The dump tells: nobody looks into the shade for it.
        place: null,
        title: truth.title,
        text: truth.text,
        latencyMs: this.#effect.lateMs ?? 0,
      },
    }
  }

  /** In whose name it stands, and who posted it. */
  #poster([first]: readonly Poster[]): Poster {
    if (this.#effect.postedInNameOf === 'service') return { pkg: this.#service, opPkg: this.#service }
    if (first === undefined) throw new Error('A notification that nobody posts.')
    return first
  }

  #opens(): Opening {
    const { truth } = this
    if (truth.kind === 'nothing') return { kind: 'not-tapped' }
    if (truth.click.opens === 'browser') return { kind: 'web-page', package: 'browser', address: '' }
    if (truth.click.opens === 'in-app-page' && this.#effect.tap === 'page-not-found')
      return { kind: 'nothing-opened', focus: null, withinMs: 0 }
    const ext = truth.click.opens === 'launcher-page' ? '' : (this.#effect.ext?.(truth.ext) ?? truth.ext)
    const conversationId = whereItLeads(ext)
    if (conversationId !== undefined)
      return {
        kind: 'conversation',
        conversationId,
        ext,
        start: processIsGone(this.plan.change.appState ?? 'background') ? 'cold' : 'warm',
      }
    return { kind: 'other-screen', screen: ext === '' ? 'conversations' : 'push-panel', ext }
  }

  #judgeOpening(parts: readonly Part[], start?: 'cold' | 'warm'): this {
    if (this.expectation.kind === 'nothing') return this
    const { conversationId, ext, click } = this.expectation
    const expected = { conversationId, ext, opens: click.opens, ...(start === undefined ? {} : { start }) }
    return this.#judge(compareOpening(expected, this.#opening), parts)
  }

  #judge(found: readonly Difference[], parts: readonly Part[]): this {
    const broken = found.filter(({ part }) => parts.includes(part))
    if (broken.length > 0) throw PaperFailure.differs(broken)
    return this
  }
}

/** The rules asked once more, about what the fault made of message and situation. */
function whatHappens(sent: ChatMessage, healthy: Situation, effect: Effect): Expectation {
  const situation = effect.situation?.(healthy) ?? healthy
  const message = effect.message?.(sent) ?? sent
  const taken = expect(message, situation)
  if (taken.kind === 'nothing' && (taken.at === 'send' || taken.at === 'dispatch')) return taken
  if (effect.swallowed !== undefined)
    return { kind: 'nothing', at: 'vendor', step: 'post', why: effect.says, rule: situation.phone.service.posts }
  const pushed = effect.written === undefined ? taken : expect(effect.written(message, situation), situation)
  // Channels belong to an app: in another's name that of the app under test does not exist.
  if (effect.postedInNameOf === 'service' && pushed.kind !== 'nothing' && pushed.channel.kind === 'named')
    return {
      kind: 'nothing',
      at: 'device',
      step: 'channel',
      why: deviceRules.channelMissing.says,
      rule: deviceRules.channelMissing,
    }
  return pushed
}

function after(sentToday: number, situation: Situation): Situation {
  return { ...situation, usedQuota: { ...situation.usedQuota, deviceToday: sentToday } }
}

/** The id of a push service's own channel is not documented; it is none of the app's. */
function channelOf(channel: Exclude<ChannelPlace, { readonly kind: 'none' }>): string | null {
  switch (channel.kind) {
    case 'named':
      return channel.id
    case 'of-the-service':
      return "the push service's own"
    case 'no-channels':
      return null
  }
}

function numberOf(importance: ExpectedImportance): number {
  switch (importance.kind) {
    case 'exactly':
      return importance.value
    case 'normal':
      return 4
    case 'silent':
      return 2
  }
}
