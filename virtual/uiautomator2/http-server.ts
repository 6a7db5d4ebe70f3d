import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { AppNotResponding } from '../android/app-process.ts'
import type { Phone } from '../android/phone.ts'
import { matchRoute, type Call, type Route } from './routes.ts'
import { invalidArgument, ServerError, unknownError } from './server-error.ts'
import { sessionRoutes, type SessionHandler } from './server-routes.ts'
import { Session } from './session.ts'

/** Port on the phone. */
export const serverPort = 6790
/** What `GET /status` says of itself: the server APK that Appium's driver 8.7 brings. */
const build = { version: '10.6.6', versionCode: 278 }
/** Sent as session id while there is none. */
const noSession = 'None'
/** After `DELETE /session` the server lives this long, so that the answer gets out. */
const shutdownDelayMs = 15

type Handler =
  | { readonly kind: 'plain'; readonly run: (call: Call) => unknown }
  | { readonly kind: 'session'; readonly run: SessionHandler }

/** The server's HTTP side on the phone's own port: no port of the host is opened. */
export class UiAutomator2Server {
  readonly #phone: Phone
  readonly #http: Server
  readonly #sockets = new Set<Duplex>()
  readonly #routes: readonly Route<Handler>[]
  readonly #onShutdown: () => void
  #closePort: (() => void) | undefined
  #session: Session | undefined

  /** `onShutdown` is called when a client has deleted the session, which ends the server. */
  constructor(phone: Phone, onShutdown: () => void) {
    this.#phone = phone
    this.#onShutdown = onShutdown
    this.#routes = [
      ...plainRoutes(this.#plainHandlers()),
      ...sessionRoutes(phone).map((route) => ({ ...route, handler: { kind: 'session' as const, run: route.handler } })),
    ]
    this.#http = createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 }, (request, response) => {
      void this.#answer(request, response)
    })
  }

  listen(): void {
    this.#closePort = this.#phone.ports.listen(serverPort, (socket) => {
      this.#sockets.add(socket)
      socket.once('close', () => this.#sockets.delete(socket))
      this.#http.emit('connection', socket)
    })
  }

  /** Closes the port and every connection. */
  close(): void {
    this.#closePort?.()
    this.#closePort = undefined
    for (const socket of this.#sockets) socket.destroy()
    this.#sockets.clear()
    this.#http.close()
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let sessionId: string | null = null
    try {
      const body = await readJson(request)
      const { handler, parameters } = matchRoute(this.#routes, request.method ?? 'GET', request.url ?? '/')
      sessionId = parameters['sessionId'] ?? null
      const call: Call = { sessionId: parameters['sessionId'], path: parameters, body }
      const value =
        handler.kind === 'plain' ? await handler.run(call) : await handler.run(call, this.#current(call.sessionId))
      send(response, 200, { sessionId: sessionId ?? this.#session?.id ?? noSession, value: value ?? null })
    } catch (error) {
      const known = error instanceof ServerError ? error : translated(error)
      send(response, known.status, {
        sessionId,
        value: { error: known.error, message: known.message, stacktrace: `${javaName(known.error)}: ${known.message}` },
      })
    }
  }

  #current(id: string | undefined): Session {
    if (this.#session === undefined || this.#session.id !== id)
      throw new ServerError(404, 'invalid session id', `The session identified by ${String(id)} is not known`)
    return this.#session
  }

  #plainHandlers(): PlainHandlers {
    return {
      status: () => ({ ready: true, message: 'UiAutomator2 Server is ready to accept commands', build }),
      sessions: () =>
        this.#session === undefined ? [] : [{ id: this.#session.id, capabilities: this.#session.capabilities }],
      create: (call) => {
        const session = new Session(this.#phone, capabilitiesOf(call.body))
        this.#session = session
        return { sessionId: session.id, capabilities: session.capabilities }
      },
      remove: (call) => {
        if (this.#session?.id !== call.sessionId)
          throw new ServerError(404, 'invalid session id', `The session ${String(call.sessionId)} cannot be found`)
        this.#session = undefined
        // On the machine's clock: the answer travels in real time.
        setTimeout(this.#onShutdown, shutdownDelayMs)
        return null
      },
    }
  }
}

interface PlainHandlers {
  readonly status: () => unknown
  readonly sessions: () => unknown
  readonly create: (call: Call) => unknown
  readonly remove: (call: Call) => unknown
}

function plainRoutes(handlers: PlainHandlers): readonly Route<Handler>[] {
  return [
    { method: 'GET', pattern: '/status', handler: { kind: 'plain', run: handlers.status } },
    { method: 'GET', pattern: '/sessions', handler: { kind: 'plain', run: handlers.sessions } },
    { method: 'POST', pattern: '/session', handler: { kind: 'plain', run: handlers.create } },
    { method: 'DELETE', pattern: '/session/:sessionId', handler: { kind: 'plain', run: handlers.remove } },
  ]
}

/** W3C: `alwaysMatch` with the first of `firstMatch`. */
function capabilitiesOf(body: unknown): Readonly<Record<string, unknown>> {
  const capabilities = isRecord(body) ? body['capabilities'] : undefined
  if (!isRecord(capabilities))
    throw new ServerError(500, 'session not created', "'capabilities' are mandatory for session creation")
  const always = capabilities['alwaysMatch']
  const first: unknown = Array.isArray(capabilities['firstMatch']) ? capabilities['firstMatch'][0] : undefined
  return { ...(isRecord(always) ? always : {}), ...(isRecord(first) ? first : {}) }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString('utf8')
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw invalidArgument(`The request body is not valid JSON: ${text.slice(0, 80)}`)
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const bytes = Buffer.from(JSON.stringify(body), 'utf8')
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': bytes.length,
    pragma: 'no-cache',
    'cache-control': 'no-store',
  })
  response.end(bytes)
}

/** An app that hangs leaves accessibility without a root; everything else is an error of the server itself. */
function translated(error: unknown): ServerError {
  if (error instanceof AppNotResponding)
    return unknownError(
      'Timed out after 10000ms waiting for the root AccessibilityNodeInfo in the active window. Make sure the active window is not constantly hogging the main UI thread (e.g. the application is being idle long enough), so the accessibility manager could do its work',
    )
  return unknownError(error instanceof Error ? error.message : String(error))
}

const javaNames: Readonly<Record<string, string>> = {
  'no such element': 'ElementNotFoundException',
  'stale element reference': 'StaleElementReferenceException',
  'invalid selector': 'InvalidSelectorException',
  'invalid argument': 'InvalidArgumentException',
  'invalid element state': 'InvalidElementStateException',
  'no such alert': 'NoAlertOpenException',
  'unknown command': 'UnknownCommandException',
  'invalid session id': 'NoSuchDriverException',
  'session not created': 'SessionNotCreatedException',
}

function javaName(error: string): string {
  return `io.appium.uiautomator2.common.exceptions.${javaNames[error] ?? 'UiAutomator2Exception'}`
}
