import type { Command } from '../command.ts'
import { dumpRequest, type ServiceDump } from '../dumpsys/dump-request.ts'
import { services as dumps } from '../dumpsys/dumpsys.ts'
import { notificationCommand } from '../notification/notification-command.ts'
import { am } from './am.ts'
import { appops } from './appops.ts'
import { deviceConfig } from './device-config.ts'
import { inputMethodService } from './ime.ts'
import { input } from './input.ts'
import { lockSettings } from './lock-settings.ts'
import { mediaSession } from './media.ts'
import { pm } from './pm.ts'
import { switchServices } from './radios.ts'
import { settings } from './settings.ts'
import { wm } from './wm.ts'

/** Services whose shell commands are the words of their dump. */
function dumpShell(dump: ServiceDump): Command {
  return async (context) => {
    await context.out(await dump(dumpRequest(context.phone, context.argv.slice(1))))
    return 0
  }
}

/** Services that have a shell. */
const shells: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['activity', am],
  ['package', pm],
  ['notification', notificationCommand],
  ['appops', appops],
  ['settings', settings],
  ['window', wm],
  ['lock_settings', lockSettings],
  ['input_method', inputMethodService],
  ['device_config', deviceConfig],
  ['media_session', mediaSession],
  ...switchServices,
  ...['battery', 'deviceidle'].flatMap((name): [string, Command][] => {
    const dump = dumps.get(name)
    return dump === undefined ? [] : [[name, dumpShell(dump)]]
  }),
])

/** All services, those without a shell too. `input` got one with Android 12. */
export function serviceNames(): readonly string[] {
  return [...new Set([...shells.keys(), ...dumps.keys(), 'input'])].sort()
}

/** `cmd SERVICE ...` (frameworks/native/cmds/cmd). */
export const cmd: Command = async (context) => {
  const words = context.argv.slice(1)
  // -w waits for the service: all are there.
  if (words[0] === '-w') words.shift()
  const [name] = words
  if (name === undefined) {
    await context.err('cmd: No service specified; use -l to list all services\n')
    return 20
  }
  if (name === '-l') {
    await context.out(
      `Currently running services:\n${serviceNames()
        .map((each) => `  ${each}\n`)
        .join('')}`,
    )
    return 0
  }
  const shell = name === 'input' && context.phone.rom.apiLevel >= 31 ? input : shells.get(name)
  if (shell !== undefined) return shell({ ...context, argv: words })
  if (serviceNames().includes(name)) {
    // android.os.Binder.onShellCommand
    await context.err('No shell command implementation.\n')
    return 0
  }
  await context.err(`cmd: Can't find service: ${name}\n`)
  return 20
}
