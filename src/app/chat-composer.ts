import { type Deadline, until } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { AppScreen } from './app-screen.ts'
import type { AndroidPushField, AppContract } from './contract.ts'
import { elementsNow } from './elements-now.ts'
import { byResourceIdInView } from './locator.ts'

/** A message as a person writes it in the app, with the offline push info that goes with it. */
export interface ComposedMessage {
  readonly text: string
  readonly title: string
  readonly desc: string
  readonly ext: string
  readonly disablePush: boolean
  /** What is not named stays as the app has it. */
  readonly android: Readonly<Partial<Record<AndroidPushField, string>>>
}

export type SendingResult =
  /** When, ms of Date.now: between the press of the button and the app's showing that it was sent. */
  | { readonly kind: 'sent'; readonly atMs: number }
  /** What the app says: its code, and the server's words. */
  | { readonly kind: 'refused'; readonly code: number | null; readonly says: string }

/** The app's conversations, to write in, and what its user wants of them. */
export class ChatComposer extends AppScreen {
  readonly #contract: AppContract

  constructor(browser: WebdriverIO.Browser, contract: AppContract) {
    super(browser)
    this.#contract = contract
  }

  /** From the list of conversations. @param conversationId C2C or GROUP, and the id */
  async open(conversationId: string, deadline: Deadline): Promise<void> {
    const { conversations, chat } = this.#contract.testIds
    await this.typeExactly(conversations.newChatUser, conversationId, deadline)
    await this.press(conversations.newChat, deadline)
    await this.wait(chat.screen, deadline)
  }

  /** Writes into the open conversation and sends. */
  async send(message: ComposedMessage, deadline: Deadline): Promise<SendingResult> {
    const ids = this.#contract.testIds.chat
    await this.press(ids.pushFields, deadline)
    await this.typeExactly(ids.pushTitle, message.title, deadline)
    await this.typeExactly(ids.pushDesc, message.desc, deadline)
    await this.typeExactly(ids.pushExtInput, message.ext, deadline)
    if (message.disablePush) await this.press(ids.pushDisable, deadline)
    for (const [field, text] of Object.entries(message.android))
      await this.typeExactly(ids.pushAndroid[field as AndroidPushField], text, deadline)
    await this.typeExactly(ids.input, message.text, deadline)
    const pressedAtMs = Date.now()
    await this.press(ids.send, deadline)
    return until(
      'the app to say what became of the message',
      async () => {
        const refusal = await this.textNow(ids.sendError)
        if (refusal !== null && refusal !== '')
          return { kind: 'refused', code: codeIn(refusal), says: refusal } as const
        // The line is emptied when the message was sent; it then shows its hint.
        const text = await this.textNow(ids.input)
        return text === message.text || text === null
          ? undefined
          : ({ kind: 'sent', atMs: (pressedAtMs + Date.now()) / 2 } as const)
      },
      deadline,
      { everyMs: 30 },
    )
  }

  /** In the open conversation. */
  async setBlocked(blocked: boolean, deadline: Deadline): Promise<void> {
    await this.#choose(this.#contract.testIds.chat.block, blocked ? 'Blocked' : 'Not blocked', deadline)
  }

  /** In the open conversation. */
  async setReceiveOption(option: keyof typeof receiveOptions, deadline: Deadline): Promise<void> {
    await this.#choose(this.#contract.testIds.chat.receiveOption, receiveOptions[option], deadline)
  }

  /** Presses a choice until it says what is wanted; each press is answered by the server. */
  async #choose(id: string, wanted: string, deadline: Deadline): Promise<void> {
    let pressed: string | undefined
    await until(
      `the conversation to be: ${wanted}`,
      async () => {
        const now = await this.text(id, deadline)
        if (now === wanted) return true
        if (now !== pressed) await this.press(id, deadline)
        pressed = now
        return undefined
      },
      deadline,
      { everyMs: 60 },
    )
  }

  /**
   * Types, and reads what was typed: a message must not be blamed for what the keyboard did. A message has a dozen fields,
   * so each is asked for as little as possible.
   */
  protected async typeExactly(id: string, text: string, deadline: Deadline): Promise<void> {
    // The server of Appium's driver takes these two characters at the end for the Enter key.
    if (text.endsWith('\\n')) throw cannotType(id, text, 'a text that ends with a backslash and an n')
    const field = (await this.elementNow(id)) ?? (await this.#scrollTo(id, deadline))
    const before = await this.textOf(field)
    if (before === text) return
    // An empty field says its hint, which nobody would type; the driver writes behind whatever else is there.
    if (text !== '') await this.browser.elementSendKeys(field, text)
    if (text !== '' && (await this.textOf(field)) === text) return
    await this.browser.elementClear(field)
    if (text === '') return
    await this.browser.elementSendKeys(field, text)
    const typed = await this.textOf(field)
    if (typed !== text) throw cannotType(id, text, `it shows ${JSON.stringify(typed)}`)
  }

  /** Fields of a page that is longer than the screen are not there until they are in view. */
  async #scrollTo(id: string, deadline: Deadline): Promise<string> {
    const inView = byResourceIdInView(id)
    return until(
      id,
      async () => (await this.elementNow(id)) ?? (await elementsNow(this.browser, inView))[0],
      deadline,
      { everyMs: 60 },
    )
  }
}

/** As the app words them. */
const receiveOptions = {
  receive: 'Receive',
  'not-receive': 'Not receive',
  'receive-not-notify': 'Receive, not notify',
  'receive-not-notify-except-at': 'Notify @ only',
  'not-receive-except-at': 'Receive @ only',
} as const

function codeIn(refusal: string): number | null {
  const code = /-?\d+/.exec(refusal)?.[0]
  return code === undefined ? null : Number(code)
}

function cannotType(id: string, text: string, why: string): PushfarmError {
  return new PushfarmError(`${JSON.stringify(text.slice(0, 80))} cannot be typed into ${id}: ${why.slice(0, 160)}.`, {
    code: 'app/cannot-type',
    verdict: 'infrastructure',
    facts: { id, why },
  })
}
