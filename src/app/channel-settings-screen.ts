import { type Deadline, until } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { setFirstSwitch } from './notification-settings-screen.ts'

/** What a person can make of a channel on its page: NotificationManager.IMPORTANCE_NONE, LOW, DEFAULT, HIGH. */
export type ChannelImportance = 0 | 2 | 3 | 4

const silent = 2
const high = 4
/** Android 10 and later; before it the page has a list instead. */
const button = { alert: ':id/alert', silence: ':id/silence' } as const
/** The entries of that list in the languages of phones (Settings, notification_importance_*). */
const degrees: Readonly<Record<2 | 3 | 4, readonly string[]>> = {
  2: ['Show silently', '无声显示'],
  3: ['Make sound', '发出提示音'],
  4: ['Make sound and pop on screen', '发出提示音并在屏幕上弹出'],
}
const listTitles = ['Behavior', 'Importance', '行为', '重要性']

/** Settings' page of one notification channel: a switch, and while it is on how much it disturbs. */
export class ChannelSettingsScreen {
  readonly #browser: WebdriverIO.Browser

  constructor(browser: WebdriverIO.Browser) {
    this.#browser = browser
  }

  /** Makes the channel what is wanted; the page must be open. */
  async set(wanted: ChannelImportance, deadline: Deadline): Promise<void> {
    await setFirstSwitch(this.#browser, 'the channel', wanted === 0 ? 'off' : 'on', deadline)
    if (wanted === 0) return
    switch (await this.#kind(deadline)) {
      case 'buttons':
        return this.#pressButtons(wanted, deadline)
      case 'list':
        return this.#choose(wanted, deadline)
    }
  }

  /** Which of the two pages it is. The rows appear a moment after the switch was turned on. */
  async #kind(deadline: Deadline): Promise<'buttons' | 'list'> {
    return until(
      "the importance on the channel's page",
      async () => {
        if (await this.#byId(button.alert).isExisting()) return 'buttons'
        if (await this.#byTexts(listTitles).isExisting()) return 'list'
        return undefined
      },
      deadline,
      { everyMs: 80 },
    )
  }

  async #pressButtons(wanted: 2 | 3 | 4, deadline: Deadline): Promise<void> {
    await this.#byId(wanted === silent ? button.silence : button.alert).click()
    if (wanted === silent) return
    // "Pop on screen": the switch below the buttons, which is there while the channel may be heard.
    const popUp = this.#browser.$('android=new UiSelector().className("android.widget.Switch").instance(1)')
    const checked = String(wanted === high)
    let pressed = false
    await until(
      `"pop on screen" to be ${wanted === high ? 'on' : 'off'}`,
      async () => {
        if (!(await popUp.isExisting())) return undefined
        if ((await popUp.getAttribute('checked')) === checked) return true
        if (!pressed) await popUp.click()
        pressed = true
        return undefined
      },
      deadline,
      { everyMs: 80 },
    )
  }

  async #choose(wanted: 2 | 3 | 4, deadline: Deadline): Promise<void> {
    await this.#byTexts(listTitles).click()
    const entry = this.#byTexts(degrees[wanted])
    await until('the list of importances', async () => ((await entry.isExisting()) ? true : undefined), deadline, {
      everyMs: 80,
    })
    await entry.click()
  }

  #byId(end: string): ReturnType<WebdriverIO.Browser['$']> {
    return this.#browser.$(`android=new UiSelector().resourceIdMatches(".*${end}")`)
  }

  #byTexts(texts: readonly string[]): ReturnType<WebdriverIO.Browser['$']> {
    return this.#browser.$(`android=new UiSelector().textMatches("${texts.join('|')}")`)
  }
}

/** The importance that a page can set; one that only an app can ask for (MIN) cannot be set back by hand. */
export function settableImportance(importance: number | null): ChannelImportance {
  if (importance === 0 || importance === 2 || importance === 3 || importance === 4) return importance
  throw new PushfarmError(`The importance ${String(importance)} cannot be set on a channel's page.`, {
    code: 'app/not-settable',
    verdict: 'set-up',
    facts: { importance },
  })
}
