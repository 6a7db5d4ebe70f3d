import { cancelReasonText } from '../android/cancel-reason.ts'
import type { Expectation } from '../push/expectation.ts'
import type { ShadePlace } from '../push/outcome.ts'
import { type PushWay, endedAsExpected, waysInWords } from './push-way.ts'

/** What the events log said of a message's notification. */
export type LogSaid =
  /** Not one event of anything since the run began. */
  | { readonly kind: 'mute' }
  /** The log's stream broke off. */
  | { readonly kind: 'ended' }
  /** It speaks, but not of this. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'handed-in'; readonly package: string; readonly afterMs: number; readonly gone: Gone | null }

/** How it was taken away again, by `notification_canceled`. */
export interface Gone {
  readonly reason: number | null
  /** ms since it was created */
  readonly lifespanMs: number | null
}

/** What the notification service said, in its dump. */
export type DumpSaid =
  | { readonly kind: 'not-asked' }
  | {
      readonly kind: 'listed'
      readonly package: string
      readonly importance: number | null
      readonly groupKey: string | null
      /** The texts were hidden: which message it is was seen in the shade. */
      readonly redacted: boolean
      /** Packages of other apps with a notification that carries the same message. */
      readonly others: readonly string[]
    }
  | {
      readonly kind: 'not-listed'
      readonly because: 'unknown' | 'snoozed' | 'app-switched-off' | 'channel-switched-off'
    }
  | { readonly kind: 'not-known'; readonly why: string }

/** What stood in the notification shade. */
export type ShadeSaid =
  { readonly kind: 'not-looked' } | { readonly kind: 'shown'; readonly place: ShadePlace } | { readonly kind: 'absent' }

/** What the servers' push records said of how far a message came. */
export type RecordsSaid =
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'told'; readonly ways: readonly PushWay[]; readonly expected: Expectation }

export interface Testimony {
  readonly log: LogSaid
  readonly dump: DumpSaid
  readonly shade: ShadeSaid
  readonly records: RecordsSaid
}

/** One way in which the witnesses do not agree, or in which one of them is of no use. */
export interface Finding {
  readonly name:
    | 'log-mute'
    | 'log-ended'
    | 'not-in-log'
    | 'gone-before-it-was-seen'
    | 'handed-in-not-listed'
    | 'listed-not-in-shade'
    | 'folded'
    | 'in-shade-not-listed'
    | 'dump-redacted'
    | 'dump-not-known'
    | 'another-app-shows-it'
    | 'ended-elsewhere'
  readonly sentence: string
}

/**
 * One account of all. Empty: they agree as far as they were asked. It never says which of them is right about the
 * promise; that a promise rests on a contradicted witness must be told.
 */
export function findingsOf({ log, dump, shade, records }: Testimony): readonly Finding[] {
  const isThere = dump.kind === 'listed' || shade.kind === 'shown'
  return [
    ...ofLog(log, dump, shade),
    ...ofDump(dump, shade),
    ...ofShade(dump, shade),
    ...(isThere ? [] : ofRecords(records)),
  ]
}

/** One line for each witness, for the journal. */
export function inWords({ log, dump, shade, records }: Testimony): Spoken {
  return {
    log: logWords(log),
    dump: dumpWords(dump),
    shade: shadeWords(shade),
    ...(records.kind === 'told' ? { records: waysInWords(records.ways) } : {}),
  }
}

interface Spoken {
  readonly log: string
  readonly dump: string
  readonly shade: string
  /** Only where a laboratory keeps them: of messages that should not come, and of all after a failure. */
  readonly records?: string
}

function ofLog(log: LogSaid, dump: DumpSaid, shade: ShadeSaid): readonly Finding[] {
  const isThere = dump.kind === 'listed' || shade.kind === 'shown'
  switch (log.kind) {
    case 'mute':
      return [
        {
          name: 'log-mute',
          sentence: 'The events log is mute: not one event of anything since the run began. The dump alone tells.',
        },
      ]
    case 'ended':
      return [{ name: 'log-ended', sentence: "The events log's stream broke off. From then on the dump alone tells." }]
    case 'nothing':
      return isThere
        ? [
            {
              name: 'not-in-log',
              sentence:
                'The notification is there, but the log, which tells of other things, never said it was handed in.',
            },
          ]
        : []
    case 'handed-in':
      return dump.kind === 'not-listed' && shade.kind !== 'shown' ? [neverListed(log, dump)] : []
  }
}

function neverListed(
  log: LogSaid & { readonly kind: 'handed-in' },
  dump: DumpSaid & { readonly kind: 'not-listed' },
): Finding {
  const start = `The log has a notification of ${log.package} handed in ${log.afterMs} ms after the send`
  if (log.gone !== null) {
    const after = log.gone.lifespanMs === null ? '' : ` after ${log.gone.lifespanMs} ms`
    return {
      name: 'gone-before-it-was-seen',
      sentence: `${start} and gone${after} (${cancelReasonText(log.gone.reason)}); no dump listed it, so that its text is not known.`,
    }
  }
  return {
    name: 'handed-in-not-listed',
    sentence: `${start}; no dump listed it and the log does not say that it went${becauseText(dump.because)}.`,
  }
}

function becauseText(because: (DumpSaid & { readonly kind: 'not-listed' })['because']): string {
  switch (because) {
    case 'unknown':
      return ''
    case 'snoozed':
      return '; it is snoozed'
    case 'app-switched-off':
      return "; the app's notifications are switched off"
    case 'channel-switched-off':
      return '; a channel of the app is switched off'
  }
}

function ofDump(dump: DumpSaid, shade: ShadeSaid): readonly Finding[] {
  switch (dump.kind) {
    case 'not-known':
      return [{ name: 'dump-not-known', sentence: `What the dump lists cannot be read: ${dump.why}.` }]
    case 'listed': {
      const findings: Finding[] = []
      if (dump.redacted)
        findings.push({
          name: 'dump-redacted',
          sentence: `The dump hides title and text although --noredact was asked for; ${
            shade.kind === 'shown'
              ? 'they were read in the shade, which was opened for it'
              : 'the shade did not show them'
          }.`,
        })
      if (dump.others.length > 0)
        findings.push({
          name: 'another-app-shows-it',
          sentence: `Another app shows the same message: ${dump.others.join(', ')}.`,
        })
      return findings
    }
    case 'not-asked':
    case 'not-listed':
      return []
  }
}

/** android.app.NotificationManager.IMPORTANCE_MIN: such rows may be left out of the shade. */
const importanceMin = 1

function ofShade(dump: DumpSaid, shade: ShadeSaid): readonly Finding[] {
  if (shade.kind === 'absent' && dump.kind === 'listed') {
    const why =
      dump.importance !== null && dump.importance <= importanceMin
        ? `its importance is ${dump.importance}`
        : dump.groupKey?.includes('|g:') === true
          ? `it belongs to the group ${dump.groupKey}`
          : 'nothing in the dump tells why: the ROM may hide rows that the service lists'
    return [{ name: 'listed-not-in-shade', sentence: `The dump lists it, the shade does not show it: ${why}.` }]
  }
  if (shade.kind !== 'shown') return []
  if (dump.kind === 'not-listed')
    return [{ name: 'in-shade-not-listed', sentence: 'The shade shows it although the dump does not list it.' }]
  return shade.place.kind === 'fold'
    ? [
        {
          name: 'folded',
          sentence: `The shade hides it in the fold "${shade.place.name}": an owner does not see it at once.`,
        },
      ]
    : []
}

/** A message that is missing for another reason than the rules name proves nothing about that rule. */
function ofRecords(records: RecordsSaid): readonly Finding[] {
  if (records.kind === 'not-asked' || records.expected.kind !== 'nothing') return []
  if (endedAsExpected(records.expected, records.ways)) return []
  const { at, step, rule, code } = records.expected
  const where = `at ${at}/${step}${code === undefined ? '' : ` with ${String(code)}`} (${rule.name})`
  return [
    {
      name: 'ended-elsewhere',
      sentence: `Nothing came, as expected, but not for the expected reason: the rules end it ${where}, the push records say ${waysInWords(records.ways)}.`,
    },
  ]
}

function logWords(log: LogSaid): string {
  switch (log.kind) {
    case 'mute':
      return 'mute'
    case 'ended':
      return 'broke off'
    case 'nothing':
      return 'nothing of it'
    case 'handed-in':
      return `handed in after ${log.afterMs} ms${log.gone === null ? '' : `, gone: ${cancelReasonText(log.gone.reason)}`}`
  }
}

function dumpWords(dump: DumpSaid): string {
  switch (dump.kind) {
    case 'not-asked':
      return 'not asked'
    case 'listed':
      return `listed, by ${dump.package}, importance ${dump.importance ?? 'not said'}`
    case 'not-listed':
      return `not listed${becauseText(dump.because)}`
    case 'not-known':
      return `not known: ${dump.why}`
  }
}

function shadeWords(shade: ShadeSaid): string {
  switch (shade.kind) {
    case 'not-looked':
      return 'not looked at'
    case 'absent':
      return 'not in it'
    case 'shown':
      return shade.place.kind === 'fold'
        ? `in the fold "${shade.place.name}"`
        : shade.place.kind === 'group'
          ? 'in a group'
          : 'shown'
  }
}
