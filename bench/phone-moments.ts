import { Deadline } from '../src/base/deadline.ts'
import type { FarmPhone } from '../src/farm/farm-phone.ts'

/** When things happened by the phone's own clock, ms since the epoch: the last notification that was tapped. */
export interface PhoneMoments {
  readonly postedAt: number
  readonly clickedAt: number
  /** The activity was drawn for the first time ("Displayed"). */
  readonly displayedAt: number
  /** The app says that it has followed the click: logged in again, and the conversation opened. */
  readonly openedAt: number
}

/** Reads them in the phone's log buffers, afterwards, so that reading costs no trial anything. */
export async function readMoments(phone: FarmPhone): Promise<PhoneMoments> {
  const text = await phone.shell.read(
    ['logcat', '-d', '-b', 'main,events', '-v', 'epoch', '-t', '1500'],
    Deadline.in(10_000),
  )
  const lines = text.split('\n').flatMap((line) => {
    const at = /^\s*(\d+\.\d+)\s/.exec(line)?.[1]
    return at === undefined ? [] : [{ at: Math.round(Number(at) * 1000), line }]
  })
  const clicked = lines.findLastIndex(({ line }) => line.includes(' notification_clicked: '))
  const before = lines.slice(0, clicked)
  const after = lines.slice(clicked)
  const last = (among: typeof lines, part: string): number => {
    const found = among.findLast(({ line }) => line.includes(part))
    if (clicked < 0 || found === undefined) throw new Error(`the phone's log does not hold ${JSON.stringify(part)}`)
    return found.at
  }
  return {
    postedAt: last(before, ' notification_enqueue: '),
    clickedAt: last(after, ' notification_clicked: '),
    displayedAt: last(after, '_activity_launch_time: '),
    openedAt: Math.max(last(after, 'Pushfarm | logged in as'), last(after, 'Pushfarm | notification clicked')),
  }
}
