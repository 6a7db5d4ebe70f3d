import { fullComponent } from '../../android/component-name.ts'
import type { ActivityRecord, Phone } from '../../android/phone.ts'

/** Title of the window that has the input focus; undefined while there is none (a phone that is still booting). */
export function focusedWindowTitle(phone: Phone): string | undefined {
  const { activities, power, rom, statusBar } = phone
  // Shade and lock screen are one window of System UI; Android 11 gave it a name of its own.
  if (power.locked || !power.screenOn || statusBar.expanded !== 'no') return shadeWindowTitle(rom.apiLevel)
  if (activities.recentsShown) return rom.homeActivity
  const front = activities.resumed()
  return front === undefined ? undefined : fullComponent(front.component)
}

export function shadeWindowTitle(apiLevel: number): string {
  return apiLevel >= 30 ? 'NotificationShade' : 'StatusBar'
}

/** The activity that has the focus among apps; it stays when the shade or the keyguard is in front of it. */
export function focusedActivity(phone: Phone): ActivityRecord | undefined {
  const { activities } = phone
  if (activities.recentsShown) {
    const home = activities.homeTask?.activities.at(-1)
    if (home !== undefined) return home
  }
  return (
    activities.resumed() ??
    activities
      .stack()
      .find((task) => task.activities.length > 0)
      ?.activities.at(-1)
  )
}
