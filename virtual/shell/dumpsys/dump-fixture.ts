import { bootedPhone, testApk, type TestPhone } from '../../android/phone-fixture.ts'
import type { Phone } from '../../android/phone.ts'
import { type NotificationContent, newChannel } from '../../android/notification.ts'
import { roms } from '../../roms/all-roms.ts'
import type { Rom } from '../../android/rom.ts'
import type { Command } from '../command.ts'
import { dumpsysCommands } from './dumpsys.ts'

/** What a command printed and how it ended. */
export interface CommandResult {
  readonly out: string
  readonly err: string
  readonly status: number
}

/** Runs one command as the shell would, without a terminal. */
export async function runCommand(
  command: Command | undefined,
  phone: Phone,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  if (command === undefined) throw new RangeError(`there is no command ${argv[0] ?? ''}`)
  const out: Buffer[] = []
  const err: Buffer[] = []
  const status = await command({
    phone,
    argv,
    stdin: noInput(),
    out: (data) => Promise.resolve(void out.push(Buffer.from(data))),
    err: (data) => Promise.resolve(void err.push(Buffer.from(data))),
    signal: new AbortController().signal,
    env: new Map(Object.entries(env)),
    cwd: '/',
    pty: false,
  })
  return { out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString(), status }
}

async function* noInput(): AsyncGenerator<Buffer> {}

export async function dumpsys(phone: Phone, ...words: readonly string[]): Promise<string> {
  const { out } = await runCommand(dumpsysCommands.get('dumpsys'), phone, ['dumpsys', ...words])
  return out
}

/** The seven ROMs, and two that no vendor has: Android 12L and 16. */
export function romOf(apiLevel: number): Rom {
  for (const rom of roms.values()) if (rom.apiLevel === apiLevel) return rom
  const google = roms.get('google')
  if (google === undefined) throw new RangeError('there is no google ROM')
  return { ...google, apiLevel }
}

export const chatPackage = 'com.example.chat'

/** A phone of `apiLevel` on which the app has run and may post. */
export async function phoneWithChat(apiLevel: number): Promise<TestPhone> {
  const test = bootedPhone({ rom: romOf(apiLevel) })
  const { phone } = test
  await phone.packages.install([testApk()], {
    replace: false,
    grantRuntimePermissions: true,
    allowTestPackages: false,
    allowDowngrade: false,
  })
  phone.notifications.setAppEnabled(chatPackage, true)
  phone.notifications.createChannel(chatPackage, newChannel('chat messages', 'Messages', 4, { vibration: true }))
  return test
}

/** Starts the app's main activity as the launcher does. */
export async function startChat(phone: Phone): Promise<void> {
  await phone.activities.start(
    {
      action: 'android.intent.action.MAIN',
      categories: ['android.intent.category.LAUNCHER'],
      component: { packageName: chatPackage, className: `${chatPackage}.MainActivity` },
      flags: 0x10200000,
      extras: {},
    },
    { callingPackage: phone.rom.launcherPackage, callingUid: 10_190 },
  )
}

export function postMessage(phone: Phone, change: Partial<NotificationContent> = {}): string {
  const posted = phone.notifications.post({
    packageName: chatPackage,
    opPkg: phone.rom.pushService.postsAs === 'app' ? chatPackage : phone.rom.pushService.packageName,
    pid: 4321,
    id: 7,
    tag: 'room:4',
    content: {
      channelId: 'chat messages',
      title: 'Ann',
      text: 'Hi, (you)\nthere',
      flags: 0x10,
      when: phone.clock.now(),
      visibility: 0,
      color: 0xff3482ff,
      category: 'msg',
      contentIntent: {
        creatorPackage: chatPackage,
        kind: 'activity',
        intent: { categories: [], flags: 0, extras: {} },
      },
      ...change,
    },
  })
  if (!posted.posted) throw new Error(`the phone refused the notification: ${posted.why}`)
  return posted.record.key
}
