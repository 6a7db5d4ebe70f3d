import { describe, expect, it } from 'vitest'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { readSaved } from './inspect.ts'

const event =
  '11-20 22:01:02.345  1234  1300 I notification_enqueue: [10123,5000,io.app,7,NULL,0,Notification(channel=m),0]\n'

describe('readSaved', () => {
  it.each([
    ['an events log', event, 'events'],
    ['an events log with its heading', `--------- beginning of events\n${event}`, 'events'],
    [
      'a dump',
      'Current Notification Manager state:\n  mMaxPackageEnqueueRate=5.0\n  mArchive=Archive (0 notifications)\n',
      'dump',
    ],
  ])('tells %s', (_, text, kind) => {
    expect(readSaved(text).kind).toBe(kind)
  })

  it('names the line that it cannot read, as a matter of whoever gave the file', () => {
    expect(() => readSaved('what is this?')).toThrow(/Line 1 of this /)
    try {
      readSaved('what is this?')
    } catch (error) {
      expect(error).toBeInstanceOf(PushfarmError)
      expect(error).toMatchObject({ verdict: 'set-up' })
    }
  })
})
