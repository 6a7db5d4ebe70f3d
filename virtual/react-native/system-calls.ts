import type { AppImage, AppSystem, PushSdk } from '../android/app-process.ts'
import type { Intent } from '../android/intent.ts'
import { type NotificationChannel, newChannel } from '../android/notification.ts'
import type { FromApp, PlainRequest, PlainResponse, PushChange, ToApp } from './message.ts'

type Call = Extract<FromApp, { kind: 'call' }>

/** The phone's side of the thread boundary: does for the app what its native modules ask. */
export class SystemCalls {
  readonly #image: AppImage
  readonly #system: AppSystem
  readonly #post: (message: ToApp) => void
  readonly #requests = new Map<number, AbortController>()

  constructor(image: AppImage, system: AppSystem, post: (message: ToApp) => void) {
    this.#image = image
    this.#system = system
    this.#post = post
    system.push?.onMessage((message) => {
      this.#post({ kind: 'push-message', data: JSON.stringify(message) })
    })
    system.push?.onRevoke((messageId) => {
      this.#post({ kind: 'push-revoked', messageId })
    })
  }

  async answer(call: Call): Promise<void> {
    try {
      this.#post({ kind: 'answer', id: call.id, value: await this.#run(call) })
    } catch (error) {
      const { message, code } = refusal(error)
      this.#post({ kind: 'refusal', id: call.id, message, ...(code === undefined ? {} : { code }) })
    }
  }

  abort(id: number): void {
    this.#requests.get(id)?.abort()
  }

  change(change: PushChange): void {
    switch (change.kind) {
      case 'set-registration-id':
        this.#system.push?.setRegistrationId(change.id)
        return
      case 'disable-in-foreground':
        this.#system.push?.disablePostNotificationInForeground(change.disable)
        return
      case 'create-channel':
        this.#system.createNotificationChannel(channelOf(change.options, this.#image.packageName))
        return
    }
  }

  dispose(): void {
    for (const request of this.#requests.values()) request.abort()
  }

  async #run({ id, method, args }: Call): Promise<unknown> {
    const system = this.#system
    switch (method) {
      case 'checkPermission':
        return system.checkPermission(args[0] as string)
      case 'requestPermission':
        return system.requestPermission(args[0] as string)
      case 'startActivity':
        return system.startActivity(args[0] as Intent)
      case 'registerPush':
        return (await this.#push().registerPush({ sdkAppId: args[0] as number, appKey: args[1] as string | null }))
          .token
      case 'unRegisterPush':
        await this.#push().unRegisterPush()
        return null
      case 'getRegistrationId':
        return system.push?.getRegistrationId() ?? null
      case 'fetch':
        return this.#fetch(id, args[0] as PlainRequest)
      default:
        throw new Error(`the phone knows no call ${method}`)
    }
  }

  #push(): PushSdk {
    if (this.#system.push !== undefined) return this.#system.push
    throw new Error('there is no push platform on this phone')
  }

  async #fetch(id: number, request: PlainRequest): Promise<PlainResponse> {
    const abort = new AbortController()
    this.#requests.set(id, abort)
    try {
      const { status, headers, url, body } = await this.#system.network.fetch({ ...request, signal: abort.signal })
      return { status, headers, url, body }
    } finally {
      this.#requests.delete(id)
    }
  }
}

function refusal(error: unknown): { readonly message: string; readonly code: number | undefined } {
  if (typeof error !== 'object' || error === null) return { message: String(error), code: undefined }
  const { message, code } = error as { readonly message?: unknown; readonly code?: unknown }
  return {
    message: typeof message === 'string' ? message : 'refused',
    code: typeof code === 'number' ? code : undefined,
  }
}

/** Options of TIMPush's createNotificationChannel: channelID, channelName, channelDesc, channelSound. */
function channelOf(options: string, packageName: string): NotificationChannel {
  const given = JSON.parse(options) as Readonly<Record<string, unknown>>
  const text = (name: string): string | null => {
    const value = given[name]
    return typeof value === 'string' && value !== '' ? value : null
  }
  const id = text('channelID') ?? ''
  const sound = text('channelSound')
  return newChannel(id, text('channelName') ?? id, 4, {
    description: text('channelDesc'),
    sound:
      sound === null
        ? 'content://settings/system/notification_sound'
        : `android.resource://${packageName}/raw/${sound.replace(/\.[^.]*$/, '')}`,
    vibration: true,
    lights: true,
  })
}
