import type { Dispatch } from '../dispatch.ts'
import { ChatFailure } from '../chat-failure.ts'
import { parseObject, type JsonObject } from '../json.ts'
import { verifyUserSig } from '../user-sig.ts'
import type { World } from '../world.ts'
import { accountCommands } from './accounts.ts'
import { c2cCommands } from './c2c.ts'
import type { RestCommand } from './command.ts'
import { groupCommands } from './groups.ts'
import { imPushCommands } from './im-push.ts'
import { profileCommands } from './profile.ts'
import { pushCommands } from './push-plugin.ts'

export interface RestRequest {
  readonly method: string
  /** `/v4/{service}/{command}` */
  readonly path: string
  readonly query: URLSearchParams
  readonly body: string
}

/** Answers REST calls: signature, administrator, command, frequency, JSON, then the command's own checks. */
export class RestRouter {
  readonly #world: World
  readonly #dispatch: Dispatch
  readonly #calls = new Map<string, number>()
  #second = 0

  constructor(world: World, dispatch: Dispatch) {
    this.#world = world
    this.#dispatch = dispatch
  }

  /** The answer's JSON. HTTP status is 200 for all of them. */
  handle(request: RestRequest): JsonObject {
    const name = /^\/v4\/([^/]+\/[^/]+)$/.exec(request.path)?.[1] ?? ''
    try {
      const result = this.#run(name, request)
      const envelope = { ActionStatus: 'OK', ErrorInfo: '', ErrorCode: 0, ...result }
      return name.startsWith('profile/') ? { ...envelope, ErrorDisplay: '' } : envelope
    } catch (error) {
      if (!(error instanceof ChatFailure)) throw error
      const envelope = { ActionStatus: 'FAIL', ErrorInfo: error.message, ErrorCode: error.code }
      return name.startsWith('profile/') ? { ...envelope, ErrorDisplay: '' } : envelope
    }
  }

  #run(name: string, request: RestRequest): JsonObject {
    if (request.method !== 'POST') throw new ChatFailure(60008)
    const identifier = this.#authenticate(request.query)
    const command = commands.get(name)
    if (command === undefined) throw new ChatFailure(60009)
    this.#countCall(name, command)
    const body = parseObject(request.body)
    if (body === undefined) throw new ChatFailure(command.unreadable)
    return command.run({
      world: this.#world,
      dispatch: this.#dispatch,
      identifier,
      body,
      bodyBytes: Buffer.byteLength(request.body),
    })
  }

  #authenticate(query: URLSearchParams): string {
    const { sdkAppId, secretKey, admins, switches, clock } = this.#world
    const app = query.get('sdkappid') ?? ''
    if (app === '') throw new ChatFailure(60012)
    if (app !== String(sdkAppId)) throw new ChatFailure(60006)
    const identifier = query.get('identifier') ?? ''
    if (identifier === '') throw new ChatFailure(60004)
    const userSig = query.get('usersig') ?? ''
    const verdict = verifyUserSig({
      userSig,
      userId: identifier,
      sdkAppId,
      secretKey,
      nowSec: Math.floor(clock.now() / 1000),
      order: switches.userSigOrder,
    })
    if (!verdict.ok) throw new ChatFailure(verdict.code)
    if (!admins.has(identifier)) throw new ChatFailure(60010)
    return identifier
  }

  #countCall(name: string, command: RestCommand): void {
    if (!this.#world.switches.restRateLimits) return
    const second = Math.floor(this.#world.clock.now() / 1000)
    if (second !== this.#second) this.#calls.clear()
    this.#second = second
    const count = (this.#calls.get(name) ?? 0) + 1
    this.#calls.set(name, count)
    if (count > command.perSecond) throw new ChatFailure(this.#world.switches.rateLimitCode)
  }
}

const commands = new Map<string, RestCommand>(
  [accountCommands, c2cCommands, groupCommands, profileCommands, pushCommands, imPushCommands].flatMap((table) =>
    Object.entries(table),
  ),
)
