import { UnreadableDump } from './unreadable-dump.ts'

/** Which window and which app have the focus. */
export interface Focus {
  /** Title of the focused window (`NotificationShade`, `com.x/com.x.MainActivity`), null while nothing has it. */
  readonly window: string | null
  /** The app whose activity is in front, also below the shade or the lock screen; null when the text does not say. */
  readonly app: { readonly package: string; readonly activity: string } | null
}

/**
 * Reads `dumpsys window displays` (Android 10 and later) or `dumpsys window windows` (9). Each display prints its own line,
 * and most of them have no focus: the last one that is not null counts. Throws UnreadableDump where neither line is there.
 */
export function readFocus(text: string): Focus {
  const windows = [...text.matchAll(/^\s*mCurrentFocus=(.*)$/gm)].map((match) => match[1] ?? '')
  const apps = [...text.matchAll(/^\s*mFocus(?:ed|ead)App=(.*)$/gm)].map((match) => match[1] ?? '')
  if (windows.length === 0 && apps.length === 0) {
    throw new UnreadableDump(
      'window dump',
      1,
      text.split('\n')[0] ?? '',
      'it holds neither mCurrentFocus nor mFocusedApp',
    )
  }
  const window = windows.map(titleOfWindow).findLast((title) => title !== null) ?? null
  const app =
    apps.map(componentIn).findLast((component) => component !== null) ?? (window === null ? null : componentIn(window))
  return { window, app }
}

/** The activity that is resumed, by any of the labels of Android 9 to 16, from `dumpsys activity activities`. */
export function readResumedActivity(text: string): { readonly package: string; readonly activity: string } | null {
  for (const match of text.matchAll(/^\s*(?:topResumedActivity|mResumedActivity|ResumedActivity)\s*[:=]\s*(.*)$/gm)) {
    const component = componentIn(match[1] ?? '')
    if (component !== null) return component
  }
  return null
}

/** What `dumpsys window policy` (or the whole `dumpsys window`) says of the lock screen. null: not said. */
export interface Keyguard {
  readonly showing: boolean | null
  readonly inputRestricted: boolean | null
  readonly secure: boolean | null
  readonly screenOn: boolean | null
}

/**
 * Reads the KeyguardServiceDelegate block. mDreamingLockscreen and isKeyguardShowing are left alone: they stay true on
 * unlocked phones (seen on a OnePlus 6T with Android 13). Throws UnreadableDump where the block is missing.
 */
export function readKeyguard(text: string): Keyguard {
  const showing = flag(text, 'mIsShowing') ?? flag(text, 'showing') ?? flag(text, 'mShowingLockscreen')
  if (showing === null) {
    throw new UnreadableDump(
      'window dump',
      1,
      text.split('\n')[0] ?? '',
      'it says nothing of the lock screen (mIsShowing, showing)',
    )
  }
  const screen = /\bscreenState=(?:SCREEN_STATE_)?(\w+)/.exec(text)?.[1]
  return {
    showing,
    inputRestricted: flag(text, 'mInputRestricted') ?? flag(text, 'inputRestricted'),
    secure: flag(text, 'secure'),
    screenOn: screen === undefined ? null : screen === 'ON' || screen === 'TURNING_ON',
  }
}

/** `dumpsys trust`: deviceLocked of the current user, the plain answer to "is a PIN asked for now". null: not said. */
export function readDeviceLocked(text: string): boolean | null {
  const value = /\(current\): .*?\bdeviceLocked=(\d)/.exec(text)?.[1]
  return value === undefined ? null : value === '1'
}

function titleOfWindow(text: string): string | null {
  const title = /^Window\{\S+ (?:u-?\d+ )?(.*?)(?: (?:paused=\w+|EXITING))*\}+$/.exec(text.trim())?.[1]
  return title ?? null
}

function componentIn(text: string): { readonly package: string; readonly activity: string } | null {
  const found = /(?:^|\s)([A-Za-z]\w*(?:\.\w+)+)\/([\w.$]+)/.exec(text)
  const [, packageName, name] = found ?? []
  if (packageName === undefined || name === undefined) return null
  return { package: packageName, activity: name.startsWith('.') ? packageName + name : name }
}

function flag(text: string, name: string): boolean | null {
  const value = new RegExp(`(?:^|\\s)${name}=(true|false)\\b`).exec(text)?.[1]
  return value === undefined ? null : value === 'true'
}
