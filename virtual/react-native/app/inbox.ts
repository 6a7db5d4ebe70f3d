import type { Question, ToApp } from '../message.ts'
import type { App } from './app.ts'
import { appWindows, performAction } from './app-windows.ts'
import { fieldKey } from './key-codes.ts'

/** Turns of the event loop after which the app is taken for settled even when it keeps on rendering. */
const mostTurns = 20

/** Handles what the phone sends, one after the other, and lets React render in between. */
export class Inbox {
  readonly #app: App
  readonly #waiting: ToApp[] = []
  #working = false

  constructor(app: App) {
    this.#app = app
  }

  receive(message: ToApp): void {
    // answers and network events do not wait behind the user's actions
    switch (message.kind) {
      case 'answer':
        this.#app.link.answered(message.id, message.value)
        return
      case 'refusal':
        this.#app.link.refused(message.id, message.message, message.code)
        return
      case 'socket':
        this.#app.sockets.received(message.socket, message.event)
        return
      case 'clock':
        this.#app.setClockOffset(message.offsetMs)
        return
      default:
        this.#waiting.push(message)
        void this.#work()
    }
  }

  async #work(): Promise<void> {
    if (this.#working) return
    this.#working = true
    for (let message = this.#waiting.shift(); message !== undefined; message = this.#waiting.shift()) {
      if (this.#app.crashed) break
      await this.#handle(message)
    }
    this.#working = false
  }

  async #handle(message: ToApp): Promise<void> {
    const app = this.#app
    switch (message.kind) {
      case 'create-activity':
        app.createActivity(message.className, message.opened)
        break
      case 'new-intent':
      case 'deliver':
        app.newIntent(message.opened)
        break
      case 'lifecycle':
        app.setLifecycle(message.state)
        break
      case 'window-focus':
        app.setWindowFocus(message.focused)
        break
      case 'appearance':
        app.setAppearance(message.scheme)
        break
      case 'keyboard':
        app.setKeyboard(message.heightPx)
        break
      case 'touch':
        app.touch(message.phase, message.x, message.y)
        break
      case 'key':
        await this.#key(message.keyCode)
        break
      case 'text':
        await this.#type(message.text)
        break
      case 'push-message':
        app.push.received(message.data)
        break
      case 'push-revoked':
        app.push.revoked(message.messageId)
        break
      case 'ask':
        await this.#answer(message.id, message.question)
        break
      case 'answer':
      case 'refusal':
      case 'socket':
      case 'clock':
        break
    }
    await turn()
  }

  async #answer(id: number, question: Question): Promise<void> {
    await this.#settle()
    this.#app.link.send({ kind: 'answer', id, value: this.#reply(question) })
    this.#app.shareCodeCache()
  }

  #reply(question: Question): unknown {
    switch (question.kind) {
      case 'back':
        return this.#app.back()
      case 'windows':
        return appWindows(this.#app)
      case 'action':
        return performAction(this.#app, question.nodeKey, question.action)
    }
  }

  async #key(keyCode: number): Promise<void> {
    const fields = this.#app.activity?.fields
    const key = fieldKey(keyCode)
    if (fields === undefined || key === undefined) return
    switch (key.kind) {
      case 'text':
        fields.insert(key.text)
        break
      case 'backspace':
        fields.deleteBackward()
        break
      case 'delete':
        fields.deleteForward()
        break
      case 'enter':
        fields.enter()
        break
      case 'caret':
        fields.moveFocusedCaret(key.to)
        break
    }
    await turn()
  }

  /** Key by key, as an input method or `input text` sends it; JS sees and may correct each. */
  async #type(text: string): Promise<void> {
    for (const character of text) {
      this.#app.activity?.fields.insert(character)
      await turn()
    }
  }

  /** Until React has nothing more to render right now. */
  async #settle(): Promise<void> {
    for (let i = 0; i < mostTurns; i++) {
      const before = this.#app.version
      await turn()
      if (this.#app.version === before && !this.#app.busy) return
    }
  }
}

/** One round of the event loop, with its timers and microtasks. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
