import type { Calls, FromApp } from '../message.ts'

/** A call that the phone refused. */
export class SystemRefusal extends Error {
  override readonly name = 'SystemRefusal'
  readonly code: number | undefined

  constructor(message: string, code: number | undefined) {
    super(message)
    this.code = code
  }
}

export interface PendingCall<Result> {
  readonly result: Promise<Result>
  abort(): void
}

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: SystemRefusal) => void
}

/** The app's side of the thread boundary: what it asks of the phone. */
export class SystemLink {
  readonly #post: (message: FromApp) => void
  readonly #waiting = new Map<number, Waiting>()
  #lastId = 0

  constructor(post: (message: FromApp) => void) {
    this.#post = post
  }

  send(message: FromApp): void {
    this.#post(message)
  }

  log(priority: string, tag: string, message: string): void {
    this.#post({ kind: 'log', priority, tag, message })
  }

  async call<Name extends keyof Calls>(name: Name, ...args: Parameters<Calls[Name]>): Promise<ReturnType<Calls[Name]>> {
    return this.start(name, ...args).result
  }

  start<Name extends keyof Calls>(name: Name, ...args: Parameters<Calls[Name]>): PendingCall<ReturnType<Calls[Name]>> {
    const id = ++this.#lastId
    const result = new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
    }) as Promise<ReturnType<Calls[Name]>>
    this.#post({ kind: 'call', id, method: name, args })
    return {
      result,
      abort: () => {
        this.#post({ kind: 'abort', id })
      },
    }
  }

  answered(id: number, value: unknown): void {
    this.#waiting.get(id)?.resolve(value)
    this.#waiting.delete(id)
  }

  refused(id: number, message: string, code: number | undefined): void {
    this.#waiting.get(id)?.reject(new SystemRefusal(message, code))
    this.#waiting.delete(id)
  }
}
