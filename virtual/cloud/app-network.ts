import type { AppNetwork, AppRequest, AppResponse, AppWebSocket, AppWebSocketEvent } from '../android/app-process.ts'
import type { Rom } from '../android/rom.ts'
import type { ChatServer } from './chat-server.ts'
import type { ChatSession } from './socket/chat-session.ts'

/**
 * What the apps of one phone reach: the Chat SDK's host names lead to the virtual Chat server, this machine's loopback
 * to itself, and everything else does not resolve.
 */
export function createAppNetwork(
  server: ChatServer,
  phone: { readonly serial: string; readonly rom: Rom },
): AppNetwork {
  return {
    fetch: (request) => fetchFrom(server, request),
    openWebSocket: (url) => {
      const { hostname, pathname } = new URL(url)
      const reached = isChatHost(hostname) && pathname === '/binfo'
      return reached
        ? new ChatWebSocket(server, phone)
        : new UnreachableWebSocket(`Unable to resolve host "${hostname}"`)
    },
  }
}

/** Socket and REST hosts of all regions (web SDK's host table; REST hosts of 1047/34620). */
const chatHosts = [
  /^[\w*-]+w4[a-z]+\.my-(imcloud|cpaas)\.com$/,
  /^(wss|wssv6|wss[a-z]{2,4}|wss[a-z]{2,4}v6)\.(im\.qcloud\.com|my-imcloud\.com|tim\.qq\.com|im\.tencent\.cn)$/,
  /^(console\.tim\.qq\.com|adminapi[a-z]{2,3}\.im\.qcloud\.com)$/,
  /^162\.14\.(13\.203|19\.159)$/,
] as const

export function isChatHost(host: string): boolean {
  return chatHosts.some((pattern) => pattern.test(host))
}

async function fetchFrom(server: ChatServer, request: AppRequest): Promise<AppResponse> {
  const url = new URL(request.url)
  const local = url.hostname === '127.0.0.1' || url.hostname === 'localhost'
  if (!isChatHost(url.hostname) && !local)
    throw new TypeError(`Unable to resolve host "${url.hostname}": No address associated with hostname`)
  const target = local ? url : new URL(url.pathname + url.search, server.url)
  const response = await fetch(target, {
    method: request.method,
    headers: request.headers.map(([name, value]): [string, string] => [name, value]),
    signal: request.signal,
    body: request.body === null ? null : Uint8Array.from(request.body),
  })
  const headers: Record<string, string> = {}
  response.headers.forEach((value, name) => {
    headers[name] = value
  })
  return {
    status: response.status,
    headers,
    url: request.url,
    body: new Uint8Array(await response.arrayBuffer()),
  }
}

/** A connection to the Chat server inside this process: fifty phones need no sockets of the machine. */
class ChatWebSocket implements AppWebSocket {
  readonly #session: ChatSession
  readonly #listeners: ((event: AppWebSocketEvent) => void)[] = []
  #state: 'connecting' | 'open' | 'ended' = 'connecting'

  constructor(server: ChatServer, phone: { readonly serial: string; readonly rom: Rom }) {
    const device = {
      serial: phone.serial,
      vendor: phone.rom.pushService.name,
      model: phone.rom.name,
      system: 'Android',
      systemVersion: phone.rom.release,
    }
    this.#session = server.openSession(
      {
        send: (frame) => {
          this.#later(() => {
            this.#tell({ kind: 'message', data: Buffer.from(frame) })
          })
        },
        close: (code, reason) => {
          this.#later(() => {
            this.#end({ kind: 'closed', code, reason })
          })
        },
      },
      device,
    )
    setImmediate(() => {
      if (this.#state !== 'connecting') return
      this.#state = 'open'
      this.#tell({ kind: 'open', protocol: '' })
    })
  }

  on(listener: (event: AppWebSocketEvent) => void): void {
    this.#listeners.push(listener)
  }

  send(data: string | Uint8Array): void {
    const frame = typeof data === 'string' ? data : Buffer.from(data).toString('utf8')
    this.#later(() => {
      this.#session.receive(frame)
    })
  }

  close(code = 1000, reason = ''): void {
    if (this.#state === 'ended') return
    this.#session.closed()
    this.#later(() => {
      this.#end({ kind: 'closed', code, reason })
    })
  }

  /** The app's end is gone without a closing handshake; with the network lost the server does not hear of it. */
  abort(how: 'killed' | 'network-lost'): void {
    if (this.#state === 'ended') return
    this.#state = 'ended'
    if (how === 'killed') this.#session.closed()
    else this.#session.silenced()
  }

  /** Sockets never answer inside the call that asked. */
  #later(run: () => void): void {
    setImmediate(() => {
      if (this.#state !== 'ended') run()
    })
  }

  #end(event: AppWebSocketEvent): void {
    this.#state = 'ended'
    this.#tell(event)
  }

  #tell(event: AppWebSocketEvent): void {
    for (const listener of this.#listeners) listener(event)
  }
}

class UnreachableWebSocket implements AppWebSocket {
  readonly #listeners: ((event: AppWebSocketEvent) => void)[] = []

  constructor(message: string) {
    setImmediate(() => {
      for (const listener of this.#listeners) listener({ kind: 'failed', message })
    })
  }

  on(listener: (event: AppWebSocketEvent) => void): void {
    this.#listeners.push(listener)
  }
  send(): void {
    // Nothing is connected.
  }
  close(): void {
    // Nothing is connected.
  }
}
