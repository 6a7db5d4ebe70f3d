import type { AppNetwork, AppWebSocket } from '../android/app-process.ts'
import type { FromApp, ToApp } from './message.ts'

type Open = Extract<FromApp, { kind: 'open-socket' }>

/** The app's WebSockets, held on the phone's side and closed when the process dies. */
export class AppSockets {
  readonly #network: AppNetwork
  readonly #post: (message: ToApp) => void
  readonly #sockets = new Map<number, AppWebSocket>()

  constructor(network: AppNetwork, post: (message: ToApp) => void) {
    this.#network = network
    this.#post = post
  }

  open({ socket: id, url, protocols, headers }: Open): void {
    let socket: AppWebSocket
    try {
      socket = this.#network.openWebSocket(url, protocols, headers)
    } catch (error) {
      // e.g. a URL that is none: OkHttp fails the socket, not the app
      const message = error instanceof Error ? error.message : String(error)
      this.#post({ kind: 'socket', socket: id, event: { kind: 'failed', message } })
      return
    }
    this.#sockets.set(id, socket)
    socket.on((event) => {
      if (event.kind === 'closed' || event.kind === 'failed') this.#sockets.delete(id)
      this.#post({ kind: 'socket', socket: id, event })
    })
  }

  send(id: number, data: string | Uint8Array): void {
    this.#sockets.get(id)?.send(data)
  }

  close(id: number, code: number, reason: string): void {
    this.#sockets.get(id)?.close(code, reason)
  }

  /** The process died: the kernel closes its connections. */
  dispose(): void {
    for (const socket of this.#sockets.values()) socket.close()
    this.#sockets.clear()
  }
}
