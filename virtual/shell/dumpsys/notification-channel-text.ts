import type { NotificationChannel } from '../../android/notification.ts'

/**
 * NotificationChannel.toString() of the phone's version, on one line. `redact`: the name is cut to three characters, as in
 * the channels' list of a dump without --noredact.
 */
export function channelText(channel: NotificationChannel, apiLevel: number, redact: boolean): string {
  const name = redact && channel.name.length > 3 ? `${channel.name.slice(0, 3)}...` : channel.name
  const attributes = audioAttributesText(apiLevel)
  const fields = [
    `mId='${channel.id}'`,
    `mName=${name}`,
    `mDescription=${channel.description === null || channel.description === '' ? '' : 'hasDescription '}`,
    `mImportance=${channel.importance}`,
    `mBypassDnd=${channel.bypassDnd}`,
    `mLockscreenVisibility=${channel.lockscreenVisibility}`,
    `mSound=${channel.sound ?? 'null'}`,
    `mLights=${channel.lights}`,
    'mLightColor=0',
    ...(apiLevel >= 34 ? ['mVibrationPattern=null', 'mVibrationEffect=null'] : ['mVibration=null']),
    `mUserLockedFields=${channel.userLockedFields.toString(16)}`,
    `${apiLevel >= 34 ? 'mUserVisibleTaskShown' : 'mFgServiceShown'}=false`,
    `mVibrationEnabled=${channel.vibration}`,
    `mShowBadge=${channel.showBadge}`,
    'mDeleted=false',
    ...(apiLevel >= 31 ? ['mDeletedTimeMs=-1'] : []),
    `mGroup='${channel.groupId ?? 'null'}'`,
    `mAudioAttributes=${attributes}`,
    'mBlockableSystem=false',
    ...(apiLevel >= 30 ? ['mAllowBubbles=-1'] : apiLevel >= 29 ? ['mAllowBubbles=true'] : []),
    ...(apiLevel >= 29 && apiLevel <= 33 ? ['mImportanceLockedByOEM=false'] : []),
    ...(apiLevel >= 29 ? ['mImportanceLockedDefaultApp=false'] : []),
    ...(apiLevel >= 30
      ? [
          `mOriginalImp=${channel.originalImportance ?? channel.importance}`,
          'mParent=null',
          'mConversationId=null',
          'mDemoted=false',
          'mImportantConvo=false',
        ]
      : []),
    ...(apiLevel >= 34 ? ['mLastNotificationUpdateTimeMs=0'] : []),
    ...(apiLevel >= 36 ? ['isBundle=false', 'emoji=null'] : []),
  ]
  return `NotificationChannel{${fields.join(', ')}}`
}

/** AudioAttributes.toString() of the attributes that channels have unless the app says otherwise. */
export function audioAttributesText(apiLevel: number): string {
  const flags = apiLevel >= 36 ? 'flags=0x800(FLAG_MUTE_HAPTIC)  tags=' : 'flags=0x800 tags='
  return `AudioAttributes: usage=USAGE_NOTIFICATION content=CONTENT_TYPE_SONIFICATION ${flags} bundle=null`
}

const importanceNames = ['NONE', 'MIN', 'LOW', 'DEFAULT', 'HIGH']

/** NotificationListenerService.Ranking.importanceToString */
export function importanceText(importance: number): string {
  if (importance === -1000) return 'UNSPECIFIED'
  return importanceNames[importance] ?? `UNKNOWN(${importance})`
}
