import type { Command } from '../command.ts'
import { am } from './am.ts'
import { appops } from './appops.ts'
import { cmd } from './cmd.ts'
import { content } from './content.ts'
import { deviceConfig } from './device-config.ts'
import { ime } from './ime.ts'
import { input } from './input.ts'
import { lockSettings } from './lock-settings.ts'
import { media } from './media.ts'
import { monkey } from './monkey.ts'
import { pm } from './pm.ts'
import { denied, reboot, uptime } from './power-programs.ts'
import { free, pgrep, pidof, ps, top } from './process-list.ts'
import { getprop, setprop } from './properties.ts'
import { service } from './service-list.ts'
import { settings } from './settings.ts'
import { svc } from './svc.ts'
import { wm } from './wm.ts'

/** The shell's doors into the system, by program name. */
export const systemCommands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['am', am],
  ['pm', pm],
  ['cmd', cmd],
  ['settings', settings],
  ['appops', appops],
  ['wm', wm],
  ['ime', ime],
  ['input', input],
  ['svc', svc],
  ['service', service],
  ['getprop', getprop],
  ['setprop', setprop],
  ['ps', ps],
  ['pidof', pidof],
  ['pgrep', pgrep],
  ['top', top],
  ['free', free],
  ['uptime', uptime],
  ['monkey', monkey],
  ['locksettings', lockSettings],
  ['device_config', deviceConfig],
  ['media', media],
  ['content', content],
  ['reboot', reboot],
  ['start', denied],
  ['stop', denied],
])
