import { ChatComposer } from '../app/chat-composer.ts'
import type { Deadline } from '../base/deadline.ts'
import { type ChatMessage, conversationOf } from '../push/chat-message.ts'
import type { ReceiveOption } from '../push/situation.ts'
import { sendTo } from './sending.ts'
import type { TestedPhone } from './tested-phone.ts'

/** What the phone's owner wants to hear of single conversations: set in the app, as a person does it, and set back. */
export class ReceiveOptions {
  readonly #tested: TestedPhone
  readonly #chosen = new Map<string, ReceiveOption>()

  constructor(tested: TestedPhone) {
    this.#tested = tested
  }

  /** For the conversation in which the message will be found. `chosen`: the app is in front now, whatever it did before. */
  async choose(message: ChatMessage, option: ReceiveOption, deadline: Deadline): Promise<'chosen' | 'as-it-was'> {
    const conversationId = conversationOf(message)
    if ((this.#chosen.get(conversationId) ?? 'receive') === option) return 'as-it-was'
    const tested = this.#tested
    tested.says(`setting ${conversationId} to: ${option}`)
    await tested.clearShade(deadline)
    await tested.bringAppToFront(deadline)
    await tested.app.toConversations(deadline)
    if (!this.#chosen.has(conversationId)) {
      // A partner's user may not have logged in yet.
      await tested.know(message.from)
      // The server keeps the choice, but an app lists a conversation only once something was said in it.
      await sendTo(tested, { ...message, sender: { by: 'rest' }, random: 'fresh', push: { ...silent } })
      tested.ownersHand.afterwards((later) => this.#set(conversationId, 'receive', later))
    }
    await this.#set(conversationId, option, deadline)
    return 'chosen'
  }

  async #set(conversationId: string, option: ReceiveOption, deadline: Deadline): Promise<void> {
    const { app, browser } = this.#tested
    if ((this.#chosen.get(conversationId) ?? 'receive') === option) return
    await this.#tested.clearShade(deadline)
    await this.#tested.bringAppToFront(deadline)
    await app.toConversations(deadline)
    const composer = new ChatComposer(browser, app.contract)
    await composer.open(conversationId, deadline)
    await composer.setReceiveOption(option, deadline)
    await app.toConversations(deadline)
    if (option === 'receive') this.#chosen.delete(conversationId)
    else this.#chosen.set(conversationId, option)
  }
}

const silent = { disablePush: true, title: '', desc: '', ext: '' } as const
