import { parseArgs } from 'node:util'
import { installModes, type InstallMode } from './android/install-screen.ts'
import type { Vendor } from './android/rom.ts'
import { roms } from './roms/all-roms.ts'

/** What `npm run virtual` was asked for. */
export interface FarmOptions {
  readonly phones: readonly Vendor[]
  /** Port of the first phone; the others follow every `portStep`. 0: any free ports. */
  readonly portBase: number
  readonly chatPort: number
  readonly controlPort: number
  readonly seed: string
  readonly faults: readonly string[]
  /** Ask "Allow USB debugging?" for an unknown computer, as a new phone does. */
  readonly authorise: 'none-needed' | 'accept' | 'ask'
  /** What stands between adb and an installed app; 'usual': what each ROM does out of the box. */
  readonly installs: InstallMode | 'usual'
  /** Of the vendors' accounts on the phones, for `asks-password`. */
  readonly installPassword?: string
}

/** Distance between two phones' ports; room for what a phone may want to open beside its adb port. */
export const portStep = 10

export class BadFarmOption extends Error {
  override readonly name = 'BadFarmOption'
}

export const help = `Usage: npm run virtual -- [options]

Starts virtual phones and a virtual Chat server on this machine's loopback, prints one line of JSON when all are up, and runs
until Ctrl-C. Any adb client, Appium script or HTTP client can use them:

  adb connect 127.0.0.1:26010 && adb -s 127.0.0.1:26010 shell getprop ro.product.model

Options:
  --phones LIST        vendors (mi,huawei,honor,oppo,vivo,meizu,google), or a number of phones   [all seven]
  --port-base P        port of the first phone; the next ones follow in steps of ${String(portStep)}               [26010]
  --chat-port P        port of the Chat server                                                   [port base - 10]
  --control-port P     port of the laboratory door (faults, clock)                               [port base - 9]
  --seed TEXT          seed of everything that is left to chance (latencies, ids)                [1]
  --fault NAME         a fault to begin with; may be given several times. The door lists them
  --authorise HOW      accept: any computer may use adb; ask: it is refused until the owner
                       allows it on the phone; none-needed: no AUTH at all                       [none-needed]
  --installs HOW       allowed: adb installs without a question; usual: as each ROM does out of the box;
                       asks: the ROM's own questions; asks-password: those of an owner who is logged in to
                       the vendor's account, too; off: the ROM's switch is off, where it has one     [allowed]
  --install-password P of those accounts
  --help               this text
`

/** Reads the command line. Throws BadFarmOption with one sentence for anything it does not understand. */
export function readFarmOptions(argv: readonly string[]): FarmOptions | 'help' {
  let values
  try {
    ;({ values } = parseArgs({
      args: [...argv],
      strict: true,
      options: {
        phones: { type: 'string' },
        'port-base': { type: 'string' },
        'chat-port': { type: 'string' },
        'control-port': { type: 'string' },
        seed: { type: 'string' },
        fault: { type: 'string', multiple: true },
        authorise: { type: 'string' },
        installs: { type: 'string' },
        'install-password': { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }))
  } catch (error) {
    throw new BadFarmOption(error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error))
  }
  if (values.help === true) return 'help'
  const portBase = readPort('--port-base', values['port-base'], 26010)
  const phones = readPhones(values.phones)
  phones.forEach((_, index) => {
    const port = portBase + index * portStep
    if (portBase > 0 && port > 65535)
      throw new BadFarmOption(`--port-base ${String(portBase)} leaves no port for phone ${String(index + 1)}`)
    if (port >= 5555 && port <= 5585) {
      throw new BadFarmOption(
        `--port-base ${String(portBase)} puts a phone on port ${String(port)}: adb takes 5555 to 5585 for emulators and would list it twice`,
      )
    }
  })
  return {
    phones,
    portBase,
    chatPort: readPort('--chat-port', values['chat-port'], portBase === 0 ? 0 : portBase - 10),
    controlPort: readPort('--control-port', values['control-port'], portBase === 0 ? 0 : portBase - 9),
    seed: values.seed ?? '1',
    faults: values.fault ?? [],
    authorise: readAuthorise(values.authorise),
    installs: readInstalls(values.installs),
    ...(values['install-password'] === undefined ? {} : { installPassword: values['install-password'] }),
  }
}

function readPhones(text: string | undefined): readonly Vendor[] {
  const all = [...roms.keys()]
  if (text === undefined) return all
  if (/^\d+$/.test(text)) {
    const count = Number(text)
    if (count < 1 || count > 200) throw new BadFarmOption(`--phones ${text} is not between 1 and 200`)
    return Array.from({ length: count }, (_, index) => all[index % all.length] ?? 'google')
  }
  return text.split(',').map((name) => {
    const vendor = all.find((known) => known === name.trim())
    if (vendor === undefined)
      throw new BadFarmOption(`--phones names ${JSON.stringify(name.trim())}, which is none of ${all.join(', ')}`)
    return vendor
  })
}

function readPort(option: string, text: string | undefined, usual: number): number {
  if (text === undefined) return usual
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65535)
    throw new BadFarmOption(`${option} ${JSON.stringify(text)} is no port (0 to 65535)`)
  return port
}

function readInstalls(text: string | undefined): FarmOptions['installs'] {
  const mode = (['usual', ...installModes] as const).find((known) => known === (text ?? 'allowed'))
  if (mode === undefined)
    throw new BadFarmOption(`--installs ${JSON.stringify(text)} is none of usual, ${installModes.join(', ')}`)
  return mode
}

function readAuthorise(text: string | undefined): FarmOptions['authorise'] {
  switch (text) {
    case undefined:
      return 'none-needed'
    case 'none-needed':
    case 'accept':
    case 'ask':
      return text
    default:
      throw new BadFarmOption(`--authorise ${JSON.stringify(text)} is none of none-needed, accept, ask`)
  }
}
