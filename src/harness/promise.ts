import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import type {} from 'mocha'
import { Deadline } from '../base/deadline.ts'
import type { Verdict } from '../base/pushfarm-error.ts'
import { addArgument, addAttachment, addHistoryId, addLabel } from './allure.ts'
import { currentPhone } from './current-phone.ts'
import { declarePromise } from './declared-promises.ts'
import { type Effort, tooMuchEffort } from './effort.ts'
import { refuseEmptyCheck } from './empty-check.ts'
import { Evidence } from './evidence.ts'
import { type Failure, judge } from './failure.ts'
import { losePhone, whyPhoneIsLost } from './lost-phone.ts'
import { PhoneWords } from './phone-words.ts'
import type { PromiseTag } from './promise-list.ts'
import { type PromiseRows, rowsOn } from './row-list.ts'
import { type PhoneTraits, traitsOf } from './phone-traits.ts'
import type { TestedPhone } from './tested-phone.ts'
import { keepPictures, pictureOfTheShade } from './trial-pictures.ts'
import { recordTrial } from './trial-record.ts'
import { accountOf, hearAllWitnesses, hearRecords, tellDisagreement, whereItEnded } from './witness-report.ts'

/** Long enough for several pushes at their limit; every wait inside has a shorter deadline of its own. */
const limitMs = 15 * 60_000
/** A phone that waits for a partner serves others meanwhile. */
const limitWithPartnerMs = 90 * 60_000

/** What decides whether a promise is checked at all. */
export interface PromiseOptions {
  readonly tags: readonly PromiseTag[]
  /** The rows of the matrix (src/push/matrix-rows) that it is about: `ext/html`, `ext/*`. */
  readonly rows?: readonly string[]
  /** What it costs beyond its rows, whose own effort counts by itself. */
  readonly effort?: Effort
  /** 2: another phone of the run acts for it; it is waited for before the check begins. */
  readonly phones?: 1 | 2
  /** true, or why the promise means nothing on this phone: the report shows it in place of a result. */
  readonly applies?: (phone: PhoneTraits) => true | string
}

/**
 * One promise, checked on this worker's phone. Its name is the spec file's: it stays the same in the journal and in
 * Allure's history when the title is reworded.
 *
 * @param file `import.meta.url` of the spec
 */
export function promise(
  file: string,
  title: string,
  check: (phone: PhoneWords) => Promise<void>,
  options: PromiseOptions,
): void {
  const name = basename(new URL(file).pathname).replace(/\.m?[jt]s$/, '')
  declarePromise({ name, check, options })
  describe(name, function () {
    it(title, async function () {
      this.timeout(options.phones === 2 ? limitWithPartnerMs : limitMs)
      const tested = currentPhone()
      await labelForAllure(tested, name)
      let startedAt = performance.now()
      const lost = whyPhoneIsLost()
      if (lost !== undefined) {
        finish(tested, name, title, startedAt, {
          failure: { ...lost, message: `Not checked: ${lost.message}` },
          evidence: [],
          latencyMs: null,
        })
        throw quiet(`Not checked: ${lost.message}`, 'infrastructure')
      }
      const { applying, leftOut } = rowsOn(tested, options.rows ?? [])
      const applies = options.applies?.(traitsOf(tested)) ?? true
      const because =
        applies !== true
          ? applies
          : (tooMuchEffort(options.effort, tested.run.efforts) ??
            (applying.length === 0 ? leftOut[0]?.because : undefined))
      if (because !== undefined) {
        finish(tested, name, title, startedAt, { because, leftOut, evidence: [], latencyMs: null })
        this.skip()
      }
      const words = new PhoneWords(tested, applying)
      const exchangesBefore = tested.chat.exchanges.length
      try {
        if (options.phones === 2) {
          await tested.partnership.comes()
          // What it did for others before is not this promise's time.
          startedAt = performance.now()
        }
        await check(words)
        refuseEmptyCheck(name, applying, words.trials)
        await tested.ownersHand.setBack()
        await tested.world.setBack()
        const unwanted = words.trials.filter(({ shouldAppear }) => !shouldAppear)
        await hearRecords(tested, unwanted, Deadline.in(10_000))
        await record(tested, words, name, [])
        finish(tested, name, title, startedAt, { leftOut, evidence: [], latencyMs: slowest(words) })
      } catch (error) {
        const judged = await judge(error, tested)
        const evidence = await collect(tested, words, name, exchangesBefore)
        const failure = { ...judged, hint: judged.hint ?? whereItEnded(words.trials) ?? null }
        await record(tested, words, name, evidence.paths)
        finish(tested, name, title, startedAt, {
          failure,
          leftOut,
          evidence: evidence.paths,
          latencyMs: slowest(words),
        })
        if (failure.phoneIsLost) {
          losePhone(tested, failure)
        } else {
          await setBack(tested)
          await putBack(tested)
          tested.session.forgetsWhoIsLoggedIn()
        }
        throw quiet(failure.hint === null ? failure.message : `${failure.message}\n→ ${failure.hint}`, failure.verdict)
      } finally {
        await letPartnerGo(tested)
      }
    })
  })
}

async function record(
  tested: TestedPhone,
  words: PhoneWords,
  promiseName: string,
  evidence: readonly string[],
): Promise<void> {
  for (const [at, trial] of words.trials.entries()) {
    const name = words.trials.length === 1 ? promiseName : `${promiseName}/${at + 1}`
    const kept = [...evidence, ...(await keepPictures(tested, trial, name))]
    const entry = recordTrial(tested, trial, { promise: promiseName, name, evidence: kept })
    await addAttachment(`${name}.json`, JSON.stringify(entry, null, 2), 'application/json')
    const disagreement = tellDisagreement(tested, trial, { promise: promiseName, trial: name })
    if (disagreement !== undefined)
      await addAttachment(`${name}.witnesses.json`, JSON.stringify(disagreement, null, 2), 'application/json')
  }
}

function finish(
  tested: TestedPhone,
  name: string,
  title: string,
  startedAt: number,
  end: {
    readonly failure?: Failure
    readonly because?: string
    readonly leftOut?: PromiseRows['leftOut']
    readonly evidence: readonly string[]
    readonly latencyMs: number | null
  },
): void {
  const { failure, because } = end
  const result = because !== undefined ? 'not-applicable' : failure === undefined ? 'kept' : resultOf(failure)
  tested.journal.write({
    kind: 'promise',
    phone: tested.phone.name,
    promise: name,
    title,
    result,
    because: because ?? null,
    leftOut: [...(end.leftOut ?? [])],
    verdict: failure?.verdict ?? null,
    error: failure === undefined ? null : { code: failure.code, message: failure.message, hint: failure.hint },
    latencyMs: end.latencyMs,
    durationMs: Math.round(performance.now() - startedAt),
    evidence: [...end.evidence],
  })
  tested.tellResult(name, result, end.latencyMs)
}

function resultOf(failure: Failure): 'broken' | 'not-checked' {
  return failure.verdict === 'product' ? 'broken' : 'not-checked'
}

/** Everything that may explain it, from the phone and from the server. */
async function collect(
  tested: TestedPhone,
  words: PhoneWords,
  name: string,
  exchangesBefore: number,
): Promise<Evidence> {
  tested.says('collecting evidence')
  const deadline = Deadline.in(30_000)
  const evidence = new Evidence(`${tested.run.runFolder}/evidence`, `${tested.phone.name}.${name}`, tested.redaction)
  await evidence.add('screen.png', async () => Buffer.from(await tested.browser.takeScreenshot(), 'base64'))
  await evidence.add('screen.xml', () => tested.browser.getPageSource())
  await evidence.add('notifications.txt', () => tested.phone.notificationsText(deadline))
  await evidence.add('events.txt', () => tested.watcher.events.recentLines())
  await evidence.add('log.txt', () => tested.phone.recentLog(deadline))
  await evidence.add('package.txt', () => tested.phone.shell.read(['dumpsys', 'package', tested.packageName], deadline))
  await evidence.add('server.json', () => JSON.stringify(tested.chat.exchanges.slice(exchangesBefore), null, 2))
  if (tested.world.can('records'))
    await evidence.add('push-records.json', async () =>
      JSON.stringify(await hearRecords(tested, words.trials, deadline), null, 2),
    )
  await evidence.add('shade.png', () => pictureOfTheShade(tested, deadline))
  await evidence.add('witnesses.txt', async () => {
    await hearAllWitnesses(tested, words.trials)
    return words.trials.map((trial) => accountOf(tested, trial)).join('\n')
  })
  // Last: it starts the app, and with that changes what is on the screen.
  await evidence.add('push-panel.json', async () => {
    await tested.bringAppToFront(deadline)
    await tested.app.openPushPanel(Deadline.in(8000))
    return JSON.stringify(await tested.app.pushPanel(), null, 2)
  })
  for (const file of evidence.files) await addAttachment(file.name, file.content, file.type)
  return evidence
}

/** What was borrowed for the promise is given back; what cannot be shows in the promises that follow. */
async function letPartnerGo(tested: TestedPhone): Promise<void> {
  const lost = whyPhoneIsLost()
  try {
    if (lost === undefined) await tested.partnership.parts()
    else tested.partnership.leaves(lost.message)
  } catch (error) {
    tested.says(`could not be given back: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** A setting that cannot be set back is told, and shows in the promises that follow. */
async function setBack(tested: TestedPhone): Promise<void> {
  try {
    await tested.ownersHand.setBack()
    await tested.world.setBack()
  } catch (error) {
    tested.says(`settings could not be set back: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** The next promise starts from a phone that is awake, with its shade closed. */
async function putBack(tested: TestedPhone): Promise<void> {
  const deadline = Deadline.in(10_000)
  try {
    await tested.phone.closeShade(deadline)
    await tested.phone.unlock(deadline)
  } catch (error) {
    tested.says(`could not be put back: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** A ROM update must not start a new history: the key is what is promised, to which vendor's phones, over which service. */
async function labelForAllure(tested: TestedPhone, name: string): Promise<void> {
  const { phone } = tested
  await addHistoryId(createHash('md5').update(`${name} ${phone.vendor.name} ${phone.pushService}`).digest('hex'))
  addLabel('host', phone.name)
  addLabel('parentSuite', `${phone.vendor.label} (${phone.name})`)
  await addArgument('phone', phone.name)
  await addArgument('push service', phone.pushService)
}

function slowest(words: PhoneWords): number | null {
  const all = words.trials.map((trial) => trial.latencyMs).filter((ms) => ms !== null)
  return all.length === 0 ? null : Math.max(...all)
}

/**
 * The message is for people; our own stack would only hide it. Allure calls a test "failed" when the error says that it is
 * an assertion, else "broken": that is the difference between the product's fault and the farm's.
 */
function quiet(message: string, verdict: Verdict): Error {
  const error = new Error(message)
  if (verdict === 'product') error.name = 'AssertionError'
  error.stack = verdict === 'product' ? `AssertionError: ${message}` : message
  return error
}
