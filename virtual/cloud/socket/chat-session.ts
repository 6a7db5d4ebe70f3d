import { ChatFailure } from '../chat-failure.ts'
import type { Dispatch } from '../dispatch.ts'
import { isObject, textOr, type JsonObject } from '../json.ts'
import type { DeviceFacts, KickReason, LinkMessage, Terminal, TerminalLink } from '../terminals.ts'
import { verifyUserSig } from '../user-sig.ts'
import { nowSec, tinyId, type World } from '../world.ts'
import { clientCommands } from './client-commands.ts'
import type { Ticket, Tickets } from './tickets.ts'

/** The server's end of one socket of the JS SDK. Frames are UTF-8 JSON `{head, body}` in both directions. */
export interface SocketOutlet {
  send(frame: string): void
  close(code: number, reason: string): void
}

/** Protocol of @tencentcloud/chat 3.6.6: login, requests, pushes, kicks. Knows nothing of sockets. */
export class ChatSession implements TerminalLink {
  readonly #world: World
  readonly #dispatch: Dispatch
  readonly #tickets: Tickets
  readonly #outlet: SocketOutlet
  /** The phone that the socket comes from, where the farm knows it. */
  readonly #device: DeviceFacts | undefined
  #instanceId: number | undefined
  #kickedWhy: KickReason | undefined
  #pushSeq = 0

  constructor(given: {
    readonly world: World
    readonly dispatch: Dispatch
    readonly tickets: Tickets
    readonly outlet: SocketOutlet
    readonly device: DeviceFacts | undefined
  }) {
    this.#world = given.world
    this.#dispatch = given.dispatch
    this.#tickets = given.tickets
    this.#outlet = given.outlet
    this.#device = given.device
  }

  /** A frame from the client. What is no request is ignored, as a server does with garbage. */
  receive(frame: string): void {
    let value: unknown
    try {
      value = JSON.parse(frame)
    } catch {
      return
    }
    if (!isObject(value) || !isObject(value['head'])) return
    const { head } = value
    const servcmd = textOr(head['servcmd'], '')
    const body = isObject(value['body']) ? value['body'] : {}
    this.#outlet.send(
      JSON.stringify({
        head: { ver: 'v4', seq: head['seq'], servcmd, errorcode: 0 },
        body: this.#answer(servcmd, head, body),
      }),
    )
  }

  /** The connection ended; the server knows at once. */
  closed(): void {
    if (this.#instanceId !== undefined && this.#ownsTerminal())
      this.#world.terminals.apply(this.#instanceId, { kind: 'link-closed' })
  }

  /** The network went away under the connection: the server hears nothing. */
  silenced(): void {
    if (this.#instanceId !== undefined && this.#ownsTerminal())
      this.#world.terminals.apply(this.#instanceId, { kind: 'link-silent' })
  }

  message(message: LinkMessage): void {
    if (message.kind !== 'event') return
    this.#push({ EventArray: [message.event] })
  }

  kicked(why: KickReason): void {
    this.#kickedWhy = why
    if (this.#instanceId !== undefined) this.#tickets.end(this.#instanceId)
    if (why === 'user-sig-expired') return
    const notify = { KickType: kickType[why], NewInstInfo: { InstPlatform: 'Web' } }
    this.#push({ EventArray: [{ Event: 10, C2cNotifyMsgArray: [{ KickoutMsgNotify: notify }] }] })
  }

  #push(body: JsonObject): void {
    this.#pushSeq += 1
    this.#outlet.send(
      JSON.stringify({ head: { ver: 'v4', seq: this.#pushSeq, servcmd: 'im_open_push.msg_push', errorcode: 0 }, body }),
    )
  }

  #answer(servcmd: string, head: JsonObject, body: JsonObject): JsonObject {
    try {
      return { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', ...this.#run(servcmd, head, body) }
    } catch (error) {
      if (!(error instanceof ChatFailure)) throw error
      const kick =
        error.code === 1002 && this.#kickedWhy !== undefined && this.#kickedWhy !== 'user-sig-expired'
          ? { KickType: kickType[this.#kickedWhy] }
          : {}
      return { ActionStatus: 'FAIL', ErrorCode: error.code, ErrorInfo: error.message, ...kick }
    }
  }

  #run(servcmd: string, head: JsonObject, body: JsonObject): JsonObject {
    switch (servcmd) {
      case 'im_open_status.wslogin':
        return this.#login(head)
      case 'im_open_status.wslogout':
        this.#logout()
        return {}
      case 'heartbeat.alive':
      case 'imopenstat.tim_web_report_v2':
        return {}
      default:
        break
    }
    const terminal = this.#terminal(head)
    if (servcmd === 'im_open_status.wshello') return {}
    const command = clientCommands.get(servcmd)
    // Commands that this server does not know get the plain envelope.
    return command === undefined
      ? {}
      : command({ world: this.#world, dispatch: this.#dispatch, terminal, me: terminal.userId, body })
  }

  #login(head: JsonObject): JsonObject {
    const world = this.#world
    if (Number(head['sdkappid']) !== world.sdkAppId) throw new ChatFailure(70020, 'the sdkappid is not known')
    if (world.faults.active('user-sig-expired', this.#device)) throw new ChatFailure(70001)
    const a2 = textOr(head['a2'], '')
    const { userId, instanceId, expiresAtSec } = a2 === '' ? this.#checkSignature(head) : this.#checkTicket(a2)
    world.accounts.import(userId)
    const terminal = world.terminals.login({
      userId,
      platform: 'Web',
      device: this.#device,
      link: this,
      instanceId,
      expiresAtMs: expiresAtSec * 1000,
    })
    this.#instanceId = terminal.instanceId
    this.#kickedWhy = undefined
    return {
      TinyId: tinyId(userId),
      A2Key: a2 === '' ? this.#tickets.issue({ userId, instanceId: terminal.instanceId, expiresAtSec }) : a2,
      HelloInterval: 120,
      InstId: terminal.instanceId,
      TimeStamp: nowSec(world),
      ExpiredTime: expiresAtSec,
    }
  }

  #checkSignature(head: JsonObject): { userId: string; instanceId: number | undefined; expiresAtSec: number } {
    const { sdkAppId, secretKey, switches } = this.#world
    const userId = textOr(head['identifier'], '')
    const verdict = verifyUserSig({
      userSig: textOr(head['usersig'], ''),
      userId,
      sdkAppId,
      secretKey,
      nowSec: Math.floor(this.#world.calendar.now(this.#device?.serial) / 1000),
      order: switches.userSigOrder,
    })
    if (!verdict.ok) throw new ChatFailure(verdict.code)
    // A page that logs in again takes its own place.
    const own = this.#instanceId === undefined ? undefined : this.#world.terminals.get(this.#instanceId)
    return {
      userId,
      instanceId: own?.userId === userId ? own.instanceId : undefined,
      expiresAtSec: verdict.expiresAtSec,
    }
  }

  #checkTicket(a2: string): Ticket {
    const ticket = this.#tickets.find(a2)
    if (ticket === undefined) throw new ChatFailure(70001)
    return ticket
  }

  #logout(): void {
    if (this.#instanceId === undefined) return
    const terminal = this.#world.terminals.get(this.#instanceId)
    this.#tickets.end(this.#instanceId)
    if (terminal?.state.kind === 'Online') this.#world.terminals.apply(this.#instanceId, { kind: 'end', why: 'logout' })
    if (terminal !== undefined && this.#world.switches.webLogoutEndsPush) this.#endPushOfSamePhone(terminal)
    this.#instanceId = undefined
  }

  #endPushOfSamePhone(web: Terminal): void {
    for (const other of this.#world.terminals.of(web.userId)) {
      const samePhone = other.platform === 'Android' && other.device?.serial === web.device?.serial
      if (samePhone) this.#world.terminals.apply(other.instanceId, { kind: 'end', why: 'logout' })
    }
  }

  /**
   * The login that a request belongs to. Its A2 key is proof enough: after a broken connection the SDK's first requests
   * come before it has logged the new socket in.
   */
  #terminal(head: JsonObject): Terminal {
    if (this.#kickedWhy === 'user-sig-expired') throw new ChatFailure(70001)
    if (this.#kickedWhy !== undefined) throw new ChatFailure(1002, 'this login was kicked')
    const ticket = this.#tickets.find(textOr(head['a2'], ''))
    const terminal = ticket === undefined ? undefined : this.#world.terminals.get(ticket.instanceId)
    if (terminal === undefined) throw new ChatFailure(20002, 'the login is not valid')
    return terminal
  }

  /** After a reconnect a newer socket carries the login. */
  #ownsTerminal(): boolean {
    return this.#instanceId !== undefined && this.#world.terminals.linkOf(this.#instanceId) === this
  }
}

const kickType: Readonly<Record<Exclude<KickReason, 'user-sig-expired'>, 1 | 2 | 3>> = {
  'multiple-account': 1,
  'multiple-device': 2,
  'rest-api': 3,
}
