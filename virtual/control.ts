import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { parseObject } from './cloud/json.ts'
import { listenOn } from './listening.ts'
import type { ControlWorld } from './control-answers.ts'
import { controlRoutes } from './control-routes.ts'

export interface ControlOptions extends ControlWorld {
  /** 0: any free port. */
  readonly port: number
  /** Default 127.0.0.1. */
  readonly host?: string
}

/** The laboratory door. Only tests, benches and the demo's --fault knock: a harness under test must not know of it. */
export interface Control {
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

/**
 * Starts the door: HTTP with JSON on loopback. Routes (`:serial` is URL-encoded):
 *
 *     GET    /faults                      every fault: name, sentence, injectedAt, observables, ... and whether it is on
 *     POST   /faults                      {name, serial?, vendor?} injects one
 *     DELETE /faults                      {name?, serial?, vendor?} clears what matches; all when the body is empty
 *     GET    /clock                       {now} in ms since the epoch
 *     POST   /clock                       {advanceMs} moves time forward
 *     GET    /push-records                what became of every message for every phone, oldest first; ?to=, ?random=,
 *                                         ?message= (key, or part of title or description; may be repeated)
 *     GET    /terminals                   every login with its state, token binding and phone
 *     GET    /phones                      state of every phone
 *     GET    /phones/:serial              state of one
 *     POST   /phones/:serial/network      {up: boolean} aeroplane mode off or on
 *     POST   /phones/:serial/power        {screenOn?, pin?: string | null}
 *     POST   /phones/:serial/kill         {packageName} the kernel kills its processes
 *     POST   /phones/:serial/reboot       answers when the phone has booted
 *     POST   /phones/:serial/adb          {connection: 'cut'} or {listening: boolean}
 *
 * Whatever changes something first lets every message that was sent before reach its vendor.
 *
 * Answers 404 for unknown routes and phones, 400 for bodies that make no sense, with `{error}`.
 * Rejects with PortUnavailable.
 */
export async function startControl(options: ControlOptions): Promise<Control> {
  const host = options.host ?? '127.0.0.1'
  const http = createServer((request, response) => {
    void serve(options, request, response)
  })
  const port = await listenOn(http, options.port, host)
  return {
    url: `http://${host}:${String(port)}`,
    port,
    close: async () => {
      http.closeAllConnections()
      await new Promise<void>((resolve) => {
        http.close(() => {
          resolve()
        })
      })
    },
  }
}

async function serve(options: ControlOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const answer = (status: number, value: unknown): void => {
    response.writeHead(status, { 'Content-Type': 'application/json' })
    response.end(`${JSON.stringify(value)}\n`)
  }
  const chunks: Buffer[] = []
  try {
    for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array))
  } catch {
    // The client went away in the middle of its request.
    return
  }
  const text = Buffer.concat(chunks).toString('utf8')
  const body = text === '' ? {} : parseObject(text)
  if (body === undefined) {
    answer(400, { error: 'the body is not a JSON object' })
    return
  }
  const url = new URL(request.url ?? '/', 'http://localhost')
  try {
    const result = await controlRoutes(options, {
      method: request.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      body,
    })
    answer(result.status, result.value)
  } catch (error) {
    answer(500, { error: error instanceof Error ? error.message : String(error) })
  }
}
