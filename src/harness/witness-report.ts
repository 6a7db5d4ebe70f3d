import { readAppNotificationSettings } from '../android/app-notification-settings.ts'
import { readNotificationDump } from '../android/notification-dump.ts'
import { UnreadableDump } from '../android/unreadable-dump.ts'
import { Deadline } from '../base/deadline.ts'
import type { PushRecord, PushedMessage } from '../farm/laboratory.ts'
import type { NewEntry } from './journal-entry.ts'
import { waysInWords, waysTo } from './push-way.ts'
import { lookThroughShade } from './shade-look.ts'
import type { TestedPhone } from './tested-phone.ts'
import type { Trial } from './trial.ts'
import { findingsOf, inWords } from './witness-account.ts'

type WitnessesEntry = Extract<NewEntry, { kind: 'witnesses' }>

/** Writes down where the witnesses of a trial disagree; undefined: they agree. */
export function tellDisagreement(
  tested: TestedPhone,
  trial: Trial,
  names: { readonly promise: string; readonly trial: string },
): WitnessesEntry | undefined {
  const testimony = trial.hearing.testimony(tested.watcher.ledger, trial.sentAtMs)
  const findings = findingsOf(testimony)
  if (findings.length === 0) return undefined
  const entry: WitnessesEntry = {
    kind: 'witnesses',
    phone: tested.phone.name,
    ...names,
    token: trial.token,
    said: inWords(testimony),
    findings: findings.map((one) => ({ ...one })),
  }
  tested.journal.write(entry)
  return entry
}

/** What each witness said of a trial, as a paragraph. */
export function accountOf(tested: TestedPhone, trial: Trial): string {
  const testimony = trial.hearing.testimony(tested.watcher.ledger, trial.sentAtMs)
  const said = Object.entries(inWords(testimony)).map(([witness, words]) => `  ${witness}: ${words}`)
  return [trial.token, ...said, ...findingsOf(testimony).map(({ sentence }) => `  ${sentence}`), ''].join('\n')
}

/** Asks the push records, where they are kept, how far these messages came; returns the records. */
export async function hearRecords(
  { world, owner }: TestedPhone,
  trials: readonly Trial[],
  deadline: Deadline,
): Promise<readonly PushRecord[]> {
  if (trials.length === 0 || !world.can('records')) return []
  const records = await world.pushRecords(owner.userId, trials, deadline)
  const serial = await world.serial()
  for (const trial of trials) {
    const ways = waysTo(serial, messageOf(trial), records)
    trial.hearing.recorded({ kind: 'told', ways, expected: trial.expectation })
  }
  return records
}

function messageOf({ token, msgKey, expectation }: Trial): PushedMessage {
  // Of a message that the server takes for a repetition the key is the first one's.
  const isNotSent = expectation.kind === 'nothing' && expectation.at === 'send'
  return isNotSent ? { token } : { token, msgKey }
}

/** Where a push that was not shown was last heard of, as a hint; undefined where no records are kept. */
export function whereItEnded(trials: readonly Trial[]): string | undefined {
  const missing = trials.find((trial) => trial.shouldAppear && trial.arrival?.kind === 'not-shown')
  const records = missing?.hearing.records
  return missing === undefined || records?.kind !== 'told'
    ? undefined
    : `By the push records ${missing.token} was ${waysInWords(records.ways)}.`
}

/**
 * After a failed trial every witness is heard, though it costs seconds and changes what is on the screen: why the dump
 * does not list the message, and whether the shade shows it.
 */
export async function hearAllWitnesses(tested: TestedPhone, trials: readonly Trial[]): Promise<void> {
  const deadline = Deadline.in(30_000)
  for (const trial of trials.filter((one) => one.arrival !== undefined)) {
    await hearDump(tested, trial, deadline)
    const seen = await lookThroughShade(tested, trial.token, deadline.atMost(10_000))
    if (seen === undefined) trial.hearing.notInTheShade()
    else trial.hearing.shownAt(seen.place)
  }
}

async function hearDump(tested: TestedPhone, trial: Trial, deadline: Deadline): Promise<void> {
  const text = await tested.phone.notificationsText(deadline)
  try {
    const { posted, snoozed } = readNotificationDump(text)
    const entries = posted.filter((entry) => trial.matches(entry))
    if (entries.length > 0) {
      trial.hearing.listed(entries, tested.testedApp)
      return
    }
    const settings = readAppNotificationSettings(text, tested.packageName)
    trial.hearing.notListed(
      snoozed.some((entry) => entry.package === tested.packageName)
        ? 'snoozed'
        : settings?.importance === 'none'
          ? 'app-switched-off'
          : settings?.channels.some(({ importance }) => importance === 0) === true
            ? 'channel-switched-off'
            : 'unknown',
    )
  } catch (error) {
    if (!(error instanceof UnreadableDump)) throw error
    trial.hearing.notKnown(error.message)
  }
}
