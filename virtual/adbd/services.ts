import type { Phone } from '../android/phone.ts'
import type { Connection, Serve } from './connection.ts'
import { framebufferImage } from './framebuffer.ts'
import { joinStreams } from './port-service.ts'
import type { ReverseForwards } from './reverse.ts'
import { parseShellRequest, serveShell, type RunShell } from './shell-service.ts'
import { serveSync } from './sync-service.ts'

export interface ServiceEnvironment {
  readonly phone: Phone
  readonly runShell: RunShell
  readonly reverse: ReverseForwards
  /** The host asked for a reboot; returns at once. */
  readonly reboot: () => void
}

/**
 * Who serves a destination; undefined refuses it (as for jdwp, log:, localfilesystem: and everything unknown).
 * Destinations: AOSP packages/modules/adb/SERVICES.TXT and daemon/services.cpp.
 */
export async function findService(
  environment: ServiceEnvironment,
  destination: string,
  connection: Connection,
): Promise<Serve | undefined> {
  const { phone, runShell } = environment
  const colon = destination.indexOf(':')
  const service = colon < 0 ? destination : destination.slice(0, colon)
  const rest = colon < 0 ? '' : destination.slice(colon + 1)
  const shell = parseShellRequest(destination)
  if (shell !== undefined) return (stream) => serveShell(phone, runShell, shell, stream)
  switch (service) {
    case 'exec':
      return (stream) =>
        serveShell(phone, runShell, { command: rest, protocol: 'none', terminal: false, term: undefined }, stream)
    case 'sync':
      return (stream) => serveSync(phone, stream)
    case 'tcp':
      return await connectTo(phone, rest)
    case 'localabstract': {
      const socket = phone.ports.connectAbstract?.(rest)
      return socket === undefined ? undefined : (stream) => joinStreams(stream, socket)
    }
    case 'reverse': {
      const answer = environment.reverse.handle(rest, connection)
      return answer === undefined ? undefined : say(answer)
    }
    case 'framebuffer':
      return async (stream) => {
        for (const part of await framebufferImage(phone)) await stream.write(part)
      }
    case 'root':
      return say('adbd cannot run as root in production builds\n')
    case 'unroot':
      return say('adbd not running as root\n')
    case 'remount':
      return say('Not running as root. Try "adb root" first.\n')
    case 'usb':
      return say('restarting in USB mode\n')
    case 'tcpip': {
      const port = Number(rest)
      return say(port > 0 && port < 65536 ? `restarting in TCP mode port: ${String(port)}\n` : 'invalid port\n')
    }
    case 'reboot':
      return () => {
        environment.reboot()
        return Promise.resolve()
      }
    default:
      return undefined
  }
}

function say(text: string): Serve {
  return (stream) => stream.write(text)
}

/** `PORT` or `PORT:HOST` of the phone itself; nothing else can be reached from it. */
async function connectTo(phone: Phone, address: string): Promise<Serve | undefined> {
  const match = /^(\d{1,5})(?::(.*))?$/.exec(address)
  if (match === null) return undefined
  const host = match[2] ?? 'localhost'
  if (!['localhost', '127.0.0.1', '::1'].includes(host)) return undefined
  const socket = await phone.ports.connect(Number(match[1]))
  return socket === undefined ? undefined : (stream) => joinStreams(stream, socket)
}
