import { Deadline, until } from '../base/deadline.ts'
import { guardSession } from './session-guard.ts'
import { watchSessionStart } from './session-start.ts'
import type { TestedPhone } from './tested-phone.ts'

/** Phones take from half a minute to a few minutes, more after an update of their system. */
const bootLimitMs = 5 * 60_000
const sessionLimitMs = 60_000

/**
 * Restarts the phone under a run: waits until it is up, makes the Appium session and the stream of events anew, which ended
 * with the restart, and leaves the lock screen. The app is not opened. A phone that does not come back is lost.
 */
export async function restart(tested: TestedPhone): Promise<void> {
  const { browser, phone, watcher } = tested
  tested.says('restarting the phone')
  await phone.restart(Deadline.in(bootLimitMs))
  tested.says('making a session after the restart')
  await watcher.events.reopen(phone.shell)
  // The old session is deleted first, with the same capabilities for the new one; its server on the phone is dead.
  const watch = await watchSessionStart(phone)
  await Promise.race([browser.reloadSession(), watch.failed]).finally(() => watch.end())
  const deadline = Deadline.in(sessionLimitMs)
  await guardSession(browser, phone, deadline)
  await phone.unlock(deadline)
  await until('a window after the restart', async () => (await phone.focus(deadline)).window ?? undefined, deadline, {
    everyMs: 100,
  })
  await tested.measureClock(deadline)
}
