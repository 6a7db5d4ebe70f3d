import { aospPermissionAllow, type Vendor } from './vendor.ts'

export const google: Vendor = {
  name: 'google',
  label: 'Pixel',
  pushService: 'fcm',
  rules: {
    // FCM's library in the app posts; nobody else does.
    postedBy: ['com.google.android.gms'],
    // Tencent names no limit for FCM; Android itself shows 1024 characters of a text and more of a title than fits a row.
    titleUnits: 1024,
    descUnits: 1024,
    // FCM answers droppedAppForceStopped.
    deliversWhenForceStopped: false,
  },
  recentsClearAll: ['com.google.android.apps.nexuslauncher:id/clear_all', 'com.android.launcher3:id/clear_all'],
  recentsSwipe: 'up',
  permissionAllow: aospPermissionAllow,
  installDialogs: [],
  hints: [],
}
