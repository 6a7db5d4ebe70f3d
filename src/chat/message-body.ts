import type { MessageElement } from '../push/chat-message.ts'

/** One element of `MsgBody` as REST takes it (1047/33527, "Message format"). */
export interface BodyElement {
  readonly MsgType: string
  readonly MsgContent: Readonly<Record<string, unknown>>
}

/** Media are named by an address that nobody has to reach: their push shows a word, and their receiver is not asked to look. */
const address = 'https://example.com/pushfarm'
const uuid = 'pushfarm-0001'

export function bodyOf(elements: readonly MessageElement[]): readonly BodyElement[] {
  return elements.map(bodyElement)
}

function bodyElement(element: MessageElement): BodyElement {
  switch (element.type) {
    case 'text':
      return { MsgType: 'TIMTextElem', MsgContent: { Text: element.text } }
    case 'custom':
      return {
        MsgType: 'TIMCustomElem',
        MsgContent: { Data: element.data, Desc: element.desc, Ext: element.ext ?? '', Sound: '' },
      }
    case 'face':
      return { MsgType: 'TIMFaceElem', MsgContent: { Index: 1, Data: 'smile' } }
    case 'location':
      return { MsgType: 'TIMLocationElem', MsgContent: { Desc: '', Latitude: 22.54, Longitude: 113.93 } }
    case 'sound':
      return {
        MsgType: 'TIMSoundElem',
        MsgContent: { Url: `${address}.amr`, UUID: uuid, Size: 6204, Second: 3, Download_Flag: 2 },
      }
    case 'file':
      return {
        MsgType: 'TIMFileElem',
        MsgContent: { Url: `${address}.pdf`, UUID: uuid, FileSize: 1024, FileName: 'plan.pdf', Download_Flag: 2 },
      }
    case 'image':
      return {
        MsgType: 'TIMImageElem',
        MsgContent: {
          UUID: uuid,
          // 255: of no particular format
          ImageFormat: 255,
          // 1 original, 2 large, 3 thumbnail
          ImageInfoArray: [1, 2, 3].map((Type) => ({ Type, Size: 1024, Width: 80, Height: 60, URL: `${address}.png` })),
        },
      }
    case 'video':
      return {
        MsgType: 'TIMVideoFileElem',
        MsgContent: {
          VideoUrl: `${address}.mp4`,
          VideoUUID: uuid,
          VideoSize: 4096,
          VideoSecond: 4,
          VideoFormat: 'mp4',
          VideoDownloadFlag: 2,
          ThumbUrl: `${address}.jpg`,
          ThumbUUID: uuid,
          ThumbSize: 512,
          ThumbWidth: 80,
          ThumbHeight: 60,
          ThumbFormat: 'JPG',
          ThumbDownloadFlag: 2,
        },
      }
  }
}
