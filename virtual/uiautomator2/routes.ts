import { unknownCommand } from './server-error.ts'

export type Method = 'GET' | 'POST' | 'DELETE'

/** One request with what its path says. */
export interface Call {
  readonly sessionId: string | undefined
  /** Values of the path's other parameters, by name. */
  readonly path: Readonly<Record<string, string>>
  readonly body: unknown
}

export interface Route<Handler> {
  readonly method: Method
  /** `/session/:sessionId/element/:id/click` */
  readonly pattern: string
  readonly handler: Handler
}

export interface Matched<Handler> {
  readonly handler: Handler
  readonly parameters: Readonly<Record<string, string>>
}

/** Finds the route of a request. Literal segments win over parameters; the old `/wd/hub` prefix is taken off. */
export function matchRoute<Handler>(routes: readonly Route<Handler>[], method: string, url: string): Matched<Handler> {
  const path = (url.split('?')[0] ?? '').replace(/^\/wd\/hub/, '')
  const segments = path.split('/')
  const matches = routes.flatMap((route) => {
    const parameters = route.method === method ? parametersOf(route.pattern, segments) : undefined
    return parameters === undefined ? [] : [{ handler: route.handler, parameters }]
  })
  const [best] = matches.sort((a, b) => Object.keys(a.parameters).length - Object.keys(b.parameters).length)
  if (best === undefined) throw unknownCommand()
  return best
}

function parametersOf(pattern: string, segments: readonly string[]): Readonly<Record<string, string>> | undefined {
  const parts = pattern.split('/')
  if (parts.length !== segments.length) return undefined
  const parameters: Record<string, string> = {}
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? ''
    if (part.startsWith(':')) parameters[part.slice(1)] = decodeURIComponent(segment)
    else if (part !== segment) return undefined
  }
  return parameters
}
