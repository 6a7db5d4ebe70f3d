import { type Row, type RowContext, onlyIf } from '../matrix-row.ts'

type RowPart = Pick<Row, 'message' | 'situation'>

export function ownerRows({ phone: { profile }, channelId }: RowContext): readonly Row[] {
  const asks = onlyIf(profile.apiLevel >= 33, 'POST_NOTIFICATIONS came with Android 13')
  const channels = profile.apiLevel >= 26
  const use = profile.service.channel.value
  const usesEither = use.kind === 'of-the-app-or-own'
  const usesTheApps = onlyIf(
    channels && (usesEither || use.kind === 'of-the-app' || use.kind === 'firebase'),
    "this push service does not show on the app's channel",
  )
  const usesItsOwn = onlyIf(
    channels && (usesEither || use.kind === 'own' || use.kind === 'own-by-id'),
    "this push service shows on the app's channel, or does where message or console name it",
  )
  const onTheApps: RowPart = usesEither ? { message: { androidInfo: { [use.field]: channelId } } } : {}
  // A quiet message is on the service's own channel whatever the console names; a loud one where nothing is named.
  const quietOnItsOwn: RowPart = usesEither ? { message: { androidInfo: { HuaWeiImportance: 'LOW' } } } : {}
  const loudOnItsOwn: RowPart = usesEither ? { situation: { console: { channelId: '' } } } : {}
  const secure = { keyguard: 'secure' } as const
  return [
    {
      id: 'owner/notifications-off',
      says: "The app's notifications are off",
      situation: { settings: { notifications: 'off' } },
    },
    { id: 'owner/notifications-on-again', says: "The app's notifications are on again" },
    {
      id: 'owner/channel-off',
      says: "The app's channel is off",
      ...onTheApps,
      situation: { settings: { channels: { [channelId]: 0 } } },
      applies: usesTheApps,
    },
    {
      id: 'owner/silent-channel',
      says: "The app's channel is silent",
      ...onTheApps,
      situation: { settings: { channels: { [channelId]: 2 } } },
      applies: usesTheApps,
    },
    {
      id: 'owner/service-channel-on',
      says: "The push service's channel is as it was made",
      ...quietOnItsOwn,
      applies: usesItsOwn,
    },
    {
      id: 'owner/service-channel-off',
      says: "The push service's channel is off",
      ...quietOnItsOwn,
      situation: { settings: { serviceChannel: 'off' } },
      applies: usesItsOwn,
    },
    {
      id: 'owner/service-channel-heard',
      says: "The push service's channel is one that is heard",
      ...loudOnItsOwn,
      applies: usesItsOwn,
    },
    {
      id: 'owner/service-channel-silent',
      says: "The push service's channel is silent",
      situation: { ...loudOnItsOwn.situation, settings: { serviceChannel: 'silent' } },
      applies: usesItsOwn,
    },
    {
      id: 'owner/as-installed',
      says: 'Nothing was switched since the installation (OPPO: off)',
      situation: { settings: { notifications: 'as-installed' } },
      applies: onlyIf(
        profile.rom.notificationsAtInstall.value === 'off',
        "this ROM leaves a new app's notifications on",
      ),
    },
    {
      id: 'owner/permission-never-asked',
      says: 'The app never asked for the permission',
      situation: { settings: { permission: 'as-installed' } },
      applies: asks,
    },
    {
      id: 'owner/permission-denied',
      says: 'The real dialog was denied',
      situation: { settings: { permission: 'denied' } },
      applies: asks,
    },
    {
      id: 'owner/permission-granted',
      says: 'The real dialog was granted',
      situation: { settings: { permission: 'granted' } },
      applies: asks,
    },
    {
      id: 'owner/lock-screen-hide',
      says: 'Hidden from the lock screen, in the shade once unlocked',
      situation: { appState: 'locked', settings: { lockScreen: 'hide' } },
    },
    {
      id: 'owner/lock-screen-hide-content',
      says: 'Content hidden on a secure lock screen',
      situation: { appState: 'locked', settings: { lockScreen: 'hide-content', ...secure } },
      effort: 'locks-the-phone',
    },
    {
      id: 'owner/do-not-disturb',
      says: 'Do not disturb: in the shade, not heard',
      situation: { settings: { doNotDisturb: 'on' } },
    },
  ]
}
