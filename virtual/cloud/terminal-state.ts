import type { Switches } from './switches.ts'

export type Platform = 'Web' | 'Android'

/** How one terminal of an account stands (1047/33518). */
export type TerminalState =
  | { readonly kind: 'Online'; readonly link: 'alive' }
  /** The link went silent without an end: the server does not know yet. */
  | { readonly kind: 'Online'; readonly link: 'silent'; readonly sinceMs: number }
  | { readonly kind: 'PushOnline'; readonly sinceMs: number }
  | { readonly kind: 'Offline'; readonly why: OfflineReason }

export type OfflineReason = 'logout' | 'kicked' | 'user-sig-expired' | 'link-closed' | 'time-out' | 'unregistered'

export type TerminalEvent =
  | { readonly kind: 'login' }
  /** The kernel closed the connection: the process ended, or the page was closed. */
  | { readonly kind: 'link-closed' }
  /** The network is cut: nothing arrives any more, not even an end. */
  | { readonly kind: 'link-silent' }
  | { readonly kind: 'link-back' }
  | { readonly kind: 'time-out' }
  | { readonly kind: 'end'; readonly why: 'logout' | 'kicked' | 'user-sig-expired' | 'unregistered' }

/** The state after an event; the same object when nothing changes. */
export function nextState(
  platform: Platform,
  state: TerminalState,
  event: TerminalEvent,
  nowMs: number,
): TerminalState {
  switch (event.kind) {
    case 'login':
      return { kind: 'Online', link: 'alive' }
    case 'end':
      return { kind: 'Offline', why: event.why }
    case 'link-closed':
      if (state.kind !== 'Online' || state.link === 'silent') return state
      return gone(platform, nowMs, 'link-closed')
    case 'link-silent':
      return state.kind === 'Online' && state.link === 'alive'
        ? { kind: 'Online', link: 'silent', sinceMs: nowMs }
        : state
    case 'link-back':
      return state.kind === 'Offline' ? state : { kind: 'Online', link: 'alive' }
    case 'time-out':
      if (state.kind === 'Online' && state.link === 'silent') return gone(platform, nowMs, 'time-out')
      return state.kind === 'PushOnline' ? { kind: 'Offline', why: 'time-out' } : state
  }
}

/** Web terminals are never PushOnline. */
function gone(platform: Platform, nowMs: number, why: OfflineReason): TerminalState {
  return platform === 'Web' ? { kind: 'Offline', why } : { kind: 'PushOnline', sinceMs: nowMs }
}

/** When the state ends by itself, ms since the epoch; undefined: never. */
export function timeOutAt(platform: Platform, state: TerminalState, switches: Switches): number | undefined {
  if (state.kind === 'Online' && state.link === 'silent') {
    return state.sinceMs + (platform === 'Web' ? switches.silentWebLinkMs : switches.silentLinkMs)
  }
  return state.kind === 'PushOnline' ? state.sinceMs + switches.pushOnlineMs : undefined
}
