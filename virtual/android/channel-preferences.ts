import { type NotificationChannel, newChannel } from './notification.ts'

/** NotificationChannel.USER_LOCKED_IMPORTANCE */
const userLockedImportance = 0x4
/** The channel that apps made for Android 7 and older post to. */
const defaultChannelId = 'miscellaneous'

interface PackagePreferences {
  readonly channels: Map<string, NotificationChannel>
  readonly deleted: Map<string, NotificationChannel>
  enabled: boolean
}

/** PreferencesHelper: channels and the switch of each app. */
export class ChannelPreferences {
  readonly #byPackage = new Map<string, PackagePreferences>()

  /** In the order in which they appeared. */
  packages(): readonly string[] {
    return [...this.#byPackage.keys()]
  }

  channels(packageName: string): readonly NotificationChannel[] {
    return [...(this.#byPackage.get(packageName)?.channels.values() ?? [])]
  }

  channel(packageName: string, id: string): NotificationChannel | undefined {
    return this.#byPackage.get(packageName)?.channels.get(id)
  }

  /**
   * NotificationManager.createNotificationChannel: of a channel that exists, only name, description and group change, and
   * the importance may only go down while the owner did not touch it. A deleted one comes back as it was.
   */
  create(packageName: string, channel: NotificationChannel): void {
    const preferences = this.#of(packageName)
    const earlier = preferences.channels.get(channel.id) ?? preferences.deleted.get(channel.id)
    preferences.deleted.delete(channel.id)
    if (earlier === undefined) {
      preferences.channels.set(channel.id, { ...channel, originalImportance: channel.importance })
      return
    }
    const lower = earlier.userLockedFields === 0 && channel.importance < earlier.importance
    preferences.channels.set(channel.id, {
      ...earlier,
      name: channel.name,
      description: channel.description,
      groupId: earlier.groupId ?? channel.groupId,
      importance: lower ? channel.importance : earlier.importance,
    })
  }

  /** Returns whether there was one. */
  delete(packageName: string, id: string): boolean {
    const preferences = this.#byPackage.get(packageName)
    const channel = preferences?.channels.get(id)
    if (preferences === undefined || channel === undefined) return false
    preferences.channels.delete(id)
    preferences.deleted.set(id, channel)
    return true
  }

  /** Makes the default channel of an app that knows no channels. */
  ensureDefault(packageName: string): NotificationChannel {
    const earlier = this.channel(packageName, defaultChannelId)
    if (earlier !== undefined) return earlier
    const channel: NotificationChannel = newChannel(defaultChannelId, 'Uncategorized', 3, { lights: true })
    this.#of(packageName).channels.set(channel.id, channel)
    return channel
  }

  /** The owner sets the importance; 0 blocks the channel. Returns whether there is such a channel. */
  setImportance(packageName: string, id: string, importance: number): boolean {
    const channel = this.channel(packageName, id)
    if (channel === undefined) return false
    const userLockedFields = channel.userLockedFields | userLockedImportance
    this.#of(packageName).channels.set(id, { ...channel, importance, userLockedFields })
    return true
  }

  enabled(packageName: string): boolean {
    return this.#byPackage.get(packageName)?.enabled ?? true
  }

  setEnabled(packageName: string, enabled: boolean): void {
    this.#of(packageName).enabled = enabled
  }

  /** The package or its data went. */
  forget(packageName: string): void {
    this.#byPackage.delete(packageName)
  }

  #of(packageName: string): PackagePreferences {
    const known = this.#byPackage.get(packageName)
    if (known !== undefined) return known
    const made = { channels: new Map<string, NotificationChannel>(), deleted: new Map(), enabled: true }
    this.#byPackage.set(packageName, made)
    return made
  }
}
