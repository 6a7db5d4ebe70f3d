import { Deadline } from '../base/deadline.ts'
import type { FarmPhone } from '../farm/farm-phone.ts'
import { dumpScreen } from '../farm/phone-fingers.ts'
import { installPassword } from './install-password.ts'
import { InstallWatch } from './install-watch.ts'

/** The watch over one phone while its Appium session is being made. */
export interface SessionStart {
  /** Rejects when a question of the ROM cannot be answered; never resolves. */
  readonly failed: Promise<never>
  end(): Promise<void>
}

/**
 * Answers for the phone's owner while Appium installs its own helpers (its settings app, the UiAutomator2 server and that one's
 * test APK), at the first session on a phone and after each update of Appium. There is no session yet whose screen could be
 * asked, but UiAutomation is free: `uiautomator dump` reads the screen.
 */
export async function watchSessionStart(phone: FarmPhone): Promise<SessionStart> {
  const events = await phone.events()
  const watch = new InstallWatch({
    phone,
    events,
    // Nothing to be read while the server of an earlier session still runs: Appium is about to end it.
    read: (deadline) => dumpScreen(phone.shell, deadline),
    password: installPassword(phone.name, process.env),
    // Appium starts activities of its own.
    strangers: 'ignore',
  })
  if (phone.vendor.installSteps.length > 0) await phone.unlock(Deadline.in(15_000))
  await watch.start()
  return {
    failed: watch.failed,
    end: async () => {
      await watch.stop()
      events.close()
    },
  }
}
