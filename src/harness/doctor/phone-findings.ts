import type { PhoneEntry } from '../../farm/inventory.ts'
import { clockInChina, clockText } from '../../push/china-time.ts'
import { takesAt } from '../../push/class-hours.ts'
import type { MessageClass } from '../../push/push-service-rules.ts'
import { phoneSwitch } from '../../vendors/phone-switches.ts'
import { type PushServiceName, type VendorName, pushPlatforms } from '../../vendors/vendor.ts'
import { pushServices } from '../../vendors/phone-profile.ts'
import { pushServicePackages } from '../../vendors/push-service-packages.ts'
import { vendorNamed } from '../../vendors/all-vendors.ts'
import { type Finding, good, note, stops } from './finding.ts'
import { type PhoneReading, isDisabled } from './phone-reading.ts'

/** What the findings are held against. */
export interface Expected {
  readonly entry: PhoneEntry
  readonly appPackage: string
  readonly channels: readonly { readonly id: string }[]
}

const mebibyte = 1024 * 1024

/** Judges what a phone said. A pure function: every rule of it can be seen in a table. */
export function phoneFindings(reading: PhoneReading, expected: Expected): readonly Finding[] {
  const { entry } = expected
  const about = entry.name
  const one = {
    good: good.bind(undefined, about),
    note: note.bind(undefined, about),
    stops: stops.bind(undefined, about),
  }
  return [
    ...identity(reading, entry, one),
    ...screen(reading, one),
    ...permissions(reading, entry.vendor, one),
    ...installing(reading, expected, one),
    ...pushService(reading, entry, one),
    ...notifications(reading, expected, one),
    ...health(reading, one),
    ...clock(reading, one),
    ...openingHours(reading, entry, one),
    ...quiet(reading, expected, one),
  ]
}

interface Say {
  readonly good: (check: string, says: string) => Finding
  readonly note: (check: string, says: string, more?: Pick<Finding, 'then' | 'fix'>) => Finding
  readonly stops: (check: string, says: string, more?: Pick<Finding, 'then' | 'fix'>) => Finding
}

function identity(reading: PhoneReading, entry: PhoneEntry, say: Say): readonly Finding[] {
  const { recognised } = reading
  const rom = recognised.rom.version === null ? recognised.rom.name : `${recognised.rom.name} ${recognised.rom.version}`
  const android = recognised.rom.name === 'Android' ? '' : `, Android ${recognised.android}`
  const findings: Finding[] = [say.good('online', `${recognised.model}, ${rom}${android}`)]
  if (recognised.vendor !== entry.vendor)
    findings.push(
      say.stops(
        'identity',
        `devices.json calls it a phone of ${vendorNamed(entry.vendor).label}, but it says that it is one of ${vendorNamed(recognised.vendor).label} (${recognised.model}).`,
        { then: 'Correct vendor or serial in devices.json, or run: npx pushfarm init --force' },
      ),
    )
  else if (entry.model !== undefined && entry.model !== recognised.model)
    findings.push(
      say.stops('identity', `devices.json says ${entry.model}, but ${recognised.model} answers at this serial.`, {
        then: 'Correct the serial in devices.json, or run: npx pushfarm init --force',
      }),
    )
  if (entry.rom !== undefined && entry.rom !== rom)
    findings.push(
      say.note('rom', `its ROM is ${rom} now, not ${entry.rom}: a change of results may come from that.`, {
        then: 'Check its switches again (an update resets some), then run: npx pushfarm init --force',
      }),
    )
  return findings
}

function screen(reading: PhoneReading, say: Say): readonly Finding[] {
  const { keyguard } = reading
  if (reading.deviceLocked === true || keyguard.secure === true)
    return [
      say.stops('lock', 'it is locked with a PIN, pattern or password, so that no run can unlock it.', {
        then: 'Settings, Security, Screen lock: choose Swipe.',
      }),
    ]
  const findings: Finding[] = []
  if (keyguard.showing === true || keyguard.screenOn === false)
    findings.push(
      say.note('lock', keyguard.screenOn === false ? 'its screen is off.' : 'its lock screen shows.', {
        then: 'A run wakes and unlocks it by itself.',
        fix: 'wake-and-unlock',
      }),
    )
  else findings.push(say.good('lock', 'unlocked'))
  const stay = reading.settings.get('stay_on_while_plugged_in')
  if (stay === undefined || stay === '0')
    findings.push(
      say.note('awake', 'its screen goes off while it charges.', {
        then: 'Developer options: turn on "Stay awake".',
        fix: 'stay-awake',
      }),
    )
  if (
    (['window_animation_scale', 'transition_animation_scale', 'animator_duration_scale'] as const).some(
      (name) => Number(reading.settings.get(name) ?? '1') !== 0,
    )
  )
    findings.push(
      say.note('animations', 'animations are on, which makes every tap slower.', {
        then: 'Developer options: set the three animation scales to off.',
        fix: 'stop-animations',
      }),
    )
  return findings
}

function permissions(reading: PhoneReading, vendor: VendorName, say: Say): readonly Finding[] {
  return [
    reading.injectionRefused === null
      ? say.good('input', 'takes input')
      : say.stops('input', `it refuses taps and keys from adb ("${reading.injectionRefused}").`, {
          then: phoneSwitch(vendor, 'input-injection'),
        }),
    reading.settingsRefused === null
      ? say.good('settings', 'takes settings')
      : say.stops('settings', `it refuses settings from adb ("${reading.settingsRefused}").`, {
          then: phoneSwitch(vendor, 'secure-settings'),
        }),
  ]
}

/** Whether the ROM will let adb install shows only when something is installed; an app that is there may be updated. */
function installing(reading: PhoneReading, expected: Expected, say: Say): readonly Finding[] {
  const { vendor } = expected.entry
  const findings: Finding[] = []
  if (reading.settings.get('verifier_verify_adb_installs') === '1')
    findings.push(
      say.note('install', 'apps from adb are verified before they are installed, which may ask or refuse.', {
        then: 'Developer options: turn off "Verify apps over USB".',
        fix: 'stop-verifying-installs',
      }),
    )
  if (reading.app !== undefined)
    findings.push(say.good('install', `has the app, version ${reading.app.versionName ?? '?'}`))
  else if (vendorNamed(vendor).installSteps.length > 0)
    findings.push(
      say.note(
        'install',
        'the app is not installed yet, and this ROM may ask its owner or refuse: adb cannot read that switch.',
        { then: phoneSwitch(vendor, 'install-over-usb') },
      ),
    )
  else findings.push(say.good('install', 'the app is not installed yet'))
  return findings
}

function pushService(reading: PhoneReading, entry: PhoneEntry, say: Say): readonly Finding[] {
  const service: PushServiceName = entry.pushService ?? vendorNamed(entry.vendor).pushService
  const [first] = reading.pushServices
  if (first === undefined)
    return [
      say.stops(
        'push-service',
        `it has none of the packages of its push service ${service} (${pushServicePackages(service).join(', ')}).`,
        {
          then:
            service === 'fcm'
              ? 'Install Google Play services, or choose another push service in devices.json.'
              : `Install the vendor's push service, or set "pushService": "fcm" in devices.json if this ROM has Google's (platform ${String(pushPlatforms.fcm)}).`,
        },
      ),
    ]
  const off = reading.pushServices.find(isDisabled)
  if (off !== undefined)
    return [
      say.stops('push-service', `${off.package}, which carries its pushes, is disabled.`, {
        then: `Settings, Apps, ${off.package}: Enable.`,
        fix: 'enable-push-service',
      }),
    ]
  return [say.good('push-service', `${first.package} ${first.versionName ?? '?'}`)]
}

function notifications(reading: PhoneReading, expected: Expected, say: Say): readonly Finding[] {
  const { app, appNotifications: kept } = reading
  const { vendor } = expected.entry
  if (app === undefined) return []
  const then = phoneSwitch(vendor, 'notifications')
  if (reading.apiLevel >= 33 && app.permissions.get('android.permission.POST_NOTIFICATIONS') === false)
    return [
      kept?.userSet === true
        ? say.stops('notifications', 'somebody refused the app the permission to post notifications.', {
            then,
            fix: 'grant-notifications',
          })
        : say.note('notifications', 'the app has not been granted the permission to post notifications yet.', {
            then: 'A run answers the dialog; or --fix grants it.',
            fix: 'grant-notifications',
          }),
    ]
  if (kept?.importance === 'none' || reading.notificationOp === 'ignore' || reading.notificationOp === 'deny')
    return [
      say.stops('notifications', 'notifications of the app are switched off.', { then, fix: 'allow-notifications' }),
    ]
  const findings: Finding[] = [say.good('notifications', 'shows notifications')]
  const silent = kept?.channels.find(
    (channel) => channel.importance === 0 && expected.channels.some(({ id }) => id === channel.id),
  )
  if (silent !== undefined)
    findings.push(say.stops('channel', `the app's channel ${silent.id} is switched off.`, { then }))
  const missing = expected.channels.find(({ id }) => kept?.channels.some((channel) => channel.id === id) !== true)
  if (missing !== undefined)
    findings.push(
      say.note('channel', `the app has not created its channel ${missing.id} yet.`, {
        then: 'It does so after the first login.',
      }),
    )
  return findings
}

function health(reading: PhoneReading, say: Say): readonly Finding[] {
  const { battery } = reading
  const findings: Finding[] = []
  const level = `battery ${String(battery.percent)} %`
  if (battery.percent < 15 && !battery.powered)
    findings.push(
      say.stops('battery', `its battery is at ${String(battery.percent)} % and it does not charge.`, {
        then: 'Charge it.',
      }),
    )
  else if (battery.percent < 15)
    findings.push(
      say.note('battery', `its battery is at ${String(battery.percent)} %: the ROM may save power.`, {
        then: 'Let it charge first.',
      }),
    )
  else findings.push(say.good('battery', level))
  if (reading.settings.get('low_power') === '1')
    findings.push(
      say.stops('battery-saver', 'the battery saver is on, which holds pushes back.', {
        then: 'Settings, Battery: turn Battery saver off.',
        fix: 'end-battery-saver',
      }),
    )
  const free = Math.floor(reading.freeBytes / mebibyte)
  findings.push(
    free < 300
      ? say.stops('space', `it has ${String(free)} MiB left, too little to install anything.`, {
          then: 'Remove apps or files.',
        })
      : say.good('space', `${free > 2048 ? `${String(Math.floor(free / 1024))} GiB` : `${String(free)} MiB`} free`),
  )
  if (reading.settings.get('airplane_mode_on') === '1')
    findings.push(
      say.stops('network', 'airplane mode is on.', {
        then: 'Turn it off in the quick settings.',
        fix: 'end-airplane-mode',
      }),
    )
  else if (reading.hasNetwork === false)
    findings.push(say.stops('network', 'it has no network.', { then: 'Connect it to Wi-Fi or mobile data.' }))
  else findings.push(say.good('network', 'has a network'))
  return findings
}

function clock(reading: PhoneReading, say: Say): readonly Finding[] {
  const offset = Math.round(reading.clock.offsetMs)
  const seconds = Math.round(Math.abs(offset) / 1000)
  const way = offset < 0 ? 'behind' : 'ahead'
  const findings: Finding[] = []
  if (Math.abs(offset) > 10 * 60_000)
    findings.push(
      say.stops('clock', `its clock is ${String(seconds)} s ${way}, so that secure connections and push tokens fail.`, {
        then: 'Settings, Date & time: set the time automatically.',
        fix: 'set-clock-by-network',
      }),
    )
  else if (Math.abs(offset) > 5000)
    findings.push(
      say.note('clock', `its clock is ${String(seconds)} s ${way}; latencies are corrected by that.`, {
        then: 'Settings, Date & time: set the time automatically.',
        fix: 'set-clock-by-network',
      }),
    )
  else
    findings.push(
      say.good(
        'clock',
        `clock ${offset < 0 ? '−' : '+'}${String(Math.abs(offset))} ms ± ${String(Math.ceil(reading.clock.errorMs))}`,
      ),
    )
  return findings
}

/** Classes of messages that the phone's push service takes in some hours of China only, outside them. */
function openingHours(reading: PhoneReading, entry: PhoneEntry, say: Say): readonly Finding[] {
  const { minutes, zone } = reading.time
  const now = clockInChina(minutes, eastOfGreenwich(zone))
  const classes = Object.values(pushServices[entry.pushService ?? vendorNamed(entry.vendor).pushService].classes)
  const isOpen = ({ hours }: MessageClass): boolean => hours === undefined || takesAt(hours, now)
  const others = classes.filter(isOpen).map((open) => open.rule.says)
  return classes.flatMap((closed) => {
    if (closed.hours === undefined || isOpen(closed)) return []
    const { name, says, value } = closed.hours
    return [
      say.note(
        'time-of-day',
        `it is ${clockText(now)} in China, and ${says[0]?.toLowerCase() ?? ''}${says.slice(1)} (${name}).`,
        {
          then: `Send another class (${others.join('; ')}), or run between ${String(value.fromHour)} and ${String(value.toHour)} o'clock there.`,
        },
      ),
    ]
  })
}

/**
 * @param zone as `date +%z` prints it
 * @returns minutes; of a zone that can't be read, China's
 */
function eastOfGreenwich(zone: string): number {
  const [, sign = '+', hours = '8', rest = '0'] = /^([+-])(\d\d)(\d\d)$/.exec(zone) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(rest))
}

function quiet(reading: PhoneReading, expected: Expected, say: Say): readonly Finding[] {
  const { vendor } = expected.entry
  const findings: Finding[] = []
  const zen = reading.settings.get('zen_mode') ?? '0'
  if (zen !== '0')
    findings.push(
      say.stops('do-not-disturb', 'do not disturb is on: notifications are posted, but held back.', {
        then: 'Turn it off in the quick settings.',
        fix: 'end-do-not-disturb',
      }),
    )
  if (reading.recentEvents === 0)
    findings.push(
      say.note('event-log', 'its event log is mute, so that notifications are found by the slower poll.', {
        then: phoneSwitch(vendor, 'event-log'),
        fix: 'enlarge-event-log',
      }),
    )
  else findings.push(say.good('event-log', 'event log usable'))
  const mortal = reading.appiumPackages.filter(
    (name) => name !== 'io.appium.uiautomator2.server.test' && !reading.dozeExempt.has(name),
  )
  if (mortal.length > 0)
    findings.push(
      say.note('doze', `${mortal.join(' and ')} may be put to sleep during a run.`, {
        then: phoneSwitch(vendor, 'keep-alive'),
        fix: 'exempt-appium',
      }),
    )
  if (reading.dozeExempt.has(expected.appPackage))
    findings.push(
      say.note('doze', 'the app under test is exempt from Doze, which users of it are not.', {
        then: `Settings, Apps, ${expected.appPackage}, battery: what it was, "optimised".`,
        fix: 'end-app-exemption',
      }),
    )
  return findings
}
