import { errCodeOf } from './err-code.ts'
import type { JsonObject } from './json.ts'
import { pushPlatform, type PushRecord, type Stage } from './push-records.ts'
import type { Switches } from './switches.ts'
import type { TerminalChange } from './terminals.ts'
import type { World } from './world.ts'

/**
 * Posts Push.OfflinePush (1047/67552) and State.StateChange (1047/34357) to the URL that the owner of the app entered.
 * A receiver that cannot be reached is left alone, as Tencent does after its attempts.
 */
export class PushCallbacks {
  readonly #world: World
  readonly #url: string
  readonly #told = new Map<string, number>()
  readonly #stop: readonly (() => void)[]

  constructor(world: World, url: string) {
    this.#world = world
    this.#url = url
    this.#stop = [
      world.records.onChange((record) => {
        this.#pushChanged(record)
      }),
      world.terminals.onChange((change) => {
        this.#stateChanged(change)
      }),
    ]
  }

  stop(): void {
    for (const stop of this.#stop) stop()
  }

  #pushChanged(record: PushRecord): void {
    const stages: readonly (readonly [number, Stage | undefined])[] = [
      [1, record.stages.offline],
      [2, record.stages.device],
      [3, record.stages.click],
    ]
    for (const [number, stage] of stages) {
      if (stage === undefined || this.#told.get(`${record.pushId}/${String(number)}`) === stage.atMs) continue
      this.#told.set(`${record.pushId}/${String(number)}`, stage.atMs)
      this.#post('Push.OfflinePush', { Events: [eventOf(record, number, stage, this.#world.switches)] })
    }
  }

  #stateChanged({ terminal, before, event }: TerminalChange): void {
    const info = actionOf(terminal.state.kind, before.kind, event.kind, event.kind === 'end' ? event.why : '')
    if (info === undefined) return
    this.#post('State.StateChange', {
      CallbackCommand: 'State.StateChange',
      EventTime: this.#world.clock.now(),
      Info: { Action: info.action, To_Account: terminal.userId, Reason: info.reason },
      ...(event.kind === 'end' && event.why === 'kicked' ? { KickedDevice: [{ Platform: terminal.platform }] } : {}),
    })
  }

  #post(command: string, body: JsonObject): void {
    const url = new URL(this.#url)
    url.searchParams.set('SdkAppid', String(this.#world.sdkAppId))
    url.searchParams.set('CallbackCommand', command)
    url.searchParams.set('contenttype', 'json')
    fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(2_000),
    }).catch(() => undefined)
  }
}

function eventOf(record: PushRecord, stageNumber: number, stage: Stage, switches: Switches): JsonObject {
  return {
    CallbackCommand: 'Push.OfflinePush',
    EventType: record.groupId === '' ? 1 : 2,
    EventTime: Math.floor(stage.atMs / 1000),
    From_Account: record.from,
    To_Account: record.to,
    PushPlatform: record.vendor === undefined ? 0 : pushPlatform[record.vendor],
    PushStage: stageNumber,
    ...(record.groupId === '' ? { MsgKey: record.messageKey } : { GroupID: record.groupId }),
    MsgSeq: record.seq,
    MsgRandom: record.random,
    MsgTime: record.timeSec,
    PushID: record.pushId,
    ErrCode: errCodeOf(stage, switches),
    ErrInfo: stage.ok ? 'OK' : stage.info,
  }
}

function actionOf(
  state: string,
  before: string,
  event: string,
  why: string,
): { action: string; reason: string } | undefined {
  if (event === 'login') return { action: 'Login', reason: 'Register' }
  if (event === 'end')
    return { action: 'Logout', reason: why === 'logout' || why === 'unregistered' ? 'Unregister' : 'LinkClose' }
  if (before === 'Online' && state !== 'Online')
    return { action: 'Disconnect', reason: event === 'time-out' ? 'TimeOut' : 'LinkClose' }
  return undefined
}
