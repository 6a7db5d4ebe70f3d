import type { NotificationEntry } from '../android/notification-dump.ts'
import { Deadline, until } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { isRedacted, mayHide, ownerOf } from './notification-owner.ts'
import type { PromiseBroken } from './promise-broken.ts'
import { glanceIntoShade, lookThroughShade } from './shade-look.ts'
import type { TestedPhone } from './tested-phone.ts'
import type { Trial } from './trial.ts'

/** A push may overtake an earlier one: vendors promise no order. So many times as long as the control took … */
const slowerThanControl = 5
/** … and at least so long the earlier ones are waited for, from when they were sent. */
const waitedAtLeastMs = 3000

/**
 * Proves a negative without sitting out the limit where that can be avoided: a control message, sent later on the same way
 * to the same phone, arrives while these have not, and do not for as long as a slow push takes. If the control does not
 * arrive either, waiting for it has used up their limit.
 */
export async function proveThatNothingCame(
  tested: TestedPhone,
  trials: readonly Trial[],
  sendControl: () => Promise<Trial>,
): Promise<void> {
  const { softMs } = tested.run
  const startedAt = performance.now()
  const deadline = Deadline.in(60_000 + softMs)
  const { state } = await tested.chat.onlineState(tested.owner.userId, deadline)
  const control = await controlArrives(sendControl)
  if (control.kind === 'arrived') {
    const slowMs = Math.max(waitedAtLeastMs, slowerThanControl * control.afterMs)
    await haveWaited(trials, startedAt, Math.min(softMs, slowMs))
    await noteThatNothingIsThere(tested, trials, `a later message arrived; the account was ${state}`)
    return
  }
  // The user may have been thrown out.
  tested.session.forgetsWhoIsLoggedIn()
  await haveWaited(trials, startedAt, softMs)
  const because = `its limit passed; the later message that would have spared the wait ${control.how}`
  await noteThatNothingIsThere(tested, trials, because)
}

type Control =
  { readonly kind: 'arrived'; readonly afterMs: number } | { readonly kind: 'failed'; readonly how: string }

/** A product that cannot even be brought to where the control would be sent breaks other promises, not this one. */
async function controlArrives(sendControl: () => Promise<Trial>): Promise<Control> {
  try {
    const arrival = await (await sendControl()).observe()
    return arrival.kind === 'not-shown'
      ? { kind: 'failed', how: 'did not come' }
      : { kind: 'arrived', afterMs: arrival.first.latencyMs }
  } catch (error) {
    if (error instanceof PushfarmError && error.verdict === 'product')
      return { kind: 'failed', how: `could not be sent: ${error.message}` }
    throw error
  }
}

/** @param startedAt by performance.now: for messages that were never sent there is no other beginning */
async function haveWaited(trials: readonly Trial[], startedAt: number, ms: number): Promise<void> {
  await until(
    'a slow push to have had its time',
    () => (trials.every(({ waitedMs }) => Math.max(waitedMs, performance.now() - startedAt) >= ms) ? true : undefined),
    Deadline.in(ms + 1000),
    { everyMs: 100 },
  )
}

/**
 * Asks dump and shade once more for all of these messages. What cannot be read is no proof of absence: then the promise is
 * not checked.
 *
 * @param because what makes sure that they will not come later either
 */
export async function noteThatNothingIsThere(
  tested: TestedPhone,
  trials: readonly Trial[],
  because: string,
): Promise<void> {
  const deadline = Deadline.in(20_000)
  for (const trial of trials) {
    trial.judges(['nothing'])
    const posted = await postedNow(tested, trial, deadline)
    const entries = posted.filter((entry) => trial.matches(entry))
    const keys = new Set([...entries.map((entry) => entry.key ?? ''), ...tested.sightings.keysOf(trial.token)])
    if (keys.size > 0) {
      trial.hearing.listed(entries, tested.testedApp)
      throw broken(trial, `a notification ${[...keys].join(', ')} (${because})`)
    }
    trial.hearing.notListed()
  }
  await askTheShade(tested, trials, deadline, because)
  for (const trial of trials) trial.arrival = { kind: 'not-shown', withinMs: trial.waitedMs, because }
}

/** The dump, once every entry that may be this message's can be read. */
async function postedNow(tested: TestedPhone, trial: Trial, deadline: Deadline): Promise<readonly NotificationEntry[]> {
  for (let reading = 1; ; reading++) {
    const posted = await tested.watcher.look()
    const damaged = posted.find((entry) => mayHide(entry, trial.token, tested.testedApp))?.unreadable
    if (damaged === undefined) return posted
    // A dump that was cut on its way may be whole the next time; one that the ROM prints so stays so.
    if (reading < readings && !deadline.passed) continue
    const why = `line ${damaged.line}: ${damaged.why}`
    trial.hearing.notKnown(why)
    throw new PushfarmError(
      `Whether ${tested.phone.name} shows a notification of ${trial.token} is not known: its dump cannot be read (${why}).`,
      {
        code: 'harness/not-known',
        verdict: 'infrastructure',
        facts: { token: trial.token, line: damaged.line, why: damaged.why },
        hint: 'The dump is among the evidence: if it is whole, this ROM prints one that Pushfarm does not know yet.',
      },
    )
  }
}

const readings = 3

/**
 * Where the dump hides texts the whole shade is looked through; elsewhere the open list is looked at, unless the phone is
 * locked or dark and would have to be changed for it.
 */
async function askTheShade(
  tested: TestedPhone,
  trials: readonly Trial[],
  deadline: Deadline,
  because: string,
): Promise<void> {
  const hidden = (await tested.watcher.look()).some(
    (entry) => isRedacted(entry) && ownerOf(entry, tested.testedApp) !== 'foreign',
  )
  const tokens = trials.map(({ token }) => token)
  const glance = hidden ? undefined : await glanceIntoShade(tested, tokens, deadline)
  for (const trial of trials) {
    const seen = hidden ? await lookThroughShade(tested, trial.token, deadline) : undefined
    if (seen !== undefined || glance?.has(trial.token) === true) {
      trial.hearing.shownAt(seen?.place ?? { kind: 'list' })
      throw broken(trial, `a row in the shade (${because})`)
    }
    if (hidden || glance !== undefined) trial.hearing.notInTheShade()
  }
}

function broken(trial: Trial, seen: string): PromiseBroken {
  const expected = trial.expectation.kind === 'nothing' ? `nothing, because ${trial.expectation.why}` : 'nothing'
  return trial.broken([{ part: 'nothing', expected, seen }])
}
