import { listenOn } from '../listening.ts'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import { WebSocketServer } from 'ws'
import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { Latency } from '../vendors/latency.ts'
import type { PushServiceName } from '../vendors/push-message.ts'
import { createPushServices } from '../vendors/push-services.ts'
import { defaultVendorRules, type VendorRules } from '../vendors/vendor-rules.ts'
import { Accounts } from './accounts.ts'
import { C2cStore } from './c2c-store.ts'
import { ConsoleEdits } from './console-edits.ts'
import { sampleCertificates } from './console.ts'
import { Dispatch } from './dispatch.ts'
import { FaultBoard } from './fault-board.ts'
import { Groups } from './groups.ts'
import { PhoneCalendar } from './phone-calendar.ts'
import { PushCallbacks } from './push-callbacks.ts'
import { PushRecords } from './push-records.ts'
import { RestRouter } from './rest/router.ts'
import { ChatSession, type SocketOutlet } from './socket/chat-session.ts'
import { Tickets } from './socket/tickets.ts'
import { defaultSwitches, type Switches } from './switches.ts'
import { Terminals, type DeviceFacts } from './terminals.ts'
import type { World } from './world.ts'

export interface ChatServerOptions {
  /** 0: any free port. */
  readonly port: number
  /** Default 127.0.0.1. */
  readonly host?: string
  readonly clock: Clock
  readonly random: Random
  readonly sdkAppId: number
  readonly secretKey: string
  /** Accounts that may use the REST API. */
  readonly admins: readonly string[]
  readonly switches?: Partial<Switches>
  readonly vendorRules?: Partial<VendorRules>
  readonly latency?: Partial<Readonly<Record<PushServiceName, Latency>>>
  /** Where Push.OfflinePush and State.StateChange are posted, as the owner of the app enters it in the console. */
  readonly callbackUrl?: string
}

/** The virtual Chat server with the vendors' push services behind it. */
export interface ChatServer {
  /** `http://127.0.0.1:port`; REST under `/v4/`, the SDK's socket under `/binfo`, vendors under `/vendors/{host}/`. */
  readonly url: string
  readonly port: number
  readonly world: World
  /** A client's socket without a network in between: what arrives goes to `outlet`. */
  openSession(outlet: SocketOutlet, device: DeviceFacts | undefined): ChatSession
  /** Every message taken until now is decided, by Chat and by its vendor: before the world is changed under it. */
  settle(): void
  close(): Promise<void>
}

/** Starts the server. Rejects with PortUnavailable. */
export async function startChatServer(options: ChatServerOptions): Promise<ChatServer> {
  const host = options.host ?? '127.0.0.1'
  const world = await createWorld(options)
  const dispatch = new Dispatch(world)
  const router = new RestRouter(world, dispatch)
  const tickets = new Tickets(world.random)
  const callbacks = options.callbackUrl === undefined ? undefined : new PushCallbacks(world, options.callbackUrl)
  const openSession = (outlet: SocketOutlet, device: DeviceFacts | undefined): ChatSession =>
    new ChatSession({ world, dispatch, tickets, outlet, device })

  const http = createServer((request, response) => {
    void serve(world, router, request, response)
  })
  const sockets = new WebSocketServer({ noServer: true, path: '/binfo' })
  sockets.on('connection', (socket) => {
    const session = openSession(
      {
        send: (frame) => {
          socket.send(Buffer.from(frame), { binary: true })
        },
        close: (code, reason) => {
          socket.close(code, reason)
        },
      },
      undefined,
    )
    socket.on('message', (data) => {
      session.receive(
        Buffer.isBuffer(data)
          ? data.toString('utf8')
          : Buffer.concat(Array.isArray(data) ? data : [Buffer.from(data)]).toString('utf8'),
      )
    })
    socket.on('close', () => {
      session.closed()
    })
    // A broken frame ends the socket; `close` follows.
    socket.on('error', () => undefined)
  })
  http.on('upgrade', (request, socket, head) => {
    if (!sockets.shouldHandle(request)) {
      socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      sockets.emit('connection', webSocket, request)
    })
  })
  const port = await listenOn(http, options.port, host)
  return {
    url: `http://${host}:${String(port)}`,
    port,
    world,
    openSession,
    settle: () => {
      dispatch.settle()
    },
    close: async () => {
      callbacks?.stop()
      dispatch.stop()
      world.terminals.stop()
      world.vendors.stop()
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
      http.closeAllConnections()
      await new Promise<void>((resolve) => {
        http.close(() => {
          resolve()
        })
      })
    },
  }
}

let madeKey: Promise<string> | undefined

/** Google's key for the service account; one for all servers of this process, because it takes a moment to make. */
function fcmPrivateKey(): Promise<string> {
  madeKey ??= promisify(generateKeyPair)('rsa', { modulusLength: 2048 }).then(({ privateKey }) =>
    privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  )
  return madeKey
}

async function createWorld(options: ChatServerOptions): Promise<World> {
  const { clock } = options
  const switches = { ...defaultSwitches, ...options.switches }
  const faults = new FaultBoard()
  const calendar = new PhoneCalendar(clock)
  const random = options.random.fork('chat')
  const vendors = createPushServices({
    clock,
    random,
    faults,
    calendar,
    rules: { ...defaultVendorRules, ...options.vendorRules },
    fcmPrivateKey: await fcmPrivateKey(),
    ...(options.latency === undefined ? {} : { latency: options.latency }),
  })
  return {
    clock,
    random,
    switches,
    faults,
    sdkAppId: options.sdkAppId,
    secretKey: options.secretKey,
    admins: new Set(options.admins),
    accounts: new Accounts(),
    terminals: new Terminals(clock, switches, faults, calendar),
    c2c: new C2cStore(),
    groups: new Groups(),
    records: new PushRecords(),
    vendors,
    calendar,
    console: new ConsoleEdits(sampleCertificates(vendors.byName.fcm.serviceAccount), switches.certificateDelayMs),
  }
}

async function serve(
  world: World,
  router: RestRouter,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array))
  } catch {
    // The client went away in the middle of its request.
    return
  }
  const body = Buffer.concat(chunks).toString('utf8')
  const url = new URL(request.url ?? '/', 'http://localhost')
  const method = request.method ?? 'GET'
  if (url.pathname.startsWith('/v4/')) {
    const answer = router.handle({ method, path: url.pathname, query: url.searchParams, body })
    const json = JSON.stringify(answer)
    response.writeHead(200, {
      'Content-Type': 'application/json',
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Headers': 'X-Requested-With',
      'Access-Control-Allow-Methods': 'POST',
    })
    response.end(json)
    return
  }
  const vendor = /^\/vendors\/([^/]+)(\/.*)$/.exec(url.pathname)
  if (vendor !== null) {
    const answer = world.vendors.handle({
      method,
      host: vendor[1] ?? '',
      path: vendor[2] ?? '',
      headers: flat(request),
      body,
    })
    response.writeHead(answer?.status ?? 404, { 'Content-Type': 'application/json' })
    response.end(answer?.body ?? '')
    return
  }
  response.writeHead(404)
  response.end()
}

function flat(request: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
}
