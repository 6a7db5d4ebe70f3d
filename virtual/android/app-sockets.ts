import type { AppNetwork, AppRequest, AppResponse, AppWebSocket, AppWebSocketEvent } from './app-process.ts'
import type { Network } from './phone.ts'

/** A socket error as an app sees it (java.net.*). */
class SocketError extends Error {
  override readonly name = 'SocketError'
}
const unreachable = 'Network is unreachable'
const aborted = 'Software caused connection abort'

/**
 * The network of one app process: unusable while the phone has none, and cut when the phone loses it or the process dies.
 */
export class AppSockets implements AppNetwork {
  readonly #network: AppNetwork
  readonly #phone: Network
  readonly #webSockets = new Set<GuardedWebSocket>()
  readonly #requests = new Set<AbortController>()
  readonly #stopListening: () => void
  #dead = false

  constructor(network: AppNetwork, phone: Network) {
    this.#network = network
    this.#phone = phone
    this.#stopListening = phone.on((event) => {
      if (event === 'down') this.#cut('network-lost')
    })
  }

  async fetch(request: AppRequest): Promise<AppResponse> {
    this.#check(request.url)
    const cut = new AbortController()
    this.#requests.add(cut)
    try {
      return await this.#network.fetch({ ...request, signal: AbortSignal.any([request.signal, cut.signal]) })
    } catch (error) {
      throw cut.signal.aborted ? new SocketError(aborted, { cause: error }) : error
    } finally {
      this.#requests.delete(cut)
    }
  }

  openWebSocket(url: string, protocols: readonly string[], headers: Readonly<Record<string, string>>): AppWebSocket {
    if (this.#dead || !this.#phone.up) return new FailedWebSocket(`failed to connect to ${hostOf(url)}: ${unreachable}`)
    const socket = new GuardedWebSocket(this.#network.openWebSocket(url, protocols, headers), (ended) =>
      this.#webSockets.delete(ended),
    )
    this.#webSockets.add(socket)
    return socket
  }

  /** The process died: every connection ends, nobody is told. */
  kill(): void {
    this.#dead = true
    this.#stopListening()
    this.#cut('killed')
  }

  #check(url: string): void {
    if (this.#dead) throw new SocketError(aborted)
    if (!this.#phone.up)
      throw new SocketError(`Unable to resolve host "${hostOf(url)}": No address associated with hostname`)
  }

  #cut(how: 'killed' | 'network-lost'): void {
    for (const request of [...this.#requests]) request.abort()
    for (const socket of [...this.#webSockets]) socket.cut(how)
    this.#webSockets.clear()
  }
}

class GuardedWebSocket implements AppWebSocket {
  readonly #socket: AppWebSocket
  readonly #ended: (socket: GuardedWebSocket) => void
  readonly #listeners: ((event: AppWebSocketEvent) => void)[] = []
  #open = true

  constructor(socket: AppWebSocket, ended: (socket: GuardedWebSocket) => void) {
    this.#socket = socket
    this.#ended = ended
    socket.on((event) => {
      if (!this.#open) return
      if (event.kind === 'closed' || event.kind === 'failed') {
        this.#open = false
        this.#ended(this)
      }
      for (const listener of this.#listeners) listener(event)
    })
  }

  on(listener: (event: AppWebSocketEvent) => void): void {
    this.#listeners.push(listener)
  }

  send(data: string | Uint8Array): void {
    if (this.#open) this.#socket.send(data)
  }

  close(code?: number, reason?: string): void {
    if (this.#open) this.#socket.close(code, reason)
  }

  cut(how: 'killed' | 'network-lost'): void {
    if (!this.#open) return
    this.#open = false
    if (this.#socket.abort === undefined) this.#socket.close(1001, '')
    else this.#socket.abort(how)
    if (how === 'network-lost') for (const listener of this.#listeners) listener({ kind: 'failed', message: aborted })
  }
}

/** A connection that never came up: whoever listens is told, after the caller had time to listen. */
class FailedWebSocket implements AppWebSocket {
  readonly #message: string

  constructor(message: string) {
    this.#message = message
  }

  on(listener: (event: AppWebSocketEvent) => void): void {
    queueMicrotask(() => listener({ kind: 'failed', message: this.#message }))
  }

  send(): void {
    // Nothing is connected.
  }

  close(): void {
    // Nothing is connected.
  }
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : url
}
