import type { ComponentName } from './intent.ts'

/**
 * How a vendor's ROM asks before `adb install` may go on, as data. Ids are as views carry them (`android:button1`, or a bare
 * name of the screen's own package); '' where no public source names one. `{app}` in a text stands for the app's label.
 */
export interface InstallAsking {
  /** What a phone of this ROM does out of the box. */
  readonly usual: InstallMode
  /** Shown one after the other; each must be accepted. */
  readonly screens: readonly InstallScreen[]
  /** What the ROM shows when the app is on the phone; adb has its answer by then. */
  readonly finish?: InstallScreen
  /** An app that is there already is updated without a question. */
  readonly updatesPass: boolean
  /** What adb reads after a refusal. */
  readonly refusal: InstallRefusal
  /** The ROM has a switch that refuses every install from adb without a question. */
  readonly hasSwitch: boolean
}

/**
 * allowed: adb installs as on AOSP. asks: the ROM's screens. asks-password: the screens of an owner who is logged in to the
 * vendor's account, too. off: the ROM's switch for installs over USB is off.
 */
export const installModes = ['allowed', 'asks', 'asks-password', 'off'] as const
export type InstallMode = (typeof installModes)[number]

/** `Failure [code: message]`, or the code alone. */
export interface InstallRefusal {
  readonly code: string
  readonly message: string
}

export interface InstallScreen {
  readonly activity: ComponentName
  /** A sheet and a dialog leave what is behind in sight. */
  readonly shape: 'sheet' | 'dialog' | 'page'
  readonly title?: { readonly id: string; readonly text: string }
  /** Icon and name of the app stand below the title. */
  readonly showsApp: boolean
  /** Only for an owner with an account. */
  readonly withAccountOnly?: boolean
  /** The app is looked at first; until then the accepting button does nothing. */
  readonly scan?: { readonly id: string; readonly text: string; readonly forMs: number }
  readonly checkbox?: {
    readonly id: string
    readonly text: string
    /** 'remember-refusal': a refusal is then kept for this app. 'consent': must be ticked. */
    readonly meaning: 'remember-refusal' | 'consent'
  }
  readonly password?: { readonly id: string; readonly frameId: string }
  readonly accept: InstallButton
  readonly refuse?: InstallButton
  /** Of the refusing button: it presses itself at 0. */
  readonly countdown?: { readonly from: number; readonly firstTickMs: number; readonly tickMs: number }
}

export interface InstallButton {
  readonly id: string
  readonly text: string
  /** A view around the button that has an id of its own. */
  readonly frameId?: string
}
