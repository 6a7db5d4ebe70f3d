import { byTestId, byTextContaining } from '../app/locator.ts'
import { PermissionDialog } from '../app/permission-dialog.ts'
import type { PushPanel } from '../app/sample-app.ts'
import { Deadline, DeadlinePassed, until } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import type { AccountState, TriedAppState } from '../push/app-state.ts'
import type { Difference } from '../push/difference.ts'
import { largestExt } from '../push/sendable.ts'
import { noteThatNothingIsThere, proveThatNothingCame } from './nothing.ts'
import { traitsOf } from './phone-traits.ts'
import type { TestedPhone } from './tested-phone.ts'
import { type MessageWish, PromiseBroken, Trial } from './trial.ts'
import { situationOn } from './trial-expectation.ts'

/** What a spec can say of a phone. */
export class PhoneWords {
  readonly trials: Trial[] = []
  readonly #tested: TestedPhone

  constructor(tested: TestedPhone) {
    this.#tested = tested
  }

  /** What the vendor is called, for titles that differ by vendor. */
  get vendor(): string {
    return this.#tested.phone.vendor.label
  }

  async installsTheApp(): Promise<void> {
    await this.#tested.installAnew()
    const state = await this.#tested.phone.packageState(this.#tested.packageName, Deadline.in(10_000))
    if (state === undefined)
      throw new PushfarmError(
        `${this.#tested.packageName} is not on ${this.#tested.phone.name} after its installation.`,
        {
          code: 'harness/not-installed',
          verdict: 'infrastructure',
        },
      )
  }

  async logsIn(): Promise<void> {
    await this.#tested.logIn()
  }

  async logsOut(): Promise<void> {
    await this.#tested.logOut()
  }

  /** The app has a registration id, and the push service and Chat both accepted it. */
  async isRegisteredForPush(): Promise<PushPanel> {
    const deadline = Deadline.in(30_000)
    await this.#tested.bringAppToFront(deadline)
    await this.#tested.app.openPushPanel(deadline)
    const panel = await until(
      'the registration for push',
      async () => {
        const now = await this.#tested.app.pushPanel()
        return now.registrationCode === null || now.registrationCode === 'none' ? undefined : now
      },
      deadline,
      { everyMs: 80 },
    )
    const differences = [
      ...(panel.registrationCode === '0'
        ? []
        : [
            {
              part: 'arrival' as const,
              expected: 'registration code 0',
              seen: `code ${String(panel.registrationCode)}`,
            },
          ]),
      ...(panel.registrationId === null || panel.registrationId === 'none'
        ? [{ part: 'arrival' as const, expected: 'a registration id', seen: 'none' }]
        : []),
      ...(panel.loginUser === this.#tested.owner.userId
        ? []
        : [
            {
              part: 'conversation' as const,
              expected: `the login ${this.#tested.owner.userId}`,
              seen: String(panel.loginUser),
            },
          ]),
    ]
    if (differences.length > 0) throw new PromiseBroken(this.#tested.phone.name, differences)
    await this.#tested.app.toConversations(deadline)
    return panel
  }

  /** A friend writes while the app is in this state. */
  async getsMessageWhile(state: TriedAppState, wish: MessageWish = {}): Promise<Trial> {
    await this.#tested.logIn()
    await this.#knowsTheSender(wish)
    return this.#keep(await Trial.send(this.#tested, state, wish))
  }

  /** A friend writes although nobody is logged in. */
  async getsMessageAfterLogout(wish: MessageWish = {}): Promise<Trial> {
    return this.#keep(await Trial.send(this.#tested, 'background', wish, { account: 'logged-out' }))
  }

  /** One more message; app and shade stay as they are. */
  async getsAnotherMessage(state: TriedAppState, wish: MessageWish = {}): Promise<Trial> {
    await this.#knowsTheSender(wish)
    return this.#keep(await Trial.send(this.#tested, state, wish, { arrange: 'as-it-is' }))
  }

  /** A friend writes to the owner of the phone although that account is not logged in here any more. */
  async getsMessageAs(account: Exclude<AccountState, 'logged-in'>, wish: MessageWish = {}): Promise<Trial> {
    return this.#keep(await Trial.send(this.#tested, 'background', wish, { account }))
  }

  /** The server kicks the owner (REST). */
  async isKicked(): Promise<void> {
    await this.#tested.logIn()
    await this.#tested.kick()
  }

  /** Somebody else takes the phone: the owner logs out, the visitor in. */
  async isTakenByAVisitor(): Promise<void> {
    await this.#tested.logIn()
    await this.#tested.logIn(this.#tested.visitor)
  }

  /** Installs the app anew and answers its question for the right to notify. */
  async installsTheAppAndAnswers(answer: 'allow' | 'deny'): Promise<void> {
    await this.installsTheApp()
    await this.#tested.logIn(this.#tested.owner, answer)
  }

  /** Whatever the rules say of this message is what is seen: a notification with this content, or nothing. */
  async showsWhatTheRulesSay(trial: Trial): Promise<void> {
    if (trial.expectation.kind === 'nothing') await this.showsNothingOf(trial)
    else await trial.appears()
  }

  /** The owner's settings are as they were. */
  async setsItBack(): Promise<void> {
    await this.#tested.ownersHand.setBack()
  }

  /** The app in front shows the message. */
  async showsInTheApp(trial: Trial): Promise<void> {
    await this.#seesText(trial.message.token, 'the app to show the message')
  }

  /** What the rules say of the lock screen: the whole text, a row without its content, or no row. */
  async showsOnTheLockScreen(trial: Trial): Promise<void> {
    const deadline = Deadline.in(20_000)
    if (trial.expectation.kind === 'nothing') return
    await this.#tested.phone.wake(deadline)
    const { token } = trial.message
    switch (trial.expectation.where.lockScreen) {
      case 'whole':
        return this.#seesText(token, 'the lock screen to show the message')
      case 'content-hidden':
        await this.#seesText(this.#tested.appName, 'the lock screen to show that the app has a message')
        return this.#misses(trial)
      case 'absent':
        return this.#misses(trial)
      case 'not-locked':
        return
    }
  }

  /** Another conversation is open in the app. */
  async opensAnotherChat(): Promise<void> {
    const other = await this.getsMessageWhile('background', { from: 'second-friend' })
    await other.arrives()
    await other.tap()
    other.opensTheConversation('warm')
  }

  async #knowsTheSender(wish: MessageWish): Promise<void> {
    if (wish.from === 'second-friend') await this.#tested.know(this.#tested.secondFriend)
    if (wish.from === 'nameless') await this.#tested.know(this.#tested.nameless)
  }

  async #seesText(text: string, what: string): Promise<void> {
    const { browser } = this.#tested
    try {
      await until(
        what,
        async () => ((await browser.$(byTextContaining(text)).isExisting()) ? true : undefined),
        Deadline.in(10_000),
        { everyMs: 60 },
      )
    } catch (error) {
      if (!(error instanceof DeadlinePassed)) throw error
      throw new PromiseBroken(this.#tested.phone.name, [{ part: 'arrival', expected: what, seen: 'not within 10 s' }])
    }
  }

  /** Waits until the text is gone: a lock screen is drawn a moment after the setting was changed. */
  async #misses(trial: Trial): Promise<void> {
    const { browser } = this.#tested
    try {
      await until(
        'the lock screen to hide the message',
        async () => ((await browser.$(byTextContaining(trial.message.token)).isExisting()) ? undefined : true),
        Deadline.in(10_000),
        { everyMs: 60 },
      )
    } catch (error) {
      if (!(error instanceof DeadlinePassed)) throw error
      throw trial.broken([{ part: 'nothing', expected: 'no text on the lock screen', seen: trial.message.token }])
    }
  }

  async goesHome(): Promise<void> {
    await this.#tested.goHome()
  }

  /** The app asks again, by the button of its push panel, and the dialog is granted. */
  async grantsThroughTheDialog(): Promise<void> {
    const deadline = Deadline.in(30_000)
    const { app, browser, phone } = this.#tested
    await this.#tested.bringAppToFront(deadline)
    await app.openPushPanel(deadline)
    await browser.$(byTestId(app.contract.testIds.pushPanel.askPermission)).click()
    const dialog = new PermissionDialog(browser, phone.vendor)
    await until(
      'the permission to be granted',
      async () => {
        await dialog.allowIfShown()
        return (await this.#tested.mayNotify(deadline)) ? true : undefined
      },
      deadline,
      { everyMs: 100 },
    )
  }

  /**
   * How many pushes of the app the phone has refused until now, by its log: notifications that the owner's switch stopped
   * (NotificationManagerService.isBlocked), and those that Google's service could not hand to a stopped app.
   */
  async countsRefusals(): Promise<number> {
    const log = await this.#tested.phone.recentLog(Deadline.in(10_000))
    const { packageName } = this.#tested
    const suppressed = `Suppressing notification from package ${packageName}`
    return log
      .split('\n')
      .filter((line) => line.includes(suppressed) || (line.includes('result=CANCELLED') && line.includes(packageName)))
      .length
  }

  /** Waits until the phone has refused one more: the push came, and was stopped there. */
  async refusesMoreThan(before: number): Promise<void> {
    await until(
      'the phone to refuse the push',
      async () => ((await this.countsRefusals()) > before ? true : undefined),
      Deadline.in(this.#tested.run.softMs),
      { everyMs: 200 },
    )
  }

  /** The server keeps nothing of the message for later. */
  async doesNotKeep(trial: Trial): Promise<void> {
    const { msgKey } = trial
    const { from, to } = trial.message
    const message = { from: from.userId, to: to.userId, msgKey: msgKey ?? '' }
    if (await this.#tested.chat.isStored(message, Deadline.in(10_000)))
      throw trial.broken([
        { part: 'nothing', expected: 'no copy at the server', seen: `the message ${String(msgKey)}` },
      ])
  }

  /** A text as long as the push service takes, and `more` units longer. Latin: vivo counts a Han character twice. */
  longText(part: 'title' | 'desc', more: number): string {
    const { service } = traitsOf(this.#tested).profile
    const units = (part === 'title' ? service.titleUnits : service.descUnits).value ?? 0
    return 'a'.repeat(units + more)
  }

  /** The longest ext that a usual message to this phone may carry. */
  largestExt(): string {
    const trial = Trial.draft(this.#tested, 'cache-killed')
    const usual = { state: 'cache-killed', account: 'logged-in', settings: {} } as const
    return largestExt(trial.chatMessage, situationOn(this.#tested, usual))
  }

  /** The harness refuses the message before it is sent. */
  refusesToSend(wish: MessageWish): void {
    try {
      Trial.draft(this.#tested, 'cache-killed', wish)
    } catch (error) {
      if (error instanceof PushfarmError && error.code === 'harness/not-sendable') return
      throw error
    }
    throw new PromiseBroken(this.#tested.phone.name, [
      { part: 'ext', expected: 'that it is refused before it is sent', seen: 'that it may be sent' },
    ])
  }

  /** Sends messages one right after the other; each appears. */
  async showsABurstOf(count: number): Promise<void> {
    const trials = [await this.getsMessageWhile('background')]
    while (trials.length < count) trials.push(await this.getsAnotherMessage('background'))
    for (const trial of trials) await trial.appears()
  }

  /** The token of a registration is another than that of an earlier one. */
  hasAnotherToken(before: PushPanel, after: PushPanel): void {
    if (after.token !== null && after.token !== 'none' && after.token !== before.token) return
    throw new PromiseBroken(this.#tested.phone.name, [
      { part: 'arrival', expected: `another token than ${String(before.token)}`, seen: String(after.token) },
    ])
  }

  /** Nothing of this message is there, after the phone has refused it: no other message need be waited for. */
  async hasNothingOf(trial: Trial): Promise<void> {
    await noteThatNothingIsThere(this.#tested, trial, 'the phone refused it')
  }

  /** Nothing of this message appears. */
  async showsNothingOf(trial: Trial): Promise<void> {
    await proveThatNothingCame(this.#tested, trial, async () => {
      await this.#tested.logIn()
      return this.#keep(await Trial.send(this.#tested, 'cache-killed'))
    })
  }

  /** The message stands in the shade, readable, exactly so. */
  async showsInTheShade(trial: Trial): Promise<void> {
    const deadline = Deadline.in(20_000)
    const { phone, shade } = this.#tested
    if (trial.expectation.kind !== 'shown') return
    const { title, text } = trial.expectation
    await phone.unlock(deadline)
    await phone.openShade(deadline)
    await shade.waitForText(trial.message.token, deadline)
    const seen = await shade.read(trial.message.token)
    const differences: Difference[] = [
      ...(seen.text === text
        ? []
        : [{ part: 'text' as const, expected: JSON.stringify(text), seen: JSON.stringify(seen.text) }]),
      ...(seen.titles.includes(title)
        ? []
        : [{ part: 'title' as const, expected: JSON.stringify(title), seen: JSON.stringify(seen.titles) }]),
    ]
    await trial.photograph('shade.png')
    if (differences.length > 0) throw trial.broken(differences)
    await phone.closeShade(deadline)
  }

  /** Of every message of this run there was at most one notification. */
  async sawNothingTwice(): Promise<void> {
    const twice = this.#tested.sightings.repeated()
    if (twice.length === 0) return
    throw new PromiseBroken(
      this.#tested.phone.name,
      twice.map(({ token, keys }) => ({
        part: 'duplicate',
        expected: `one notification of ${token}`,
        seen: `${keys.length}: ${keys.join(', ')}`,
      })),
    )
  }

  #keep(trial: Trial): Trial {
    this.trials.push(trial)
    return trial
  }
}
