import { type Socket, connect } from 'node:net'
import { type Deadline, within } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import type { RoundEvent, RoundWord } from './partner-round.ts'
import { readLines, roundWord, writeLine } from './partner-wire.ts'

/**
 * How long a phone waits for a partner without hearing of any other phone: longer than one promise may take. A phone that is
 * heard of is alive, and will come.
 */
const patienceMs = 16 * 60_000
/** How long a phone serves without being asked for anything. */
const servingPatienceMs = 10 * 60_000
const lastWordMs = 5000

/** What a phone does for another. */
export interface Served {
  readonly answer: unknown
  /** Set when the phone itself is lost: it can neither serve nor check anything more. */
  readonly lost?: Error
}

export interface PartnerLineOptions {
  readonly port: number
  readonly phone: string
  /** Does what the partner `from` wants; tells failures in its answer. */
  readonly serve: (body: unknown, from: string) => Promise<Served>
  /** Tidies up when the partner has parted; nothing new is asked of the phone before that. */
  readonly free: () => Promise<void>
  /** For the terminal. */
  readonly says: (what: string) => void
  readonly patienceMs?: number
}

interface Waiting<T> {
  readonly resolve: (value: T) => void
  readonly reject: (error: Error) => void
}

/** A worker's end of the round of partners. It connects when its phone first wants a partner. */
export class PartnerLine {
  readonly #options: PartnerLineOptions
  #socket: Socket | undefined
  #ended: Error | undefined
  /** The round no longer counts on this phone. */
  #left = false
  /** What its phone waits for: a partner's name; or, when all is checked, to be let go. */
  #asked: Waiting<string> | undefined
  #finishing: Waiting<void> | undefined
  #requests = new Map<number, Waiting<unknown>>()
  #lastId = 0
  #timer: NodeJS.Timeout | undefined
  /** What is done on the phone for others, one thing after the other. */
  #work: Promise<void> = Promise.resolve()

  constructor(options: PartnerLineOptions) {
    this.#options = options
  }

  /** Waits for a partner, one of these or any; serves others meanwhile. Rejects when there is nobody, or nobody comes. */
  async ask(wants?: readonly string[]): Promise<string> {
    this.#open()
    const granted = new Promise<string>((resolve, reject) => (this.#asked = { resolve, reject }))
    this.#say({ kind: 'asks', phone: this.#options.phone, ...(wants === undefined ? {} : { wants }) })
    this.#waitPatiently()
    try {
      return await granted
    } finally {
      this.#asked = undefined
      clearTimeout(this.#timer)
    }
  }

  /** Has something done on the partner that was granted. */
  async request(what: string, body: unknown, deadline: Deadline): Promise<unknown> {
    const id = ++this.#lastId
    const answer = new Promise<unknown>((resolve, reject) => this.#requests.set(id, { resolve, reject }))
    this.#say({ kind: 'requests', phone: this.#options.phone, id, body })
    try {
      return await within(what, answer, deadline)
    } finally {
      this.#requests.delete(id)
    }
  }

  /** Lets the partner go. */
  part(): void {
    this.#say({ kind: 'parts', phone: this.#options.phone })
  }

  /** All is checked: serves the others until none of them can ask any more. Never rejects: nothing depends on it here. */
  async finish(): Promise<void> {
    if (this.#socket === undefined || this.#ended !== undefined || this.#left) return
    const left = new Promise<void>((resolve, reject) => (this.#finishing = { resolve, reject }))
    this.#say({ kind: 'finishes', phone: this.#options.phone })
    this.#waitPatiently()
    try {
      await left
    } catch (error) {
      this.#options.says(error instanceof Error ? error.message : String(error))
    } finally {
      this.#finishing = undefined
      clearTimeout(this.#timer)
    }
  }

  /** The phone is lost: whoever it serves is told. */
  leave(why: string): void {
    this.#left = true
    this.#say({ kind: 'goes', phone: this.#options.phone, why })
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#socket?.end()
  }

  #open(): void {
    if (this.#socket !== undefined) return
    const socket = connect(this.#options.port, '127.0.0.1')
    this.#socket = socket
    readLines(socket, roundWord, (word) => this.#hear(word))
    socket.on('error', (error) => socket.destroy(error))
    socket.on('close', () =>
      this.#end(
        new PushfarmError('The launcher no longer keeps the round of partners.', {
          code: 'harness/partner-door-closed',
          verdict: 'infrastructure',
        }),
      ),
    )
    this.#say({ kind: 'arrives', phone: this.#options.phone })
  }

  #say(event: RoundEvent): void {
    if (this.#socket !== undefined && this.#ended === undefined) writeLine(this.#socket, event)
    else if (this.#ended !== undefined) this.#rejectAll(this.#ended)
  }

  #hear(word: RoundWord): void {
    switch (word.kind) {
      case 'granted':
        clearTimeout(this.#timer)
        this.#after(() => this.#asked?.resolve(word.partner))
        return
      case 'refused':
        this.#asked?.reject(
          new PushfarmError(`${this.#options.phone} has no partner: ${word.why}.`, {
            code: 'harness/no-partner',
            verdict: 'infrastructure',
            hint: 'The promise takes two phones: see why the others were lost.',
          }),
        )
        return
      case 'answer':
        this.#requests.get(word.id)?.resolve(word.body)
        return
      case 'no-answer':
        this.#requests.get(word.id)?.reject(
          new PushfarmError(`The partner does not answer: ${word.why}.`, {
            code: 'harness/partner-gone',
            verdict: 'infrastructure',
          }),
        )
        return
      case 'request':
        clearTimeout(this.#timer)
        this.#after(() => this.#serve(word))
        return
      case 'serves':
        this.#options.says(`serving ${word.whom}`)
        this.#waitPatiently(servingPatienceMs)
        return
      case 'free':
        this.#waitPatiently()
        this.#after(this.#options.free)
        return
      case 'news':
        this.#waitPatiently()
        return
      case 'leave':
        this.#after(() => this.#finishing?.resolve())
        return
    }
  }

  #after(next: () => Promise<void> | void): void {
    this.#work = this.#work.then(next).catch((error: unknown) => {
      this.#options.says(error instanceof Error ? error.message : String(error))
    })
  }

  async #serve({ id, from, body }: Extract<RoundWord, { kind: 'request' }>): Promise<void> {
    const { answer, lost } = await this.#options.serve(body, from)
    this.#say({ kind: 'answers', phone: this.#options.phone, id, body: answer })
    if (lost === undefined) {
      this.#waitPatiently(servingPatienceMs)
      return
    }
    this.leave(lost.message)
    this.#asked?.reject(lost)
    this.#finishing?.reject(lost)
  }

  /** Begins to wait anew; only while there is something to wait for. */
  #waitPatiently(ms = this.#options.patienceMs ?? patienceMs): void {
    clearTimeout(this.#timer)
    if (this.#asked === undefined && this.#finishing === undefined) return
    if (this.#asked !== undefined) this.#options.says('waiting for a partner')
    this.#timer = setTimeout(() => this.#giveUp(ms), ms)
  }

  /** The round answers with what the others do. */
  #giveUp(waitedMs: number): void {
    this.#say({ kind: 'gives-up', phone: this.#options.phone })
    const nobody = new PushfarmError(
      `${this.#options.phone} has heard of no other phone for ${String(Math.round(waitedMs / 1000))} s.`,
      { code: 'harness/no-partner', verdict: 'infrastructure' },
    )
    this.#finishing?.reject(nobody)
    this.#timer = setTimeout(() => this.#asked?.reject(nobody), lastWordMs)
  }

  #end(why: Error): void {
    this.#ended ??= why
    this.#rejectAll(why)
  }

  #rejectAll(why: Error): void {
    this.#asked?.reject(why)
    this.#finishing?.resolve()
    for (const { reject } of this.#requests.values()) reject(why)
  }
}
