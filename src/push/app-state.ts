/** Where the app is when the message is sent. `force-stopped` is its own state, not a kill: Android then drops FCM messages. */
export const appStates = ['foreground', 'background', 'locked', 'swiped-away', 'cache-killed', 'force-stopped'] as const
export type AppState = (typeof appStates)[number]

/**
 * All states that the rules know: also removed by "clear all" in recents, and a phone that was rebooted and unlocked
 * without the app being opened.
 */
export const knownAppStates = [...appStates, 'cleared', 'rebooted'] as const
export type KnownAppState = (typeof knownAppStates)[number]
/** Those into which the harness brings an app; a reboot ends the session that looks on. */
export type TriedAppState = Exclude<KnownAppState, 'rebooted'>
export type KillMode = Exclude<KnownAppState, 'foreground' | 'background' | 'locked'>

/** Whether the app's process is meant to be gone in this state; `locked` and `background` leave it alive. */
export function processIsGone<State extends KnownAppState>(state: State): state is Extract<State, KillMode> {
  return state !== 'foreground' && state !== 'background' && state !== 'locked'
}

/**
 * What the Chat server knows of the recipient on this phone.
 * `kicked-by-login`: the same user logged in on another phone of the same platform, and the app was told (6208).
 * `moved-to-another-phone`: the same, while the app was not running. `switched-user`: somebody else logged in here.
 * `signature-expired`: 6206. `idle-for-seven-days`: PushOnline without a login for a week.
 */
export const accountStates = [
  'logged-in',
  'logged-out',
  'kicked-by-login',
  'moved-to-another-phone',
  'kicked-by-rest',
  'switched-user',
  'signature-expired',
  'idle-for-seven-days',
  'never-logged-in',
] as const
export type AccountState = (typeof accountStates)[number]
