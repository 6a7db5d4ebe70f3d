import type { Row } from '../matrix-row.ts'

const cured = { was: 'missing', changedMinutesAgo: 15 } as const

export function tokenRows(): readonly Row[] {
  return [
    {
      id: 'token/reported',
      says: 'Certificate id and token are reported after login',
    },
    {
      id: 'token/before-login',
      says: 'Push initialised before login: no token at the server',
      situation: { token: 'set-before-login' },
    },
    { id: 'token/not-reported', says: 'The token was never reported', situation: { token: 'not-reported' } },
    {
      id: 'token/reinstalled-not-opened',
      says: 'Reinstalled and not opened: the old token is dead',
      situation: { token: 'stale', appState: 'swiped-away' },
      effort: 'takes-minutes',
    },
    { id: 'token/reinstalled', says: 'Reinstalled and opened: a new token, push goes on', effort: 'takes-minutes' },
    {
      id: 'token/data-cleared',
      says: 'Data cleared and not opened: the old token is dead',
      situation: { token: 'stale', appState: 'swiped-away' },
      effort: 'cannot-be-undone',
    },
    {
      id: 'token/certificate-missing',
      says: 'No certificate is uploaded',
      situation: { console: { certificate: 'missing' } },
      effort: 'takes-minutes',
    },
    {
      id: 'token/certificate-foreign',
      says: "Another app's certificate id",
      situation: { console: { certificate: 'of-another-app' } },
      effort: 'takes-minutes',
    },
    {
      id: 'token/certificate-changed',
      says: 'The certificate was put right five minutes ago: not in force yet',
      situation: { console: { certificateBefore: { ...cured, changedMinutesAgo: 5 } } },
      effort: 'takes-minutes',
    },
    {
      id: 'token/certificate-in-force',
      says: 'The certificate was put right fifteen minutes ago',
      situation: { console: { certificateBefore: cured } },
      effort: 'takes-minutes',
    },
  ]
}
