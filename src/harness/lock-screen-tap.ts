import { type Deadline, until } from '../base/deadline.ts'
import { elementsNow } from '../app/elements-now.ts'
import { byIdEnding, byTextContaining } from '../app/locator.ts'
import type { Awaited } from './lookout.ts'
import { entriesOf } from './notification-owner.ts'
import { chooseOwnRow } from './shade-tap.ts'
import type { TestedPhone } from './tested-phone.ts'

/** A lock screen that goes is gone by then; one that stays took the touch for one in a pocket. */
const againAfterMs = 1500

/** AOSP's pad for a PIN (keyguard_pin_view.xml). */
const pinEntry = ':id/pinEntry'

/**
 * Wakes the phone and taps the message's row on its lock screen, then waits until that is left: without a PIN the phone
 * unlocks by itself and sends the row's intent. SystemUI asks for a second tap where it doubts the first (its string
 * notification_tap_again); then it gets one.
 *
 * @param pin of a secure lock screen: typed where the phone asks for it
 */
export async function tapOnLockScreen(
  tested: TestedPhone,
  message: Awaited,
  deadline: Deadline,
  pin?: string,
): Promise<void> {
  const { browser, phone, shade, testedApp, watcher } = tested
  const { token, hearing } = message
  await phone.wake(deadline)
  const posted = await watcher.look()
  hearing.listed(entriesOf(token, posted, testedApp), testedApp)
  const shown = async (): Promise<readonly string[]> => elementsNow(browser, byTextContaining(token))
  const elements = await until(
    `the lock screen to show ${token}`,
    async () => {
      const found = await shown()
      return found.length > 0 ? found : undefined
    },
    deadline,
    { everyMs: 60 },
  )
  hearing.shownAt({ kind: 'list' })
  const at = await chooseOwnRow(tested, token, posted)
  await shade.tap(token, deadline, at, { elements, place: { kind: 'list' } })
  let tappedAtMs = performance.now()
  let typed = false
  await until(
    'the phone to leave its lock screen after the tap',
    async () => {
      if ((await phone.keyguard(deadline)).showing !== true) return true
      if (pin !== undefined && !typed && (await elementsNow(browser, byIdEnding(pinEntry))).length > 0) {
        typed = true
        await phone.typePin(pin, deadline)
      }
      if (typed || performance.now() - tappedAtMs < againAfterMs) return undefined
      const [again] = (await shown()).slice(at)
      if (again === undefined) return undefined
      tappedAtMs = performance.now()
      await browser.elementClick(again)
      return undefined
    },
    deadline,
    { everyMs: 60 },
  )
}
