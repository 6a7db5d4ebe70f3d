import type { Phone } from '../../android/phone.ts'
import type { Command, CommandContext } from '../command.ts'
import { parseComponent } from '../../android/component-name.ts'
import { dumpRecord } from '../dumpsys/notification.ts'
import { snooze, snoozedNotifications, unsnooze } from '../dumpsys/snoozed-notifications.ts'
import { clockText, localTime, phoneTimeZone, two } from '../local-time.ts'
import { notificationUsage } from './notification-usage.ts'
import { postFromShell } from './post-from-shell.ts'

type Answer = number | { readonly status: number; readonly text: string }
type SubCommand = (phone: Phone, words: readonly string[]) => Answer

/**
 * `cmd notification`: services/core/java/com/android/server/notification/NotificationShellCmd. Reading and snoozing came
 * with Android 11.
 */
export const notificationCommand: Command = async (context) => {
  const { phone, argv } = context
  const [name, ...words] = argv.slice(1)
  if (name === undefined || name === 'help' || name === '-h') {
    await context.out(notificationUsage)
    return 255
  }
  const word = name.replaceAll('-', '_')
  if (word === 'post' || word === 'notify') return postFromShell(context, words)
  const command = subCommands(phone.rom.apiLevel).get(word)
  if (command === undefined) {
    await context.out(`Unknown command: ${name}\n`)
    return 255
  }
  return answer(context, command(phone, words))
}

async function answer(context: CommandContext, given: Answer): Promise<number> {
  if (typeof given === 'number') return given
  await context.out(given.text)
  return given.status
}

function subCommands(apiLevel: number): ReadonlyMap<string, SubCommand> {
  const since29: readonly (readonly [string, SubCommand])[] = [
    ['allow_assistant', (phone, words) => setComponent(phone, words, assistantKey, 'assistant', true)],
    ['remove_assistant', (phone, words) => setComponent(phone, words, assistantKey, 'assistant', false)],
    ['get_approved_assistant', (phone) => line(phone.settings.get('secure', assistantKey) ?? 'null')],
  ]
  const since30: readonly (readonly [string, SubCommand])[] = [
    ['list', (phone) => ok(phone.notifications.list().map(({ key }) => `${key}\n`))],
    ['get', getRecord],
    ['snoozed', listSnoozed],
    ['snooze', snoozeOne],
    ['unsnooze', unsnoozeOne],
    ['set_bubbles', () => 0],
    ['set_bubbles_channel', () => 0],
    ['reset_assistant_user_set', () => 0],
  ]
  return new Map<string, SubCommand>([
    ['allow_listener', (phone, words) => setComponent(phone, words, listenersKey, 'listener', true)],
    ['disallow_listener', (phone, words) => setComponent(phone, words, listenersKey, 'listener', false)],
    ['allow_dnd', (phone, words) => setDndAccess(phone, words, true)],
    ['disallow_dnd', (phone, words) => setDndAccess(phone, words, false)],
    ['set_dnd', setDnd],
    ...(apiLevel >= 29 ? since29 : []),
    ...(apiLevel >= 30 ? since30 : []),
  ])
}

const listenersKey = 'enabled_notification_listeners'
const assistantKey = 'enabled_notification_assistant'
const dndKey = 'enabled_notification_policy_access_packages'

function ok(lines: readonly string[]): Answer {
  return { status: 0, text: lines.join('') }
}

function line(text: string, status = 0): Answer {
  return { status, text: `${text}\n` }
}

/** What Binder throws reaches the shell as this line, with exit status 0. */
function thrown(message: string): Answer {
  return line(`Error occurred. Check logcat for details. ${message}`)
}

function setComponent(phone: Phone, [name]: readonly string[], key: string, kind: string, allowed: boolean): Answer {
  if (name === undefined) return thrown('Argument expected after "' + (allowed ? 'allow' : 'disallow') + `_${kind}"`)
  const component = parseComponent(name)
  if (component === undefined) return line(`Invalid ${kind} - must be a ComponentName`, 255)
  const full = `${component.packageName}/${component.className}`
  setInList(phone, key, full, allowed)
  return 0
}

function setDndAccess(phone: Phone, [packageName]: readonly string[], allowed: boolean): Answer {
  if (packageName === undefined) return thrown('Argument expected after "allow_dnd"')
  setInList(phone, dndKey, packageName, allowed)
  return 0
}

function setInList(phone: Phone, key: string, value: string, present: boolean): void {
  const known = (phone.settings.get('secure', key) ?? '').split(':').filter((one) => one !== '' && one !== value)
  phone.settings.put('secure', key, (present ? [...known, value] : known).join(':'))
}

const dndModes = { on: 'none', none: 'none', priority: 'priority', alarms: 'alarms', all: 'off', off: 'off' } as const

function setDnd(phone: Phone, [mode]: readonly string[]): Answer {
  if (mode === undefined) return thrown('Argument expected after "set_dnd"')
  if (!(mode in dndModes)) return 0
  phone.notifications.setZenMode(dndModes[mode as keyof typeof dndModes])
  return 0
}

function getRecord(phone: Phone, [key]: readonly string[]): Answer {
  if (key === undefined) return thrown('Argument expected after "get"')
  const record = phone.notifications.get(key)
  if (record === undefined) return line(`error: no active notification matching key: ${key}`, 1)
  return ok([dumpRecord(phone, record, '')])
}

function listSnoozed(phone: Phone): Answer {
  return ok(
    snoozedNotifications(phone).map(({ record, untilMs }) => `${record.key} snoozed, time=${untilMs} context=null\n`),
  )
}

function snoozeOne(phone: Phone, words: readonly string[]): Answer {
  const at = words.findIndex((word) => word === '--for' || word === 'for' || word === 'duration')
  const forText = words[at + 1]
  const key = words[at + 2]
  if (at < 0 || forText === undefined || key === undefined) {
    return line('usage: cmd notification snooze (--for <msec> | --context <snooze-criterion-id>) <key>', 1)
  }
  if (!/^\d+$/.test(forText)) return line(`error: invalid value for --for: ${forText}`, 1)
  const record = phone.notifications.get(key)
  if (record === undefined) return line(`error: no notification matching key: ${key}`, 1)
  const { untilMs } = snooze(phone, record, Number(forText))
  return line(`snoozing <${key}> until time: ${dateText(phone, untilMs)}`)
}

function unsnoozeOne(phone: Phone, [key]: readonly string[]): Answer {
  if (key === undefined) return thrown('Argument expected after "unsnooze"')
  // The missing letter is Android's.
  if (!unsnooze(phone, key)) return line(`error: no snoozed otification matching key: ${key}`, 1)
  return line(`unsnoozing: ${key}`)
}

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** java.util.Date.toString(): `Fri Nov 20 10:00:00 GMT+08:00 2026` */
function dateText(phone: Phone, ms: number): string {
  const time = localTime(ms, phoneTimeZone(phone))
  const day = days[new Date(Date.UTC(time.year, time.month - 1, time.day)).getUTCDay()] ?? ''
  const offset = Math.abs(time.offsetMinutes)
  const zone = `GMT${time.offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(offset / 60))}:${two(offset % 60)}`
  return `${day} ${months[time.month - 1] ?? ''} ${two(time.day)} ${clockText(time)} ${zone} ${time.year}`
}
