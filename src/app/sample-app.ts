import type { Deadline } from '../base/deadline.ts'
import { AppScreen, AppShows } from './app-screen.ts'
import type { AppContract } from './contract.ts'

/** A logout waits for the server's answer; after this long the press has not reached its button. */
const pressAgainMs = 3000

export type ScreenName = 'login' | 'conversations' | 'chat' | 'push-panel'

/** What the push panel tells; null where it shows nothing. */
export interface PushPanel {
  readonly registrationId: string | null
  readonly certificateId: string | null
  readonly registrationCode: string | null
  readonly token: string | null
  readonly lastExt: string | null
  readonly clickCount: string | null
  readonly lastClickStart: string | null
  readonly sdkState: string | null
  readonly loginUser: string | null
  readonly notificationPermission: string | null
  readonly log: string | null
}

const staysAtLoginMs = 5000

/** The sample app as its user sees it. */
export class SampleApp extends AppScreen {
  readonly contract: AppContract

  constructor(browser: WebdriverIO.Browser, contract: AppContract) {
    super(browser)
    this.contract = contract
  }

  /** The screen in front, if it is one of the app's. */
  async screenNow(): Promise<ScreenName | undefined> {
    const ids = this.contract.testIds
    const screens = [
      ['chat', ids.chat.screen],
      ['conversations', ids.conversations.screen],
      ['push-panel', ids.pushPanel.screen],
      ['login', ids.login.screen],
    ] as const
    const shown = await this.firstPresent(screens.map(([, id]) => id))
    return screens.find(([, id]) => id === shown)?.[0]
  }

  async waitForScreen(wanted: readonly ScreenName[], deadline: Deadline): Promise<ScreenName> {
    const what = `the screen ${wanted.join(' or ')}`
    let loginSince: number | undefined
    return this.shown(what, deadline, 60, async () => {
      const now = await this.screenNow()
      if (now !== undefined && wanted.includes(now)) return now
      loginSince = await this.#notThrownOut(what, now, loginSince)
      return undefined
    })
  }

  /** The app that lost its login stays where one logs in; without a network it is there only until there is one. */
  async #notThrownOut(
    what: string,
    now: ScreenName | undefined,
    since: number | undefined,
  ): Promise<number | undefined> {
    if (now !== 'login') return undefined
    if (since === undefined || performance.now() - since < staysAtLoginMs) return since ?? performance.now()
    throw new AppShows(`${what}, but its login: ${JSON.stringify(await this.loginError())}`)
  }

  /** Types an account in and presses the button; whether it worked shows in the screen that follows. */
  async submitLogin(
    account: {
      readonly sdkAppId: number
      readonly userId: string
      readonly userSig: string
      /** The mistake that the push guides warn of. */
      readonly pushInit?: 'before-login' | undefined
    },
    deadline: Deadline,
  ): Promise<void> {
    const ids = this.contract.testIds.login
    await this.type(ids.sdkAppId, String(account.sdkAppId), deadline)
    await this.type(ids.userId, account.userId, deadline)
    await this.type(ids.userSig, account.userSig, deadline)
    if (account.pushInit === 'before-login') await this.press(ids.pushBeforeLogin, deadline)
    await this.press(ids.submit, deadline)
  }

  /** Why the login screen says it refuses; '' when it says nothing. */
  async loginError(): Promise<string> {
    return (await this.textNow(this.contract.testIds.login.error)) ?? ''
  }

  async logOut(deadline: Deadline): Promise<void> {
    await this.#pressFor('login', this.contract.testIds.conversations.logout, deadline)
  }

  /**
   * Presses a button of the conversations until it has led to its screen: a heads-up notification that comes at that
   * moment catches the press, and leads elsewhere.
   */
  async #pressFor(screen: ScreenName, button: string, deadline: Deadline): Promise<void> {
    let pressedAt = Number.NEGATIVE_INFINITY
    await this.shown(`the screen ${screen}`, deadline, 40, async () => {
      const now = await this.screenNow()
      if (now === screen) return true
      const waits = now === undefined || now === 'conversations'
      if (waits && performance.now() - pressedAt < pressAgainMs) return undefined
      await this.toConversations(deadline)
      await this.press(button, deadline)
      pressedAt = performance.now()
      return undefined
    })
  }

  /** Who is logged in, as the conversations screen says. */
  async user(deadline: Deadline): Promise<string> {
    return this.text(this.contract.testIds.conversations.user, deadline)
  }

  /** Goes back to the conversations. A heads-up notification may cover the way back for a while: it is pressed again. */
  async toConversations(deadline: Deadline): Promise<void> {
    const ids = this.contract.testIds
    const what = 'the screen conversations'
    let loginSince: number | undefined
    await this.shown(what, deadline, 250, async () => {
      const now = await this.screenNow()
      loginSince = await this.#notThrownOut(what, now, loginSince)
      switch (now) {
        case 'conversations':
          return true
        case 'chat':
          await this.press(ids.chat.back, deadline)
          return (await this.present(ids.conversations.screen)) ? true : undefined
        case 'push-panel':
          await this.press(ids.pushPanel.back, deadline)
          return (await this.present(ids.conversations.screen)) ? true : undefined
        case 'login':
        case undefined:
          return undefined
      }
    })
  }

  /** Opens a conversation, for which the app asks the server: what it does not know yet of its login it learns now. */
  async askServer(userId: string, deadline: Deadline): Promise<void> {
    const ids = this.contract.testIds.conversations
    await this.type(ids.newChatUser, userId, deadline)
    await this.press(ids.newChat, deadline)
  }

  /** What the registration for push answered, by the list of conversations; undefined while it has not, or elsewhere. */
  async registrationCode(): Promise<string | undefined> {
    const code = await this.textNow(this.contract.testIds.conversations.registrationCode)
    return code === null || code === 'none' ? undefined : code
  }

  async openPushPanel(deadline: Deadline): Promise<void> {
    await this.#pressFor('push-panel', this.contract.testIds.conversations.pushPanel, deadline)
  }

  /** Reads the open push panel. */
  async pushPanel(): Promise<PushPanel> {
    const ids = this.contract.testIds.pushPanel
    return {
      registrationId: await this.textNow(ids.registrationId),
      certificateId: await this.textNow(ids.certificateId),
      registrationCode: await this.textNow(ids.registrationCode),
      token: await this.textNow(ids.token),
      lastExt: await this.textNow(ids.lastExt),
      clickCount: await this.textNow(ids.clickCount),
      lastClickStart: await this.textNow(ids.lastClickStart),
      sdkState: await this.textNow(ids.sdkState),
      loginUser: await this.textNow(ids.loginUser),
      notificationPermission: await this.textNow(ids.notificationPermission),
      log: await this.textNow(ids.log),
    }
  }

  /** The conversation that is open. */
  async conversation(): Promise<{ readonly conversationId: string; readonly ext: string } | undefined> {
    const ids = this.contract.testIds.chat
    const title = await this.elementNow(ids.conversationId)
    if (title === undefined) return undefined
    const [conversationId, ext] = await Promise.all([this.textOf(title), this.textNow(ids.pushExt)])
    return conversationId === null ? undefined : { conversationId, ext: ext ?? '' }
  }
}
