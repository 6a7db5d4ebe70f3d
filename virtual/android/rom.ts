import type { Rect } from '../ui/node.ts'
import type { InstallAsking } from './install-screen.ts'

export type Vendor = 'mi' | 'huawei' | 'honor' | 'oppo' | 'vivo' | 'meizu' | 'google'

/** What one vendor's phone is and does differently, as data. One value per file in virtual/roms. */
export interface Rom {
  readonly vendor: Vendor
  /** Marketing name, e.g. `Xiaomi 14`. */
  readonly name: string
  /** 28 (Android 9) to 35 (Android 15). */
  readonly apiLevel: number
  readonly release: string
  /** All of `getprop` that does not depend on the running phone; includes ro.product.*, ro.build.*, the vendor's ROM keys. */
  readonly properties: Readonly<Record<string, string>>
  readonly screen: ScreenSpec
  /** BCP 47, e.g. `zh-CN`. Texts of system windows are in this language. */
  readonly locale: string
  readonly timeZone: string
  /** System packages beyond AOSP's (push service, security centre, launcher ...). */
  readonly systemPackages: readonly SystemPackage[]
  readonly launcherPackage: string
  /** Component of the home activity, e.g. `com.miui.home/.launcher.Launcher` in full. */
  readonly homeActivity: string
  readonly pushService: PushServiceClient
  readonly notifications: {
    /** OPPO: notifications of a new app are off until the owner switches them on. */
    readonly enabledAtInstall: boolean
    /** Rows are shown collapsed (MIUI). */
    readonly collapsedRows: boolean
  }
  readonly recents: {
    readonly clearAllId: string
    /** Direction that removes a card. */
    readonly dismiss: 'up' | 'sideways'
    readonly orientation: 'horizontal' | 'vertical'
    /** What swiping the card away does to the process. 'force-stop' as on many Chinese ROMs for FCM purposes. */
    readonly swipeKills: 'process' | 'force-stop' | 'nothing'
  }
  readonly permissionDialog: {
    readonly packageName: string
    readonly activity: string
    readonly idPrefix: string
    readonly allowId: string
    readonly denyId: string
  }
  /** What opens web links; undefined on a phone without a browser. */
  readonly browser?: Browser
  /** What the ROM asks before adb may install; undefined where it asks nothing. */
  readonly installAsking?: InstallAsking
  /** Tokens added by the ROM to `NotificationRecord(... key=K<here>: `, e.g. ` bbbc=0`; '' otherwise. */
  readonly notificationHeaderExtra: string
}

/** The app that answers web links. */
export interface Browser {
  readonly packageName: string
  readonly activity: string
  readonly label: string
  readonly versionName: string
}

export interface ScreenSpec {
  readonly width: number
  readonly height: number
  readonly densityDpi: number
  readonly statusBarHeight: number
  readonly navigationBarHeight: number
  /** Display cutout, if any. */
  readonly cutout?: Rect
}

export interface SystemPackage {
  readonly packageName: string
  readonly versionName: string
  readonly versionCode: number
  readonly uid: number
  /** Process names that always run. */
  readonly persistentProcesses: readonly string[]
  readonly label: string
}

/** The vendor's push client on the phone. */
export interface PushServiceClient {
  readonly name: 'mi' | 'huawei' | 'honor' | 'oppo' | 'vivo' | 'meizu' | 'fcm'
  /** Package of the push service, e.g. `com.xiaomi.xmsf`. */
  readonly packageName: string
  /** Who posts a notification message: the service in the app's name (opPkg = service), the service itself, or the app's process (FCM library). */
  readonly postsAs: 'service-for-app' | 'service' | 'app'
  /** Whether a force-stopped app still gets notification messages. */
  readonly deliversWhenForceStopped: boolean
}

export function density(screen: ScreenSpec): number {
  return screen.densityDpi / 160
}
