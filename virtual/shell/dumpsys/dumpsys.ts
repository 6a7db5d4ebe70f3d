import type { Command, CommandContext } from '../command.ts'
import { dateTimeText, phoneTimeZone } from '../local-time.ts'
import { dumpActivity } from './activity.ts'
import { dumpAppOps } from './appops.ts'
import { dumpBattery } from './battery.ts'
import { dumpConnectivity } from './connectivity.ts'
import { dumpCpuInfo } from './cpuinfo.ts'
import { dumpDeviceIdle } from './deviceidle.ts'
import { dumpDisplay } from './display.ts'
import { dumpRequest, type ServiceDump } from './dump-request.ts'
import { dumpInputMethod } from './input-method.ts'
import { dumpMemInfo } from './meminfo.ts'
import { dumpNetStats } from './netstats.ts'
import { dumpNotification } from './notification.ts'
import { dumpPackage } from './package.ts'
import { dumpPower } from './power.ts'
import * as small from './small-services.ts'
import { dumpStatusBar } from './status-bar.ts'
import { dumpSurfaceFlinger } from './surface-flinger.ts'
import { dumpTelephonyRegistry } from './telephony-registry.ts'
import { dumpTrust } from './trust.ts'
import { dumpWifi } from './wifi.ts'
import { dumpWindow } from './window.ts'

/** The services that answer, by the name they are registered under. */
export const services: ReadonlyMap<string, ServiceDump> = new Map([
  ['SurfaceFlinger', dumpSurfaceFlinger],
  ['account', small.dumpAccount],
  ['activity', dumpActivity],
  ['alarm', small.dumpAlarm],
  ['appops', dumpAppOps],
  ['audio', small.dumpAudio],
  ['battery', dumpBattery],
  ['connectivity', dumpConnectivity],
  ['cpuinfo', dumpCpuInfo],
  ['deviceidle', dumpDeviceIdle],
  ['display', dumpDisplay],
  ['input', small.dumpInput],
  ['input_method', dumpInputMethod],
  ['jobscheduler', small.dumpJobScheduler],
  ['media_session', small.dumpMediaSession],
  ['meminfo', dumpMemInfo],
  ['netstats', dumpNetStats],
  ['notification', dumpNotification],
  ['package', dumpPackage],
  ['power', dumpPower],
  ['statusbar', dumpStatusBar],
  ['telephony.registry', dumpTelephonyRegistry],
  ['trust', dumpTrust],
  ['usagestats', small.dumpUsageStats],
  ['user', small.dumpUser],
  ['wifi', dumpWifi],
  ['window', dumpWindow],
])

/** frameworks/native/cmds/dumpsys */
const dumpsys: Command = async (context) => {
  const words = context.argv.slice(1)
  const skipped = new Set<string>()
  let list = false
  while (words[0]?.startsWith('-') === true) {
    const option = words.shift() ?? ''
    if (option === '-l') list = true
    else if (option === '-t' || option === '-T' || option === '--priority') words.shift()
    else if (option === '--skip') for (const name of (words.shift() ?? '').split(',')) skipped.add(name)
    else if (option === '--help') {
      await context.out(usage)
      return 0
    } else if (!/^-[tT]\d+$|^--(proto|pid|stability|thread|clients|dump)$/.test(option)) {
      await context.err(`dumpsys: unknown option -- ${option}\n${usage}`)
      return 255
    }
  }
  const [name, ...args] = words
  if (name === undefined || list) return listOrAll(context, list, skipped)
  const service = services.get(name)
  if (service === undefined) {
    await context.err(`Can't find service: ${name}\n`)
    return 0
  }
  await write(context, await service(dumpRequest(context.phone, args)))
  return 0
}

const rule = '-'.repeat(79)

async function listOrAll(context: CommandContext, listOnly: boolean, skipped: ReadonlySet<string>): Promise<number> {
  const { phone } = context
  const names = [...services.keys()]
  await write(
    context,
    [
      'Currently running services:',
      ...names.map((name) => `  ${name}${skipped.has(name) ? ' (skipped)' : ''}`),
      '',
    ].join('\n'),
  )
  if (listOnly) return 0
  for (const [name, service] of services) {
    if (skipped.has(name) || context.signal.aborted) continue
    const before = performance.now()
    await write(context, `${rule}\nDUMP OF SERVICE ${name}:\n`)
    await write(context, await service(dumpRequest(phone, ['-a'])))
    const seconds = ((performance.now() - before) / 1000).toFixed(3)
    const end = dateTimeText(phone.clock.now(), phoneTimeZone(phone))
    await write(context, `--------- ${seconds}s was the duration of dumpsys ${name}, ending at: ${end}\n`)
  }
  return 0
}

const chunkLength = 32 * 1024

/** Long dumps go in parts, so that a slow reader is not overrun. */
async function write(context: CommandContext, text: string): Promise<void> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length && !context.signal.aborted; at += chunkLength) {
    await context.out(bytes.subarray(at, at + chunkLength))
  }
}

const usage = `usage: dumpsys
         To dump all services.
or:
       dumpsys [-t TIMEOUT] [--priority LEVEL] [--dump] [--pid] [--thread] [--help | -l | --skip SERVICES | SERVICE [ARGS]]
         --help: shows this help
         -l: only list services, do not dump them
         -t TIMEOUT_SEC: TIMEOUT to use in seconds instead of default 10 seconds
         --skip SERVICES: dumps all services but SERVICES (comma-separated list)
         SERVICE [ARGS]: dumps only service SERVICE, optionally passing ARGS to it
`

export const dumpsysCommands: ReadonlyMap<string, Command> = new Map([['dumpsys', dumpsys]])
