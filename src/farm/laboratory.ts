import { request } from 'undici'
import { z } from 'zod'
import type { Deadline } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import type { ConsoleSettings, UsedQuota } from '../push/situation.ts'

/** What a laboratory may be able to change of the world around the phones. */
export type LaboratoryAbility = 'faults' | 'clock' | 'console' | 'quota' | 'records'

/** How the console's click actions are told to a laboratory: with the page that they open. */
export type ConsoleClick =
  | { readonly kind: 'open-app' }
  | { readonly kind: 'in-app-page'; readonly intentUri: string; readonly activity: string }
  | { readonly kind: 'url'; readonly url: string }

/** An edit of the app's entries at Tencent's and at the vendor's console. */
export interface ConsoleChange {
  readonly certificate?: ConsoleSettings['certificate']
  readonly click?: ConsoleClick
  readonly channelId?: string
  readonly vendorChannels?: ConsoleSettings['vendorChannels']
  readonly standing?: ConsoleSettings['listing']
  readonly validUsers?: number
}

const abilities = z.object({ can: z.array(z.string()) })
const time = z.object({ now: z.number() })
const stage = z.looseObject({ ok: z.boolean(), code: z.string(), info: z.string().optional() }).optional()
const pushRecord = z.looseObject({
  messageKey: z.string(),
  title: z.string().optional(),
  desc: z.string().optional(),
  device: z.looseObject({ serial: z.string() }).optional(),
  stoppedAt: z.looseObject({ gate: z.string(), why: z.string().optional() }).optional(),
  /** Handed to the vendor; what the vendor reports of the phone. */
  stages: z.looseObject({ offline: stage, device: stage }),
})
const pushRecords = z.object({ records: z.array(z.preprocess(withoutToken, pushRecord)) })

/** With the token of a phone anybody who has the vendor's key could push to it: it is not taken in. */
function withoutToken(record: unknown): unknown {
  const { token } = z.object({ token: z.string().min(1) }).safeParse(record).data ?? {}
  if (token === undefined) return record
  return JSON.parse(JSON.stringify(record).replaceAll(JSON.stringify(token).slice(1, -1), '<token>'))
}

/** What became of one message on its way to one installation of the app; what more it tells is the laboratory's affair. */
export type PushRecord = z.infer<typeof pushRecords>['records'][number]

/** How a message is found among the records. */
export interface PushedMessage {
  /** MsgKey; an app that sends does not tell it. */
  readonly msgKey?: string | null
  /** A word that stands in its title or description and in no other's. */
  readonly token?: string
}

export function isRecordOf({ messageKey, title, desc }: PushRecord, { msgKey, token }: PushedMessage): boolean {
  if (messageKey === msgKey) return true
  return token !== undefined && [title, desc].some((text) => text?.includes(token) === true)
}

/**
 * The door of a farm that can change what is around its phones: the servers' time, the consoles, the quotas. Everything is
 * changed for one phone alone, named by its hardware serial (ro.serialno), since its neighbours are being tested too. The
 * embedded farm has one; a farm of real phones may have one that can do less.
 */
export class Laboratory {
  readonly #url: string
  readonly #can: ReadonlySet<string>

  private constructor(url: string, can: ReadonlySet<string>) {
    this.#url = url
    this.#can = can
  }

  /** Asks the door what it can do. */
  static async open(url: string, deadline: Deadline): Promise<Laboratory> {
    const { can } = abilities.parse(await ask(url, 'GET', '/', undefined, deadline))
    return new Laboratory(url, new Set(can))
  }

  can(ability: LaboratoryAbility): boolean {
    return this.#can.has(ability)
  }

  /** ms since the epoch, as servers count for the phone. */
  async now(serial: string, deadline: Deadline): Promise<number> {
    return time.parse(await this.#ask('GET', `/clock?serial=${encodeURIComponent(serial)}`, undefined, deadline)).now
  }

  /** Time passes for the phone's accounts, tokens and quotas; its own clock goes on as it was. */
  async letPass(serial: string, ms: number, deadline: Deadline): Promise<void> {
    await this.#ask('POST', '/clock', { serial, advanceMs: ms }, deadline)
  }

  async backToNow(serial: string, deadline: Deadline): Promise<void> {
    await this.#ask('DELETE', '/clock', { serial }, deadline)
  }

  /** An edit of a certificate's entry is in force after ten minutes, what the vendor's console holds at once. */
  async changeConsole(serial: string, change: ConsoleChange, deadline: Deadline): Promise<void> {
    await this.#ask('POST', '/console', { serial, ...change }, deadline)
  }

  async restoreConsole(serial: string, deadline: Deadline): Promise<void> {
    await this.#ask('DELETE', '/console', { serial }, deadline)
  }

  /** As if so many messages of each limited class had gone to the phone, and from the app to all phones. */
  async setQuota(serial: string, used: UsedQuota, deadline: Deadline): Promise<void> {
    const { appToday, deviceToday, deviceLastMinute } = used
    await this.#ask('POST', '/quota', { serial, appToday, deviceToday, deviceLastMinute }, deadline)
  }

  /** Breaks something for the phone; the farm says which faults it knows. */
  async injectFault(serial: string, name: string, deadline: Deadline): Promise<void> {
    await this.#ask('POST', '/faults', { serial, name }, deadline)
  }

  async clearFault(serial: string, name: string, deadline: Deadline): Promise<void> {
    await this.#ask('DELETE', '/faults', { serial, name }, deadline)
  }

  /** The code with which the vendor refused the push of a message; undefined where it took it or none was sent. */
  async refusalOf(to: string, msgKey: string, deadline: Deadline): Promise<string | undefined> {
    // One record for each installation of the app that the account has ever had: most were never handed to a vendor.
    const refused = (await this.pushRecords(to, [{ msgKey }], deadline))
      .map(({ stages }) => stages.offline)
      .find((offline) => offline?.ok === false)
    return refused?.code
  }

  /** What became of these messages to an account, as far as the laboratory keeps records of it, one for each installation. */
  async pushRecords(
    to: string,
    messages: readonly PushedMessage[],
    deadline: Deadline,
  ): Promise<readonly PushRecord[]> {
    const words = messages.flatMap(({ msgKey, token }) => [msgKey, token]).filter((word) => typeof word === 'string')
    if (words.length === 0) return []
    const query = new URLSearchParams([['to', to], ...words.map((word) => ['message', word])])
    const { records } = pushRecords.parse(
      await this.#ask('GET', `/push-records?${query.toString()}`, undefined, deadline),
    )
    return records.filter((record) => messages.some((message) => isRecordOf(record, message)))
  }

  #ask(method: Method, path: string, body: object | undefined, deadline: Deadline): Promise<unknown> {
    return ask(this.#url, method, path, body, deadline)
  }
}

type Method = 'GET' | 'POST' | 'DELETE'

async function ask(
  url: string,
  method: Method,
  path: string,
  body: object | undefined,
  deadline: Deadline,
): Promise<unknown> {
  const refusal = (fact: string, cause?: unknown): PushfarmError =>
    new PushfarmError(`The laboratory at ${url} ${fact}.`, {
      code: 'farm/laboratory',
      verdict: 'infrastructure',
      facts: { method, path },
      hint: 'Check PUSHFARM_LABORATORY, or leave it out: what needs a laboratory is then not checked.',
      cause,
    })
  let status: number
  let text: string
  try {
    const response = await request(`${url}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: deadline.signal(),
    })
    status = response.statusCode
    text = await response.body.text()
  } catch (error) {
    throw refusal(`did not answer ${method} ${path}`, error)
  }
  if (status !== 200) throw refusal(`answered ${method} ${path} with HTTP ${status}: ${text.slice(0, 200)}`)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw refusal(`answered ${method} ${path} with what is no JSON`, error)
  }
}
