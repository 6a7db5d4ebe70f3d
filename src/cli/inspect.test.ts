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
    [
      'an events log whose tag alone is there',
      'I am_kill : [0,1,com.x,100,stop com.x due to stop by com.y]\n',
      'events',
    ],
    ['an events log that quotes a dump', `${event}${event.replace('7,NULL', '7,flags=0x2')}`, 'events'],
    ['an excerpt of a dump', 'flags=0x206a\nandroid.title=String (Ann)\n', 'dump'],
    ['a list of keys', '0|com.x|7|null|10123\n', 'dump'],
  ])('tells %s', (_, text, kind) => {
    expect(readSaved(text).kind).toBe(kind)
  })

  it.each(['', '\n \n', 'PK\u0003\u0004\0\0\0', '[ro.x]: [y]', 'I think: this is no log', '{"posted": []}'])(
    'refuses %j with one sentence',
    (text) => {
      expect(() => readSaved(text)).toThrow(/^Line \d+ of this file cannot be read: [^\n]*$/)
    },
  )

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
