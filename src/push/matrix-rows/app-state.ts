import { type Row, type RowContext, onlyIf } from '../matrix-row.ts'

export function appStateRows({ phone }: RowContext): readonly Row[] {
  return [
    { id: 'app/background', says: 'The app is in the background' },
    {
      id: 'app/heads-up',
      says: 'The push peeks over what the user does',
      applies: onlyIf(
        phone.profile.rom.headsUp.value === 'as-android',
        'whether this ROM lets a new app peek is a setting of its own, and no list is published',
      ),
    },
    { id: 'app/locked', says: 'The screen is locked', situation: { appState: 'locked' } },
    {
      id: 'app/swiped-away',
      says: 'The app was swiped away from recents',
      situation: { appState: 'swiped-away' },
    },
    {
      id: 'app/cleared',
      says: 'The app was removed by "clear all"',
      situation: { appState: 'cleared' },
      applies: onlyIf(phone.clearAll === 'known', 'no public source names the "clear all" button of this ROM'),
    },
    { id: 'app/cache-killed', says: 'The system ended the process (am kill)', situation: { appState: 'cache-killed' } },
    { id: 'app/force-stopped', says: 'The app was force-stopped', situation: { appState: 'force-stopped' } },
    {
      id: 'app/rebooted',
      says: 'The phone was rebooted and unlocked, the app never opened',
      situation: { appState: 'rebooted' },
      effort: 'takes-minutes',
    },
    {
      id: 'app/foreground',
      says: 'The app is in front: in-app only, no push',
      situation: { appState: 'foreground' },
    },
    {
      id: 'app/background-not-reported',
      says: 'The app is in the background and never called doBackground',
      situation: { doBackground: 'not-called' },
      applies: { because: 'the sample app always reports it; only a build without the call can show this' },
    },
  ]
}
