import type { AppFunction } from '../app/realm.ts'
import { SystemRefusal } from '../app/system-link.ts'
import { intent } from '../../android/intent.ts'
import { legacyModule } from './legacy-module.ts'
import type { ModuleHost, NativeModule } from './module-host.ts'

const moduleTag = 'TencentCloudPush'
const applicationTag = 'TencentCloudPushApplication'

/**
 * The Android half of @tencentcloud/react-native-push 1.1.0 with its oddities (TencentCloudPushModule.java,
 * TencentCloudPushApplication.java): an ext that is never cleared, a log prefix that swallows the ext, an
 * `unRegisterPushWithOnError` that is declared with one argument, failures that nobody hears of.
 */
export class TencentPush {
  readonly #host: ModuleHost
  #prefix = 'Push java |'
  #ext: string | null = ''
  #listenerCount = 0
  #attached = false
  #created = false
  readonly #checks = new Set<NodeJS.Timeout>()

  constructor(host: ModuleHost) {
    this.#host = host
  }

  /** TencentCloudPushApplication.onCreate. */
  applicationCreated(): void {
    this.#host.link.log('I', applicationTag, 'onCreate')
    this.#host.link.log('I', applicationTag, 'registerEvent')
  }

  /** The module object; its first use creates the Java instance. */
  module(): NativeModule {
    this.#created = true
    return legacyModule(this.#host.realm, this.#methods())
  }

  /**
   * The push library recognised a notification click. The application stores the ext as soon as the module exists,
   * first after 100 ms and then every 500 ms; a listener hears of it at once.
   */
  clicked(ext: string): void {
    const { link } = this.#host
    if (this.#attached) this.#host.emit('notification_clicked', { data: ext })
    link.log('I', applicationTag, `onNotifyEvent key:${eventKey} subKey:${eventSubKey}`)
    this.#launchMainActivity()
    link.log('I', applicationTag, `extString:${ext}`)
    this.#check(ext, 100)
  }

  received(data: string): void {
    if (this.#attached) this.#host.emit('message_received', { data })
  }

  revoked(messageId: string): void {
    if (this.#attached) this.#host.emit('message_revoked', { data: messageId })
  }

  dispose(): void {
    for (const check of this.#checks) clearTimeout(check)
  }

  #check(ext: string, delayMs: number): void {
    const timer = setTimeout(() => {
      this.#checks.delete(timer)
      this.#host.link.log('I', applicationTag, `Checking instance: ${String(this.#created)}`)
      if (this.#created) this.#storeExtInfo(ext)
      else this.#check(ext, 500)
    }, delayMs)
    this.#checks.add(timer)
  }

  #storeExtInfo(ext: string): void {
    // the Java source assigns (=) where it means to append (+): every later line begins with the ext
    this.#prefix = ` storeExtInfo | ${ext}`
    this.#host.link.log('I', moduleTag, this.#prefix)
    this.#ext = ext
  }

  #launchMainActivity(): void {
    const launch = intent({
      action: 'android.intent.action.MAIN',
      categories: ['android.intent.category.LAUNCHER'],
      packageName: this.#host.packageName,
      flags: 0x10000000,
    })
    void this.#host.link.call('startActivity', launch).then((result) => {
      if (result === 'started') return
      const message = `Failed to get launch intent for package: ${this.#host.packageName}`
      this.#host.link.log('E', applicationTag, message)
    })
  }

  #log(text: string): void {
    this.#host.link.log('I', moduleTag, `${this.#prefix}${text}`)
  }

  async #register(
    sdkAppId: number,
    appKey: string | null,
    onSuccess: AppFunction,
    onError: AppFunction | undefined,
  ): Promise<void> {
    try {
      const token = await this.#host.link.call('registerPush', sdkAppId, appKey)
      this.#host.callBack(onSuccess, token)
      this.#log(` registerPush ok | ${token}`)
    } catch (error) {
      const code = error instanceof SystemRefusal ? (error.code ?? -1) : -1
      const message = error instanceof Error ? error.message : String(error)
      this.#log(` registerPush failed | ${String(code)} ${message}`)
      if (onError !== undefined) this.#host.callBack(onError, code, message)
    }
  }

  async #unregister(name: string, onSuccess: AppFunction): Promise<void> {
    try {
      await this.#host.link.call('unRegisterPush')
    } catch {
      // TIMPushCallback.onError is not overridden: a failure is not even logged
      return
    }
    this.#log(` ${name} ok - `)
    this.#host.callBack(onSuccess)
  }

  /** Parameter counts are part of the behaviour: see `legacyModule`. */
  #methods(): NativeModule {
    const { link } = this.#host
    return {
      registerPush: (sdkAppId: number, appKey: string | null, onSuccess: AppFunction): void => {
        this.#log(` registerPush | ${String(sdkAppId)} ${String(appKey)}`)
        void this.#register(sdkAppId, appKey, onSuccess, undefined)
      },
      registerPushWithOnError: (
        sdkAppId: number,
        appKey: string | null,
        onSuccess: AppFunction,
        onError: AppFunction,
      ): void => {
        this.#log(` registerPushWithOnError ${String(sdkAppId)} ${String(appKey)}`)
        void this.#register(sdkAppId, appKey, onSuccess, onError)
      },
      unRegisterPush: (onSuccess: AppFunction): void => {
        this.#log(' unRegisterPush')
        void this.#unregister('unRegisterPush', onSuccess)
      },
      unRegisterPushWithOnError: (onSuccess: AppFunction): void => {
        this.#log(' unRegisterPushWithOnError')
        void this.#unregister('unRegisterPushWithOnError', onSuccess)
      },
      getRegistrationID: (onSuccess: AppFunction): void => {
        void link.call('getRegistrationId').then((id) => {
          if (id === null) return
          this.#log(` getRegistrationID ok | ${id}`)
          this.#host.callBack(onSuccess, id)
        })
      },
      setRegistrationID: (id: string, onSuccess: AppFunction): void => {
        link.send({ kind: 'push', change: { kind: 'set-registration-id', id } })
        this.#log(' setRegistrationID ok')
        this.#host.callBack(onSuccess)
      },
      getNotificationExtInfo: (onSuccess: AppFunction): void => {
        this.#host.callBack(onSuccess, this.#ext)
      },
      // eslint-disable-next-line @typescript-eslint/no-unused-vars -- Java declares the parameter
      addListener: (_event: string): void => {
        if (this.#listenerCount === 0) this.#attach()
        this.#listenerCount++
      },
      removeListeners: (count: number): void => {
        this.#listenerCount -= count
        if (this.#listenerCount === 0) this.#detach()
      },
      addPushListener: (): void => {
        this.#attach()
      },
      removePushListener: (): void => {
        this.#detach()
      },
      disablePostNotificationInForeground: (disable: boolean): void => {
        this.#log(' disablePostNotificationInForeground')
        link.send({ kind: 'push', change: { kind: 'disable-in-foreground', disable } })
      },
      createNotificationChannel: (options: string, onSuccess: AppFunction): void => {
        this.#log(' createNotificationChannel')
        link.send({ kind: 'push', change: { kind: 'create-channel', options } })
        this.#host.callBack(onSuccess, options)
      },
    }
  }

  #attach(): void {
    this.#log(' addPushListener ')
    this.#attached = true
  }

  #detach(): void {
    this.#log(' removePushListener')
    this.#attached = false
  }
}

/** TUIConstants: EVENT_NOTIFY and EVENT_NOTIFY_NOTIFICATION of the offline push service. */
const eventKey = 'offlinePushNotifyEvent'
const eventSubKey = 'notifyNotificationEvent'
