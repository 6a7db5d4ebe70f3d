import type { Cast } from '../cast.ts'
import type { Addressee, MessageElement } from '../chat-message.ts'
import { groupExt } from '../ext.ts'
import { type Applying, type Row, type RowContext, applies, onlyIf } from '../matrix-row.ts'
import { vendorFieldRows } from './vendor-fields.ts'

export function messageRows(context: RowContext): readonly Row[] {
  return [
    ...titleAndDescRows(context.cast),
    ...elementRows,
    ...flagRows,
    ...vendorFieldRows(context),
    ...groupRows(context.cast),
    ...muteRows(context.cast),
    ...lengthRows(context),
  ]
}

function titleAndDescRows({ nameless }: Cast): readonly Row[] {
  return [
    {
      id: 'title/given',
      says: 'A title that is given is shown',
      message: { push: { title: '小满的消息' } },
    },
    { id: 'title/nickname', says: "Without a title: the sender's nickname", message: { push: { title: '' } } },
    {
      id: 'title/user-id',
      says: "Without title and nickname: the sender's id",
      message: { push: { title: '' }, from: nameless },
    },
    { id: 'desc/given', says: 'A description that is given is shown', message: { push: { desc: '给你发了一张照片' } } },
  ]
}

const elementKinds: readonly (readonly [string, readonly MessageElement[]])[] = [
  ['text', [{ type: 'text', text: '明天见' }]],
  ['face', [{ type: 'face' }]],
  ['image', [{ type: 'image' }]],
  ['sound', [{ type: 'sound' }]],
  ['file', [{ type: 'file' }]],
  ['video', [{ type: 'video' }]],
  ['location', [{ type: 'location' }]],
  ['several', [{ type: 'text', text: '看这里' }, { type: 'image' }, { type: 'text', text: '好看吗' }]],
]

const elementRows: readonly Row[] = elementKinds.map(([name, elements]) => ({
  id: `desc/of-${name}`,
  says: `Without a description it is made of the body: ${name}`,
  message: { elements, push: { desc: '' } },
}))

const flagRows: readonly Row[] = [
  { id: 'flag/disable-push', says: 'disablePush: nothing', message: { push: { disablePush: true } } },
  {
    id: 'custom/without-desc',
    says: 'A custom message without desc: nothing',
    message: { elements: [{ type: 'custom', data: '{}', desc: '' }], push: { desc: '' } },
  },
  {
    id: 'custom/with-desc',
    says: 'A custom message with a description',
    message: { elements: [{ type: 'custom', data: '{}', desc: '' }], push: { desc: '给你发了一个红包' } },
  },
  {
    id: 'custom/with-element-desc',
    says: "A custom message with the element's own desc only",
    message: { elements: [{ type: 'custom', data: '{}', desc: '给你发了一个红包' }], push: { desc: '' } },
  },
  {
    id: 'flag/online-only',
    says: 'An online-only message: nothing, and nothing when the app is opened',
    message: { lifeTimeSec: 0 },
  },
]

type GroupType = Extract<Addressee, { readonly kind: 'group' }>['type']

function toGroup({ group, liveGroup }: Cast, type: GroupType, mentioned: boolean): Addressee {
  return { kind: 'group', ...(type === 'AVChatRoom' ? liveGroup : group), type, mentioned }
}

function groupRows(cast: Cast): readonly Row[] {
  const message = toGroup(cast, 'Work', false)
  const push = { ext: groupExt(cast.group, '周末爬山') }
  return [
    { id: 'group/message', says: 'A group message leads to the group', message: { addressee: message, push } },
    {
      id: 'group/mention',
      says: 'A group message that mentions the user',
      message: { addressee: toGroup(cast, 'Work', true), push },
    },
    {
      id: 'group/title-missing',
      says: 'A group message without a title',
      message: { addressee: message, push: { ...push, title: '' } },
    },
    {
      id: 'group/live',
      says: 'A live group: nothing',
      message: { addressee: toGroup(cast, 'AVChatRoom', false), push },
    },
  ]
}

const byUser = { by: 'client', sdk: 'chat-js' } as const
function muteRows(cast: Cast): readonly Row[] {
  return [
    {
      id: 'mute/admin',
      says: 'Do not disturb does not bind an admin (REST)',
      situation: { settings: { conversation: 'receive-not-notify' } },
    },
    {
      id: 'mute/admin-with-mute',
      says: 'Do not disturb binds an admin who says WithMuteNotifications',
      message: { sender: { by: 'rest', withMuteNotifications: true } },
      situation: { settings: { conversation: 'receive-not-notify' } },
    },
    {
      id: 'mute/user',
      says: "Do not disturb binds another user's app: nothing",
      message: { sender: byUser },
      situation: { settings: { conversation: 'receive-not-notify' } },
    },
    {
      id: 'mute/group-user',
      says: 'A muted group: nothing',
      message: { sender: byUser, addressee: toGroup(cast, 'Work', false) },
      situation: { settings: { conversation: 'receive-not-notify' } },
    },
    {
      id: 'mute/group-mention',
      says: 'A group muted except for @: a mention arrives',
      message: { sender: byUser, addressee: toGroup(cast, 'Work', true) },
      situation: { settings: { conversation: 'receive-not-notify-except-at' } },
    },
    {
      id: 'mute/group-no-mention',
      says: 'A group muted except for @: others do not',
      message: { sender: byUser, addressee: toGroup(cast, 'Work', false) },
      situation: { settings: { conversation: 'receive-not-notify-except-at' } },
    },
  ]
}

const scripts = { han: '安', latin: 'a' } as const

function lengthRows({ phone: { profile } }: RowContext): readonly Row[] {
  const { service } = profile
  const parts = [
    { part: 'title', units: service.titleUnits.value },
    { part: 'desc', units: service.descUnits.value },
  ] as const
  return parts.flatMap(({ part, units }): Row[] => {
    const limited: Applying = onlyIf(units !== null, `Tencent names no limit for the ${part} on ${service.name}`)
    const row = (value: string, says: string, text: string, when: Applying = limited): Row => ({
      id: `length/${part}-${value}`,
      says: `The ${part} ${says}`,
      message: { push: { [part]: text } },
      applies: when,
    })
    const limit = units ?? 64
    return [
      ...Object.entries(scripts).flatMap(([script, letter]) => [
        row(`below-${script}`, `has one unit less than the limit (${script})`, letter.repeat(limit - 1)),
        row(`at-${script}`, `has as many units as the limit (${script})`, letter.repeat(limit)),
        row(`above-${script}`, `has one unit more than the limit (${script})`, letter.repeat(limit + 1)),
      ]),
      row(
        'cut-in-emoji',
        'is cut in the middle of an emoji',
        `${'a'.repeat(limit - 4)}😀${'a'.repeat(8)}`,
        units === null ? limited : applies,
      ),
    ]
  })
}
