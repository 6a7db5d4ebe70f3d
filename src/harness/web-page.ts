import { byTextContaining } from '../app/locator.ts'
import type { Deadline } from '../base/deadline.ts'
import type { Opening } from '../push/outcome.ts'
import type { TestedPhone } from './tested-phone.ts'

/** What the console's click action "open a web page" opens while it is tried; IANA keeps this name for examples. */
export const webPage = 'https://example.com/pushfarm'

/** The page, once another app is in front and shows its address: browsers show the whole of it or the host alone. */
export async function webPageInFront(tested: TestedPhone, deadline: Deadline): Promise<Opening | undefined> {
  const { app } = await tested.phone.focus(deadline)
  if (app === null || app.package === tested.packageName) return undefined
  const address = tested.browser.$(byTextContaining(new URL(webPage).host))
  if (!(await address.isExisting())) return undefined
  return { kind: 'web-page', package: app.package, address: await address.getText() }
}
