import type { NotificationRecord } from '../android/notification.ts'
import type { Phone } from '../android/phone.ts'

/** NLService keeps this many, removed ones included. */
const capacity = 100

interface Stored {
  readonly record: NotificationRecord
  removed: boolean
}

/** The listener service of Appium's settings app: what is posted and what was, newest first. */
export class NotificationBuffer {
  readonly #phone: Phone
  #stored: Stored[] = []
  #stopListening: (() => void) | undefined

  constructor(phone: Phone) {
    this.#phone = phone
  }

  /** The system binds the service: it begins with what is posted now. */
  connect(): void {
    if (this.#stopListening !== undefined) return
    this.#stored = this.#phone.notifications
      .list()
      .slice(0, capacity)
      .map((record) => ({ record, removed: false }))
    this.#stopListening = this.#phone.notifications.on((event) => {
      if (event.kind === 'cancelled') {
        // The service compares ids only, so it may mark another app's notification of that id.
        const match = this.#stored.find(({ record }) => record.id === event.record.id)
        if (match !== undefined) match.removed = true
      } else this.#add(event.record)
    })
  }

  disconnect(): void {
    this.#stopListening?.()
    this.#stopListening = undefined
    this.#stored = []
  }

  /** One line of JSON, as the broadcast answers it. */
  json(): string {
    return JSON.stringify({ statusBarNotifications: this.#stored.map(entry) })
  }

  #add(record: NotificationRecord): void {
    if (this.#stored.length >= capacity) {
      const oldestRemoved = this.#stored.findLastIndex(({ removed }) => removed)
      this.#stored.splice(oldestRemoved < 0 ? this.#stored.length - 1 : oldestRemoved, 1)
    }
    this.#stored.unshift({ record, removed: false })
  }
}

/** StoredNotification.toJson. */
function entry({ record, removed }: Stored): unknown {
  const { content } = record
  const ongoing = (content.flags & 0x02) !== 0
  const extra = (key: string): string | null => {
    const value = content.extras?.[key]
    return typeof value === 'string' ? value : null
  }
  return {
    packageName: record.packageName,
    isClearable: !ongoing && (content.flags & 0x20) === 0,
    isOngoing: ongoing,
    id: record.id,
    tag: record.tag,
    postTime: record.postedAtMs,
    isRemoved: removed,
    notification: {
      title: content.title,
      bigTitle: extra('android.title.big'),
      text: content.text,
      bigText: content.bigText ?? null,
      // The ticker is a field of the notification, not an extra: the app never finds it.
      tickerText: extra('android.tickerText'),
      subText: content.subText ?? null,
      infoText: extra('android.infoText'),
      template: content.template ?? null,
    },
    isGroup: content.groupKey !== undefined || content.sortKey !== undefined,
    userHandle: record.userId,
    groupKey: record.groupKey,
    overrideGroupKey: null,
    key: record.key,
  }
}
