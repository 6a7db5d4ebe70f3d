import { byTextContaining } from '../../app/locator.ts'
import { Deadline, until, inTime } from '../../base/deadline.ts'
import { PromiseBroken } from '../promise-broken.ts'
import type { TestedPhone } from '../tested-phone.ts'

const withinMs = 10_000

/** Waits until the text stands on the screen. */
export async function seesText(tested: TestedPhone, text: string, what: string): Promise<void> {
  if (await comesTrue(what, () => shows(tested, text))) return
  throw new PromiseBroken(tested.phone.name, [{ part: 'arrival', expected: what, seen: 'not within 10 s' }])
}

/** Whether the text is gone in time: a screen is drawn a moment after what it shows was changed. */
export async function missesText(tested: TestedPhone, text: string, what: string): Promise<boolean> {
  return comesTrue(what, async () => !(await shows(tested, text)))
}

async function shows(tested: TestedPhone, text: string): Promise<boolean> {
  return tested.browser.$(byTextContaining(text)).isExisting()
}

async function comesTrue(what: string, probe: () => Promise<boolean>): Promise<boolean> {
  const wait = until(what, async () => ((await probe()) ? true : undefined), Deadline.in(withinMs), { everyMs: 60 })
  return (await inTime(wait)) ?? false
}
