import { randomInt } from 'node:crypto'
import { Agent, request } from 'undici'
import { z } from 'zod'
import type { Deadline } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { ChatRefused } from './chat-refused.ts'
import type { ChatSettings } from './chat-settings.ts'
import type { Command } from './commands.ts'
import type { UserSigs } from './user-sig.ts'

/** Every answer's frame: HTTP 200 in any case, the code tells (1047/34620). */
const envelope = z.looseObject({ ActionStatus: z.string(), ErrorCode: z.number(), ErrorInfo: z.string().optional() })

/** One exchange, for the evidence: what was asked and answered, without the signature. */
export interface Exchange {
  readonly command: string
  readonly request: unknown
  readonly answer: unknown
  /** ms since the epoch, by this machine */
  readonly sentAt: number
  readonly answeredAt: number
}

/** Sends commands of the REST API as the application's administrator (1047/34620), and remembers what was answered. */
export class RestClient {
  readonly exchanges: Exchange[] = []
  readonly #settings: ChatSettings
  readonly #sigs: UserSigs
  readonly #agent = new Agent({ keepAliveTimeout: 30_000 })

  constructor(settings: ChatSettings, sigs: UserSigs) {
    this.#settings = settings
    this.#sigs = sigs
  }

  async close(): Promise<void> {
    await this.#agent.close()
  }

  /**
   * @throws {ChatRefused} when the server answers with another code than 0
   * @throws {PushfarmError} when it does not answer, or not in its form
   */
  async ask<Answer>(command: Command<Answer>, body: object, deadline: Deadline): Promise<Answer> {
    const { url, sdkAppId, admin } = this.#settings
    const query = new URLSearchParams({
      sdkappid: String(sdkAppId),
      identifier: admin,
      usersig: this.#sigs.of(admin),
      random: String(randomInt(0, 2 ** 32 - 1)),
      contenttype: 'json',
    })
    const sentAt = Date.now()
    const text = await this.#post(
      command.path,
      `${url}/v4/${command.path}?${query.toString()}`,
      JSON.stringify(body),
      deadline,
    )
    const answer = parse(command.path, text)
    this.exchanges.push({ command: command.path, request: body, answer, sentAt, answeredAt: Date.now() })
    const frame = envelope.safeParse(answer)
    if (!frame.success) throw unreadable(command.path, text)
    if (frame.data.ActionStatus === 'FAIL' || frame.data.ErrorCode !== 0)
      throw new ChatRefused(command.path, frame.data.ErrorCode, frame.data.ErrorInfo ?? '')
    const typed = command.answer.safeParse(answer)
    if (!typed.success) throw unreadable(command.path, text)
    return typed.data
  }

  async #post(command: string, url: string, body: string, deadline: Deadline): Promise<string> {
    try {
      const response = await request(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        dispatcher: this.#agent,
        signal: deadline.signal(),
      })
      const text = await response.body.text()
      if (response.statusCode === 200) return text
      throw new PushfarmError(`The Chat server answered ${command} with HTTP ${response.statusCode}.`, {
        code: 'chat/http',
        verdict: 'infrastructure',
        facts: { command, statusCode: response.statusCode },
      })
    } catch (error) {
      if (error instanceof PushfarmError) throw error
      throw new PushfarmError(`The Chat server at ${this.#settings.url} did not answer ${command}.`, {
        code: 'chat/unreachable',
        verdict: 'infrastructure',
        // Not the error itself: its text may hold the whole URL with the signature.
        facts: { command, reason: error instanceof Error ? error.name : 'unknown' },
        hint: 'Check PUSHFARM_CHAT_URL and the network.',
      })
    }
  }
}

function parse(command: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw unreadable(command, text)
  }
}

function unreadable(command: string, text: string): PushfarmError {
  return new PushfarmError(`The Chat server's answer to ${command} cannot be read: ${text.slice(0, 80)}`, {
    code: 'chat/unreadable-answer',
    verdict: 'infrastructure',
    facts: { command },
  })
}
