import { ChatFailure } from './chat-failure.ts'
import { isObject, textOr, type JsonObject } from './json.ts'

export interface MessageElement {
  readonly MsgType: string
  readonly MsgContent: JsonObject
}

/** Checks MsgBody. Throws ChatFailure 90007 (not an array) or 90002 (not elements). */
export function readMessageBody(value: unknown): readonly MessageElement[] {
  if (!Array.isArray(value)) throw new ChatFailure(90007)
  if (value.length === 0) throw new ChatFailure(90002)
  return value.map((element: unknown): MessageElement => {
    if (!isObject(element) || typeof element['MsgType'] !== 'string' || !isObject(element['MsgContent']))
      throw new ChatFailure(90002)
    if (!elementTypes.has(element['MsgType'])) throw new ChatFailure(90010)
    return { MsgType: element['MsgType'], MsgContent: element['MsgContent'] }
  })
}

const elementTypes = new Set([
  'TIMTextElem',
  'TIMLocationElem',
  'TIMFaceElem',
  'TIMCustomElem',
  'TIMSoundElem',
  'TIMImageElem',
  'TIMFileElem',
  'TIMVideoFileElem',
  'TIMRelayElem',
])

/** What a push shows when it has no Desc: the elements one after the other, without blanks between (1047/33527). */
export function describe(body: readonly MessageElement[]): string {
  return body.map(({ MsgType, MsgContent }) => elementText(MsgType, MsgContent)).join('')
}

function elementText(type: string, content: JsonObject): string {
  switch (type) {
    case 'TIMTextElem':
      return textOr(content['Text'], '')
    case 'TIMCustomElem':
      return textOr(content['Desc'], '')
    case 'TIMLocationElem':
      return '[Location]'
    case 'TIMFaceElem':
      return '[Face]'
    case 'TIMImageElem':
      return '[Image]'
    case 'TIMSoundElem':
      return '[Voice]'
    case 'TIMFileElem':
      return '[File]'
    case 'TIMVideoFileElem':
      return '[Video]'
    case 'TIMRelayElem':
      return textOr(content['Title'], '[Chat History]')
    default:
      return ''
  }
}
