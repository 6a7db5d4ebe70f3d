/**
 * Android's own permissions by protection level (frameworks/base/core/res/AndroidManifest.xml). A number is the API level
 * that brought the permission.
 */
const runtime: Readonly<Record<string, number>> = {
  ACCEPT_HANDOVER: 28,
  ACCESS_BACKGROUND_LOCATION: 29,
  ACCESS_COARSE_LOCATION: 1,
  ACCESS_FINE_LOCATION: 1,
  ACCESS_MEDIA_LOCATION: 29,
  ACTIVITY_RECOGNITION: 29,
  ADD_VOICEMAIL: 14,
  ANSWER_PHONE_CALLS: 26,
  BLUETOOTH_ADVERTISE: 31,
  BLUETOOTH_CONNECT: 31,
  BLUETOOTH_SCAN: 31,
  BODY_SENSORS: 20,
  BODY_SENSORS_BACKGROUND: 33,
  CALL_PHONE: 1,
  CAMERA: 1,
  GET_ACCOUNTS: 1,
  NEARBY_WIFI_DEVICES: 33,
  POST_NOTIFICATIONS: 33,
  PROCESS_OUTGOING_CALLS: 1,
  READ_CALENDAR: 1,
  READ_CALL_LOG: 16,
  READ_CONTACTS: 1,
  READ_EXTERNAL_STORAGE: 16,
  READ_MEDIA_AUDIO: 33,
  READ_MEDIA_IMAGES: 33,
  READ_MEDIA_VIDEO: 33,
  READ_MEDIA_VISUAL_USER_SELECTED: 34,
  READ_PHONE_NUMBERS: 26,
  READ_PHONE_STATE: 1,
  READ_SMS: 1,
  RECEIVE_MMS: 1,
  RECEIVE_SMS: 1,
  RECEIVE_WAP_PUSH: 1,
  RECORD_AUDIO: 1,
  SEND_SMS: 1,
  USE_SIP: 9,
  UWB_RANGING: 31,
  WRITE_CALENDAR: 1,
  WRITE_CALL_LOG: 16,
  WRITE_CONTACTS: 1,
  WRITE_EXTERNAL_STORAGE: 4,
}
const install: Readonly<Record<string, number>> = {
  ACCESS_LOCATION_EXTRA_COMMANDS: 1,
  ACCESS_NETWORK_STATE: 1,
  ACCESS_NOTIFICATION_POLICY: 23,
  ACCESS_WIFI_STATE: 1,
  BLUETOOTH: 1,
  BLUETOOTH_ADMIN: 1,
  BROADCAST_STICKY: 1,
  CALL_COMPANION_APP: 29,
  CHANGE_NETWORK_STATE: 1,
  CHANGE_WIFI_MULTICAST_STATE: 4,
  CHANGE_WIFI_STATE: 1,
  DISABLE_KEYGUARD: 1,
  EXPAND_STATUS_BAR: 1,
  FOREGROUND_SERVICE: 28,
  FOREGROUND_SERVICE_DATA_SYNC: 34,
  FOREGROUND_SERVICE_LOCATION: 34,
  FOREGROUND_SERVICE_MEDIA_PLAYBACK: 34,
  FOREGROUND_SERVICE_MEDIA_PROJECTION: 34,
  FOREGROUND_SERVICE_MICROPHONE: 34,
  FOREGROUND_SERVICE_REMOTE_MESSAGING: 34,
  FOREGROUND_SERVICE_SPECIAL_USE: 34,
  GET_PACKAGE_SIZE: 1,
  HIDE_OVERLAY_WINDOWS: 31,
  HIGH_SAMPLING_RATE_SENSORS: 31,
  INTERNET: 1,
  KILL_BACKGROUND_PROCESSES: 8,
  MODIFY_AUDIO_SETTINGS: 1,
  NFC: 9,
  QUERY_ALL_PACKAGES: 30,
  READ_SYNC_SETTINGS: 1,
  READ_SYNC_STATS: 1,
  RECEIVE_BOOT_COMPLETED: 1,
  REORDER_TASKS: 1,
  REQUEST_COMPANION_RUN_IN_BACKGROUND: 26,
  REQUEST_DELETE_PACKAGES: 26,
  REQUEST_IGNORE_BATTERY_OPTIMIZATIONS: 23,
  SET_WALLPAPER: 1,
  SET_WALLPAPER_HINTS: 1,
  TRANSMIT_IR: 19,
  USE_BIOMETRIC: 28,
  USE_EXACT_ALARM: 33,
  USE_FINGERPRINT: 23,
  USE_FULL_SCREEN_INTENT: 29,
  VIBRATE: 1,
  WAKE_LOCK: 1,
  WRITE_SYNC_SETTINGS: 1,
}
/** protectionLevel with `development`: `pm grant` gives them. */
const development: Readonly<Record<string, number>> = {
  BATTERY_STATS: 1,
  CHANGE_CONFIGURATION: 1,
  CONFIGURE_DISPLAY_BRIGHTNESS: 26,
  CONTROL_DISPLAY_COLOR_TRANSFORMS: 24,
  DUMP: 1,
  GET_PROCESS_STATE_AND_OOM_SCORE: 23,
  INTERACT_ACROSS_USERS: 17,
  LOOP_RADIO: 26,
  PACKAGE_USAGE_STATS: 21,
  READ_LOGS: 1,
  SET_ALWAYS_FINISH: 1,
  SET_ANIMATION_SCALE: 1,
  SET_DEBUG_APP: 1,
  SET_PROCESS_LIMIT: 1,
  SIGNAL_PERSISTENT_PROCESSES: 1,
  WRITE_SECURE_SETTINGS: 3,
}
/** Given by an app op or not at all. */
const special: Readonly<Record<string, number>> = {
  ACCESS_MOCK_LOCATION: 1,
  BIND_NOTIFICATION_LISTENER_SERVICE: 18,
  CHANGE_COMPONENT_ENABLED_STATE: 1,
  INSTALL_PACKAGES: 1,
  MANAGE_EXTERNAL_STORAGE: 30,
  READ_PRIVILEGED_PHONE_STATE: 21,
  REQUEST_INSTALL_PACKAGES: 23,
  SCHEDULE_EXACT_ALARM: 31,
  SYSTEM_ALERT_WINDOW: 1,
  WRITE_SETTINGS: 1,
}

export type PermissionKind = 'runtime' | 'install' | 'development' | 'special'

export const postNotifications = 'android.permission.POST_NOTIFICATIONS'
const prefix = 'android.permission.'

/** What kind of permission this is on a phone of `apiLevel`; undefined for one that this Android does not have. */
export function permissionKind(permission: string, apiLevel: number): PermissionKind | undefined {
  if (!permission.startsWith(prefix)) return undefined
  const name = permission.slice(prefix.length)
  const kinds = { runtime, install, development, special } as const
  for (const [kind, since] of Object.entries(kinds)) {
    const from = since[name]
    if (from !== undefined && from <= apiLevel) return kind as PermissionKind
  }
  return undefined
}

/** All permissions of Android itself at this API level. */
export function permissionNames(apiLevel: number): readonly string[] {
  return [runtime, install, development, special]
    .flatMap((since) => Object.entries(since))
    .filter(([, from]) => from <= apiLevel)
    .map(([name]) => prefix + name)
    .sort()
}
