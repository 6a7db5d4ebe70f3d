/** Where the app is when the message is sent. `force-stopped` is its own state, not a kill: Android then drops FCM messages. */
export const appStates = ['foreground', 'background', 'locked', 'swiped-away', 'cache-killed', 'force-stopped'] as const
export type AppState = (typeof appStates)[number]

/** Whose account the app is signed in with. */
export type AccountState = 'logged-in' | 'logged-out'

/** Whether the app's process is meant to be gone in this state; `locked` and `background` leave it alive. */
export function processIsGone(state: AppState): boolean {
  switch (state) {
    case 'foreground':
    case 'background':
    case 'locked':
      return false
    case 'swiped-away':
    case 'cache-killed':
    case 'force-stopped':
      return true
  }
}
