import type { PushRules } from '../push/push-rules.ts'
import type { InstallStep } from './install-step.ts'

export const vendorNames = ['mi', 'huawei', 'honor', 'oppo', 'vivo', 'meizu', 'google'] as const
export type VendorName = (typeof vendorNames)[number]

/** Who carries the push, in Tencent's numbering of `PushPlatform` (1047/67552). */
export const pushPlatforms = { mi: 2, huawei: 3, fcm: 4, meizu: 5, oppo: 6, vivo: 7, honor: 8 } as const
export type PushServiceName = keyof typeof pushPlatforms

/** What one vendor's ROM and push service do differently, as far as a tester must know. Sources stand beside each value. */
export interface Vendor {
  readonly name: VendorName
  /** As people call it. */
  readonly label: string
  readonly pushService: PushServiceName
  readonly rules: PushRules
  /** Resource ids of "clear all" in the recents screen, newest ROM first. */
  readonly recentsClearAll: readonly string[]
  /** Which way a card leaves the recents screen. */
  readonly recentsSwipe: 'up' | 'sideways'
  /** Buttons that allow a runtime permission, most specific first. */
  readonly permissionAllow: readonly string[]
  /** What the ROM writes on the fold of its shade, behind which it hides rows; texts, since it has no id. */
  readonly shadeFolds: readonly string[]
  readonly installSteps: readonly InstallStep[]
}

/**
 * AOSP's button; the package before it is the vendor's own or Google's. Source: packages/modules/Permission (15), PackageInstaller
 * (10), layout of the grant dialog; documented, checked 2026-11-21.
 */
export const aospPermissionAllow = [
  'com.android.permissioncontroller:id/permission_allow_button',
  'com.android.packageinstaller:id/permission_allow_button',
] as const
