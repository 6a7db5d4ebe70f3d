/** A W3C error as the server answers it: HTTP status, error code and the server's own words. */
export class ServerError extends Error {
  override readonly name = 'ServerError'
  readonly status: number
  readonly error: string

  constructor(status: number, error: string, message: string) {
    super(message)
    this.status = status
    this.error = error
  }
}

export function noSuchElement(
  message = 'An element could not be located on the page using the given search parameters',
): ServerError {
  return new ServerError(404, 'no such element', message)
}

export function staleElement(message: string): ServerError {
  return new ServerError(404, 'stale element reference', message)
}

export function invalidSelector(message: string): ServerError {
  return new ServerError(400, 'invalid selector', message)
}

export function invalidArgument(message: string): ServerError {
  return new ServerError(400, 'invalid argument', message)
}

export function invalidElementState(message: string): ServerError {
  return new ServerError(400, 'invalid element state', message)
}

export function noSuchAlert(): ServerError {
  return new ServerError(404, 'no such alert', 'No alert is present on the screen')
}

export function unknownError(message: string): ServerError {
  return new ServerError(500, 'unknown error', message)
}

export function unknownCommand(
  message = 'The requested resource could not be found, or a request was received using an HTTP method that is not supported by the mapped resource',
): ServerError {
  return new ServerError(404, 'unknown command', message)
}
