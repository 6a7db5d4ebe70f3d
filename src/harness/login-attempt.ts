import { PermissionDialog } from '../app/permission-dialog.ts'
import { type Deadline, until } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import type { Account } from '../push/message.ts'
import type { TestedPhone } from './tested-phone.ts'

/** How a login differs from what an app should do. */
export interface UnusualLogin {
  readonly pushInit?: 'before-login'
  /** Of the UserSig that the app is given. */
  readonly signatureSeconds?: number
}

/** Who logs in, and how; `answer` is for the app's question whether it may notify. */
export interface Login {
  readonly as: Account
  readonly answer: 'allow' | 'deny' | 'leave'
  readonly unusual: UnusualLogin
}

/** An app that asks whether it may notify does so as soon as its user is there. */
const questionLimitMs = 5000

/** One login in the app that is in front, by hand: whatever it shows first, at its end are the user's conversations. */
export class LoginAttempt {
  readonly #tested: TestedPhone
  readonly #login: Login
  readonly #dialog: PermissionDialog
  #submitted = false
  /** The question whether it may notify was put, and is answered or out of the way. */
  #settled = false
  /** How long the question may take, from the moment on at which the user's conversations were seen. */
  #questionLimit: Deadline | undefined

  constructor(tested: TestedPhone, login: Login) {
    this.#tested = tested
    this.#login = login
    this.#dialog = new PermissionDialog(tested.browser, tested.phone.vendor)
  }

  /** Rejects when the app says that it was refused or never puts the question that is to be answered, or the deadline passes. */
  async succeeds(deadline: Deadline): Promise<void> {
    await until('the conversations after the login', () => this.#goOn(deadline), deadline, { everyMs: 80 })
  }

  async #goOn(deadline: Deadline): Promise<true | undefined> {
    const { app } = this.#tested
    switch (await app.screenNow()) {
      case 'login':
        if (this.#submitted) await this.#throwIfRefused()
        else await this.#submit(deadline)
        return undefined
      case 'conversations':
        return this.#isThere(deadline)
      case 'chat':
      case 'push-panel':
        await app.toConversations(deadline)
        return undefined
      case undefined:
        // The app asks for the right to notify as soon as it is logged in.
        await this.#answer()
        return undefined
    }
  }

  async #throwIfRefused(): Promise<void> {
    const refusal = await this.#tested.app.loginError()
    if (refusal === '') return
    throw new PushfarmError(`The app could not log in: ${refusal}`, {
      code: 'harness/login-failed',
      verdict: 'product',
      facts: { refusal },
    })
  }

  async #submit(deadline: Deadline): Promise<void> {
    const { app, chat } = this.#tested
    const { as, unusual } = this.#login
    await app.submitLogin(
      {
        sdkAppId: chat.settings.sdkAppId,
        userId: as.userId,
        userSig: chat.userSig(as.userId, unusual.signatureSeconds),
        pushInit: unusual.pushInit,
      },
      deadline,
    )
    this.#submitted = true
  }

  /** The conversations may be those of somebody who logged in before, and the question may still come. */
  async #isThere(deadline: Deadline): Promise<true | undefined> {
    const { app, permission } = this.#tested
    const { as, answer } = this.#login
    if (!this.#submitted && (await app.user(deadline)) !== as.userId) {
      await app.logOut(deadline)
      return undefined
    }
    if (this.#settled || !permission.isAskedFor) return true
    if (answer === 'allow' && (await permission.isGranted(deadline))) return true
    this.#questionLimit ??= deadline.atMost(questionLimitMs)
    if (!this.#questionLimit.passed) return undefined
    if (answer !== 'allow') throw this.#neverAsked()
    // Its owner took the right away while the app was open, or refused it twice. The promises tell what comes of it.
    this.#tested.says('the app may not notify, and does not ask')
    return true
  }

  #neverAsked(): PushfarmError {
    return new PushfarmError(
      `The app did not ask whether it may notify within ${String(questionLimitMs / 1000)} s after the login.`,
      {
        code: 'harness/never-asked',
        verdict: 'product',
        facts: { withinMs: questionLimitMs },
        hint: 'Android puts the question once more after one refusal, and never again after two: install the app anew.',
      },
    )
  }

  async #answer(): Promise<void> {
    switch (this.#login.answer) {
      case 'allow':
        this.#settled ||= await this.#dialog.allowIfShown()
        return
      case 'deny':
        this.#settled ||= await this.#dialog.denyIfShown()
        return
      case 'leave':
        if (!(await this.#dialog.isShown())) return
        // BACK is no refusal.
        await this.#tested.browser.back()
        this.#settled = true
        return
    }
  }
}
