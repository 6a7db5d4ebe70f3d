/**
 * Where the app is when the message is sent. `force-stopped` is its own state, not a kill: Android then drops FCM messages.
 * `cleared`: removed by "clear all" in recents. `rebooted`: the phone was rebooted and unlocked, the app not opened.
 */
export const knownAppStates = [
  'foreground',
  'background',
  'locked',
  'swiped-away',
  'cleared',
  'cache-killed',
  'force-stopped',
  'rebooted',
] as const
export type KnownAppState = (typeof knownAppStates)[number]
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

/** Whether the user is logged in here when the app is brought to its state; a login that only time ends is. */
export function isLoggedInHere(account: AccountState): boolean {
  return account === 'logged-in' || account === 'idle-for-seven-days'
}
