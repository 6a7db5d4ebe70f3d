import { groupExt } from '../ext.ts'
import { type Row, type RowContext, onlyIf } from '../matrix-row.ts'
import type { MessageChange } from '../usual-message.ts'

export function tapRows({ phone: { profile }, cast }: RowContext): readonly Row[] {
  const mi = onlyIf(
    profile.service.name === 'mi',
    "the console's other click actions are promised for Mi; here the in-app page is the route",
  )
  const toGroup: MessageChange = {
    addressee: { kind: 'group', ...cast.group, type: 'Work', mentioned: false },
    push: { ext: groupExt(cast.group, '周末爬山') },
  }
  return [
    {
      id: 'tap/cold',
      says: 'A tap starts the app on the right chat',
      situation: { appState: 'cache-killed' },
    },
    { id: 'tap/warm', says: 'A tap brings the running app to the right chat' },
    {
      id: 'tap/locked',
      says: 'A tap on the lock screen: unlock, then the right chat',
      situation: { appState: 'locked' },
    },
    {
      id: 'tap/locked-with-pin',
      says: 'A tap on a secure lock screen: the PIN, then the right chat',
      situation: { appState: 'locked', settings: { keyguard: 'secure' } },
      effort: 'locks-the-phone',
      applies: onlyIf(
        profile.rom.name === 'google',
        "no public source shows the PIN pad of this ROM; Android's own is known",
      ),
    },
    { id: 'tap/another-chat-open', says: 'A tap with another chat open' },
    { id: 'tap/two-older-first', says: 'Two notifications, the older tapped first', count: 2 },
    { id: 'tap/two-newer-first', says: 'Two notifications, the newer tapped first', count: 2 },
    {
      id: 'tap/after-update',
      says: 'A tap after the app was updated',
      situation: { appState: 'cache-killed' },
      effort: 'takes-minutes',
    },
    { id: 'tap/group', says: 'A tap on a group message brings the running app to the group', message: toGroup },
    {
      id: 'tap/group-cold',
      says: 'A tap on a group message starts the app on the group',
      message: toGroup,
      situation: { appState: 'cache-killed' },
    },
    { id: 'tap/click-in-app-page', says: 'Console: in-app page by intent URI', applies: mi },
    {
      id: 'tap/click-open-app',
      says: 'Console: open the app',
      situation: { console: { clickAction: 'open-app' } },
      applies: mi,
      effort: 'takes-minutes',
    },
    {
      id: 'tap/click-web-page',
      says: 'Console: open a web page',
      situation: { console: { clickAction: 'web-page' } },
      applies: mi,
      effort: 'takes-minutes',
    },
  ]
}
