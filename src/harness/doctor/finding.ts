/** How much a finding matters: `stops` means that a run would fail, or say something wrong, because of it. */
export type Weight = 'good' | 'note' | 'stops'

/** What `--fix` can do through adb. */
export type Fix =
  | 'grant-notifications'
  | 'allow-notifications'
  | 'enable-push-service'
  | 'end-app-exemption'
  | 'end-do-not-disturb'
  | 'stay-awake'
  | 'wake-and-unlock'
  | 'stop-animations'
  | 'end-airplane-mode'
  | 'end-battery-saver'
  | 'stop-verifying-installs'
  | 'exempt-appium'
  | 'enlarge-event-log'
  | 'set-clock-by-network'

export interface Finding {
  /** `machine`, `chat`, `app`, or a phone's name. */
  readonly about: string
  /** What was looked at: `adb`, `battery`, ... */
  readonly check: string
  readonly weight: Weight
  /** One sentence; of a good one a few words. */
  readonly says: string
  /** What a person can do about it, in the words of the ROM. */
  readonly then?: string
  readonly fix?: Fix
}

export function good(about: string, check: string, says: string): Finding {
  return { about, check, weight: 'good', says }
}

/** A run goes on with it, but its results may need it as an explanation. */
export function note(about: string, check: string, says: string, more: Pick<Finding, 'then' | 'fix'> = {}): Finding {
  return { about, check, weight: 'note', says, ...more }
}

export function stops(about: string, check: string, says: string, more: Pick<Finding, 'then' | 'fix'> = {}): Finding {
  return { about, check, weight: 'stops', says, ...more }
}
