import { type Row, type RowContext, onlyIf } from '../matrix-row.ts'

export function accountRows({ farm }: RowContext): readonly Row[] {
  const second = onlyIf(farm.length > 1, 'it takes a second phone, and the farm has one')
  return [
    { id: 'account/logged-in', says: 'Logged in: the push arrives' },
    { id: 'account/logged-out', says: 'After logout nothing', situation: { account: 'logged-out' } },
    {
      id: 'account/kicked-by-login',
      says: 'After a login of the same user on another phone nothing on this one',
      situation: { account: 'kicked-by-login' },
      applies: second,
    },
    {
      id: 'account/moved-to-another-phone',
      says: 'The same while the app was not running: nothing on this one',
      situation: { account: 'moved-to-another-phone', appState: 'swiped-away' },
      applies: second,
    },
    {
      id: 'account/second-phone',
      says: 'A user who moved to this phone is pushed here',
      applies: second,
    },
    { id: 'account/kicked-by-rest', says: 'Kicked by REST: nothing', situation: { account: 'kicked-by-rest' } },
    { id: 'account/login-again', says: 'Logged out and in again: push is restored' },
    {
      id: 'account/switched-user',
      says: 'Another user logged in on this phone: nothing for the old one',
      situation: { account: 'switched-user' },
    },
    {
      id: 'account/signature-expired',
      says: 'The UserSig has expired: nothing',
      situation: { account: 'signature-expired' },
      effort: 'takes-minutes',
    },
    {
      id: 'account/idle-for-seven-days',
      says: 'A week without opening the app: nothing',
      situation: { account: 'idle-for-seven-days', appState: 'swiped-away' },
      effort: 'takes-hours',
    },
  ]
}
