import type { Command } from '../command.ts'
import { serviceNames } from './cmd.ts'

/** Interface names that `service list` prints in brackets; empty for the others. */
const interfaces: Readonly<Record<string, string>> = {
  activity: 'android.app.IActivityManager',
  notification: 'android.app.INotificationManager',
  package: 'android.content.pm.IPackageManager',
  power: 'android.os.IPowerManager',
  window: 'android.view.IWindowManager',
  alarm: 'android.app.IAlarmManager',
  statusbar: 'com.android.internal.statusbar.IStatusBarService',
}
/** IAlarmManager.setTimeZone, as Appium calls it. */
const setTimeZoneCode = '3'

/** `service list | check NAME | call NAME CODE ARGS` (frameworks/native/cmds/service). */
export const service: Command = async ({ argv, phone, out, err }) => {
  const [, verb, name, code, type, value] = argv
  const names = serviceNames()
  if (verb === 'list') {
    await out(
      `Found ${names.length} services:\n${names.map((each, index) => `${index}\t${each}: [${interfaces[each] ?? ''}]\n`).join('')}`,
    )
    return 0
  }
  if (verb === 'check' && name !== undefined) {
    await out(`Service ${name}: ${names.includes(name) ? 'found' : 'not found'}\n`)
    return 0
  }
  if (verb === 'call' && name !== undefined && code !== undefined) {
    if (!names.includes(name)) {
      await err(`service: Service ${name} does not exist\n`)
      return 10
    }
    if (name === 'alarm' && code === setTimeZoneCode && type === 's16' && value !== undefined)
      phone.properties.set('persist.sys.timezone', value)
    await out(`Result: Parcel(00000000    '....')\n`)
    return 0
  }
  await out(usage)
  return 10
}

const usage = `Usage: service [-h|-?]
       service list
       service check SERVICE
       service call SERVICE CODE [i32 N | i64 N | f N | d N | s16 STR | null | fd f | nfd n | afd f ] ...
Options:
   i32: Write the 32-bit integer N into the send parcel.
   s16: Write the UTF-16 string STR into the send parcel.
`
