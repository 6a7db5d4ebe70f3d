import type { Command } from './command.ts'

/** Programs that are a word to a system service, by the service that they ask (frameworks/base/cmds, `cmd SERVICE`). */
const serviceOf: Readonly<Record<string, string>> = {
  am: 'activity',
  pm: 'package',
  settings: 'settings',
  appops: 'appops',
  wm: 'window',
  ime: 'input_method',
  input: 'input',
  locksettings: 'lock_settings',
  device_config: 'device_config',
  media: 'media_session',
  content: 'content',
  svc: 'power',
}

/**
 * adbd runs before the system server does: until the phone has booted, programs that ask one of its services say that it is
 * not there (frameworks/native/cmds/cmd/cmd.cpp, cmds/dumpsys/dumpsys.cpp).
 */
export function behindTheSystem(commands: ReadonlyMap<string, Command>): ReadonlyMap<string, Command> {
  return new Map(
    [...commands].map(([name, command]) => {
      const early = whileStarting(name)
      if (early === undefined) return [name, command]
      return [name, (context) => (context.phone.boot.stage === 'booted' ? command(context) : early(context))]
    }),
  )
}

/** What the program does without the system server; undefined when it needs none. */
function whileStarting(name: string): Command | undefined {
  const service = serviceOf[name]
  if (service !== undefined) return async ({ err }) => missing(err, `cmd: Can't find service: ${service}`, 20)
  switch (name) {
    case 'cmd':
      return async ({ argv, err }) => missing(err, `cmd: Can't find service: ${argv[1] ?? ''}`, 20)
    case 'dumpsys':
      return async ({ argv, err }) => {
        const asked = argv.slice(1).find((word) => !word.startsWith('-'))
        return asked === undefined ? 0 : await missing(err, `Can't find service: ${asked}`, 0)
      }
    case 'monkey':
      return async ({ err }) =>
        missing(err, '** Error: Unable to connect to activity manager; is the system running?', 253)
    case 'uiautomator':
      return async ({ err }) => missing(err, 'Killed', 137)
    default:
      return undefined
  }
}

async function missing(err: (text: string) => Promise<void>, line: string, status: number): Promise<number> {
  await err(`${line}\n`)
  return status
}
