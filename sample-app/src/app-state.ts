import type { NotificationPermission } from './notification-permission'
import type { PushClick } from './push-clicks'
import type { V2TimConversation, V2TimMessage } from './react-native-tim-js'

export type Screen =
  | { readonly name: 'starting' }
  | { readonly name: 'login'; readonly error: string }
  | { readonly name: 'conversations' }
  /** `pushExt` is set when a notification led here. */
  | { readonly name: 'chat'; readonly conversationID: string; readonly pushExt?: string }
  | { readonly name: 'push-panel' }

export interface PushState {
  readonly registrationId: string
  /** Undefined until the first registration has answered; 0 is success. */
  readonly registrationCode: number | undefined
  readonly registrationDesc: string
  readonly token: string
  readonly certificateId: number
  readonly permission: NotificationPermission
  readonly clickCount: number
  readonly lastClick: PushClick | undefined
}

export interface AppState {
  readonly screen: Screen
  readonly user: string
  readonly sdkState: string
  readonly busy: boolean
  readonly conversations: readonly V2TimConversation[]
  readonly messages: readonly V2TimMessage[]
  readonly sendError: string
  /** User ids on the user's blocklist, as far as they were asked for. */
  readonly blocked: readonly string[]
  readonly push: PushState
  /** Newest last. */
  readonly log: readonly string[]
}

const longestLog = 100

/** The state of the whole app, replaced as a whole at each change, for React's useSyncExternalStore. */
export class AppStore {
  private state: AppState
  private readonly listeners = new Set<() => void>()

  constructor(initial: AppState) {
    this.state = initial
  }

  readonly get = (): AppState => this.state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => {
      this.listeners.delete(listener)
    }
  }

  set(change: Partial<AppState>): void {
    this.state = { ...this.state, ...change }
    for (const listener of this.listeners) listener()
  }

  setPush(change: Partial<PushState>): void {
    this.set({ push: { ...this.state.push, ...change } })
  }

  /** A line for the push panel and for logcat. Must not hold a secret: no user signature, no push token. */
  log(line: string): void {
    console.log(`Pushfarm | ${line}`)
    const time = new Date().toISOString().slice(11, 23)
    this.set({ log: [...this.state.log.slice(1 - longestLog), `${time} ${line}`] })
  }
}
