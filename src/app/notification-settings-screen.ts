import { type Deadline, until } from '../base/deadline.ts'

/** Settings' page of one app's notifications. Its first switch is the app's own, above those of the channels. */
export class NotificationSettingsScreen {
  readonly #browser: WebdriverIO.Browser

  constructor(browser: WebdriverIO.Browser) {
    this.#browser = browser
  }

  /** Sets the app's switch; the page must be open. */
  async set(wanted: 'on' | 'off', deadline: Deadline): Promise<void> {
    await setFirstSwitch(this.#browser, 'the notifications of the app', wanted, deadline)
  }
}

/** Sets the switch of a whole page of Settings, which stands above all others. */
export async function setFirstSwitch(
  browser: WebdriverIO.Browser,
  what: string,
  wanted: 'on' | 'off',
  deadline: Deadline,
): Promise<void> {
  const first = 'android=new UiSelector().className("android.widget.Switch").instance(0)'
  let pressed = false
  await until(
    `${what} to be ${wanted}`,
    async () => {
      const found = browser.$(first)
      if (!(await found.isExisting())) return undefined
      if ((await found.getAttribute('checked')) === String(wanted === 'on')) return true
      if (!pressed) await found.click()
      pressed = true
      return undefined
    },
    deadline,
    { everyMs: 80 },
  )
}
