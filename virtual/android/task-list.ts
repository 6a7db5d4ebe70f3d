import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { ActivityLog } from './activity-log.ts'
import { LiveActivity, LiveTask, type NewActivity } from './task.ts'

/** The tasks of the display, front first, and the recents list; knows nothing of processes and lifecycles. */
export class TaskList {
  readonly #parts: { readonly clock: Clock; readonly random: Random; readonly lines: ActivityLog }
  #tasks: LiveTask[] = []
  #home: LiveTask | undefined
  #lastId = 0
  #order = 0

  constructor(parts: { readonly clock: Clock; readonly random: Random; readonly lines: ActivityLog }) {
    this.#parts = parts
  }

  get home(): LiveTask | undefined {
    return this.#home
  }

  /** All of them, those without activities too. */
  get all(): readonly LiveTask[] {
    return this.#tasks
  }

  /** The cards of recents, most recent first. */
  recents(): readonly LiveTask[] {
    return this.#tasks
      .filter((task) => task !== this.#home && !task.excludeFromRecents)
      .sort((a, b) => b.order - a.order)
  }

  /** Those that have something to show, front first. */
  withActivities(): readonly LiveTask[] {
    return this.#tasks.filter(({ activities }) => activities.length > 0)
  }

  front(): LiveActivity | undefined {
    return this.withActivities()[0]?.top
  }

  activities(): readonly LiveActivity[] {
    return this.#tasks.flatMap(({ activities }) => activities)
  }

  find(token: string): LiveActivity | undefined {
    return this.activities().find((each) => each.token === token)
  }

  byId(id: number): LiveTask | undefined {
    return this.#tasks.find((each) => each.id === id)
  }

  /** What lies under the activity in its own task. */
  below(activity: LiveActivity): LiveActivity | undefined {
    const activities = this.byId(activity.taskId)?.activities ?? []
    return activities[activities.indexOf(activity) - 1]
  }

  /** A new task in front, with its first activity. */
  create(given: NewActivity, label: string): LiveActivity {
    const { packageName } = given.component
    // A card of the same app without activities is replaced (RecentTasks.add).
    this.#tasks = this.#tasks.filter(
      (task) => task.packageName !== packageName || task.activities.length > 0 || task === this.#home,
    )
    const task = new LiveTask({ ...given, id: ++this.#lastId, label, nowMs: this.#parts.clock.now() })
    task.order = ++this.#order
    this.#parts.lines.taskCreated(task.id)
    this.#tasks = [task, ...this.#tasks]
    return this.add(task, given)
  }

  /** The launcher's task, which never goes. */
  createHome(given: NewActivity, label: string): LiveActivity {
    const activity = this.create(given, label)
    this.#home = this.byId(activity.taskId)
    return activity
  }

  /** A new activity on top of the task. */
  add(task: LiveTask, given: NewActivity): LiveActivity {
    if (task.activities.length === 0) task.rootIntent = given.intent
    const activity = this.make(task.id, given)
    task.activities.push(activity)
    this.#parts.lines.created(activity)
    return activity
  }

  /** An activity that is in no task. */
  make(taskId: number, given: NewActivity): LiveActivity {
    const number = this.#parts.random.integer(0x100000, 0xfffffff)
    return new LiveActivity({ ...given, number, taskId, startedAtMs: this.#parts.clock.now() })
  }

  moveToFront(task: LiveTask): void {
    task.lastActiveMs = this.#parts.clock.now()
    if (this.#tasks[0] === task) return
    task.order = ++this.#order
    this.#tasks = [task, ...this.#tasks.filter((each) => each !== task)]
    this.#parts.lines.taskToFront(task.id)
  }

  moveToBack(task: LiveTask): void {
    this.#tasks = [...this.#tasks.filter((each) => each !== task), task]
  }

  /** Takes the activity out of its task, which stays. */
  remove(activity: LiveActivity): void {
    const task = this.byId(activity.taskId)
    if (task !== undefined) task.activities = task.activities.filter((each) => each !== activity)
  }

  drop(task: LiveTask): void {
    this.#tasks = this.#tasks.filter((each) => each !== task)
  }

  clear(): void {
    this.#tasks = []
    this.#home = undefined
    this.#lastId = 0
  }
}
