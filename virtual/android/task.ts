import type { ComponentName, Intent } from './intent.ts'
import type { ActivityRecord, ManifestComponent, ProcessRecord, Task } from './phone.ts'
import { shortComponent } from './component-name.ts'
import { intentFlag } from './intent-text.ts'

/** What an activity is made of. */
export interface NewActivity {
  readonly component: ComponentName
  readonly intent: Intent
  readonly launchMode: ManifestComponent['launchMode']
  readonly launchedFrom: NonNullable<ActivityRecord['launchedFrom']>
  /** What is below it stays in sight (dialogs of the system). */
  readonly translucent?: boolean
}

/** An activity in a task. It may outlive its process: it is then made anew when it comes to the front. */
export class LiveActivity implements ActivityRecord {
  readonly token: string
  /** Identity hash, as event lines print it. */
  readonly number: number
  readonly component: ComponentName
  readonly taskId: number
  readonly startedAtMs: number
  readonly launchMode: ManifestComponent['launchMode']
  state: ActivityRecord['state'] = 'stopped'
  intent: Intent
  /** The process in which it exists; undefined before its creation and after the process died. */
  process: ProcessRecord | undefined
  /** What is below it stays in sight (dialogs of the system). */
  readonly translucent: boolean

  readonly launchedFrom: NonNullable<ActivityRecord['launchedFrom']>

  constructor(given: NewActivity & { readonly number: number; readonly taskId: number; readonly startedAtMs: number }) {
    this.number = given.number
    this.token = given.number.toString(16)
    this.component = given.component
    this.taskId = given.taskId
    this.startedAtMs = given.startedAtMs
    this.intent = given.intent
    this.launchMode = given.launchMode
    this.launchedFrom = given.launchedFrom
    this.translucent = given.translucent ?? false
  }
}

/** A card of the recents screen: activities, the newest on top. It may be empty when all were finished. */
export class LiveTask implements Task {
  readonly id: number
  readonly packageName: string
  readonly label: string
  /** What started it; used again when an empty task is picked in recents. */
  rootIntent: Intent
  readonly rootComponent: ComponentName
  readonly excludeFromRecents: boolean
  /** Bottom first. */
  activities: LiveActivity[] = []
  lastActiveMs: number
  /** Rises with every move to the front. */
  order = 0

  readonly launchedFrom: NonNullable<ActivityRecord['launchedFrom']>

  constructor(given: NewActivity & { readonly id: number; readonly label: string; readonly nowMs: number }) {
    this.id = given.id
    this.packageName = given.component.packageName
    this.label = given.label
    this.rootIntent = given.intent
    this.rootComponent = given.component
    this.launchedFrom = given.launchedFrom
    this.excludeFromRecents = (given.intent.flags & intentFlag.activityExcludeFromRecents) !== 0
    this.lastActiveMs = given.nowMs
  }

  get top(): LiveActivity | undefined {
    return this.activities.at(-1)
  }

  topmost(component: ComponentName): LiveActivity | undefined {
    return this.activities.findLast((each) => shortComponent(each.component) === shortComponent(component))
  }
}
