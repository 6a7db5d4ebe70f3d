import { expect, test } from 'vitest'
import { emptyOfflinePush, mistakeIn, toOfflinePushInfo } from './offline-push-form.ts'

const usual = {
  title: '',
  desc: '',
  ext: '',
  disablePush: false,
  ignoreIOSBadge: false,
  androidOPPOChannelID: 'pushfarm_messages',
}

test.each([
  { says: 'nothing typed: the channel of the app', typed: {}, info: usual },
  {
    says: 'texts go out as they are',
    typed: { title: ' a "b"\n', desc: '你好 👋', ext: '{"a":"\\\\"}' },
    info: { ...usual, title: ' a "b"\n', desc: '你好 👋', ext: '{"a":"\\\\"}' },
  },
  {
    says: 'numbers where the SDK takes numbers, and 0 is one',
    typed: { android: { androidVIVOClassification: '0', androidOPPONotifyLevel: '16', androidSound: '7' } },
    info: {
      title: '',
      desc: '',
      ext: '',
      disablePush: false,
      ignoreIOSBadge: false,
      androidVIVOClassification: 0,
      androidOPPONotifyLevel: 16,
      androidSound: '7',
    },
  },
  {
    says: 'an emptied field is not given',
    typed: { android: { androidOPPOChannelID: '', androidMeizuNotifyType: '' } },
    info: { title: '', desc: '', ext: '', disablePush: false, ignoreIOSBadge: false },
  },
  {
    says: 'what is ticked',
    typed: { disablePush: true, ignoreIOSBadge: true },
    info: { ...usual, disablePush: true, ignoreIOSBadge: true },
  },
])('$says', ({ typed, info }) => {
  const form = { ...emptyOfflinePush, ...typed }
  expect(toOfflinePushInfo(form)).toStrictEqual(info)
  expect(mistakeIn(form)).toBe('')
})

test('a number that is none is told', () => {
  expect(mistakeIn({ ...emptyOfflinePush, android: { androidOPPONotifyLevel: 'high' } })).toBe(
    'androidOPPONotifyLevel must be a number',
  )
})
