import { z } from 'zod'
import type { Phone } from '../android/phone.ts'
import { readBody } from './body.ts'
import { pageSource } from './page-source.ts'
import { invalidArgument } from './server-error.ts'
import type { Session } from './session.ts'

const step = z.object({ type: z.string(), name: z.string(), payload: z.record(z.string(), z.unknown()) })
const actionBody = z.object({
  name: z.string(),
  steps: z.array(step),
  times: z.number().default(1),
  intervalMs: z.number().default(1000),
  maxHistoryItems: z.number().default(20),
  maxPass: z.number().default(-1),
  maxFail: z.number().default(-1),
})
const nameBody = z.object({ name: z.string() })

type Step = z.infer<typeof step>
type Action = z.infer<typeof actionBody>

interface StepResult {
  readonly name: string
  readonly type: string
  readonly timestamp: number
  readonly passed: boolean
  readonly result: unknown
  readonly exception: { readonly name: string; readonly message: string; readonly stacktrace: string } | null
}

interface Scheduled {
  readonly action: Action
  repeats: number
  passes: number
  fails: number
  /** Newest first. */
  stepResults: readonly (readonly StepResult[])[]
  active: boolean
}

/** `mobile: scheduleAction`: steps that run by themselves, again and again, while the client does something else. */
export class ScheduledActions {
  readonly #phone: Phone
  readonly #session: Session
  readonly #scheduled = new Map<string, Scheduled>()

  constructor(phone: Phone, session: Session) {
    this.#phone = phone
    this.#session = session
  }

  schedule(body: unknown): null {
    const action = readBody(actionBody, body)
    if (action.name.trim() === '') throw invalidArgument('Action name must not be blank')
    if (action.intervalMs < 0)
      throw invalidArgument(
        `The scheduled action interval must not be negative. You have provided ${String(action.intervalMs)}`,
      )
    if (action.steps.length === 0)
      throw invalidArgument('The amount of provided action steps must be greater than zero')
    if (action.maxHistoryItems < 1)
      throw invalidArgument('The amount of maximum action history items must be greater than zero')
    if (this.#scheduled.has(action.name))
      throw invalidArgument(
        `The action with the same name '${action.name}' has been already scheduled. Please remove it first`,
      )
    const scheduled: Scheduled = { action, repeats: 0, passes: 0, fails: 0, stepResults: [], active: true }
    this.#scheduled.set(action.name, scheduled)
    this.#later(scheduled, 0)
    return null
  }

  /** Ends the action and answers what it did. */
  unschedule(body: unknown): unknown {
    const { name } = readBody(nameBody, body)
    const history = this.history(body)
    const scheduled = this.#scheduled.get(name)
    if (scheduled !== undefined) scheduled.active = false
    this.#scheduled.delete(name)
    return history
  }

  history(body: unknown): unknown {
    const { name } = readBody(nameBody, body)
    const scheduled = this.#scheduled.get(name)
    if (scheduled === undefined)
      throw invalidArgument(`The action name '${name}' is not known. Have you scheduled it before?`)
    return { repeats: scheduled.repeats, stepResults: scheduled.stepResults }
  }

  #later(scheduled: Scheduled, delayMs: number): void {
    this.#phone.clock.setTimeout(() => void this.#run(scheduled), delayMs)
  }

  async #run(scheduled: Scheduled): Promise<void> {
    if (!scheduled.active) return
    const { action } = scheduled
    const results: StepResult[] = []
    for (const one of action.steps) results.push(await this.#runStep(one))
    scheduled.stepResults = [results, ...scheduled.stepResults].slice(0, action.maxHistoryItems)
    scheduled.repeats++
    if (results.every((one) => one.passed)) scheduled.passes++
    else scheduled.fails++
    const done =
      (action.maxPass > 0 && scheduled.passes >= action.maxPass) ||
      (action.maxFail > 0 && scheduled.fails >= action.maxFail) ||
      scheduled.repeats >= action.times
    if (done) scheduled.active = false
    else this.#later(scheduled, action.intervalMs)
  }

  async #runStep(one: Step): Promise<StepResult> {
    const start = { name: one.name, type: one.type, timestamp: this.#phone.clock.now() }
    try {
      return { ...start, passed: true, result: await this.#perform(one), exception: null }
    } catch (error) {
      // A step that fails is a result of its own; the schedule goes on.
      const message = error instanceof Error ? error.message : String(error)
      return {
        ...start,
        passed: false,
        result: null,
        exception: {
          name: 'io.appium.uiautomator2.common.exceptions.UiAutomator2Exception',
          message,
          stacktrace: message,
        },
      }
    }
  }

  async #perform(one: Step): Promise<unknown> {
    const subtype = one.payload['subtype']
    if (one.type === 'gesture') {
      if (subtype === 'click') return this.#session.gestures.click(one.payload)
      if (subtype === 'doubleClick') return this.#session.gestures.doubleClick(one.payload)
      if (subtype === 'longClick') return this.#session.gestures.longClick(one.payload)
    }
    if (one.type === 'source' && subtype === 'xml')
      return pageSource(await this.#session.elements.reader.searched(), this.#session.elements.sourceOptions())
    if (one.type === 'screenshot' && subtype === 'png')
      return (await this.#phone.screen.screenshot()).toString('base64')
    throw invalidArgument(`The step '${one.name}' of type '${one.type}' and subtype '${String(subtype)}' is not known`)
  }
}
