import type { AppWebSocketEvent } from '../../android/app-process.ts'
import type { ModuleHost, NativeModule } from './module-host.ts'
import { noOperation } from './module-host.ts'

/** WebSocketModule.kt: the sockets themselves live on the phone's side. */
export class Sockets {
  readonly #host: ModuleHost
  readonly #open = new Map<number, 'connecting' | 'open'>()
  readonly #blobs = new Set<number>()

  constructor(host: ModuleHost) {
    this.#host = host
  }

  connect(url: string, protocols: readonly string[], headers: Readonly<Record<string, string>>, id: number): void {
    this.#open.set(id, 'connecting')
    this.#host.link.send({ kind: 'open-socket', socket: id, url, protocols, headers })
  }

  send(id: number, data: string | Uint8Array): void {
    if (this.#open.get(id) === undefined) {
      this.#host.emit('websocketFailed', { id, message: 'client is null' })
      this.#host.emit('websocketClosed', { id, code: 0, reason: 'client is null' })
      return
    }
    this.#host.link.send({ kind: 'send-socket', socket: id, data })
  }

  close(code: number, reason: string, id: number): void {
    if (this.#open.has(id)) this.#host.link.send({ kind: 'close-socket', socket: id, code, reason })
  }

  asBlobs(id: number, on: boolean): void {
    if (on) this.#blobs.add(id)
    else this.#blobs.delete(id)
  }

  received(id: number, event: AppWebSocketEvent): void {
    switch (event.kind) {
      case 'open':
        this.#open.set(id, 'open')
        this.#host.emit('websocketOpen', { id, protocol: event.protocol })
        return
      case 'message':
        this.#message(id, event.data)
        return
      case 'closed':
        this.#open.delete(id)
        this.#host.emit('websocketClosed', { id, code: event.code, reason: event.reason })
        return
      case 'failed':
        this.#open.delete(id)
        this.#host.emit('websocketFailed', { id, message: event.message })
        return
    }
  }

  #message(id: number, data: string | Uint8Array): void {
    if (typeof data === 'string') this.#host.emit('websocketMessage', { id, type: 'text', data })
    else if (this.#blobs.has(id)) {
      this.#host.emit('websocketMessage', { id, type: 'blob', data: { ...this.#host.blobs.put(data) } })
    } else {
      this.#host.emit('websocketMessage', { id, type: 'binary', data: Buffer.from(data).toString('base64') })
    }
  }
}

export function webSocketModule(sockets: Sockets): NativeModule {
  return {
    connect: (
      url: string,
      protocols: ArrayLike<string> | null | undefined,
      options: { readonly headers?: Readonly<Record<string, string>> } | null | undefined,
      id: number,
    ): void => {
      sockets.connect(url, protocols ? Array.from(protocols) : [], { ...options?.headers }, id)
    },
    send: (text: string, id: number): void => {
      sockets.send(id, text)
    },
    sendBinary: (base64: string, id: number): void => {
      sockets.send(id, Uint8Array.from(Buffer.from(base64, 'base64')))
    },
    ping: noOperation,
    close: (code: number, reason: string | null | undefined, id: number): void => {
      sockets.close(code, reason ?? '', id)
    },
    addListener: noOperation,
    removeListeners: noOperation,
  }
}
