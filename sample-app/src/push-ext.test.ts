import { expect, test } from 'vitest'
import { readPushExt } from './push-ext'

test.each([
  ['{"entity":{"sender":"alice","chatType":1,"content":"你好 🙂 \\"x\\"\\n"}}', 'C2Calice'],
  ['{"entity":{"sender":"@TGS#1","chatType":2}}', 'GROUP@TGS#1'],
  ['{"entity":"{\\"sender\\":\\"alice\\",\\"chatType\\":\\"2\\"}"}', 'GROUPalice'],
  ['{"sender":"alice","chatType":1}', 'C2Calice'],
  ['{"sender":"alice"}', 'C2Calice'],
  ['{"entity":{"sender":"bob","chatType":1},"timPushFeatures":{"fcmPushType":-1}}', 'C2Cbob'],
  ['{"conversationID":"GROUPteam"}', 'GROUPteam'],
  ['{"groupID":"team","sender":"alice"}', 'GROUPteam'],
])('%s leads to %s', (ext, conversationID) => {
  expect(readPushExt(ext)).toEqual({ kind: 'conversation', conversationID })
})

test.each([
  ['', 'the ext is empty'],
  ['hello', 'the ext is no JSON object'],
  ['[1]', 'the ext is no JSON object'],
  ['null', 'the ext is no JSON object'],
  ['{"entity":{"sender":"ali', 'the ext is no JSON object'],
  ['{"entity":"alice"}', 'the entity is no JSON object'],
  ['{"entity":{"sender":""}}', 'the ext names no sender'],
  ['{"entity":{"chatType":1}}', 'the ext names no sender'],
  ['{"conversationID":"C2C"}', 'the ext names no sender'],
])('%s leads nowhere: %s', (ext, reason) => {
  expect(readPushExt(ext)).toEqual({ kind: 'none', reason })
})
