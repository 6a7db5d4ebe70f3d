import type { PushSdk, PushSdkError } from '../android/app-process.ts'
import type { Intent } from '../android/intent.ts'
import type { Phone } from '../android/phone.ts'
import { certificateIds } from '../cloud/console.ts'
import type { KickReason, LinkMessage, TerminalLink } from '../cloud/terminals.ts'
import type { World } from '../cloud/world.ts'
import { extOf } from './click-ext.ts'
import { readPushConfig } from './push-config.ts'
import { pushServiceNames, type PushDevice, type PushServiceName } from './push-message.ts'
import { selfPosted } from './self-posted.ts'

/** What registerPush rejects with. Codes of the push SDK (800001 ...). */
export class PushSdkFailure extends Error implements PushSdkError {
  override readonly name = 'PushSdkFailure'
  readonly code: number

  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

type OnlineMessage = Parameters<Parameters<PushSdk['onMessage']>[0]>[0]

/**
 * The push SDK of one installed app. What it keeps outlives the process (token, registration id, its place at the Chat
 * server), and is gone with the app's data.
 */
export class AppPush implements TerminalLink {
  readonly #world: World
  readonly #phone: Phone
  readonly #device: PushDevice
  readonly #vendor: PushServiceName
  readonly packageName: string
  #registrationId: string | undefined
  #vendorToken: string | undefined
  #certificateId: number | null = null
  #instanceId: number | undefined
  #code = 0
  #pid: number | undefined
  #quietInForeground = false
  #messageListeners: ((message: OnlineMessage) => void)[] = []
  #revokeListeners: ((messageId: string) => void)[] = []

  constructor(world: World, phone: Phone, device: PushDevice, packageName: string) {
    this.#world = world
    this.#phone = phone
    this.#device = device
    this.#vendor = phone.rom.pushService.name
    this.packageName = packageName
  }

  /** The SDK in a process that has just started. */
  sdkFor(pid: number): PushSdk {
    if (pid !== this.#pid) {
      this.#messageListeners = []
      this.#revokeListeners = []
      this.#quietInForeground = false
    }
    this.#pid = pid
    return {
      registerPush: (options) => this.#register(pid, options),
      unRegisterPush: () => {
        this.#end()
        return Promise.resolve()
      },
      setRegistrationId: (id) => {
        this.#registrationId = id
      },
      getRegistrationId: () => this.#registrationId,
      status: () => ({ certificateId: this.#certificateId, vendorToken: this.#vendorToken ?? null, code: this.#code }),
      disablePostNotificationInForeground: (disable) => {
        this.#quietInForeground = disable
      },
      onMessage: (listener) => {
        this.#messageListeners.push(listener)
      },
      onRevoke: (listener) => {
        this.#revokeListeners.push(listener)
      },
      extFromIntent: (intent) => this.#ext(intent),
    }
  }

  message(message: LinkMessage): void {
    if (message.kind !== 'push') return
    const { title, desc, ext, messageId } = message
    for (const listener of this.#messageListeners) listener({ title, desc, ext, messageID: messageId })
    const hidden = this.#quietInForeground && this.#inForeground()
    if (message.show && !hidden && this.#pid !== undefined) {
      this.#phone.notifications.post(selfPosted(this.#phone, this.packageName, this.#pid, message))
    }
  }

  kicked(why: KickReason): void {
    this.#code = why === 'user-sig-expired' ? 6206 : 6208
  }

  processDied(pid: number): void {
    if (pid !== this.#pid) return
    this.#pid = undefined
    // With the network cut no end of the connection reaches the server.
    if (this.#instanceId !== undefined && this.#phone.network.up)
      this.#world.terminals.apply(this.#instanceId, { kind: 'link-closed' })
  }

  networkChanged(up: boolean): void {
    if (this.#instanceId === undefined || this.#pid === undefined) return
    this.#world.terminals.apply(this.#instanceId, { kind: up ? 'link-back' : 'link-silent' })
    if (up) this.appMoved()
  }

  /** An activity came to the front or left it: doForeground and doBackground. */
  appMoved(): void {
    if (this.#instanceId === undefined || this.#pid === undefined || !this.#phone.network.up) return
    const silent = this.#world.faults.active('background-not-reported', this.#scope())
    this.#world.terminals.setBackground(this.#instanceId, !silent && !this.#inForeground())
  }

  /** The phone went off, and every process with it. */
  phoneWentOff(): void {
    if (this.#pid !== undefined) this.processDied(this.#pid)
  }

  /** The app was removed or its data cleared. */
  dataGone(): void {
    if (this.#instanceId !== undefined) {
      const pid = this.#pid
      if (pid !== undefined) this.processDied(pid)
    }
    if (this.#vendorToken !== undefined) this.#core().tokens.retire(this.#vendorToken)
    this.#registrationId = undefined
    this.#vendorToken = undefined
    this.#instanceId = undefined
    this.#certificateId = null
    this.#code = 0
  }

  async #register(
    pid: number,
    options: { readonly sdkAppId: number; readonly appKey: string | null },
  ): Promise<{ readonly token: string }> {
    try {
      const token = await this.#tryRegister(pid, options)
      this.#code = 0
      return { token }
    } catch (error) {
      if (error instanceof PushSdkFailure) this.#code = error.code
      throw error
    }
  }

  async #tryRegister(
    pid: number,
    options: { readonly sdkAppId: number; readonly appKey: string | null },
  ): Promise<string> {
    const world = this.#world
    await this.#answerOfServer()
    if (pid !== this.#pid) throw new PushSdkFailure(800003, 'the process has ended')
    if (!this.#phone.network.up) throw new PushSdkFailure(800008, 'no answer within the time limit')
    if (options.sdkAppId !== world.sdkAppId) throw new PushSdkFailure(800002, 'the sdkAppId is not valid')
    const userId = this.#account(options.appKey)
    const app = this.#phone.packages.get(this.packageName)
    const config = app === undefined ? undefined : readPushConfig(app, this.#vendor)
    if (config === undefined)
      throw new PushSdkFailure(800003, 'assets/timpush-configs.json is missing or cannot be read')
    const token = this.#registerWithVendor(config)
    const terminal = world.terminals.login({
      userId,
      platform: 'Android',
      link: this,
      instanceId: this.#sameAccount(userId),
      device: {
        serial: this.#phone.serial,
        vendor: this.#vendor,
        model: this.#phone.rom.name,
        system: 'Android',
        systemVersion: this.#phone.rom.release,
      },
    })
    this.#instanceId = terminal.instanceId
    this.#report(token, config.businessId)
    this.appMoved()
    return token
  }

  #account(appKey: string | null): string {
    const { accounts, random } = this.#world
    if (appKey !== null && appKey !== '') {
      // Standing alone, the SDK makes a registration id; it is no Chat account.
      this.#registrationId ??= `rid_${String(random.integer(1e8, 9e8))}${String(random.integer(1e8, 9e8))}`
      accounts.import(this.#registrationId, { registrationOnly: accounts.get(this.#registrationId) === undefined })
      return this.#registrationId
    }
    if (this.#registrationId === undefined || accounts.get(this.#registrationId) === undefined) {
      throw new PushSdkFailure(800001, 'without an app key registerPush needs a Chat login')
    }
    return this.#registrationId
  }

  #registerWithVendor(config: { readonly appId: string; readonly appKey: string }): string {
    const core = this.#core()
    const installed = this.#phone.packages.get(this.#phone.rom.pushService.packageName) !== undefined
    const agrees = (mine: string, theirs: string): boolean => mine === '' || mine === theirs
    const known =
      core.app.packageName === this.packageName &&
      agrees(config.appId, core.app.appId) &&
      agrees(config.appKey, core.app.appKey)
    if (!installed || !known || this.#world.faults.active('vendor-registration-failed', this.#scope())) {
      throw new PushSdkFailure(
        this.#vendor === 'fcm' ? 800006 : 800005,
        `${this.#vendor}: the push service refused the registration`,
      )
    }
    this.#vendorToken ??= core.register(this.#device, this.packageName)
    return this.#vendorToken
  }

  /** setOfflinePushConfig(businessID, token). */
  #report(token: string, businessId: number | undefined): void {
    const { faults, terminals } = this.#world
    this.#certificateId = businessId ?? null
    if (
      businessId === undefined ||
      this.#instanceId === undefined ||
      faults.active('token-not-reported', this.#scope())
    )
      return
    const certificateId = faults.active('wrong-certificate-id', this.#scope())
      ? certificateIds[nextVendor(this.#vendor)]
      : businessId
    this.#certificateId = certificateId
    terminals.bind(this.#instanceId, { certificateId, token, vendor: this.#vendor })
  }

  #end(): void {
    if (this.#instanceId !== undefined)
      this.#world.terminals.apply(this.#instanceId, { kind: 'end', why: 'unregistered' })
  }

  /** Another account on the same phone is another instance; the one before loses its token. */
  #sameAccount(userId: string): number | undefined {
    if (this.#instanceId === undefined) return undefined
    const terminal = this.#world.terminals.get(this.#instanceId)
    if (terminal?.userId === userId) return this.#instanceId
    this.#end()
    return undefined
  }

  #ext(intent: Intent): string | undefined {
    const ext = extOf(this.#vendor, intent, this.#world.switches.oppoExt)
    return ext !== undefined && this.#world.faults.active('ext-altered', this.#scope()) ? encodeURIComponent(ext) : ext
  }

  /** Some activity of the app can be seen. */
  #inForeground(): boolean {
    const { power, activities } = this.#phone
    if (!power.screenOn || power.locked) return false
    return activities
      .tasks()
      .some((task) =>
        task.activities.some(
          ({ component, state }) =>
            component.packageName === this.packageName && (state === 'resumed' || state === 'paused'),
        ),
      )
  }

  #answerOfServer(): Promise<void> {
    return new Promise((resolve) => {
      this.#world.clock.setTimeout(resolve, this.#phone.random.integer(20, 60))
    })
  }

  #core(): World['vendors']['byName'][PushServiceName]['core'] {
    return this.#world.vendors.byName[this.#vendor].core
  }

  #scope(): { readonly serial: string; readonly vendor: PushServiceName } {
    return { serial: this.#phone.serial, vendor: this.#vendor }
  }
}

function nextVendor(vendor: PushServiceName): PushServiceName {
  return pushServiceNames[(pushServiceNames.indexOf(vendor) + 1) % pushServiceNames.length] ?? 'mi'
}
