import type { PushServiceName } from '../vendors/push-message.ts'
import type { GateName } from './gates.ts'
import type { JsonObject } from './json.ts'
import type { DeviceFacts } from './terminals.ts'

/** PushPlatform of the push plugin's records. */
export const pushPlatform: Readonly<Record<PushServiceName, number>> = {
  mi: 2,
  huawei: 3,
  fcm: 4,
  meizu: 5,
  oppo: 6,
  vivo: 7,
  honor: 8,
}

/** One link of the chain as the trace API shows it: Chat, vendor, device, click. */
export interface Stage {
  readonly ok: boolean
  readonly code: string
  readonly info: string
  readonly atMs: number
}

/** What happened to one message for one phone. */
export interface PushRecord {
  readonly pushId: string
  readonly messageKey: string
  readonly from: string
  readonly to: string
  readonly groupId: string
  readonly seq: number
  readonly random: number
  readonly timeSec: number
  readonly sentAtMs: number
  readonly instanceId: number
  readonly device: DeviceFacts | undefined
  readonly vendor: PushServiceName | undefined
  readonly token: string
  readonly certificateId: number
  /** The gate that stopped it, for the laboratory; Tencent's API does not tell it. */
  readonly stoppedAt: { readonly gate: GateName; readonly why: string } | undefined
  readonly title: string
  readonly desc: string
  readonly vendorMessageId: string
  readonly stages: {
    readonly offline?: Stage
    readonly channel?: Stage
    readonly device?: Stage
    readonly click?: Stage
  }
}

/** Kept for seven days. */
export class PushRecords {
  readonly #records = new Map<string, PushRecord>()
  readonly #listeners = new Set<(record: PushRecord) => void>()

  add(record: PushRecord): void {
    for (const [pushId, old] of this.#records) {
      if (record.sentAtMs - old.sentAtMs <= sevenDaysMs) break
      this.#records.delete(pushId)
    }
    this.#set(record)
  }

  update(pushId: string, change: Partial<PushRecord>): void {
    const record = this.#records.get(pushId)
    if (record !== undefined) this.#set({ ...record, ...change, stages: { ...record.stages, ...change.stages } })
  }

  get(pushId: string): PushRecord | undefined {
    return this.#records.get(pushId)
  }

  all(): readonly PushRecord[] {
    return [...this.#records.values()]
  }

  onChange(listener: (record: PushRecord) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #set(record: PushRecord): void {
    this.#records.set(record.pushId, record)
    for (const listener of this.#listeners) listener(record)
  }
}

const sevenDaysMs = 7 * 86_400_000

/** `normal_push_trace` (1047/71896): only what reached the vendor stage has a trace. "sucess" is Tencent's spelling. */
export function traceOf(record: PushRecord): JsonObject {
  return {
    InstanceId: record.instanceId,
    PushTime: Math.floor(record.sentAtMs / 1000),
    DeviceModel: record.device?.model ?? '',
    System: record.device?.system ?? '',
    SystemVersion: record.device?.systemVersion ?? '',
    PushPlatform: record.vendor === undefined ? 0 : pushPlatform[record.vendor],
    Token: record.token,
    CertId: record.certificateId,
    SdkVersion: '8.3.6498',
    PushVersion: '8.3.6498',
    NotificationStatus: 0,
    last_active_terminal: 'Android',
    IMCommitStat: { IMStat: stageOf({ ok: true, code: '0', info: '', atMs: record.sentAtMs }) },
    OfflinePushStat: {
      OfflineStat: stageOf(record.stages.offline),
      ChannelStat: stageOf(record.stages.channel),
      DeviceStat: stageOf(record.stages.device),
      ClickStat: stageOf(record.stages.click),
    },
  }
}

function stageOf(stage: Stage | undefined): JsonObject {
  if (stage === undefined) return { PushStatus: 0, ErrorCode: '', ErrorInfo: '', EventTime: 0 }
  return {
    PushStatus: stage.ok ? 1 : 2,
    ErrorCode: stage.code,
    ErrorInfo: stage.ok ? 'sucess' : stage.info,
    EventTime: Math.floor(stage.atMs / 1000),
  }
}
