import type { ChatMessage, MessageElement } from './chat-message.ts'
import { type Rule, rule } from './rule.ts'
import { type SwitchSettings, ruleOf } from './switches.ts'

const checkedOn = '2026-11-20'

export const titleRules = {
  given: rule({
    name: 'content/title-given',
    value: 'title',
    says: 'A title that is given is shown',
    source: '1047/33527',
    page: 'Title',
    checkedOn,
  }),
  nickname: rule({
    name: 'content/title-nickname',
    value: 'nickname',
    says: "Without a title the sender's nickname stands there",
    source: '1047/33527',
    page: 'Title',
    checkedOn,
  }),
  userId: rule({
    name: 'content/title-user-id',
    value: 'userId',
    says: "Without title and nickname the sender's id stands there",
    source: '1047/33527',
    page: 'Title',
    checkedOn,
  }),
} as const

export const descRules = {
  given: rule({
    name: 'content/desc-given',
    value: 'desc',
    says: 'A description that is given beats what the elements say',
    source: '1047/33527',
    page: 'Desc',
    checkedOn,
  }),
  derived: rule({
    name: 'content/desc-derived',
    value: 'elements',
    says: 'Without a description it is made of the elements, one after the other without blanks',
    source: '1047/33527',
    page: 'Desc, several elements',
    checkedOn,
  }),
} as const

type Worded = Exclude<MessageElement['type'], 'text' | 'custom'>
/** What stands for an element without text; the words of the last four change with the language. */
export const elementWords: Rule<Readonly<Record<'english' | 'chinese', Readonly<Record<Worded, string>>>>> = rule({
  name: 'content/element-words',
  value: {
    english: {
      location: '[Location]',
      face: '[Face]',
      image: '[Image]',
      sound: '[Voice]',
      file: '[File]',
      video: '[Video]',
    },
    chinese: {
      location: '[位置]',
      face: '[表情]',
      image: '[图片]',
      sound: '[语音]',
      file: '[文件]',
      video: '[视频]',
    },
  },
  says: 'Elements without text are named in square brackets',
  source: '1047/33527',
  page: 'Desc by element type',
  checkedOn,
})

export interface DerivedText {
  readonly text: string
  readonly rule: Rule
}

export function titleOf(message: ChatMessage, switches: SwitchSettings): DerivedText {
  const given = message.push?.title ?? ''
  if (given !== '') return { text: given, rule: titleRules.given }
  if (message.addressee.kind === 'group' && switches.groupTitleFallback === 'group-name')
    return { text: message.addressee.name, rule: ruleOf('groupTitleFallback', switches) }
  return message.from.nickname === ''
    ? { text: message.from.userId, rule: titleRules.userId }
    : { text: message.from.nickname, rule: titleRules.nickname }
}

export function descOf(message: ChatMessage, switches: SwitchSettings): DerivedText {
  const given = message.push?.desc ?? ''
  if (given !== '') return { text: given, rule: descRules.given }
  const customCounts = message.push === null || switches.customDescBesideOfflinePushInfo === 'used'
  const words = elementWords.value[switches.elementWords]
  const text = message.elements.map((element) => textOf(element, words, customCounts)).join('')
  return { text, rule: descRules.derived }
}

/** Beside OfflinePushInfo a custom element's own Ext is ignored; without it the element's is carried. */
export function extOf({ push, elements }: ChatMessage): string {
  if (push !== null) return push.ext
  return elements.find((element) => element.type === 'custom')?.ext ?? ''
}

function textOf(element: MessageElement, words: Readonly<Record<Worded, string>>, customCounts: boolean): string {
  switch (element.type) {
    case 'text':
      return element.text
    case 'custom':
      return customCounts ? element.desc : ''
    case 'face':
    case 'image':
    case 'sound':
    case 'file':
    case 'video':
    case 'location':
      return words[element.type]
  }
}
