import { clockText } from '../push/china-time.ts'
import { takesAt } from '../push/class-hours.ts'
import { messageClass } from '../push/expectation.ts'
import type { Row } from '../push/matrix-row.ts'
import { usualMessage } from '../push/usual-message.ts'
import { noon } from '../push/usual-situation.ts'
import type { TestedPhone } from './tested-phone.ts'
import { situationOn } from './trial-expectation.ts'

/** A promise that begins shortly before a vendor's hours end may send its messages after them. */
const marginMinutes = 30

/**
 * A row as it can be tried at this time of the day. What a row says of a class that the vendor takes in some hours only, it
 * says of those hours: they are waited for where a laboratory moves the servers' clock, and else the row is left out
 * outside them.
 */
export function withinHours(row: Row, tested: TestedPhone): Row | { readonly because: string } {
  const { situation = {} } = row
  if (situation.timeOfDay !== undefined) return row
  const { hours } = messageClass(usualMessage(tested.channelId, row.message), situationOn(tested, situation)) ?? {}
  if (hours === undefined) return row
  if (tested.world.can('clock')) return { ...row, situation: { ...situation, timeOfDay: noon } }
  const now = tested.world.timeOfDay
  const isOpen = takesAt(hours, now)
  const leftMinutes = (hours.value.toHour - now.hour) * 60 - now.minute
  if (isOpen && leftMinutes > marginMinutes) return row
  const tooLate = isOpen ? ', too near to the end' : ''
  return {
    because: `${hours.says} (${hours.name}), and it is ${clockText(now)} in China${tooLate}`,
  }
}
