import type { Clock } from '../clock.ts'
import type { ComponentName } from './intent.ts'
import type { PendingIntent } from './intent.ts'
import type { CancelReason, NotificationChannel, NotificationContent, NotificationRecord } from './notification.ts'
import { cancelReason } from './notification.ts'
import type { AppOps, EnqueueRefusal, Log, NotificationQuirks, Notifications, Settings } from './phone.ts'
import type { Rom } from './rom.ts'
import type { PackageTable } from './package-table.ts'
import { autogroupAtCount, autogroupOf, autogroupSummary, isUngrouped } from './auto-group.ts'
import { ChannelPreferences } from './channel-preferences.ts'
import { EnqueueRate } from './enqueue-rate.ts'
import {
  notificationAlertValues,
  notificationCancelAllValues,
  notificationCanceledValues,
  notificationCancelValues,
  notificationClickedValues,
  notificationEnqueueValues,
  notificationVisibilityValues,
} from './event-tags.ts'
import { EventSource } from './event-source.ts'
import {
  archiveSize,
  groupKeyOf,
  hasFlag,
  mostNotificationsOf,
  mostUpdatesPerSecond,
  notificationFlag,
  notificationKey,
} from './notification-limits.ts'
import { refusalLine } from './notification-refusal.ts'
import { postNotifications } from './permission-catalogue.ts'

export interface NotificationParts {
  readonly rom: Rom
  readonly clock: Clock
  readonly log: Log
  readonly packages: PackageTable
  readonly settings: Settings
  readonly appops: AppOps
  readonly systemPid: () => number
  /** Sends a pending intent in its creator's name. */
  readonly send: (intent: PendingIntent) => Promise<void>
  readonly closeShade: () => void
  /** An app made for Android 12 or older made its first channel on a newer phone: the system asks for the permission. */
  readonly firstChannel: (packageName: string) => void
}

export type NotificationEvent =
  | { readonly kind: 'posted' | 'updated'; readonly record: NotificationRecord }
  | { readonly kind: 'cancelled'; readonly record: NotificationRecord; readonly reason: CancelReason }

/** A posted record with what only the service itself needs to know. */
interface Posted {
  record: NotificationRecord
  /** When it first came into sight, ms of the phone's clock. */
  seenAtMs: number | undefined
}
type ZenMode = Notifications['zenMode']
const zenSettings: readonly ZenMode[] = ['off', 'priority', 'none', 'alarms']
/** Reasons for which the children of a group go with its summary. */
const takesChildren = new Set<CancelReason>([
  cancelReason.click,
  cancelReason.cancel,
  cancelReason.cancelAll,
  cancelReason.appCancel,
  cancelReason.listenerCancel,
])

/** NotificationManagerService. */
export class NotificationBoard extends EventSource<NotificationEvent> implements Notifications {
  readonly quirks: NotificationQuirks = { dumpHidesTexts: false, folded: new Set() }
  readonly #parts: NotificationParts
  readonly #preferences = new ChannelPreferences()
  /** In the order in which they were first posted. */
  readonly #posted = new Map<string, Posted>()
  readonly #rates = new Map<string, EnqueueRate>()
  #archive: { readonly record: NotificationRecord; readonly reason: CancelReason }[] = []

  constructor(parts: NotificationParts) {
    super()
    this.#parts = parts
    parts.packages.on(({ kind, packageName }) => {
      if (kind === 'installed') this.#prepare(packageName)
      else if (kind === 'updated' || kind === 'disabled') this.cancelAll(packageName, cancelReason.packageChanged)
      else {
        const clears = kind === 'cleared' && parts.rom.apiLevel >= 31
        this.cancelAll(packageName, clears ? cancelReason.clearData : cancelReason.packageChanged)
        this.#preferences.forget(packageName)
        this.#rates.delete(packageName)
        if (kind === 'cleared') this.#prepare(packageName)
      }
    })
    parts.packages.onPermission(({ packageName, permission, before, after }) => {
      if (permission === postNotifications && before?.granted === true && !after.granted)
        this.cancelAll(packageName, cancelReason.packageBanned)
    })
  }

  post(request: Parameters<Notifications['post']>[0]): ReturnType<Notifications['post']> {
    const { packageName, opPkg, pid, id, tag, content } = request
    const { rom, clock, log } = this.#parts
    const pkg = this.#parts.packages.get(packageName)
    if (pkg === undefined) return this.#refuse('package-missing', request)
    const key = notificationKey({ packageName, id, tag, uid: pkg.uid })
    const earlier = this.#posted.get(key)
    const channel = this.#channelFor(packageName, pkg.targetSdk, content)
    const why = this.#refusal(packageName, key, channel, pkg.system)
    if (why !== undefined || channel === undefined) return this.#refuse(why ?? 'no-channel', request)

    const now = clock.now()
    this.#rateOf(packageName).note(clock.monotonic())
    const shown: NotificationContent = { ...content, channelId: channel.id }
    const record: NotificationRecord = {
      key,
      userId: 0,
      packageName,
      uid: pkg.uid,
      opPkg,
      pid,
      id,
      tag,
      content: shown,
      importance: channel.importance,
      postedAtMs: earlier?.record.postedAtMs ?? now,
      updatedAtMs: now,
      groupKey: this.#groupKey(packageName, key, shown, earlier?.record),
      intercepted: this.zenMode !== 'off' && !channel.bypassDnd,
      seen: false,
    }
    const status = earlier === undefined ? 'post' : 'update'
    const caller = this.#parts.packages.get(opPkg)?.uid ?? pkg.uid
    const enqueue = { uid: caller, pid, packageName, id, tag, content: shown, status } as const
    log.event('notification_enqueue', this.#parts.systemPid(), notificationEnqueueValues(rom.apiLevel, enqueue))
    this.#posted.set(key, { record, seenAtMs: undefined })
    this.#alert(record, channel)
    this.tell({ kind: earlier === undefined ? 'posted' : 'updated', record })
    this.#autogroup(packageName)
    return { posted: true, record: this.#posted.get(key)?.record ?? record }
  }

  list(): readonly NotificationRecord[] {
    return [...this.#posted.values()].map(({ record }) => record)
  }

  archive(): readonly { readonly record: NotificationRecord; readonly reason: CancelReason }[] {
    return this.#archive
  }

  get(key: string): NotificationRecord | undefined {
    return this.#posted.get(key)?.record
  }

  cancel(key: string, reason: CancelReason): boolean {
    const posted = this.#posted.get(key)
    if (posted === undefined) return false
    const { packageName, id, tag, uid, pid, content } = posted.record
    const byApp = reason === cancelReason.appCancel
    const forbidden = byApp ? notificationFlag.foregroundService | notificationFlag.autogroupSummary : 0
    const caller = byApp ? { uid, pid } : { uid: 1000, pid: this.#parts.systemPid() }
    this.#parts.log.event(
      'notification_cancel',
      this.#parts.systemPid(),
      notificationCancelValues({ ...caller, packageName, id, tag, reason, forbiddenFlags: forbidden }),
    )
    if (byApp && hasFlag(content, forbidden)) return false
    this.#remove(posted, reason)
    return true
  }

  cancelAll(packageName: string | undefined, reason: CancelReason): void {
    const byApp = reason === cancelReason.appCancelAll
    const byOwner = reason === cancelReason.cancelAll
    const kept = byApp
      ? notificationFlag.foregroundService
      : byOwner
        ? notificationFlag.ongoing | notificationFlag.noClear
        : 0
    const victims = [...this.#posted.values()].filter(
      ({ record }) =>
        (packageName === undefined || record.packageName === packageName) && !hasFlag(record.content, kept),
    )
    if (packageName !== undefined)
      this.#parts.log.event(
        'notification_cancel_all',
        this.#parts.systemPid(),
        notificationCancelAllValues({
          uid: byApp ? (this.#parts.packages.get(packageName)?.uid ?? 0) : 1000,
          pid: this.#parts.systemPid(),
          packageName,
          reason,
          forbiddenFlags: kept,
        }),
      )
    for (const posted of victims) if (this.#posted.has(posted.record.key)) this.#remove(posted, reason)
  }

  async click(key: string): Promise<void> {
    const posted = this.#posted.get(key)
    if (posted === undefined) return
    const { record } = posted
    const rank = this.list().indexOf(record)
    const times = { ...this.#times(posted), rank, count: this.#posted.size }
    this.#parts.log.event(
      'notification_clicked',
      this.#parts.systemPid(),
      notificationClickedValues(this.#parts.rom.apiLevel, { key, ...times }),
    )
    this.#parts.closeShade()
    const { contentIntent } = record.content
    if (contentIntent !== null) await this.#parts.send(contentIntent)
    const goes = hasFlag(record.content, notificationFlag.autoCancel)
    if (goes && !hasFlag(record.content, notificationFlag.foregroundService)) this.cancel(key, cancelReason.click)
  }

  dismiss(key: string): boolean {
    const posted = this.#posted.get(key)
    if (posted === undefined || hasFlag(posted.record.content, notificationFlag.ongoing | notificationFlag.noClear))
      return false
    return this.cancel(key, cancelReason.cancel)
  }

  markSeen(keys: readonly string[]): void {
    for (const key of keys) {
      const posted = this.#posted.get(key)
      if (posted === undefined || posted.seenAtMs !== undefined) continue
      const rank = [...this.#posted.keys()].indexOf(key)
      const times = this.#times(posted)
      posted.seenAtMs = this.#parts.clock.now()
      posted.record = { ...posted.record, seen: true }
      this.#parts.log.event(
        'notification_visibility',
        this.#parts.systemPid(),
        notificationVisibilityValues({ key, visible: true, ...times, rank }),
      )
    }
  }

  channels(packageName: string): readonly NotificationChannel[] {
    return this.#preferences.channels(packageName)
  }

  createChannel(packageName: string, channel: NotificationChannel): void {
    const pkg = this.#parts.packages.get(packageName)
    if (pkg === undefined) return
    const isFirst = this.#preferences.channels(packageName).length === 0
    this.#preferences.create(packageName, channel)
    if (isFirst && this.#parts.rom.apiLevel >= 33 && pkg.targetSdk < 33) this.#parts.firstChannel(packageName)
  }

  deleteChannel(packageName: string, channelId: string): void {
    if (this.#preferences.delete(packageName, channelId))
      this.#cancelOfChannel(packageName, channelId, cancelReason.channelRemoved)
  }

  setChannelImportance(packageName: string, channelId: string, importance: number): void {
    if (this.#preferences.setImportance(packageName, channelId, importance) && importance === 0)
      this.#cancelOfChannel(packageName, channelId, cancelReason.channelBanned)
  }

  /** From Android 13 on the switch is the permission itself (PermissionHelper.setNotificationPermission). */
  setAppEnabled(packageName: string, enabled: boolean): void {
    const { packages, rom } = this.#parts
    const pkg = packages.get(packageName)
    if (pkg === undefined) return
    if (rom.apiLevel >= 33 && !pkg.system) {
      if (enabled) packages.grant(packageName, postNotifications)
      else if (this.#permitted(packageName)) packages.revoke(packageName, postNotifications)
      return
    }
    const before = this.#preferences.enabled(packageName)
    this.#preferences.setEnabled(packageName, enabled)
    if (before && !enabled) this.cancelAll(packageName, cancelReason.packageBanned)
  }

  appEnabled(packageName: string): boolean {
    const { packages, rom, appops } = this.#parts
    const pkg = packages.get(packageName)
    if (pkg === undefined) return false
    const mode = appops.get(packageName, 'POST_NOTIFICATION')
    if (mode === 'ignore' || mode === 'deny') return false
    if (rom.apiLevel >= 33 && !pkg.system) return this.#permitted(packageName)
    return this.#preferences.enabled(packageName)
  }

  packagesWithPreferences(): readonly string[] {
    return this.#preferences.packages()
  }

  get zenMode(): ZenMode {
    return zenSettings[Number(this.#parts.settings.get('global', 'zen_mode') ?? 0)] ?? 'off'
  }

  setZenMode(mode: ZenMode): void {
    this.#parts.settings.put('global', 'zen_mode', String(zenSettings.indexOf(mode)))
  }

  /** Reboot: what was posted is gone, without events. */
  forget(): void {
    this.#posted.clear()
    this.#archive = []
    this.#rates.clear()
  }

  #prepare(packageName: string): void {
    const { rom, packages } = this.#parts
    if (packages.get(packageName)?.system === true) return
    if (!rom.notifications.enabledAtInstall) this.#preferences.setEnabled(packageName, false)
  }

  #permitted(packageName: string): boolean {
    return this.#parts.packages.get(packageName)?.permissions.get(postNotifications)?.granted ?? false
  }

  #channelFor(packageName: string, targetSdk: number, content: NotificationContent): NotificationChannel | undefined {
    const channel = this.#preferences.channel(packageName, content.channelId)
    if (channel !== undefined) return channel
    return targetSdk < 26 ? this.#preferences.ensureDefault(packageName) : undefined
  }

  /** checkDisqualifyingFeatures and isBlocked, in their order. */
  #refusal(
    packageName: string,
    key: string,
    channel: NotificationChannel | undefined,
    system: boolean,
  ): EnqueueRefusal | undefined {
    if (channel === undefined) return 'no-channel'
    const { rom, clock } = this.#parts
    if (!system) {
      const rate = this.#rateOf(packageName).at(clock.monotonic())
      if (this.#posted.has(key) && rate > mostUpdatesPerSecond) return 'rate-limited'
      const others = [...this.#posted.values()].filter(
        ({ record }) => record.packageName === packageName && record.key !== key,
      )
      if (others.length >= mostNotificationsOf(rom.apiLevel)) return 'too-many'
    }
    if (!this.appEnabled(packageName))
      return rom.apiLevel >= 33 && !this.#permitted(packageName) ? 'no-permission' : 'blocked-app'
    return channel.importance === 0 ? 'blocked-channel' : undefined
  }

  #rateOf(packageName: string): EnqueueRate {
    const rate = this.#rates.get(packageName) ?? new EnqueueRate()
    this.#rates.set(packageName, rate)
    return rate
  }

  #refuse(why: EnqueueRefusal, request: Parameters<Notifications['post']>[0]): { posted: false; why: EnqueueRefusal } {
    const { log, rom, packages, clock, systemPid } = this.#parts
    const uid = packages.get(request.packageName)?.uid ?? -1
    const updatesPerSecond = this.#rates.get(request.packageName)?.at(clock.monotonic()) ?? 0
    const line = refusalLine({ why, request, apiLevel: rom.apiLevel, uid, updatesPerSecond })
    log.write({ buffer: 'system', pid: systemPid(), tag: 'NotificationService', ...line })
    return { posted: false, why }
  }

  #groupKey(
    packageName: string,
    key: string,
    content: NotificationContent,
    earlier: NotificationRecord | undefined,
  ): string {
    const own = groupKeyOf(packageName, key, content)
    const grouped = autogroupOf(packageName)
    return own === key && earlier?.groupKey === grouped ? grouped : own
  }

  #alert(record: NotificationRecord, channel: NotificationChannel): void {
    if (record.importance < 3 || record.intercepted || hasFlag(record.content, notificationFlag.autogroupSummary))
      return
    const beep = channel.sound !== null
    const buzz = channel.vibration
    const blink = channel.lights
    if (!beep && !buzz && !blink) return
    const values = notificationAlertValues(this.#parts.rom.apiLevel, { key: record.key, buzz, beep, blink })
    this.#parts.log.event('notification_alert', this.#parts.systemPid(), values)
  }

  #times(posted: Posted): { readonly lifespanMs: number; readonly freshnessMs: number; readonly exposureMs: number } {
    const now = this.#parts.clock.now()
    const { postedAtMs, updatedAtMs } = posted.record
    const exposureMs = posted.seenAtMs === undefined ? 0 : now - posted.seenAtMs
    return { lifespanMs: now - postedAtMs, freshnessMs: now - updatedAtMs, exposureMs }
  }

  #remove(posted: Posted, reason: CancelReason): void {
    const { record } = posted
    const { rom, log, settings } = this.#parts
    const seen = posted.seenAtMs !== undefined
    const place = seen ? { rank: [...this.#posted.keys()].indexOf(record.key), count: this.#posted.size } : {}
    this.#posted.delete(record.key)
    const values = notificationCanceledValues(rom.apiLevel, {
      key: record.key,
      reason,
      ...this.#times(posted),
      ...place,
    })
    log.event('notification_canceled', this.#parts.systemPid(), values)
    if (rom.apiLevel < 30 || settings.get('secure', 'notification_history_enabled') === '1')
      this.#archive = [{ record, reason }, ...this.#archive].slice(0, archiveSize)
    this.tell({ kind: 'cancelled', record, reason })
    const { deleteIntent } = record.content
    const byOwner = reason === cancelReason.cancel || reason === cancelReason.cancelAll
    if (byOwner && deleteIntent !== null && deleteIntent !== undefined) void this.#parts.send(deleteIntent)
    if (hasFlag(record.content, notificationFlag.groupSummary) && takesChildren.has(reason))
      this.#removeChildren(record)
    this.#ungroupIfEmpty(record.packageName)
  }

  #removeChildren(summary: NotificationRecord): void {
    for (const child of [...this.#posted.values()])
      if (
        child.record.groupKey === summary.groupKey &&
        !hasFlag(child.record.content, notificationFlag.groupSummary | notificationFlag.foregroundService)
      )
        this.#remove(child, cancelReason.groupSummaryCanceled)
  }

  #cancelOfChannel(packageName: string, channelId: string, reason: CancelReason): void {
    for (const posted of [...this.#posted.values()])
      if (posted.record.packageName === packageName && posted.record.content.channelId === channelId)
        this.#remove(posted, reason)
  }

  /** GroupHelper: four or more ungrouped ones of a package get a summary without a text of its own. */
  #autogroup(packageName: string): void {
    const ungrouped = [...this.#posted.values()].filter(
      ({ record }) => record.packageName === packageName && isUngrouped(record),
    )
    const first = ungrouped[0]
    if (first === undefined || ungrouped.length < autogroupAtCount) return
    const groupKey = autogroupOf(packageName)
    for (const child of ungrouped)
      if (child.record.groupKey !== groupKey) {
        child.record = { ...child.record, groupKey }
        this.#parts.log.event('notification_autogrouped', this.#parts.systemPid(), [child.record.key])
      }
    const summary = autogroupSummary(first.record, this.#parts.clock.now(), this.#launchIntent(packageName))
    if (this.#posted.has(summary.key)) return
    this.#posted.set(summary.key, { record: summary, seenAtMs: undefined })
    this.tell({ kind: 'posted', record: summary })
  }

  #launchIntent(packageName: string): PendingIntent | null {
    const component: ComponentName | undefined = this.#parts.packages.launchActivity(packageName)
    if (component === undefined) return null
    return {
      creatorPackage: packageName,
      kind: 'activity',
      intent: {
        action: 'android.intent.action.MAIN',
        categories: ['android.intent.category.LAUNCHER'],
        component,
        flags: 0x10000000,
        extras: {},
      },
    }
  }

  /** The automatic summary goes with the last of its children. */
  #ungroupIfEmpty(packageName: string): void {
    const groupKey = autogroupOf(packageName)
    const group = [...this.#posted.values()].filter(({ record }) => record.groupKey === groupKey)
    const [summary] = group
    if (
      group.length === 1 &&
      summary !== undefined &&
      hasFlag(summary.record.content, notificationFlag.autogroupSummary)
    )
      this.#remove(summary, cancelReason.unautobundled)
  }
}
