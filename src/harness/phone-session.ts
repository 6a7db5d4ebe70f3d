import { Deadline, until, inTime } from '../base/deadline.ts'
import type { Account } from '../push/message.ts'
import { type Login, LoginAttempt, type UnusualLogin } from './login-attempt.ts'
import type { TestedPhone } from './tested-phone.ts'

/** A vendor's push service answers within seconds or not at all. */
const registrationLimitMs = 10_000
/** One visit to a conversation; what it waits for may have gone with the login. */
const askingMs = 5000

/** Who is logged in on a phone: logins and logouts by hand, and those that the server makes. */
export class PhoneSession {
  readonly #tested: TestedPhone
  #user: Account | undefined
  /** Nobody has set anything for the app since it was installed. */
  #untouched = false

  constructor(tested: TestedPhone) {
    this.#tested = tested
  }

  /** Who is logged in; undefined: nobody, or it is not known. */
  get user(): Account | undefined {
    return this.#user
  }

  /**
   * Logs the owner in, or somebody else, and answers when the app asks whether it may notify. Does nothing when that is
   * done; whoever else is logged in is logged out first.
   */
  async logIn(
    as: Account = this.#tested.owner,
    answer: Login['answer'] = 'allow',
    unusual: UnusualLogin = {},
  ): Promise<void> {
    const tested = this.#tested
    if (this.#user?.userId === as.userId) return
    if (this.#user !== undefined) await this.logOut()
    const deadline = tested.steps(60_000)
    tested.says('logging in')
    for (const account of [as, tested.friend]) await tested.know(account, deadline)
    await tested.installation.addIfMissing()
    await tested.bringAppToFront(deadline)
    await new LoginAttempt(tested, { as, answer, unusual }).succeeds(deadline)
    this.#user = as
    await this.registrationIsAnswered()
    if (!this.#untouched || answer !== 'allow') return
    this.#untouched = false
    await tested.permission.switchOnWhereNobodyAsks()
  }

  /**
   * The login is there before the registration for push is, after every start of the app too. An app that is killed in
   * between has reported no token, and nobody pushes to it. The list of conversations shows the answer. Where none comes at
   * all, the promises tell.
   */
  async registrationIsAnswered(): Promise<void> {
    const { app } = this.#tested
    const answered = until(
      'the registration for push',
      async () =>
        (await app.registrationCode()) !== undefined || (await app.screenNow()) !== 'conversations' ? true : undefined,
      Deadline.in(registrationLimitMs),
      { everyMs: 80 },
    )
    if ((await inTime(answered)) === undefined)
      this.#tested.says('the app tells no answer to its registration for push')
  }

  async logOut(): Promise<void> {
    const tested = this.#tested
    const deadline = tested.steps()
    tested.says('logging out')
    // A heads-up notification would lie over the button.
    await tested.clearShade(deadline)
    const brought = await tested.bringAppToFront(deadline)
    if (brought === 'started') await tested.permission.getPastTheDialog(deadline)
    await tested.app.logOut(deadline)
    this.#user = undefined
  }

  /** The app has no data any more: nobody is logged in, and nothing is set for it. */
  beginsAnew(): void {
    this.#user = undefined
    this.#untouched = true
  }

  /** After a promise that broke nothing is taken for granted: the next login looks at the app. */
  forgetsWhoIsLoggedIn(): void {
    this.#user = undefined
  }

  /** The server logs the user out; the app in front shows its login. */
  async kick(): Promise<void> {
    const tested = this.#tested
    const deadline = tested.steps()
    tested.says('kicking the user')
    await tested.bringAppToFront(deadline)
    await tested.app.toConversations(deadline)
    await tested.chat.kick(tested.owner.userId, deadline)
    await this.#showsItsLogin(deadline)
  }

  /** The server ended the login; the app, which asks it for something, is told so and shows its login. */
  async noticesExpiry(): Promise<void> {
    const tested = this.#tested
    const { app } = tested
    const deadline = tested.steps()
    await tested.bringAppToFront(deadline)
    await until(
      'the app to ask the server',
      async () => {
        if ((await app.screenNow()) === 'login') return true
        // The server may end the login in the middle of it, and the app's screen goes away with it.
        const attempt = deadline.atMost(askingMs)
        try {
          await app.toConversations(attempt)
          await app.askServer(tested.friend.userId, attempt)
          return true
        } catch (error) {
          if (attempt.passed || (await app.screenNow()) === 'login') return undefined
          throw error
        }
      },
      deadline,
    )
    await this.#showsItsLogin(deadline)
  }

  /** The user was logged out by a login on another phone: the app, which is opened, shows its login. */
  async noticesKick(): Promise<void> {
    const deadline = this.#tested.steps()
    await this.#tested.bringAppToFront(deadline)
    await this.#showsItsLogin(deadline)
  }

  /** After another phone had to do with this one's user: the app is opened, and what it shows is believed. */
  async looksWhoIsLoggedIn(): Promise<void> {
    const tested = this.#tested
    const { app } = tested
    const deadline = tested.steps()
    await tested.clearShade(deadline)
    await tested.bringAppToFront(deadline)
    const screen = await app.waitForScreen(['login', 'conversations', 'chat', 'push-panel'], deadline)
    if (screen !== 'login') await app.toConversations(deadline)
    this.#user = screen === 'login' ? undefined : { userId: await app.user(deadline), nickname: '' }
  }

  async #showsItsLogin(deadline: Deadline): Promise<void> {
    await this.#tested.app.waitForScreen(['login'], deadline)
    this.#user = undefined
  }
}
