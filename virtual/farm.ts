import { randomBytes } from 'node:crypto'
import { type Adbd, startAdbd } from './adbd/daemon.ts'
import { createPhone } from './android/create-phone.ts'
import { createFiles } from './android/memory-files.ts'
import { createGuestPorts } from './android/memory-guest-ports.ts'
import type { Phone } from './android/phone.ts'
import type { Rom, Vendor } from './android/rom.ts'
import { readApk } from './apk/read-apk.ts'
import { MovableClock } from './clock.ts'
import { createAppNetwork } from './cloud/app-network.ts'
import { type ChatServer, startChatServer } from './cloud/chat-server.ts'
import { type FaultName, faults, isFaultName } from './cloud/faults.ts'
import { type Control, startControl } from './control.ts'
import { BadFarmOption, type FarmOptions, portStep } from './farm-options.ts'
import { type Random, seededRandom } from './random.ts'
import { createAppRuntime } from './react-native/runtime.ts'
import { roms } from './roms/all-roms.ts'
import { allCommands } from './shell/all-commands.ts'
import { runShell } from './shell/engine.ts'
import { installAppiumPrograms } from './uiautomator2/appium-programs.ts'
import { createScreen } from './ui/screen.ts'
import { createPushPlatform, type PushPlatform } from './vendors/push-platform.ts'

/** A farm that is up. */
export interface Farm {
  readonly phones: readonly FarmPhone[]
  readonly chat: ChatServer
  readonly control: Control
  readonly clock: MovableClock
  /** What a client needs to use the farm; the credentials are this farm's own and end with it. */
  readonly description: FarmDescription
  close(): Promise<void>
}

export interface FarmPhone {
  readonly phone: Phone
  readonly adbd: Adbd
}

/** The line of JSON that `npm run virtual` prints. */
export interface FarmDescription {
  readonly phones: readonly {
    readonly serial: string
    readonly vendor: Vendor
    readonly name: string
    readonly androidRelease: string
    readonly apiLevel: number
  }[]
  readonly chat: {
    readonly url: string
    readonly sdkAppId: number
    readonly secretKey: string
    readonly admin: string
  }
  readonly control: { readonly url: string }
}

const sdkAppId = 1400000000
const admin = 'administrator'
/** Shorter than the half minute and more that phones take; in the same order. */
const bootTimes = { toDaemon: 500, toHome: 1000 }

/**
 * Starts phones, Chat server, push services and the laboratory door in this process. Rejects with one error, and leaves
 * nothing running, when a port is in use (PortUnavailable) or a fault is unknown (BadFarmOption).
 */
export async function startFarm(options: FarmOptions): Promise<Farm> {
  const injected = options.faults.map(knownFault)
  const clock = new MovableClock()
  const random = seededRandom(options.seed)
  const secretKey = randomBytes(32).toString('hex')
  const closing: (() => Promise<void> | void)[] = [() => clock.stop()]
  const close = async (): Promise<void> => {
    for (const end of closing.splice(0).reverse()) await end()
  }
  try {
    const chat = await startChatServer({ port: options.chatPort, clock, random, sdkAppId, secretKey, admins: [admin] })
    closing.push(() => chat.close())
    for (const name of injected) chat.world.faults.inject({ name })
    const runtime = await createAppRuntime()
    closing.push(() => runtime.close())
    const platform = createPushPlatform(chat)
    const phones: FarmPhone[] = []
    for (const [index, vendor] of options.phones.entries()) {
      const rom = roms.get(vendor)
      if (rom === undefined) throw new BadFarmOption(`there is no ROM for ${vendor}`)
      const port = options.portBase === 0 ? 0 : options.portBase + index * portStep
      const booted = await bootPhone({
        rom,
        port,
        clock,
        random: random.fork(`phone ${String(index)}`),
        chat,
        platform,
        runtime,
        options,
      })
      phones.push(booted)
      closing.push(() => booted.close())
    }
    const control = await startControl({
      port: options.controlPort,
      clock,
      server: chat,
      phones: () =>
        phones.map(({ phone, adbd }) => ({
          phone,
          cutAdb: () => {
            adbd.dropConnections()
          },
          setAdbListening: async (listening) => {
            if (listening) await adbd.resume()
            else adbd.suspend()
          },
        })),
    })
    closing.push(() => control.close())
    return {
      phones,
      chat,
      control,
      clock,
      description: {
        phones: phones.map(({ phone, adbd }) => ({
          serial: `127.0.0.1:${String(adbd.port)}`,
          vendor: phone.rom.vendor,
          name: phone.rom.name,
          androidRelease: phone.rom.release,
          apiLevel: phone.rom.apiLevel,
        })),
        chat: { url: chat.url, sdkAppId, secretKey, admin },
        control: { url: control.url },
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

interface Boot {
  readonly rom: Rom
  readonly port: number
  readonly clock: MovableClock
  readonly random: Random
  readonly chat: ChatServer
  readonly platform: PushPlatform
  readonly runtime: Awaited<ReturnType<typeof createAppRuntime>>
  readonly options: FarmOptions
}

async function bootPhone(boot: Boot): Promise<FarmPhone & { close(): Promise<void> }> {
  const { rom, clock, random, chat, platform, runtime, options } = boot
  const serial = random.fork('serial').integer(0x10000000, 0x7fffffff).toString(16)
  const phone = createPhone({
    serial,
    rom,
    clock,
    random,
    runtime,
    screen: createScreen,
    network: createAppNetwork(chat, { serial, rom }),
    pushSdkFor: (made) => platform.pushSdkFor(made),
    files: createFiles(clock, { apiLevel: rom.apiLevel }),
    ports: createGuestPorts(clock),
    readApk,
    bootTimes,
  })
  phone.installDialogs.mode = options.installs === 'usual' ? (rom.installAsking?.usual ?? 'allowed') : options.installs
  if (options.installPassword !== undefined) phone.installDialogs.password = options.installPassword
  const detach = platform.attachPhone(phone)
  installAppiumPrograms(phone)
  const end = async (): Promise<void> => {
    detach()
    await phone.shutdown()
  }
  try {
    const adbd = await startAdbd(phone, {
      port: boot.port,
      authorise: options.authorise,
      runShell: (on, commandLine, session) => runShell(on, commandLine, session, allCommands),
    })
    return {
      phone,
      adbd,
      close: async () => {
        await adbd.close()
        await end()
      },
    }
  } catch (error) {
    await end()
    throw error
  }
}

function knownFault(name: string): FaultName {
  if (isFaultName(name)) return name
  throw new BadFarmOption(
    `--fault ${JSON.stringify(name)} is not known; these are: ${Object.keys(faults).sort().join(', ')}`,
  )
}
