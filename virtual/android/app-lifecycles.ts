import type { AppProcess } from './app-process.ts'
import type { LiveActivity } from './task.ts'

type Lifecycle = 'resumed' | 'paused' | 'stopped' | 'destroyed'
const depth: Readonly<Record<Lifecycle, number>> = { resumed: 0, paused: 1, stopped: 2, destroyed: 3 }

/** Tells each app process what its activities together are: an app sees itself resumed while any of them is. */
export class AppLifecycles {
  readonly #activities: () => readonly LiveActivity[]
  readonly #focused: () => LiveActivity | undefined
  readonly #told = new Map<AppProcess, { lifecycle: Lifecycle; focus: boolean }>()

  constructor(activities: () => readonly LiveActivity[], focused: () => LiveActivity | undefined) {
    this.#activities = activities
    this.#focused = focused
  }

  /** Calls the apps whose state changed; downwards step by step, as Android does. */
  update(): void {
    const now = new Map<AppProcess, Lifecycle>()
    for (const { process, state } of this.#activities()) {
      const app = process?.app
      if (app === undefined || state === 'finished') continue
      const earlier = now.get(app)
      if (earlier === undefined || depth[state] < depth[earlier]) now.set(app, state)
    }
    const focusedApp = this.#focused()?.process?.app
    for (const [app, told] of this.#told) {
      if (now.has(app)) continue
      this.#tell(app, told, 'destroyed', false)
      this.#told.delete(app)
    }
    for (const [app, lifecycle] of now) {
      const told = this.#told.get(app) ?? { lifecycle: 'destroyed' as const, focus: false }
      this.#told.set(app, told)
      this.#tell(app, told, lifecycle, app === focusedApp)
    }
  }

  #tell(app: AppProcess, told: { lifecycle: Lifecycle; focus: boolean }, lifecycle: Lifecycle, focus: boolean): void {
    if (!focus && told.focus) app.setWindowFocus(false)
    if (told.lifecycle === 'destroyed' || depth[lifecycle] <= depth[told.lifecycle]) {
      if (lifecycle !== told.lifecycle) app.setLifecycle(lifecycle)
    } else {
      const steps: readonly Lifecycle[] = ['paused', 'stopped', 'destroyed']
      for (const step of steps)
        if (depth[step] > depth[told.lifecycle] && depth[step] <= depth[lifecycle]) app.setLifecycle(step)
    }
    if (focus && !told.focus) app.setWindowFocus(true)
    told.lifecycle = lifecycle
    told.focus = focus
  }
}
