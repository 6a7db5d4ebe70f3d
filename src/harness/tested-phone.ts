import { Deadline, DeadlinePassed, until } from '../base/deadline.ts'
import type { AppContract } from '../app/contract.ts'
import { NotificationShade } from '../app/notification-shade.ts'
import { Recents } from '../app/recents.ts'
import { SampleApp } from '../app/sample-app.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import type { ChatServer } from '../chat/chat-server.ts'
import type { Redaction } from '../chat/redaction.ts'
import type { FarmPhone } from '../farm/farm-phone.ts'
import type { Laboratory } from '../farm/laboratory.ts'
import type { ClockOffset } from '../farm/phone-clock.ts'
import type { Cast } from '../push/cast.ts'
import type { Account } from '../push/message.ts'
import { AppJourney } from './app-journey.ts'
import { GroupMembership } from './group-membership.ts'
import { Installation } from './installation.ts'
import type { PromiseEntry } from './journal-entry.ts'
import type { Journal } from './journal.ts'
import type { Neighbour } from './neighbour.ts'
import type { TestedApp } from './notification-owner.ts'
import { NotificationPermission } from './notification-permission.ts'
import type { NotificationWatcher } from './notification-watcher.ts'
import { OutsideWorld } from './outside-world.ts'
import { OwnersHand } from './owner-settings.ts'
import type { Partnership } from './partnership.ts'
import { ownerOf, userIdOf } from './phone-owner.ts'
import { PhoneSession } from './phone-session.ts'
import type { ProgressLine } from './progress.ts'
import { ReceiveOptions } from './receive-option.ts'
import type { RunSettings } from './run-settings.ts'
import type { Sightings } from './sightings.ts'

/** Rows leave the shade within a second; what is there after this came later, or was not cleared. */
const clearedWithinMs = 3000

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
  readonly installation: Installation
  readonly permission: NotificationPermission
  readonly session: PhoneSession
  readonly journey: AppJourney
  readonly groups: GroupMembership
  /** What is around the phone. */
  readonly world: OutsideWorld
  /** The other phones of the run. */
  readonly neighbours: readonly Neighbour[]
  #partnership: Partnership | undefined
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
    this.installation = new Installation(this)
    this.permission = new NotificationPermission(this)
    this.session = new PhoneSession(this)
    this.journey = new AppJourney(this)
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

  get appName(): string {
    return this.app.contract.appName
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

  /** Makes an account known to the server, once in a run. */
  async know(account: Account, deadline = this.steps()): Promise<void> {
    if (this.#known.has(account.userId)) return
    await this.chat.importAccount(account.userId, account.nickname, deadline)
    this.#known.add(account.userId)
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
    this.sightings.shadeIsCleared()
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
}
