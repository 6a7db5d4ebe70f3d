import { Deadline, DeadlinePassed, until } from '../base/deadline.ts'
import type { AppContract } from '../app/contract.ts'
import { NotificationShade } from '../app/notification-shade.ts'
import { PermissionDialog } from '../app/permission-dialog.ts'
import { Recents } from '../app/recents.ts'
import { SampleApp } from '../app/sample-app.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import type { ChatServer } from '../chat/chat-server.ts'
import type { Redaction } from '../chat/redaction.ts'
import type { FarmPhone } from '../farm/farm-phone.ts'
import type { Laboratory } from '../farm/laboratory.ts'
import type { ClockOffset } from '../farm/phone-clock.ts'
import { type KnownAppState, processIsGone } from '../push/app-state.ts'
import type { Cast } from '../push/cast.ts'
import type { Account } from '../push/message.ts'
import type { PushServiceName, VendorName } from '../vendors/vendor.ts'
import { GroupMembership } from './group-membership.ts'
import { install } from './installation.ts'
import type { PromiseEntry } from './journal-entry.ts'
import type { Journal } from './journal.ts'
import type { TestedApp } from './notification-owner.ts'
import type { NotificationWatcher } from './notification-watcher.ts'
import { OutsideWorld } from './outside-world.ts'
import { OwnersHand } from './owner-settings.ts'
import type { Partnership } from './partnership.ts'
import { ownerOf, userIdOf } from './phone-owner.ts'
import type { ProgressLine } from './progress.ts'
import { ReceiveOptions } from './receive-option.ts'
import { restart } from './restart.ts'
import type { RunSettings } from './run-settings.ts'
import type { Sightings } from './sightings.ts'

const postNotifications = 'android.permission.POST_NOTIFICATIONS'
/** Rows leave the shade within a second; what is there after this came later, or was not cleared. */
const clearedWithinMs = 3000
/** A vendor's push service answers within seconds or not at all. */
const registrationLimitMs = 10_000
/** From this Android version on an app must ask before it may notify. */
const asksSinceApiLevel = 33
/** A phone that goes off says nothing to the server, which calls it gone when 400 s of its silence have passed (1047/33518). */
const silentLossMs = 420_000

/** Another phone of the run, as far as this one need know it. */
export interface Neighbour {
  readonly name: string
  readonly vendor: VendorName
  readonly pushService: PushServiceName
}

/** How a login differs from what an app should do. */
export interface UnusualLogin {
  readonly pushInit?: 'before-login'
  /** Of the UserSig that the app is given. */
  readonly signatureSeconds?: number
}

/** Everything a trial needs of one phone: the phone below and on its screen, the server, and who is logged in. */
export class TestedPhone {
  readonly phone: FarmPhone
  readonly browser: WebdriverIO.Browser
  readonly chat: ChatServer
  readonly app: SampleApp
  readonly shade: NotificationShade
  readonly recents: Recents
  readonly watcher: NotificationWatcher
  readonly sightings: Sightings
  #clock: ClockOffset
  readonly apiLevel: number
  readonly run: RunSettings
  readonly journal: Journal
  readonly redaction: Redaction
  /** The account that this phone logs in with, and the one that writes to it. */
  readonly owner: Account
  readonly friend: Account
  readonly secondFriend: Account
  /** One who has no nickname. */
  readonly nameless: Account
  /** Another person who logs in on this phone. */
  readonly visitor: Account
  readonly ownersHand: OwnersHand
  /** What the owner wants to hear of single conversations. */
  readonly receiveOptions: ReceiveOptions
  readonly groups: GroupMembership
  /** What is around the phone. */
  readonly world: OutsideWorld
  /** The other phones of the run. */
  readonly neighbours: readonly Neighbour[]
  #partnership: Partnership | undefined
  #user: Account | undefined
  /** Nobody has set anything for the app since it was installed. */
  #untouched = false
  readonly #known = new Set<string>()
  readonly #progress: ProgressLine

  constructor(parts: {
    readonly phone: FarmPhone
    readonly browser: WebdriverIO.Browser
    readonly chat: ChatServer
    readonly contract: AppContract
    readonly watcher: NotificationWatcher
    readonly sightings: Sightings
    readonly clock: ClockOffset
    readonly apiLevel: number
    readonly run: RunSettings
    readonly journal: Journal
    readonly redaction: Redaction
    readonly progress: ProgressLine
    readonly laboratory?: Laboratory | undefined
    readonly neighbours: readonly Neighbour[]
  }) {
    this.neighbours = parts.neighbours
    this.phone = parts.phone
    this.browser = parts.browser
    this.chat = parts.chat
    this.app = new SampleApp(parts.browser, parts.contract)
    this.shade = new NotificationShade(parts.browser, parts.phone.vendor.shadeFolds)
    this.recents = new Recents(parts.browser, parts.phone.vendor)
    this.watcher = parts.watcher
    this.sightings = parts.sightings
    this.#clock = parts.clock
    this.apiLevel = parts.apiLevel
    this.run = parts.run
    this.journal = parts.journal
    this.redaction = parts.redaction
    this.#progress = parts.progress
    this.owner = ownerOf({ name: parts.phone.name, vendor: parts.phone.vendor.name })
    this.friend = { userId: userIdOf('friend-of', parts.phone.name), nickname: '林小满' }
    this.secondFriend = { userId: userIdOf('second-friend-of', parts.phone.name), nickname: '阿明' }
    this.nameless = { userId: userIdOf('nameless-of', parts.phone.name), nickname: '' }
    this.visitor = { userId: userIdOf('visitor-of', parts.phone.name), nickname: '访客' }
    this.ownersHand = new OwnersHand(parts.phone, parts.browser, parts.contract.package)
    this.receiveOptions = new ReceiveOptions(this)
    this.groups = new GroupMembership(parts.chat.groups)
    this.world = new OutsideWorld(parts.phone, parts.laboratory, parts.contract)
  }

  /** How far the phone's clock is from ours. */
  get clock(): ClockOffset {
    return this.#clock
  }

  /** A restart may set the phone's clock. */
  async measureClock(deadline: Deadline): Promise<void> {
    this.#clock = await this.phone.clockOffset(deadline)
  }

  /** What this phone has to do with the others of the run. */
  get partnership(): Partnership {
    if (this.#partnership !== undefined) return this.#partnership
    throw new PushfarmError(`${this.phone.name} belongs to no round of partners.`, {
      code: 'harness/no-partners',
      verdict: 'set-up',
    })
  }

  set partnership(partnership: Partnership) {
    this.#partnership = partnership
  }

  get packageName(): string {
    return this.app.contract.package
  }

  /** Whose notifications are looked for. */
  get testedApp(): TestedApp & { readonly appName: string } {
    const { packageName, appName } = this
    return { packageName, appName, postedBy: this.phone.vendor.rules.postedBy }
  }

  get component(): string {
    return `${this.packageName}/${this.app.contract.activity}`
  }

  /** For the terminal: what is being done now. */
  says(what: string): void {
    this.#progress.say({ kind: 'doing', phone: this.phone.name, what })
  }

  tellResult(promise: string, result: PromiseEntry['result'], latencyMs: number | null): void {
    this.#progress.say({ kind: 'promise', phone: this.phone.name, promise, result, latencyMs })
  }

  /** A deadline for what is no push: gestures, starts, logins. */
  steps(ms = 30_000): Deadline {
    return Deadline.in(ms)
  }

  // ------------------------------------------------------------------ the app
  /** Removes the app with its data and installs it anew. */
  async installAnew(): Promise<void> {
    this.says('installing the app')
    this.#user = undefined
    this.#untouched = true
    if (await this.phone.isInstalled(this.packageName)) await this.phone.uninstall(this.packageName)
    await this.#install()
  }

  async #install(): Promise<void> {
    await install({ phone: this.phone, browser: this.browser, events: this.watcher.events }, this.run.app)
  }

  /** Installs the same app over itself: its data stay, its process ends. */
  async updateApp(): Promise<void> {
    this.says('updating the app')
    await this.#install()
  }

  /** The app forgets everything, its login too. */
  async clearData(deadline: Deadline): Promise<void> {
    this.says("clearing the app's data")
    this.#user = undefined
    this.#untouched = true
    await this.phone.clearData(this.packageName, deadline)
  }

  /** Starts the app if it is not in front; says which of the two it was. */
  async bringAppToFront(deadline: Deadline): Promise<'was-in-front' | 'started'> {
    await this.phone.closeShade(deadline)
    await this.phone.unlock(deadline)
    const focus = await this.phone.focus(deadline)
    if (focus.app?.package === this.packageName && focus.window?.includes(this.packageName) === true)
      return 'was-in-front'
    await this.phone.launch(this.component, deadline)
    return 'started'
  }

  /**
   * Logs the owner in, or somebody else, and answers when the app asks whether it may notify. Does nothing when that is
   * done; whoever else is logged in is logged out first.
   */
  async logIn(
    as: Account = this.owner,
    answer: 'allow' | 'deny' | 'leave' = 'allow',
    unusual: UnusualLogin = {},
  ): Promise<void> {
    if (this.#user?.userId === as.userId) return
    if (this.#user !== undefined) await this.logOut()
    const deadline = this.steps(60_000)
    this.says('logging in')
    let settled = false
    for (const account of [as, this.friend]) await this.#import(account, deadline)
    if (!(await this.phone.isInstalled(this.packageName))) await this.#install()
    await this.bringAppToFront(deadline)
    let submitted = false
    const dialog = new PermissionDialog(this.browser, this.phone.vendor)
    await until(
      'the conversations after the login',
      async () => {
        switch (await this.app.screenNow()) {
          case 'login': {
            const refusal = await this.app.loginError()
            if (submitted && refusal !== '')
              throw new PushfarmError(`The app could not log in: ${refusal}`, {
                code: 'harness/login-failed',
                verdict: 'product',
                facts: { refusal },
              })
            if (!submitted)
              await this.app.submitLogin(
                {
                  sdkAppId: this.chat.settings.sdkAppId,
                  userId: as.userId,
                  userSig: this.chat.userSig(as.userId, unusual.signatureSeconds),
                  pushInit: unusual.pushInit,
                },
                deadline,
              )
            submitted = true
            return undefined
          }
          case 'conversations':
            if (!submitted && (await this.app.user(deadline)) !== as.userId) {
              await this.app.logOut(deadline)
              return undefined
            }
            if (answer === 'allow' || !this.asksToNotify) return (await this.mayNotify(deadline)) ? true : undefined
            return settled ? true : undefined
          case 'chat':
          case 'push-panel':
            await this.app.toConversations(deadline)
            return undefined
          case undefined:
            // The app asks for the right to notify as soon as it is logged in.
            if (answer === 'allow') await dialog.allowIfShown()
            else if (answer === 'deny') settled ||= await dialog.denyIfShown()
            else if (await dialog.isShown()) {
              // BACK is no refusal.
              await this.browser.back()
              settled = true
            }
            return undefined
        }
      },
      deadline,
      { everyMs: 80 },
    )
    this.#user = as
    await this.#registrationIsAnswered()
    if (this.#untouched && answer === 'allow') await this.#switchNotificationsOn()
  }

  /**
   * The login is there before the registration for push is. An app that is killed in between has reported no token, and
   * nobody pushes to it. Where no answer comes at all, the promises tell.
   */
  async #registrationIsAnswered(): Promise<void> {
    try {
      await until('the registration for push', () => this.app.registrationCode(), Deadline.in(registrationLimitMs), {
        everyMs: 80,
      })
    } catch (error) {
      if (!(error instanceof DeadlinePassed)) throw error
      this.says('the app tells no answer to its registration for push')
    }
  }

  /** On a ROM that installs apps with their notifications off, and where no dialog asks, a user must find the switch. */
  async #switchNotificationsOn(): Promise<void> {
    this.#untouched = false
    if (this.asksToNotify || this.phone.vendor.rules.rom.notificationsAtInstall.value === 'on') return
    this.says('switching the notifications of the app on')
    await this.ownersHand.allowNotifications(this.steps())
  }

  async logOut(): Promise<void> {
    const deadline = this.steps()
    this.says('logging out')
    // A heads-up notification would lie over the button.
    await this.clearShade(deadline)
    const brought = await this.bringAppToFront(deadline)
    if (brought === 'started') await this.#pastThePermissionDialog(deadline)
    await this.app.logOut(deadline)
    this.#user = undefined
  }

  /** After a promise that broke nothing is taken for granted: the next login looks at the app. */
  forgetsWhoIsLoggedIn(): void {
    this.#user = undefined
  }

  /** The server logs the user out; the app in front shows its login. */
  async kick(): Promise<void> {
    const deadline = this.steps()
    this.says('kicking the user')
    await this.bringAppToFront(deadline)
    await this.app.toConversations(deadline)
    await this.chat.kick(this.owner.userId, deadline)
    await this.app.waitForScreen(['login'], deadline)
    this.#user = undefined
  }

  /** The server ended the login; the app, which asks it for something, is told so and shows its login. */
  async noticesExpiry(): Promise<void> {
    const deadline = this.steps()
    await this.bringAppToFront(deadline)
    if ((await this.app.screenNow()) !== 'login') {
      try {
        await this.app.toConversations(deadline)
        await this.app.askServer(this.friend.userId, deadline)
      } catch (error) {
        // The server may end the login in the middle of it, and the app's screen goes away with it.
        if ((await this.app.screenNow()) !== 'login') throw error
      }
    }
    await this.app.waitForScreen(['login'], deadline)
    this.#user = undefined
  }

  /** The user was logged out by a login on another phone: the app, which is opened, shows its login. */
  async noticesKick(): Promise<void> {
    const deadline = this.steps()
    await this.bringAppToFront(deadline)
    await this.app.waitForScreen(['login'], deadline)
    this.#user = undefined
  }

  /** After another phone had to do with this one's user: the app is opened, and what it shows is believed. */
  async looksWhoIsLoggedIn(): Promise<void> {
    const deadline = this.steps()
    await this.clearShade(deadline)
    await this.bringAppToFront(deadline)
    const screen = await this.app.waitForScreen(['login', 'conversations', 'chat', 'push-panel'], deadline)
    if (screen !== 'login') await this.app.toConversations(deadline)
    this.#user = screen === 'login' ? undefined : { userId: await this.app.user(deadline), nickname: '' }
  }

  /** Makes an account known to the server, once in a run. */
  async know(account: Account): Promise<void> {
    await this.#import(account, this.steps())
  }

  async #import(account: Account, deadline: Deadline): Promise<void> {
    if (this.#known.has(account.userId)) return
    await this.chat.importAccount(account.userId, account.nickname, deadline)
    this.#known.add(account.userId)
  }

  /** Whether an app of this phone has to ask before it may post. */
  get asksToNotify(): boolean {
    return this.apiLevel >= asksSinceApiLevel
  }

  /** Whether the app may post; before Android 13 it need not ask. */
  async mayNotify(deadline: Deadline): Promise<boolean> {
    if (!this.asksToNotify) return true
    const state = await this.phone.packageState(this.packageName, deadline)
    return state?.permissions.get(postNotifications) === true
  }

  /** Puts away what earlier trials left in the shade, so that no group forms and no row is folded. */
  async clearShade(deadline: Deadline): Promise<void> {
    // Seen by the watcher before it is gone: a message that must not come may be among them.
    const ours = async (): Promise<boolean> =>
      (await this.watcher.look()).some(
        (entry) =>
          entry.ongoing !== true &&
          (entry.package === this.packageName || this.phone.vendor.rules.postedBy.includes(entry.package ?? '')),
      )
    while (await ours()) {
      await this.phone.unlock(deadline)
      await this.phone.openShade(deadline)
      await this.shade.clearAll(deadline)
      try {
        const emptied = async (): Promise<true | undefined> => ((await ours()) ? undefined : true)
        await until('the shade to be empty', emptied, deadline.atMost(clearedWithinMs), { everyMs: 40 })
      } catch (error) {
        // What came while it was being cleared is cleared the next time.
        if (!(error instanceof DeadlinePassed) || deadline.passed) throw error
      }
      await this.phone.closeShade(deadline)
    }
  }

  /** Who takes part in the matrix, on this phone. */
  get cast(): Cast {
    const group = { groupId: `group-of-${this.phone.name}`, name: '周末爬山' }
    const liveGroup = { groupId: `live-group-of-${this.phone.name}`, name: '直播' }
    return { friend: this.friend, nameless: this.nameless, group, liveGroup }
  }

  /** The channel that the app creates for its messages. */
  get channelId(): string {
    return this.app.contract.channels[0]?.id ?? ''
  }

  // ------------------------------------------------------------------ states
  /** Brings the app into a state by the gestures a user makes, and waits until the phone and the server show it. */
  async bringTo(state: KnownAppState, deadline: Deadline): Promise<void> {
    this.says(`bringing the app to: ${state}`)
    const brought = await this.bringAppToFront(deadline)
    if (brought === 'started') await this.#pastThePermissionDialog(deadline)
    // Not in a conversation: one that is open after a tap was opened by the tap. An app that is killed begins anew.
    if (!processIsGone(state)) await this.app.toConversations(deadline)
    else if (brought === 'started') await this.app.waitForScreen(['conversations', 'chat', 'push-panel'], deadline)
    // One that is taken away before it has told the server of its push is as gone as it was before it was opened.
    if (brought === 'started') await this.#onlineSoon()
    switch (state) {
      case 'foreground':
        // The server pushes until the app in front has told it so.
        await this.#online(deadline)
        return
      case 'background':
        await this.#goHome(deadline)
        return
      case 'locked':
        await this.phone.lock(deadline)
        await this.#stopped(deadline)
        return
      case 'swiped-away':
        await this.phone.openRecents(deadline)
        await this.recents.swipeAway(this.appName, deadline)
        await this.phone.pressHome(deadline)
        break
      case 'cache-killed':
        await this.#goHome(deadline)
        await until(
          'the cached process to die',
          async () => {
            await this.phone.killCached(this.packageName, deadline)
            return (await this.phone.pidsOf(this.packageName, deadline)).length === 0 ? true : undefined
          },
          deadline,
          { everyMs: 100 },
        )
        await this.#pushOnline(deadline.atMost(this.run.softMs))
        return
      case 'cleared':
        await this.phone.openRecents(deadline)
        await this.recents.clearAll(this.appName, deadline)
        await this.phone.pressHome(deadline)
        break
      case 'force-stopped':
        await this.phone.forceStop(this.packageName, deadline)
        break
      case 'rebooted':
        await restart(this)
        await this.#gone(Deadline.in(silentLossMs), silentLossMs)
        return
    }
    await this.#gone(deadline)
  }

  /** The app asks again at every start while it may not notify; its own screens are behind the dialog. */
  async #pastThePermissionDialog(deadline: Deadline): Promise<void> {
    if (await this.mayNotify(deadline)) return
    const dialog = new PermissionDialog(this.browser, this.phone.vendor)
    await until(
      'a screen of the app',
      async () => {
        if ((await this.app.screenNow()) !== undefined) return true
        await dialog.allowIfShown()
        return undefined
      },
      deadline,
      { everyMs: 100 },
    )
  }

  get appName(): string {
    return this.app.contract.appName
  }

  async goHome(): Promise<void> {
    await this.#goHome(this.steps())
  }

  async #goHome(deadline: Deadline): Promise<void> {
    await this.phone.pressHome(deadline)
    await until(
      'the app to leave the screen',
      async () => ((await this.phone.focus(deadline)).app?.package === this.packageName ? undefined : true),
      deadline,
      { everyMs: 30 },
    )
    await this.#stopped(deadline)
  }

  /**
   * The app in the background tells the server so over its own connection (doBackground); nothing outside shows when that
   * has arrived, and the account stays Online. A question to the server takes as long as the app's word to it.
   */
  async #stopped(deadline: Deadline): Promise<void> {
    await this.chat.onlineState(this.owner.userId, deadline)
  }

  /** Waits until the process is gone and the server has noticed: before that it would deliver to the dead connection. */
  async #gone(deadline: Deadline, noticedWithinMs = this.run.softMs): Promise<void> {
    await until(
      'the app process to end',
      async () => ((await this.phone.pidsOf(this.packageName, deadline)).length === 0 ? true : undefined),
      deadline,
      {
        everyMs: 50,
        wake: () => this.watcher.events.next((event) => event.tag === 'am_proc_died' || event.tag === 'am_kill'),
      },
    )
    await this.#pushOnline(deadline.atMost(noticedWithinMs))
  }

  async #online(deadline: Deadline): Promise<void> {
    this.says('waiting until the server knows that the app is in front')
    await until(
      `the server to call ${this.owner.userId} Online`,
      async () => ((await this.#stateHere(deadline)) === 'Online' ? true : undefined),
      deadline,
      { everyMs: 80 },
    )
  }

  /** Where the server never notices the app, the promises tell. */
  async #onlineSoon(): Promise<void> {
    try {
      await this.#online(Deadline.in(registrationLimitMs))
    } catch (error) {
      if (!(error instanceof DeadlinePassed)) throw error
      this.says('the server does not call the started app Online')
    }
  }

  /** The JavaScript SDK counts as a Web instance of its own: the one that is pushed is Android's. */
  async #stateHere(deadline: Deadline): Promise<string> {
    const { state, platforms } = await this.chat.onlineState(this.owner.userId, deadline)
    return platforms.get('android') ?? state
  }

  async #pushOnline(deadline: Deadline): Promise<void> {
    this.says('waiting until the server knows that the app is gone')
    let seen = 'nothing'
    try {
      await until(
        `the server to call ${this.owner.userId} PushOnline`,
        async () => {
          // Time of its own: that a wait is over says nothing about the server.
          seen = await this.#stateHere(Deadline.in(10_000))
          return seen === 'PushOnline' ? true : undefined
        },
        deadline,
        { everyMs: 80 },
      )
    } catch (error) {
      if (!(error instanceof DeadlinePassed)) throw error
      throw new PushfarmError(
        `${String(Math.round(deadline.totalMs))} ms after the app was gone the server still calls ${this.owner.userId} ${seen}, not PushOnline.`,
        {
          code: 'harness/not-push-online',
          verdict: 'product',
          facts: { userId: this.owner.userId, seen },
          hint: 'Did the app register for push, and is it still logged in?',
          cause: error,
        },
      )
    }
  }
}
