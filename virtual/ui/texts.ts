/** Words of the system windows. AOSP's strings.xml of SystemUI, Settings, PermissionController and the framework. */
export interface Texts {
  readonly clearAll: string
  readonly clearAllDescription: string
  readonly manage: string
  readonly noNotifications: string
  readonly silent: string
  readonly notifications: string
  readonly clearSilent: string
  /** MIUI's fold of notifications that it takes for unimportant. */
  readonly unimportant: string
  readonly expand: string
  readonly collapse: string
  readonly now: string
  minutesAgo(minutes: number): string
  hoursAgo(hours: number): string
  daysAgo(days: number): string
  readonly contentsHidden: string
  readonly swipeUp: string
  readonly enterPin: string
  readonly wrongPin: string
  readonly delete: string
  readonly enter: string
  readonly recentApps: string
  readonly noRecents: string
  readonly recentsClearAll: string
  readonly unlockedCard: string
  askNotifications(app: string): string
  askPermission(app: string, what: string): string
  readonly allow: string
  readonly deny: string
  readonly forbid: string
  readonly shadePane: string
  readonly quickSettingsPane: string
  readonly lockScreenPane: string
  readonly internet: string
  readonly bluetooth: string
  readonly airplane: string
  readonly doNotDisturb: string
  readonly on: string
  readonly off: string
  readonly settings: string
  readonly notificationSettings: string
  allNotificationsOf(app: string): string
  readonly showNotifications: string
  readonly notificationsBlocked: string
  readonly channelSettings: string
  readonly channelBlocked: string
  /** Android 10. */
  readonly alerting: string
  /** Android 11 and later. */
  readonly alertingByDefault: string
  readonly alertingSummary: string
  readonly silentSummary: string
  readonly popOnScreen: string
  readonly popOnScreenSummary: string
  /** Android 8 and 9. */
  readonly importance: string
  readonly importances: Readonly<Record<number, string>>
  readonly appInfo: string
  readonly open: string
  readonly uninstall: string
  readonly forceStop: string
  readonly forceStopTitle: string
  readonly forceStopMessage: string
  readonly ok: string
  readonly cancel: string
  notResponding(app: string): string
  keepsStopping(app: string): string
  readonly waitForApp: string
  readonly closeApp: string
  readonly usb: { readonly title: string; readonly message: (fingerprint: string) => string; readonly always: string }
  date(day: Date, timeZone: string): string
  /** Words for permissions in the generic dialog, by permission group. */
  permission(name: string): string
  readonly battery: (percent: number) => string
}

const english: Texts = {
  clearAll: 'Clear all',
  clearAllDescription: 'Clear all notifications.',
  manage: 'Manage',
  noNotifications: 'No notifications',
  silent: 'Silent',
  notifications: 'Notifications',
  clearSilent: 'Clear all silent notifications',
  unimportant: 'Unimportant',
  expand: 'Expand',
  collapse: 'Collapse',
  now: 'now',
  minutesAgo: (n) => (n === 1 ? '1 minute ago' : `${String(n)} minutes ago`),
  hoursAgo: (n) => (n === 1 ? '1 hour ago' : `${String(n)} hours ago`),
  daysAgo: (n) => (n === 1 ? '1 day ago' : `${String(n)} days ago`),
  contentsHidden: 'New notification',
  swipeUp: 'Swipe up to open',
  enterPin: 'Enter PIN',
  wrongPin: 'Wrong PIN',
  delete: 'Delete',
  enter: 'Enter',
  recentApps: 'Recent apps',
  noRecents: 'No recent items',
  recentsClearAll: 'Clear all',
  unlockedCard: 'Unlocked',
  askNotifications: (app) => `Allow ${app} to send you notifications?`,
  askPermission: (app, what) => `Allow ${app} to ${what}?`,
  allow: 'Allow',
  deny: 'Don’t allow',
  forbid: 'Deny',
  shadePane: 'Notification shade.',
  quickSettingsPane: 'Quick settings.',
  lockScreenPane: 'Lock screen',
  internet: 'Internet',
  bluetooth: 'Bluetooth',
  airplane: 'Airplane mode',
  doNotDisturb: 'Do Not Disturb',
  on: 'On',
  off: 'Off',
  settings: 'Settings',
  notificationSettings: 'App notifications',
  allNotificationsOf: (app) => `All ${app} notifications`,
  showNotifications: 'Show notifications',
  notificationsBlocked: 'At your request, Android is blocking this app’s notifications from appearing on this device',
  channelSettings: 'Notification category',
  channelBlocked: 'At your request, Android is blocking this category of notifications from appearing on this device',
  alerting: 'Alerting',
  alertingByDefault: 'Default',
  alertingSummary: 'May ring or vibrate based on phone settings',
  silentSummary: 'No sound or vibration',
  popOnScreen: 'Pop on screen',
  popOnScreenSummary: 'When device is unlocked, show notifications as a banner across the top of the screen',
  importance: 'Behavior',
  importances: {
    1: 'Show silently and minimize',
    2: 'Show silently',
    3: 'Make sound',
    4: 'Make sound and pop on screen',
  },
  appInfo: 'App info',
  open: 'Open',
  uninstall: 'Uninstall',
  forceStop: 'Force stop',
  forceStopTitle: 'Force stop?',
  forceStopMessage: 'If you force stop an app, it may misbehave.',
  ok: 'OK',
  cancel: 'Cancel',
  notResponding: (app) => `${app} isn’t responding`,
  keepsStopping: (app) => `${app} keeps stopping`,
  waitForApp: 'Wait',
  closeApp: 'Close app',
  usb: {
    title: 'Allow USB debugging?',
    message: (fingerprint) => `The computer’s RSA key fingerprint is:\n${fingerprint}`,
    always: 'Always allow from this computer',
  },
  date: (day, timeZone) =>
    new Intl.DateTimeFormat('en-US', { weekday: 'short', month: 'short', day: 'numeric', timeZone }).format(day),
  permission: (name) => englishPermissions[name.slice(name.lastIndexOf('.') + 1)] ?? 'use this permission',
  battery: (percent) => `Battery ${String(percent)} percent.`,
}

const englishPermissions: Readonly<Record<string, string>> = {
  CAMERA: 'take pictures and record video',
  RECORD_AUDIO: 'record audio',
  ACCESS_FINE_LOCATION: 'access this device’s location',
  ACCESS_COARSE_LOCATION: 'access this device’s location',
  READ_EXTERNAL_STORAGE: 'access photos and media on your device',
  WRITE_EXTERNAL_STORAGE: 'access photos and media on your device',
  READ_MEDIA_IMAGES: 'access photos and videos on this device',
  READ_CONTACTS: 'access your contacts',
  READ_PHONE_STATE: 'make and manage phone calls',
}

const chinese: Texts = {
  clearAll: '全部清除',
  clearAllDescription: '清除所有通知。',
  manage: '管理',
  noNotifications: '没有通知',
  silent: '静音',
  notifications: '通知',
  clearSilent: '清除所有静音通知',
  unimportant: '不重要通知',
  expand: '展开',
  collapse: '收起',
  now: '现在',
  minutesAgo: (n) => `${String(n)}分钟前`,
  hoursAgo: (n) => `${String(n)}小时前`,
  daysAgo: (n) => `${String(n)}天前`,
  contentsHidden: '内容已隐藏',
  swipeUp: '向上滑动即可打开',
  enterPin: '请输入 PIN 码',
  wrongPin: 'PIN 码有误',
  delete: '删除',
  enter: '输入',
  recentApps: '最近用过的应用',
  noRecents: '近期没有任何内容',
  recentsClearAll: '全部清除',
  unlockedCard: '未加锁',
  askNotifications: (app) => `要允许“${app}”向您发送通知吗？`,
  askPermission: (app, what) => `要允许“${app}”${what}吗？`,
  allow: '允许',
  deny: '不允许',
  forbid: '禁止',
  shadePane: '通知栏。',
  quickSettingsPane: '快捷设置。',
  lockScreenPane: '锁定屏幕',
  internet: '互联网',
  bluetooth: '蓝牙',
  airplane: '飞行模式',
  doNotDisturb: '勿扰模式',
  on: '开启',
  off: '关闭',
  settings: '设置',
  notificationSettings: '应用通知',
  allNotificationsOf: (app) => `所有“${app}”通知`,
  showNotifications: '允许通知',
  notificationsBlocked: '根据您的要求，Android 会阻止此应用的通知在此设备上显示',
  channelSettings: '通知类别',
  channelBlocked: '根据您的要求，Android 会阻止这类通知在此设备上显示',
  alerting: '提醒',
  alertingByDefault: '默认',
  alertingSummary: '可能会根据手机设置响铃或振动',
  silentSummary: '不发出声音或振动',
  popOnScreen: '在屏幕上弹出',
  popOnScreenSummary: '当设备解锁时，在屏幕顶部以横幅形式显示通知',
  importance: '行为',
  importances: { 1: '无声显示并最小化', 2: '无声显示', 3: '发出提示音', 4: '发出提示音并在屏幕上弹出' },
  appInfo: '应用信息',
  open: '打开',
  uninstall: '卸载',
  forceStop: '强行停止',
  forceStopTitle: '要强行停止吗？',
  forceStopMessage: '强行停止某个应用可能会导致其出现异常。',
  ok: '确定',
  cancel: '取消',
  notResponding: (app) => `“${app}”没有响应`,
  keepsStopping: (app) => `“${app}”屡次停止运行`,
  waitForApp: '等待',
  closeApp: '关闭应用',
  usb: {
    title: '允许 USB 调试吗？',
    message: (fingerprint) => `这台计算机的 RSA 密钥指纹如下：\n${fingerprint}`,
    always: '一律允许使用这台计算机进行调试',
  },
  date: (day, timeZone) =>
    new Intl.DateTimeFormat('zh-CN', { month: 'long', day: 'numeric', weekday: 'short', timeZone }).format(day),
  permission: (name) => chinesePermissions[name.slice(name.lastIndexOf('.') + 1)] ?? '使用此权限',
  battery: (percent) => `电池电量为百分之 ${String(percent)}。`,
}

const chinesePermissions: Readonly<Record<string, string>> = {
  CAMERA: '拍摄照片和录制视频',
  RECORD_AUDIO: '录音',
  ACCESS_FINE_LOCATION: '获取此设备的位置信息',
  ACCESS_COARSE_LOCATION: '获取此设备的位置信息',
  READ_EXTERNAL_STORAGE: '访问您设备上的照片和媒体内容',
  WRITE_EXTERNAL_STORAGE: '访问您设备上的照片和媒体内容',
  READ_MEDIA_IMAGES: '访问此设备上的照片和视频',
  READ_CONTACTS: '访问您的通讯录',
  READ_PHONE_STATE: '拨打电话和管理通话',
}

/** By BCP 47 language; every language but Chinese is shown in English. */
export function textsOf(locale: string): Texts {
  return locale.toLowerCase().startsWith('zh') ? chinese : english
}
