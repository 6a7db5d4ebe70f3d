import Push from '@tencentcloud/react-native-push'

/**
 * The published API of react-native-tim-push (`new TimPushPlugin().init({mi_buz_id, ...})`, called after login) over
 * @tencentcloud/react-native-push, because the package itself cannot be installed any more. The plugin that can be
 * installed reads the certificates from android/app/src/main/assets/timpush-configs.json by itself, so the parameters
 * given here only tell which ones the app believes in.
 */
export interface TimPushParameters {
  readonly mi_buz_id?: number
  readonly mi_push_app_id?: string
  readonly mi_push_app_key?: string
  readonly hw_buz_id?: number
  readonly honor_buz_id?: number
  readonly oppo_buz_id?: number
  readonly oppo_push_app_key?: string
  readonly oppo_push_app_secret?: string
  readonly vivo_buz_id?: number
  readonly mz_buz_id?: number
  readonly mz_push_app_id?: string
  readonly mz_push_app_key?: string
  readonly google_buz_id?: number
}

/** Whom the pushes are for. */
export interface TimPushAccount {
  readonly sdkAppID: number
  /** Unknown before the login. */
  readonly userID?: string
}

/** As everywhere in this API, code 0 is success, and failures are resolved. */
export interface TimPushResult {
  readonly code: number
  readonly desc: string
  readonly token?: string
  readonly registrationID?: string
}

export const noAnswerCode = -2
const answerTimeoutMs = 30_000
const unregisterTimeoutMs = 5_000

export class TimPushPlugin {
  private parameters: TimPushParameters = {}
  private account: TimPushAccount | undefined

  /** The Chat account that the registration stands for; without it the pushes of Chat go nowhere. */
  setAccount(account: TimPushAccount): void {
    this.account = account
  }

  /** Certificate ids by vendor, as given to the last init. */
  get certificates(): TimPushParameters {
    return this.parameters
  }

  /**
   * Registers this phone for the account's pushes. The registration id is the user id and is set before registering:
   * that ties the plugin's own Android instance to the Chat account. Called before the login it finds nobody to tie it to.
   */
  async init(parameters: TimPushParameters): Promise<TimPushResult> {
    this.parameters = parameters
    const { account } = this
    if (!account) return { code: -1, desc: 'init needs an application: call setAccount before it' }
    const { userID } = account
    if (userID !== undefined) {
      const set = await answered<TimPushResult>(answerTimeoutMs, 'setRegistrationID', (resolve) => {
        Push.setRegistrationID(userID, () => {
          resolve({ code: 0, desc: 'ok' })
        })
      })
      if (set.code !== 0) return set
    }
    const registered = await answered<TimPushResult>(answerTimeoutMs, 'registerPush', (resolve) => {
      Push.registerPush(
        account.sdkAppID,
        // With a Chat login the plugin takes no app key; its declaration does not say so.
        null as unknown as string,
        (token) => {
          resolve({ code: 0, desc: 'ok', token })
        },
        (code, desc) => {
          resolve({ code, desc })
        },
      )
    })
    if (registered.code !== 0) return registered
    return answered<TimPushResult>(answerTimeoutMs, 'getRegistrationID', (resolve) => {
      Push.getRegistrationID((registrationID) => {
        resolve({ ...registered, registrationID })
      })
    })
  }

  /**
   * Ends the pushes on this phone. Called without an error callback: with one, version 1.1.0 calls a native method that
   * is declared with a single argument, and throws. Without one a failure never answers, hence the deadline.
   */
  unInit(): Promise<TimPushResult> {
    return answered<TimPushResult>(unregisterTimeoutMs, 'unRegisterPush', (resolve) => {
      Push.unRegisterPush(() => {
        resolve({ code: 0, desc: 'ok' })
      })
    })
  }

  /** The ext of the click that the native side stored last, '' when there is none. It is never cleared there. */
  getNotificationExtInfo(): Promise<string> {
    return new Promise((resolve) => {
      Push.getNotificationExtInfo((ext: string | null) => {
        resolve(ext ?? '')
      })
    })
  }

  onNotificationClicked(listener: (ext: string) => void): void {
    Push.addPushListener(Push.EVENT.NOTIFICATION_CLICKED, (ext: string | null | undefined) => {
      listener(ext ?? '')
    })
  }

  createNotificationChannel(channel: {
    readonly channelID: string
    readonly channelName: string
    readonly channelDesc: string
  }): void {
    Push.createNotificationChannel({ ...channel, channelSound: '' }, () => undefined)
  }

  disablePostNotificationInForeground(disable: boolean): void {
    Push.disablePostNotificationInForeground(disable)
  }
}

/** Several methods of the plugin never call back on failure. */
function answered<T extends TimPushResult>(
  timeoutMs: number,
  method: string,
  call: (resolve: (result: T) => void) => void,
): Promise<T | TimPushResult> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve({ code: noAnswerCode, desc: `${method} gave no answer within ${String(timeoutMs / 1000)} s` })
    }, timeoutMs)
    try {
      call((result) => {
        clearTimeout(timer)
        resolve(result)
      })
    } catch (error) {
      clearTimeout(timer)
      resolve({ code: -1, desc: `${method}: ${error instanceof Error ? error.message : String(error)}` })
    }
  })
}
