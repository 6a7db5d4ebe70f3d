import { readAppNotificationSettings } from '../android/app-notification-settings.ts'
import { type ChannelImportance, ChannelSettingsScreen, settableImportance } from '../app/channel-settings-screen.ts'
import { type Deadline, until } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import type { FarmPhone } from '../farm/farm-phone.ts'

/** A notification channel on a phone; one that a push service made for the app may belong to the service's package. */
export interface PhoneChannel {
  readonly package: string
  readonly id: string
}

/**
 * Makes a channel what is wanted on its page in Settings, as a person does, and waits until the notification service says
 * so.
 */
export async function setChannel(
  phone: FarmPhone,
  browser: WebdriverIO.Browser,
  channel: PhoneChannel,
  wanted: ChannelImportance,
  deadline: Deadline,
): Promise<void> {
  await phone.unlock(deadline)
  await phone.shell.run(
    [
      ...['am', 'start', '-W', '-a', 'android.settings.CHANNEL_NOTIFICATION_SETTINGS'],
      ...['--es', 'android.provider.extra.APP_PACKAGE', channel.package],
      ...['--es', 'android.provider.extra.CHANNEL_ID', channel.id],
      ...['-f', '0x10008000'],
    ],
    deadline,
  )
  await new ChannelSettingsScreen(browser).set(wanted, deadline)
  await until(
    `the channel ${channel.id} to have the importance ${String(wanted)}`,
    async () => ((await channelImportance(phone, channel, deadline)) === wanted ? true : undefined),
    deadline,
    { everyMs: 100 },
  )
  await phone.pressHome(deadline)
}

/** What a channel is now; it must be something that its page can set again. */
export async function channelImportance(
  phone: FarmPhone,
  channel: PhoneChannel,
  deadline: Deadline,
): Promise<ChannelImportance> {
  const settings = readAppNotificationSettings(await phone.notificationsText(deadline), channel.package)
  const found = settings?.channels.find(({ id }) => id === channel.id)
  if (found !== undefined) return settableImportance(found.importance)
  throw new PushfarmError(`${phone.name} has no channel ${channel.id} of ${channel.package}.`, {
    code: 'harness/no-channel',
    verdict: 'set-up',
    facts: { ...channel },
    hint: 'The app makes its channels at its start, a push service with the first message.',
  })
}
