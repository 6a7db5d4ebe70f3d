import { Deadline, until } from '../base/deadline.ts'
import { type KnownAppState, processIsGone } from '../push/app-state.ts'
import { AccountPresence } from './account-presence.ts'
import { restart } from './restart.ts'
import type { TestedPhone } from './tested-phone.ts'

/** A phone that goes off says nothing to the server, which calls it gone when 400 s of its silence have passed (1047/33518). */
const silentLossMs = 420_000

/** The ways of the app from one state to another, by the gestures a user makes. */
export class AppJourney {
  readonly #tested: TestedPhone
  readonly #presence: AccountPresence

  constructor(tested: TestedPhone) {
    this.#tested = tested
    this.#presence = new AccountPresence(tested)
  }

  /** Brings the app into a state, and waits until the phone and the server show it. */
  async bringTo(state: KnownAppState, deadline: Deadline): Promise<void> {
    const { app, permission, phone, recents } = this.#tested
    const { appName, packageName } = this.#tested
    this.#tested.says(`bringing the app to: ${state}`)
    const isStarted = (await this.#tested.bringAppToFront(deadline)) === 'started'
    if (isStarted) await permission.getPastTheDialog(deadline)
    // Not in a conversation: one that is open after a tap was opened by the tap. An app that is killed begins anew.
    if (!processIsGone(state)) await app.toConversations(deadline)
    else if (isStarted) await app.waitForScreen(['conversations', 'chat', 'push-panel'], deadline)
    // One that is taken away before it has told the server of its push is as gone as it was before it was opened.
    if (isStarted) {
      await this.#tested.session.registrationIsAnswered()
      await this.#presence.becomesOnlineSoon()
    }
    switch (state) {
      case 'foreground':
        // The server pushes until the app in front has told it so.
        await this.#presence.becomesOnline(deadline)
        return
      case 'background':
        await this.goHome(deadline)
        return
      case 'locked':
        await phone.lock(deadline)
        await this.#presence.hearsOfTheBackground(deadline)
        return
      case 'swiped-away':
        await this.#inRecents(() => recents.swipeAway(appName, deadline), deadline)
        break
      case 'cache-killed':
        await this.goHome(deadline)
        await this.#killCached(deadline)
        await this.#presence.becomesPushOnline(deadline.atMost(this.#tested.run.softMs))
        return
      case 'cleared':
        await this.#inRecents(() => recents.clearAll(appName, deadline), deadline)
        break
      case 'force-stopped':
        await phone.forceStop(packageName, deadline)
        break
      case 'rebooted':
        await restart(this.#tested)
        await this.#gone(Deadline.in(silentLossMs), silentLossMs)
        return
    }
    await this.#gone(deadline)
  }

  async goHome(deadline: Deadline): Promise<void> {
    const { packageName, phone } = this.#tested
    await phone.pressHome(deadline)
    await until(
      'the app to leave the screen',
      async () => ((await phone.focus(deadline)).app?.package === packageName ? undefined : true),
      deadline,
      { everyMs: 30 },
    )
    await this.#presence.hearsOfTheBackground(deadline)
  }

  async #inRecents(gesture: () => Promise<void>, deadline: Deadline): Promise<void> {
    const { phone } = this.#tested
    await phone.openRecents(deadline)
    await gesture()
    await phone.pressHome(deadline)
  }

  async #killCached(deadline: Deadline): Promise<void> {
    const { packageName, phone } = this.#tested
    await until(
      'the cached process to die',
      async () => {
        await phone.killCached(packageName, deadline)
        return (await phone.pidsOf(packageName, deadline)).length === 0 ? true : undefined
      },
      deadline,
      { everyMs: 100 },
    )
  }

  /** Waits until the process is gone and the server has noticed. */
  async #gone(deadline: Deadline, noticedWithinMs = this.#tested.run.softMs): Promise<void> {
    const { packageName, phone, watcher } = this.#tested
    await until(
      'the app process to end',
      async () => ((await phone.pidsOf(packageName, deadline)).length === 0 ? true : undefined),
      deadline,
      {
        everyMs: 50,
        wake: () => watcher.events.next((event) => event.tag === 'am_proc_died' || event.tag === 'am_kill'),
      },
    )
    await this.#presence.becomesPushOnline(deadline.atMost(noticedWithinMs))
  }
}
