import type { Phone } from '../android/phone.ts'
import { cancelReason, type NotificationContent } from '../android/notification.ts'
import { DeviceFaults } from './device-faults.ts'
import { clickIntent, postingOf } from './posting.ts'
import type { Arrival, PushDevice, VendorMessage } from './push-message.ts'
import type { PushServiceCore } from './push-service.ts'

const flagAutoCancel = 0x10

/** The vendor's push client on one phone: takes messages from the vendor's server and posts them. */
export class PhonePushClient implements PushDevice {
  readonly #phone: Phone
  readonly #core: PushServiceCore
  readonly #faults: DeviceFaults
  readonly #stop: readonly (() => void)[]
  readonly #clicks = new Map<string, () => void>()

  constructor(phone: Phone, core: PushServiceCore, faults: DeviceFaults) {
    this.#phone = phone
    this.#core = core
    this.#faults = faults
    this.#stop = [
      phone.network.on((event) => {
        if (event === 'up') core.reachable(this)
      }),
      phone.boot.on((stage) => {
        if (stage === 'booted' && this.reachable()) core.reachable(this)
      }),
      core.faults.onChange(() => {
        if (this.reachable()) core.reachable(this)
      }),
      phone.notifications.on((event) => {
        if (event.kind !== 'cancelled') return
        const clicked = this.#clicks.get(event.record.key)
        this.#clicks.delete(event.record.key)
        if (event.reason === cancelReason.click) clicked?.()
      }),
    ]
  }

  get serial(): string {
    return this.#phone.serial
  }

  reachable(): boolean {
    return (
      this.#phone.boot.stage === 'booted' &&
      this.#phone.network.up &&
      !this.#core.faults.active('push-service-dead', { serial: this.serial, vendor: this.#core.name })
    )
  }

  detach(): void {
    for (const stop of this.#stop) stop()
    this.#core.forget(this)
  }

  receive(message: VendorMessage, clicked: () => void): Arrival {
    const phone = this.#phone
    const { pushService } = phone.rom
    const app = phone.packages.get(message.packageName)
    if (app === undefined) {
      this.#core.tokens.retire(message.token)
      return { kind: 'not-shown', why: 'not-installed' }
    }
    if (app.stopped && !pushService.deliversWhenForceStopped) {
      this.#logCancelledBroadcast(message.packageName)
      return { kind: 'not-shown', why: 'force-stopped' }
    }
    if (message.attention === 'message-box') return { kind: 'not-shown', why: 'message-box' }
    const poster = this.#poster(message.packageName)
    if (poster === undefined) return { kind: 'not-shown', why: 'push-service-not-running' }
    // A service that posts in its own name looks at the app's switch itself; Android would not stop it.
    if (poster.inNameOf !== message.packageName && !phone.notifications.appEnabled(message.packageName)) {
      return { kind: 'not-shown', why: 'blocked-app' }
    }
    const posting = postingOf(this.#core.name, phone, app, message)
    const { ownChannel } = posting
    if (
      ownChannel !== undefined &&
      !phone.notifications.channels(poster.inNameOf).some(({ id }) => id === ownChannel.id)
    ) {
      phone.notifications.createChannel(poster.inNameOf, ownChannel)
    }
    this.#faults.beforePost(poster.inNameOf, posting.channelId)
    const folded = this.#core.faults.active('folded', { serial: this.serial, vendor: this.#core.name })
    const result = phone.notifications.post({
      packageName: poster.inNameOf,
      opPkg: poster.packageName,
      pid: poster.pid,
      id: folded ? 1 : posting.id,
      tag: folded ? null : posting.tag,
      content: this.#content(
        message,
        posting,
        clickIntent(this.#core.name, phone, app, message, {
          creator: poster.packageName,
          openAppExt: this.#core.rules.openAppExt,
        }),
      ),
    })
    if (!result.posted) return { kind: 'not-shown', why: result.why }
    this.#clicks.set(result.record.key, clicked)
    return { kind: 'shown', notificationKey: result.record.key }
  }

  /**
   * Google's service asks the app's receiver by a broadcast, which a stopped app does not get; the service logs that
   * (firebase-android-sdk 2917).
   */
  #logCancelledBroadcast(appPackage: string): void {
    const { log, packages, processes, rom } = this.#phone
    const { packageName } = rom.pushService
    log.write({
      buffer: 'main',
      pid: processes.ofPackage(packageName)[0]?.pid ?? processes.systemPid,
      uid: packages.get(packageName)?.uid ?? 1000,
      priority: 'W',
      tag: 'GCM',
      message:
        'broadcast intent callback: result=CANCELLED forIntent ' +
        `{ act=com.google.android.c2dm.intent.RECEIVE flg=0x10000000 pkg=${appPackage} (has extras) }`,
    })
  }

  #content(
    message: VendorMessage,
    posting: ReturnType<typeof postingOf>,
    contentIntent: NotificationContent['contentIntent'],
  ): NotificationContent {
    return {
      channelId: posting.channelId,
      title: message.title,
      text: message.body,
      ...(message.longText ? { bigText: message.body, template: 'android.app.Notification$BigTextStyle' } : {}),
      tickerText: message.title,
      flags: flagAutoCancel,
      when: this.#phone.clock.now(),
      visibility: 0,
      color: 0,
      contentIntent,
      extras: posting.extras,
      ...(message.group === undefined ? {} : { groupKey: message.group }),
    }
  }

  /** Who calls notify(), and in whose name. */
  #poster(
    appPackage: string,
  ): { readonly packageName: string; readonly pid: number; readonly inNameOf: string } | undefined {
    const { rom, processes } = this.#phone
    const { packageName, postsAs } = rom.pushService
    const scope = { serial: this.serial, vendor: this.#core.name }
    if (postsAs === 'app' && !this.#core.faults.active('posted-by-foreign-package', scope)) {
      // Google's service wakes the app's receiver, and the Firebase library inside the app posts.
      const [running] = processes.ofPackage(appPackage)
      const process =
        running ??
        processes.start(appPackage, {
          type: 'broadcast',
          component: `${appPackage}/com.google.firebase.iid.FirebaseInstanceIdReceiver`,
        })
      return { packageName: appPackage, pid: process.pid, inNameOf: appPackage }
    }
    const [service] = processes.ofPackage(packageName)
    if (service === undefined) return undefined
    const foreign = postsAs === 'service' || this.#core.faults.active('posted-by-foreign-package', scope)
    return { packageName, pid: service.pid, inNameOf: foreign ? packageName : appPackage }
  }
}
