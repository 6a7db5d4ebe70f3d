import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { readContract } from '../src/app/contract.ts'
import { Deadline } from '../src/base/deadline.ts'
import { ChatServer } from '../src/chat/chat-server.ts'
import type { FarmPhone } from '../src/farm/farm-phone.ts'
import { logInOverAdb } from './adb-login.ts'
import { Laboratory, app, root } from './laboratory.ts'
import { median } from './percentile.ts'
import { useOfTree } from './process-tree.ts'

export const farmSizes = [1, 7, 25, 50] as const

/** A farm of some size with the sample app logged in on every phone. */
export interface ScaleResult {
  readonly phones: number
  /** From the start of the farm's process until all phones answer. */
  readonly bootMs: number
  /** Installing, starting and logging in on all phones, some at a time. */
  readonly appsMs: number
  /** Resident memory of the farm's process and its children: before the first app, and idle with all apps. */
  readonly emptyRssMb: number
  readonly idleRssMb: number
  /** All of the idle memory, that of Node and of the servers too, shared out among the phones. */
  readonly rssPerPhoneMb: number
  /** Processor time per phone while nothing happens, in percent of one core. */
  readonly idleCpuPercentPerPhone: number
  /** One Appium session alone on its phone's first time, when the driver brings its apps along. */
  readonly firstSessionMs: number
  readonly parallelSessions: number
  readonly parallelSessionP50Ms: number
  /** What went wrong; empty when all is well. */
  readonly errors: readonly string[]
}

/** So many phones are set up at a time: more would only wait for the processors, and Android calls an app that waits dead. */
const atATime = availableParallelism()
const mostParallelSessions = 6
const idleMs = 10_000
const settleMs = 3000
const setUpLimitMs = 120_000
const notify = 'android.permission.POST_NOTIFICATIONS'

export async function measureScale(
  phones: number,
  options: { readonly seed: string; readonly say: (line: string) => void },
): Promise<ScaleResult> {
  const laboratory = await Laboratory.open(String(phones), options.seed)
  const { farm } = laboratory
  const chat = new ChatServer(farm.description.chat)
  try {
    const contract = readContract(join(root, 'sample-app', 'contract.json'))
    const emptyRssMb = useOfTree(farm.pid).rssMb
    const startedAt = performance.now()
    const pids = new Map<FarmPhone, readonly number[]>()
    const setUpErrors: string[] = []
    await inTurns(laboratory.phones, atATime, async (phone) => {
      const deadline = Deadline.in(setUpLimitMs)
      try {
        await phone.install(app)
        if (apiLevelOf(laboratory, phone) >= 33) await phone.grant(contract.package, notify, deadline)
        await phone.launch(`${contract.package}/${contract.activity}`, deadline)
        await logInOverAdb(phone, contract, chat, `user-of-${phone.name}`, deadline)
        pids.set(phone, await phone.pidsOf(contract.package, deadline))
      } catch (error) {
        // One phone that fails is a result, not the end of the measurement.
        setUpErrors.push(`${phone.name}: ${error instanceof Error ? error.message : String(error)}`)
      }
    })
    const appsMs = performance.now() - startedAt
    options.say(`scale: ${String(phones)} phones run the app`)

    // What the logins left behind is collected, and their last answers arrive.
    await pause(settleMs)
    const before = useOfTree(farm.pid)
    const idleSince = performance.now()
    await pause(idleMs)
    const after = useOfTree(farm.pid)
    const idleFor = performance.now() - idleSince

    const sessions = await measureSessions(laboratory)
    return {
      phones,
      bootMs: farm.bootMs,
      appsMs,
      emptyRssMb,
      idleRssMb: after.rssMb,
      rssPerPhoneMb: after.rssMb / phones,
      idleCpuPercentPerPhone: (100 * (after.cpuMs - before.cpuMs)) / idleFor / phones,
      ...sessions,
      errors: [...setUpErrors, ...(await errorsOf(laboratory, contract.package, pids))],
    }
  } finally {
    await chat.close()
    await laboratory.close()
  }
}

async function measureSessions(
  laboratory: Laboratory,
): Promise<Pick<ScaleResult, 'firstSessionMs' | 'parallelSessions' | 'parallelSessionP50Ms'>> {
  const [first, ...others] = laboratory.phones
  if (first === undefined) throw new RangeError('a farm has at least one phone')
  const firstSessionMs = await startOfSession(laboratory, first)
  const parallel = others.slice(0, mostParallelSessions)
  // A farm of one has nobody to start beside it: the phone's second session stands in.
  const starts = await Promise.all(
    (parallel.length === 0 ? [first] : parallel).map((phone) => startOfSession(laboratory, phone)),
  )
  return { firstSessionMs, parallelSessions: starts.length, parallelSessionP50Ms: median(starts) }
}

async function startOfSession(laboratory: Laboratory, phone: FarmPhone): Promise<number> {
  const startedAt = performance.now()
  const browser = await laboratory.session(phone)
  const took = performance.now() - startedAt
  await laboratory.endSession(browser)
  return took
}

/** Every app must still be the process that was started, no phone may have logged a crash, the farm must have been silent. */
async function errorsOf(
  laboratory: Laboratory,
  appPackage: string,
  pids: ReadonlyMap<FarmPhone, readonly number[]>,
): Promise<readonly string[]> {
  const errors: string[] = []
  await inTurns([...pids.keys()], atATime, async (phone) => {
    const deadline = Deadline.in(30_000)
    const then = pids.get(phone)?.join(' ') ?? ''
    const now = (await phone.pidsOf(appPackage, deadline)).join(' ')
    if (then === '' || now !== then)
      errors.push(`${phone.name}: the app's process was ${then || 'none'}, is ${now || 'none'}`)
    const crashes = await phone.shell.read(['logcat', '-d', '-b', 'crash'], deadline)
    if (crashes.includes('FATAL EXCEPTION')) errors.push(`${phone.name}: ${crashes.slice(0, 500)}`)
  })
  const complaints = laboratory.farm.complaints()
  if (complaints !== '') errors.push(`the farm: ${complaints.slice(0, 500)}`)
  if (!laboratory.farm.running) errors.push('the farm has ended')
  return errors
}

function apiLevelOf(laboratory: Laboratory, phone: FarmPhone): number {
  return laboratory.farm.description.phones.find((one) => one.serial === phone.entry.serial)?.apiLevel ?? 0
}

async function inTurns<T>(all: readonly T[], atATime: number, work: (one: T) => Promise<void>): Promise<void> {
  const rest = [...all]
  await Promise.all(
    Array.from({ length: atATime }, async () => {
      for (let next = rest.shift(); next !== undefined; next = rest.shift()) await work(next)
    }),
  )
}

/** Measuring an idle phone is waiting: there is no event to wait for. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
