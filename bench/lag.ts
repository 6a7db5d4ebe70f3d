import { Deadline } from '../src/base/deadline.ts'
import type { NotificationEntry } from '../src/android/notification-dump.ts'
import { byTextContaining } from '../src/app/locator.ts'
import type { TestedPhone } from '../src/harness/tested-phone.ts'
import { median, percentile } from './percentile.ts'
import { seededFractions } from './seeded-fractions.ts'
import { pushTo } from './push-message.ts'

/** The ways to learn of a notification that are compared. */
export const watchers = ['our watcher', 'mobile: getNotifications', 'open shade'] as const
export type Watcher = (typeof watchers)[number]

export interface LagResult {
  readonly posts: number
  /** How often WebdriverIO's waitUntil asks when nobody tells it, ms. */
  readonly intervalMs: number
  /** ms from the phone's own time stamp of the notification to the moment the waiting code went on */
  readonly lags: Readonly<Record<Watcher, readonly number[]>>
}

/** As long as WebdriverIO's slowest question takes, and more: the send falls anywhere into the poller's round. */
const longestPhaseMs = 1500

/**
 * Sends `posts` pushes per watcher, in turns so that a noisy machine disturbs all alike. The watcher waits first; the push
 * is sent at a random moment after that, so that it meets a poller anywhere in its interval.
 */
export async function measureLag(
  tested: TestedPhone,
  options: { readonly posts: number; readonly seed: string; readonly say: (line: string) => void },
): Promise<LagResult> {
  const lags: Record<Watcher, number[]> = { 'our watcher': [], 'mobile: getNotifications': [], 'open shade': [] }
  const fraction = seededFractions(options.seed)
  await tested.journey.bringTo('background', Deadline.in(30_000))
  for (let post = 0; post < options.posts; post++) {
    for (const watcher of watchers) lags[watcher].push(await oneLag(tested, watcher, fraction() * longestPhaseMs))
    if ((post + 1) % 10 === 0) options.say(`lag: ${String(post + 1)} of ${String(options.posts)} posts per watcher`)
  }
  return { posts: options.posts, intervalMs: tested.browser.options.waitforInterval ?? Number.NaN, lags }
}

async function oneLag(tested: TestedPhone, watcher: Watcher, phaseMs: number): Promise<number> {
  await tested.clearShade(Deadline.in(20_000))
  if (watcher === 'open shade') await tested.phone.openShade(Deadline.in(5000))
  const push = pushTo(tested)
  const known = waiting[watcher](tested, push.token).then(() => Date.now())
  const sent = new Promise((resolve) => setTimeout(resolve, phaseMs)).then(() => push.send())
  const [knownAt] = await Promise.all([known, sent])
  const entry = (await tested.phone.notifications(Deadline.in(5000))).posted.find((one) => carries(one, push.token))
  const postedAt = entry?.postedAtMs ?? entry?.updatedAtMs
  if (postedAt === undefined || postedAt === null)
    throw new Error(`the phone does not say when it posted the notification of ${push.token}`)
  if (watcher === 'open shade') await tested.phone.closeShade(Deadline.in(5000))
  return knownAt - postedAt
}

/** How long all of them may wait for one push. */
const limitMs = 60_000

const waiting: Readonly<Record<Watcher, (tested: TestedPhone, token: string) => Promise<unknown>>> = {
  'our watcher': (tested, token) =>
    tested.watcher.waitFor(`a notification with ${token}`, (entry) => carries(entry, token), Deadline.in(limitMs)),

  'mobile: getNotifications': ({ browser }, token) =>
    browser.waitUntil(
      async () => {
        const { statusBarNotifications } = await browser.execute<SettingsAnswer, []>('mobile: getNotifications')
        return statusBarNotifications.some(({ notification }) => JSON.stringify(notification).includes(token))
      },
      { timeout: limitMs },
    ),

  'open shade': ({ browser }, token) =>
    browser.waitUntil(() => browser.$(byTextContaining(token)).isExisting(), { timeout: limitMs }),
}

interface SettingsAnswer {
  readonly statusBarNotifications: readonly { readonly notification: Readonly<Record<string, unknown>> }[]
}

function carries(entry: NotificationEntry, token: string): boolean {
  return [entry.title, entry.text, entry.bigText].some((text) => text?.includes(token) === true)
}

export function lagSummary(lags: readonly number[]): { readonly p50: number; readonly p95: number } {
  return { p50: median(lags), p95: percentile(lags, 0.95) }
}
