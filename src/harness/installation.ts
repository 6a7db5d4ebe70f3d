import { readScreen } from '../android/screen-nodes.ts'
import { Deadline } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import type { EventStream } from '../farm/event-stream.ts'
import type { FarmPhone } from '../farm/farm-phone.ts'
import { installPassword } from './install-password.ts'
import { InstallWatch } from './install-watch.ts'

/**
 * Installs the app; where the ROM asks its owner, answers for them. Rejects with one error for a refusal, a password that is
 * missing or wrong, and a screen that nobody knows.
 */
export async function install(
  on: { readonly phone: FarmPhone; readonly browser: WebdriverIO.Browser; readonly events: EventStream },
  apkPath: string,
): Promise<void> {
  const { phone, browser, events } = on
  // Behind a lock screen the question would run out unseen.
  await phone.unlock(Deadline.in(15_000))
  const watch = new InstallWatch({
    phone,
    events,
    // The session's server holds UiAutomation, so the screen is read through it.
    read: async () => readScreen(await browser.getPageSource()),
    password: installPassword(phone.name, process.env),
    strangers: 'report',
  })
  await watch.start()
  const installed = phone.install(apkPath)
  // When the watch gives up first, the phone goes on waiting for an answer: what becomes of that is no news.
  installed.catch(() => undefined)
  try {
    await Promise.race([installed, watch.failed])
  } catch (error) {
    throw watch.asked ? afterQuestion(error) : error
  } finally {
    await watch.stop()
  }
}

/** The ROM asked, it was answered, and it refused all the same: no switch is off then. */
function afterQuestion(error: unknown): unknown {
  if (!(error instanceof PushfarmError) || error.code !== 'farm/install-refused') return error
  return new PushfarmError(`${error.message.replace(/\.$/, '')}, though its question was answered.`, {
    code: error.code,
    verdict: error.verdict,
    facts: error.facts,
    hint: 'Look at the phone while the app is being installed: a second question, or a count that runs out.',
    cause: error,
  })
}
