import { Deadline, DeadlinePassed, until, inTime } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import type { TestedPhone } from './tested-phone.ts'

/** The server knows of a started app within seconds or not at all. */
const onlineLimitMs = 10_000

/** What the Chat server knows of the whereabouts of the phone's user: by it the server decides whether it pushes. */
export class AccountPresence {
  readonly #tested: TestedPhone

  constructor(tested: TestedPhone) {
    this.#tested = tested
  }

  /**
   * The app in the background tells the server so over its own connection (doBackground); nothing outside shows when that
   * has arrived, and the account stays Online. A question to the server takes as long as the app's word to it.
   */
  async hearsOfTheBackground(deadline: Deadline): Promise<void> {
    await this.#tested.chat.onlineState(this.#userId, deadline)
  }

  async becomesOnline(deadline: Deadline): Promise<true> {
    const userId = this.#userId
    this.#tested.says('waiting until the server knows that the app is in front')
    return await until(
      `the server to call ${userId} Online`,
      async () => ((await this.#state(deadline)) === 'Online' ? true : undefined),
      deadline,
      { everyMs: 80 },
    )
  }

  /** Where the server never notices the app, the promises tell. */
  async becomesOnlineSoon(): Promise<void> {
    if ((await inTime(this.becomesOnline(Deadline.in(onlineLimitMs)))) === undefined)
      this.#tested.says('the server does not call the started app Online')
  }

  /** Before that the server would deliver to the dead connection. */
  async becomesPushOnline(deadline: Deadline): Promise<void> {
    const userId = this.#userId
    this.#tested.says('waiting until the server knows that the app is gone')
    let seen = 'nothing'
    try {
      await until(
        `the server to call ${userId} PushOnline`,
        async () => {
          // Time of its own: that a wait is over says nothing about the server.
          seen = await this.#state(Deadline.in(10_000))
          return seen === 'PushOnline' ? true : undefined
        },
        deadline,
        { everyMs: 80 },
      )
    } catch (error) {
      if (!(error instanceof DeadlinePassed)) throw error
      throw new PushfarmError(
        `${String(Math.round(deadline.totalMs))} ms after the app was gone the server still calls ${userId} ${seen}, not PushOnline.`,
        {
          code: 'harness/not-push-online',
          verdict: 'product',
          facts: { userId, seen },
          hint: 'Did the app register for push, and is it still logged in?',
          cause: error,
        },
      )
    }
  }

  /** An owner who is on another phone, or was nowhere yet, says nothing of the app here, in which somebody else is. */
  get #userId(): string {
    const { owner, session } = this.#tested
    return (session.user ?? owner).userId
  }

  /** The JavaScript SDK counts as a Web instance of its own: the one that is pushed is Android's. */
  async #state(deadline: Deadline): Promise<string> {
    const { state, platforms } = await this.#tested.chat.onlineState(this.#userId, deadline)
    return platforms.get('android') ?? state
  }
}
