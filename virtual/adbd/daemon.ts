import { createServer, type Server } from 'node:net'
import { once } from 'node:events'
import type { Phone } from '../android/phone.ts'
import { listenOn } from '../listening.ts'
import { Authorisation, type AuthorisationPolicy } from './authorisation.ts'
import { Connection } from './connection.ts'
import { featuresOf } from './features.ts'
import { ReverseForwards } from './reverse.ts'
import { findService } from './services.ts'
import type { RunShell } from './shell-service.ts'

export interface AdbdOptions {
  /** 0 takes any free one. */
  readonly port: number
  /** 127.0.0.1 unless given. */
  readonly host?: string
  /** `none-needed` unless given. */
  readonly authorise?: AuthorisationPolicy
  readonly runShell: RunShell
}

/** The phone's adb daemon on a TCP port of this machine. */
export interface Adbd {
  readonly port: number
  /** Who may connect, and the questions that wait for an answer. */
  readonly authorisation: Authorisation
  close(): Promise<void>
  /** Cuts every connection; hosts may connect again. */
  dropConnections(): void
  /** The phone is off the network: connections are cut and none is taken until `resume`. */
  suspend(): void
  /** Rejects with PortUnavailable when somebody else took the port meanwhile. */
  resume(): Promise<void>
}

/** From sys.powerctl being set until init ends the services. */
const initStopsWithinMs = 100

/** Rejects with PortUnavailable. */
export async function startAdbd(phone: Phone, options: AdbdOptions): Promise<Adbd> {
  const host = options.host ?? '127.0.0.1'
  const authorisation = new Authorisation(options.authorise ?? 'none-needed', phone.files)
  const connections = new Set<Connection>()
  const report = (error: unknown): void => {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    phone.log.write({ buffer: 'main', pid: 0, priority: 'E', tag: 'adbd', message: text })
  }
  const reverse = new ReverseForwards(phone.ports, report)
  let connectionNumber = 0
  let server: Server | undefined
  let port = options.port

  const dropConnections = (): void => {
    for (const connection of [...connections]) connection.drop()
  }
  // init stops adbd a moment after it was asked: the host still gets its OKAY.
  const reboot = (): void => {
    phone.clock.setTimeout(() => {
      phone.reboot().catch(report)
    }, initStopsWithinMs)
  }
  const listen = async (): Promise<Server> => {
    const made = createServer((socket) => {
      const connection = new Connection(socket, `host-${String(++connectionNumber)}`, {
        banner: () => bannerOf(phone),
        authorisation,
        open: (destination, from) =>
          findService({ phone, runShell: options.runShell, reverse, reboot }, destination, from),
        report,
      })
      connections.add(connection)
      connection.onGone(() => connections.delete(connection))
    })
    port = await listenOn(made, port, host)
    return made
  }
  const suspend = (): void => {
    server?.close()
    server = undefined
    dropConnections()
  }
  const resume = async (): Promise<void> => {
    server ??= await listen()
  }

  server = await listen()
  // init starts adbd long before the home screen is there.
  const stopHearing = phone.boot.on((stage) => {
    if (stage === 'off') suspend()
    else if (stage === 'starting') resume().catch(report)
  })
  return {
    port,
    authorisation,
    dropConnections,
    suspend,
    resume,
    async close() {
      stopHearing()
      const closed = server === undefined ? undefined : once(server, 'close')
      suspend()
      reverse.close()
      await closed
    },
  }
}

/** Payload of CNXN: who the phone is and what it can do. */
function bannerOf(phone: Phone): string {
  const properties = ['ro.product.name', 'ro.product.model', 'ro.product.device']
    .map((name) => `${name}=${phone.properties.get(name)};`)
    .join('')
  return `device::${properties}features=${featuresOf(phone.rom.apiLevel).join(',')}`
}
