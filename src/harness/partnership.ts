import type { SendingResult } from '../app/chat-composer.ts'
import type { AndroidPushField } from '../app/contract.ts'
import { Deadline } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import type { AndroidInfoField, ChatMessage } from '../push/chat-message.ts'
import { type Account, conversationIdWith } from '../push/message.ts'
import { PartnerLine } from './partner-line.ts'
import { type PartnerAnswer, type PartnerRequest, partnerAnswer } from './partner-requests.ts'
import { serve } from './partner-service.ts'
import { ownerOf } from './phone-owner.ts'
import type { TestedPhone } from './tested-phone.ts'

/** More than what the partner itself may take for it. */
const requestLimitMs = 150_000

/** Another phone of the run that acts for a promise of this one. */
export class Partnership {
  readonly #tested: TestedPhone
  readonly #line: PartnerLine
  #partner: string | undefined
  /** What is to be put back when the promise is over, the last first. */
  readonly #undo: (() => Promise<void>)[] = []

  constructor(tested: TestedPhone, port: number) {
    this.#tested = tested
    this.#line = new PartnerLine({
      port,
      phone: tested.phone.name,
      serve: (body, from) => {
        if (logsIn(body)) this.isLent()
        return serve(tested, body, from)
      },
      free: () => this.#tidyUp(),
      says: (what) => tested.says(what),
    })
  }

  /** Waits for a partner, serves others meanwhile; the app may then be in any state. */
  async comes(): Promise<void> {
    this.#partner ??= await this.#line.ask()
  }

  /**
   * Waits for one of these, in place of the partner it has: nobody is waited for with a partner in hand. Whoever is free
   * first is taken, so that phones which want all of the others do not queue for the same one.
   */
  async changesToOneOf(names: readonly string[]): Promise<string> {
    if (this.#partner !== undefined && names.includes(this.#partner)) return this.#partner
    await this.parts()
    this.#partner = await this.#line.ask(names)
    return this.#partner
  }

  get name(): string {
    if (this.#partner !== undefined) return this.#partner
    throw new PushfarmError(`${this.#tested.phone.name} has asked for no partner.`, {
      code: 'harness/no-partner',
      verdict: 'set-up',
      hint: 'Begin the promise with: await phone.partner.comes()',
    })
  }

  /** Who writes from there. */
  get owner(): Account {
    const { name } = this
    const neighbour = this.#tested.neighbours.find((one) => one.name === name)
    return ownerOf({ name, vendor: neighbour?.vendor ?? this.#tested.phone.vendor.name })
  }

  /** The message goes from the partner's app to this phone's owner, or to the group. */
  async sends(message: ChatMessage): Promise<SendingResult> {
    const { addressee, elements, push } = message
    const [only, ...more] = elements
    if (only?.type !== 'text' || more.length > 0 || message.lifeTimeSec === 0)
      throw new PushfarmError("The app's composer writes text messages only.", {
        code: 'harness/cannot-send',
        verdict: 'set-up',
      })
    const answer = await this.#ask({
      kind: 'send',
      conversationId: addressee.kind === 'group' ? `GROUP${addressee.groupId}` : conversationIdWith(this.#tested.owner),
      message: {
        text: only.text,
        title: push?.title ?? '',
        desc: push?.desc ?? '',
        ext: push?.ext ?? '',
        disablePush: push?.disablePush === true,
        android: fieldsOf(push?.androidInfo ?? {}),
      },
    })
    if (answer.kind === 'sent' || answer.kind === 'refused') return answer
    throw unexpected(answer)
  }

  /** Has something done there that answers nothing, or how long it took to be shown. */
  async does(request: Exclude<PartnerRequest, { kind: 'send' }>): Promise<number | null> {
    const answer = await this.#ask(request)
    if (answer.kind === 'done') return null
    if (answer.kind === 'shown') return answer.latencyMs
    throw unexpected(answer)
  }

  /** Lets the partner go, whatever became of the promise. */
  async parts(): Promise<void> {
    if (this.#partner === undefined) return
    try {
      await this.#tidyUp()
    } finally {
      this.#partner = undefined
      this.#line.part()
    }
  }

  /** To be done when the promise is over, whatever became of it. */
  afterwards(undo: () => Promise<void>): void {
    this.#undo.push(undo)
  }

  /** Users move between the phones: when the promise is over, this one is given back to its owner. */
  isLent(): void {
    this.afterwards(async () => {
      await this.#tested.session.looksWhoIsLoggedIn()
      await this.#tested.session.logIn()
    })
  }

  /** All promises are checked: serves others as long as they may need it. */
  async finishes(): Promise<void> {
    await this.#line.finish()
  }

  /** The phone is lost. */
  leaves(why: string): void {
    this.#partner = undefined
    this.#line.leave(why)
  }

  close(): void {
    this.#line.close()
  }

  async #tidyUp(): Promise<void> {
    for (let undo = this.#undo.pop(); undo !== undefined; undo = this.#undo.pop()) await undo()
  }

  async #ask(request: PartnerRequest): Promise<PartnerAnswer> {
    const { name } = this
    this.#tested.says(`${name} is to ${request.kind}`)
    const answer = partnerAnswer.parse(
      await this.#line.request(
        `the partner ${name} to carry out ${request.kind}`,
        request,
        Deadline.in(requestLimitMs + this.#tested.run.hardMs),
      ),
    )
    if (answer.kind !== 'failed') return answer
    const { verdict, code, message, hint } = answer
    throw new PushfarmError(`The partner ${name} could not ${request.kind}: ${message}`, {
      code: code === 'harness/phone-lost' ? 'harness/partner-lost' : code,
      verdict,
      ...(hint === null ? {} : { hint }),
    })
  }
}

function logsIn(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'kind' in body && body.kind === 'log-in'
}

function unexpected(answer: PartnerAnswer): PushfarmError {
  return new PushfarmError(`The partner answered ${answer.kind}, which was not asked for.`, {
    code: 'harness/partner-answer',
    verdict: 'infrastructure',
  })
}

/** The fields of the app's API that the server calls so. What is not here an app cannot say. */
const fieldNames: Readonly<Partial<Record<AndroidInfoField, AndroidPushField>>> = {
  Sound: 'androidSound',
  OPPOChannelID: 'androidOPPOChannelID',
  OPPOCategory: 'androidOPPOCategory',
  OPPONotifyLevel: 'androidOPPONotifyLevel',
  GoogleChannelID: 'androidFCMChannelID',
  GoogleImage: 'androidFCMImage',
  XiaoMiChannelID: 'androidXiaoMiChannelID',
  VIVOClassification: 'androidVIVOClassification',
  VIVOCategory: 'androidVIVOCategory',
  HuaWeiCategory: 'androidHuaWeiCategory',
  HuaWeiImage: 'androidHuaWeiImage',
  HonorImportance: 'androidHonorImportance',
  HonorImage: 'androidHonorImage',
  MeiZuNoticeMsgType: 'androidMeizuNotifyType',
}

function fieldsOf(info: ChatMessageInfo): Partial<Record<AndroidPushField, string>> {
  return Object.fromEntries(
    Object.entries(info).flatMap(([field, value]) => {
      const name = fieldNames[field as AndroidInfoField]
      return name === undefined ? [] : [[name, String(value)]]
    }),
  )
}
type ChatMessageInfo = NonNullable<NonNullable<ChatMessage['push']>['androidInfo']>
