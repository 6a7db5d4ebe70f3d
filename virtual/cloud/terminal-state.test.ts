import { describe, expect, it } from 'vitest'
import { defaultSwitches } from './switches.ts'
import { nextState, timeOutAt, type Platform, type TerminalEvent, type TerminalState } from './terminal-state.ts'

const online: TerminalState = { kind: 'Online', link: 'alive' }
const silent: TerminalState = { kind: 'Online', link: 'silent', sinceMs: 5 }
const pushOnline: TerminalState = { kind: 'PushOnline', sinceMs: 7 }
const offline: TerminalState = { kind: 'Offline', why: 'logout' }

describe('nextState', () => {
  it.each<[string, Platform, TerminalState, TerminalEvent, TerminalState]>([
    ['the process dies', 'Android', online, { kind: 'link-closed' }, { kind: 'PushOnline', sinceMs: 100 }],
    ['the page is closed', 'Web', online, { kind: 'link-closed' }, { kind: 'Offline', why: 'link-closed' }],
    [
      'the network is cut',
      'Android',
      online,
      { kind: 'link-silent' },
      { kind: 'Online', link: 'silent', sinceMs: 100 },
    ],
    ['cut again', 'Android', silent, { kind: 'link-silent' }, silent],
    ['the process dies while the network is cut', 'Android', silent, { kind: 'link-closed' }, silent],
    ['the network is back', 'Android', silent, { kind: 'link-back' }, online],
    ['silent for too long', 'Android', silent, { kind: 'time-out' }, { kind: 'PushOnline', sinceMs: 100 }],
    ['silent for too long on the web', 'Web', silent, { kind: 'time-out' }, { kind: 'Offline', why: 'time-out' }],
    ['not seen for a week', 'Android', pushOnline, { kind: 'time-out' }, { kind: 'Offline', why: 'time-out' }],
    ['back after the time-out', 'Android', pushOnline, { kind: 'link-back' }, online],
    ['back after a week', 'Android', offline, { kind: 'link-back' }, offline],
    ['logged out', 'Android', online, { kind: 'end', why: 'logout' }, offline],
    [
      'kicked while PushOnline',
      'Android',
      pushOnline,
      { kind: 'end', why: 'kicked' },
      { kind: 'Offline', why: 'kicked' },
    ],
    ['logged in', 'Android', offline, { kind: 'login' }, online],
  ])('%s (%s)', (_, platform, before, event, after) => {
    expect(nextState(platform, before, event, 100)).toEqual(after)
  })
})

describe('timeOutAt', () => {
  it.each<[string, Platform, TerminalState, number | undefined]>([
    ['alive', 'Android', online, undefined],
    ['silent phone', 'Android', silent, 5 + 400_000],
    ['silent page', 'Web', silent, 5 + 60_000],
    ['PushOnline', 'Android', pushOnline, 7 + 7 * 86_400_000],
    ['Offline', 'Android', offline, undefined],
  ])('%s (%s)', (_, platform, state, expected) => {
    expect(timeOutAt(platform, state, defaultSwitches)).toBe(expected)
  })
})
