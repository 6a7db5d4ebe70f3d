import { type Expectation, expect } from './expectation.ts'
import { expectBurst } from './burst.ts'
import { type Cast, usualCast } from './cast.ts'
import type { ChatMessage } from './chat-message.ts'
import { type MatrixPhone, type Row, type RowContext, type RowGroup, applies } from './matrix-row.ts'
import { accountRows } from './matrix-rows/account.ts'
import { appStateRows } from './matrix-rows/app-state.ts'
import { extRows } from './matrix-rows/ext.ts'
import { messageRows } from './matrix-rows/message.ts'
import { ownerRows } from './matrix-rows/owner.ts'
import { rateRows } from './matrix-rows/rate.ts'
import { senderRows } from './matrix-rows/sender.ts'
import { tapRows } from './matrix-rows/tap.ts'
import { tokenRows } from './matrix-rows/token.ts'
import { objectionTo } from './sendable.ts'
import type { Situation } from './situation.ts'
import { usualMessage } from './usual-message.ts'
import { type SituationChange, usualSituation } from './usual-situation.ts'

/** What is promised, in the order of the nine questions. */
export const rowGroups: readonly RowGroup[] = [
  { number: 1, asks: 'Where the app is', rows: appStateRows },
  { number: 2, asks: 'Who is logged in', rows: accountRows },
  { number: 3, asks: 'What was asked', rows: messageRows },
  { number: 4, asks: 'Who sends', rows: senderRows },
  { number: 5, asks: 'What ext survives', rows: extRows },
  { number: 6, asks: 'What a tap does', rows: tapRows },
  { number: 7, asks: "What the phone's owner set", rows: ownerRows },
  { number: 8, asks: 'How many, how fast', rows: rateRows },
  { number: 9, asks: "The token's life", rows: tokenRows },
]

/** One row on one phone. */
export type Cell = CellPlace & (CellThatApplies | { readonly kind: 'does-not-apply'; readonly because: string })

export interface CellPlace {
  /** `phone/row`, unique */
  readonly id: string
  readonly group: number
  readonly phone: string
  readonly row: string
  readonly says: string
}

export interface CellThatApplies {
  readonly kind: 'applies'
  readonly message: ChatMessage
  readonly situation: Situation
  /** How many of the message are sent. */
  readonly count: number
  /** Off on real phones unless asked for. */
  readonly effort: Row['effort']
  /** One for each message sent. */
  readonly expectations: readonly Expectation[]
}

/**
 * Every cell of rows x phones, so that none is forgotten: what is sent in which situation and what should happen, or why it
 * does not apply.
 *
 * @param channelId the channel that the app creates
 */
export function matrixOf(phones: readonly MatrixPhone[], channelId: string, cast: Cast = usualCast): readonly Cell[] {
  return phones.flatMap((phone) =>
    rowGroups.flatMap((group) => {
      const context: RowContext = { phone, farm: phones, channelId, cast }
      return group.rows(context).map((row): Cell => cellOf(row, group, context))
    }),
  )
}

/** Every row as it is for one phone. */
export function rowsOf(context: RowContext): readonly Row[] {
  return rowGroups.flatMap((group) => group.rows(context))
}

/** What a row says differs from a usual situation; the channel of the app is as the app makes it, the consoles as entered. */
function situationChangeOf({ situation }: Row, { phone, channelId }: RowContext): SituationChange {
  const { settings, console, ...change } = situation ?? {}
  return {
    ...change,
    console: { ...phone.entered, ...console },
    switches: { ...phone.switches, ...change.switches },
    settings: { channels: { [channelId]: 4 }, firebaseDefaultChannel: channelId, ...settings },
  }
}

function cellOf(row: Row, group: RowGroup, context: RowContext): Cell {
  const { phone, channelId, cast } = context
  const place: CellPlace = {
    id: `${phone.name}/${row.id}`,
    group: group.number,
    phone: phone.name,
    row: row.id,
    says: row.says,
  }
  const applying = row.applies ?? applies
  if (applying !== applies) return { ...place, kind: 'does-not-apply', because: applying.because }
  const message = usualMessage(channelId, { from: cast.friend, ...row.message })
  const situation = usualSituation(phone.profile, situationChangeOf(row, context))
  const count = row.count ?? 1
  const objection = objectionTo(message, situation)
  return {
    ...place,
    kind: 'applies',
    message,
    situation,
    count,
    effort: row.effort ?? 'usual',
    expectations:
      objection !== undefined
        ? [objection]
        : count === 1
          ? [expect(message, situation)]
          : expectBurst(message, count, situation),
  }
}
