import type { TestedPhone } from '../src/harness/tested-phone.ts'
import { Trial } from '../src/harness/trial.ts'
import { planOfWish } from '../src/harness/trial-plan.ts'
import { recordTrial } from '../src/harness/trial-record.ts'
import { makeToken } from '../src/push/token.ts'
import { Deadline } from '../src/base/deadline.ts'
import { type Given, handWrittenTrial } from './hand-written.ts'
import { median, sum } from './percentile.ts'
import { readMoments } from './phone-moments.ts'

/** ms per phase; together they are the whole trial. */
export interface TrialPhases {
  /** Until the app is killed and the server knows. */
  readonly arrange: number
  /** The REST call. */
  readonly send: number
  /** Unavoidable: until the phone posts the notification. */
  readonly pushLatency: number
  /** Until the test knows of the notification. */
  readonly notice: number
  /** Until the phone has taken the tap. */
  readonly tap: number
  /** Unavoidable: until the activity is drawn and the app has opened the conversation. */
  readonly activityStart: number
  /** Until everything is checked, and in ours written down. */
  readonly check: number
}

export interface TrialCost {
  readonly runs: readonly TrialPhases[]
  /** Median of each phase. */
  readonly phases: TrialPhases
  /** Median of what a trial costs beyond push latency and activity start, ms. */
  readonly beyondMs: number
  readonly totalMs: number
}

export const trialWriters = ['ours', 'hand-written'] as const
export type TrialWriter = (typeof trialWriters)[number]

/**
 * The same trial by both, in turns: the app is killed in the background, a push comes, is tapped, and opens the right
 * conversation with its ext. The first of each is not counted: code is compiled, connections are opened.
 */
export async function measureTrials(
  tested: TestedPhone,
  given: Given,
  options: { readonly trials: number; readonly say: (line: string) => void },
): Promise<Readonly<Record<TrialWriter, TrialCost>>> {
  const runs: Record<TrialWriter, TrialPhases[]> = { ours: [], 'hand-written': [] }
  for (let round = 0; round <= options.trials; round++) {
    const ours = await runOurs(tested)
    await putAway(tested)
    const handWritten = await runHandWritten(tested, given)
    await putAway(tested)
    if (round === 0) continue
    runs.ours.push(ours)
    runs['hand-written'].push(handWritten)
    options.say(`trial: ${String(round)} of ${String(options.trials)} by each`)
  }
  return { ours: costOf(runs.ours), 'hand-written': costOf(runs['hand-written']) }
}

async function runOurs(tested: TestedPhone): Promise<TrialPhases> {
  const startedAt = Date.now()
  const trial = await Trial.send(tested, planOfWish(tested, {}, { state: 'cache-killed' }))
  const sentAt = Date.now()
  await trial.appears()
  const noticedAt = Date.now()
  await trial.tap()
  trial.opensTheConversation('cold')
  trial.carriesExt()
  recordTrial(tested, trial, { promise: 'bench', name: 'bench', evidence: [] })
  const endedAt = Date.now()
  const arrangedAt = sentAt - (trial.stepsMs['send'] ?? 0)
  return phasesOf(tested, { startedAt, arrangedAt, sentAt, noticedAt, endedAt })
}

async function runHandWritten(tested: TestedPhone, given: Given): Promise<TrialPhases> {
  const startedAt = Date.now()
  const marks = { arranged: startedAt, sent: startedAt, noticed: startedAt }
  await handWrittenTrial(tested.browser, given, `${makeToken(Math.random)}，今晚一起吃饭吗？`, (what) => {
    marks[what] = Date.now()
  })
  const endedAt = Date.now()
  return phasesOf(tested, {
    startedAt,
    arrangedAt: marks.arranged,
    sentAt: marks.sent,
    noticedAt: marks.noticed,
    endedAt,
  })
}

async function phasesOf(
  tested: TestedPhone,
  test: {
    readonly startedAt: number
    readonly arrangedAt: number
    readonly sentAt: number
    readonly noticedAt: number
    readonly endedAt: number
  },
): Promise<TrialPhases> {
  const phone = await readMoments(tested.phone)
  const readyAt = Math.max(phone.displayedAt, phone.openedAt)
  return {
    arrange: test.arrangedAt - test.startedAt,
    send: test.sentAt - test.arrangedAt,
    pushLatency: phone.postedAt - test.sentAt,
    notice: test.noticedAt - phone.postedAt,
    tap: phone.clickedAt - test.noticedAt,
    activityStart: readyAt - phone.clickedAt,
    check: test.endedAt - readyAt,
  }
}

/** Both begin alike: the app in front, on its conversations, nothing in the shade. */
async function putAway(tested: TestedPhone): Promise<void> {
  await tested.journey.bringTo('foreground', Deadline.in(30_000))
  await tested.clearShade(Deadline.in(20_000))
}

function costOf(runs: readonly TrialPhases[]): TrialCost {
  const of = (phase: keyof TrialPhases): number => median(runs.map((run) => run[phase]))
  return {
    runs,
    phases: {
      arrange: of('arrange'),
      send: of('send'),
      pushLatency: of('pushLatency'),
      notice: of('notice'),
      tap: of('tap'),
      activityStart: of('activityStart'),
      check: of('check'),
    },
    beyondMs: median(runs.map((run) => run.arrange + run.send + run.notice + run.tap + run.check)),
    totalMs: median(runs.map((run) => sum(Object.values(run) as number[]))),
  }
}
