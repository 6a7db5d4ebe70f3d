import { PermissionsAndroid, Platform } from 'react-native'

export type NotificationPermission = 'unknown' | 'not needed' | 'granted' | 'denied' | 'never_ask_again'

/** Android 13: the first version on which an app must ask before it may post. */
const firstApiThatAsks = 33

/** What is so now, without asking. */
export async function readNotificationPermission(): Promise<NotificationPermission> {
  if (!mustAsk()) return 'not needed'
  return (await PermissionsAndroid.check(PermissionsAndroid.PERMISSIONS.POST_NOTIFICATIONS)) ? 'granted' : 'denied'
}

/** Shows the system's dialog where it is due. */
export async function askNotificationPermission(): Promise<NotificationPermission> {
  if (!mustAsk()) return 'not needed'
  return PermissionsAndroid.request(PermissionsAndroid.PERMISSIONS.POST_NOTIFICATIONS)
}

function mustAsk(): boolean {
  return Platform.OS === 'android' && Platform.Version >= firstApiThatAsks
}
