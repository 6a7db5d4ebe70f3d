import type { Duplex } from 'node:stream'
import type { GuestPorts } from '../android/guest-ports.ts'
import { GuestPortTaken } from '../android/memory-guest-ports.ts'
import type { Connection } from './connection.ts'
import { joinStreams } from './port-service.ts'

interface Entry {
  /** As `reverse --list` prints it: `tcp:9999`. */
  readonly local: string
  readonly connection: Connection
  remote: string
  readonly close: () => void
}

/** First port that `tcp:0` may get (the kernel's ip_local_port_range on phones). */
const firstFreePort = 32768

/**
 * Reverse forwards: sockets inside the phone whose connections are carried to the host. Entries belong to the host
 * connection that made them. Source: AOSP packages/modules/adb/adb.cpp, handle_forward_request; adb_listeners.cpp.
 */
export class ReverseForwards {
  readonly #ports: GuestPorts
  readonly #report: (error: unknown) => void
  readonly #entries = new Map<string, Entry>()

  constructor(ports: GuestPorts, report: (error: unknown) => void) {
    this.#ports = ports
    this.#report = report
  }

  /** Answer to the text after `reverse:`; undefined for what is no such request. */
  handle(request: string, connection: Connection): string | undefined {
    if (request === 'list-forward') {
      const lines = [...this.#entries.values()].map((e) => `${e.connection.name} ${e.local} ${e.remote}\n`)
      return lengthPrefixed(lines.join(''))
    }
    if (request === 'killforward-all') {
      for (const entry of [...this.#entries.values()]) entry.close()
      return 'OKAY'
    }
    const [verb, rest] = splitAt(request, ':')
    if (verb === 'killforward') {
      const entry = this.#entries.get(rest)
      if (entry === undefined) return fail(`listener '${rest}' not found`)
      entry.close()
      return 'OKAY'
    }
    if (verb !== 'forward') return undefined
    const noRebind = rest.startsWith('norebind:')
    const [local, remote] = splitAt(noRebind ? rest.slice('norebind:'.length) : rest, ';')
    if (local === '' || remote === '' || remote.startsWith('*')) return fail('bad forward: ' + request)
    return this.#forward(local, remote, noRebind, connection)
  }

  close(): void {
    for (const entry of [...this.#entries.values()]) entry.close()
  }

  #forward(local: string, remote: string, noRebind: boolean, connection: Connection): string {
    const old = this.#entries.get(local)
    if (old !== undefined && old.connection === connection) {
      if (noRebind) return fail('cannot rebind existing socket')
      old.remote = remote
      return 'OKAY'
    }
    try {
      if (local !== 'tcp:0') {
        this.#listen(local, remote, connection)
        return 'OKAY'
      }
      for (let port = firstFreePort; ; port++)
        try {
          this.#listen(`tcp:${String(port)}`, remote, connection)
          return 'OKAY' + lengthPrefixed(String(port))
        } catch (error) {
          if (!(error instanceof GuestPortTaken) || port === 65535) throw error
        }
    } catch (error) {
      if (error instanceof GuestPortTaken) return fail('cannot bind listener: Address already in use')
      if (error instanceof UnknownAddress) return fail(error.message)
      throw error
    }
  }

  #listen(local: string, remote: string, connection: Connection): void {
    const accept = (socket: Duplex): void => {
      this.#carry(entry, socket).catch((error: unknown) => {
        this.#report(error)
      })
    }
    const stop = this.#open(local, accept)
    const entry: Entry = {
      local,
      remote,
      connection,
      close: () => {
        stop()
        if (this.#entries.get(local) === entry) this.#entries.delete(local)
      },
    }
    this.#entries.set(local, entry)
    connection.onGone(entry.close)
  }

  #open(local: string, accept: (socket: Duplex) => void): () => void {
    const [kind, name] = splitAt(local, ':')
    if (kind === 'tcp' && /^\d{1,5}$/.test(name)) return this.#ports.listen(Number(name), accept)
    if (kind === 'localabstract' && this.#ports.listenAbstract !== undefined)
      return this.#ports.listenAbstract(name, accept)
    throw new UnknownAddress(`unknown socket specification '${local}'`)
  }

  async #carry(entry: Entry, socket: Duplex): Promise<void> {
    const stream = await entry.connection.openToHost(entry.remote)
    if (stream === undefined) socket.destroy()
    else await joinStreams(stream, socket)
  }
}

class UnknownAddress extends Error {
  override readonly name = 'UnknownAddress'
}

function lengthPrefixed(text: string): string {
  return Buffer.byteLength(text).toString(16).padStart(4, '0') + text
}

function fail(text: string): string {
  return 'FAIL' + lengthPrefixed(text)
}

function splitAt(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}
