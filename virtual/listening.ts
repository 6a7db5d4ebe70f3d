import type { Server } from 'node:net'

/** A server of the farm cannot listen: the port is in use, or not allowed. */
export class PortUnavailable extends Error {
  override readonly name = 'PortUnavailable'
  /** Node's code: EADDRINUSE, EACCES, EADDRNOTAVAIL. */
  readonly code: string
  readonly port: number
  readonly host: string
  constructor(code: string, host: string, port: number, cause?: unknown) {
    const why = code === 'EADDRINUSE' ? 'is in use by another program' : `cannot be opened (${code})`
    super(`port ${String(port)} on ${host} ${why}`, { cause })
    this.code = code
    this.port = port
    this.host = host
  }
}

/** Resolves with the port that is listened on (0 asks for any free one); rejects with PortUnavailable. */
export async function listenOn(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException): void => {
      reject(new PortUnavailable(error.code ?? 'unknown', host, port, error))
    }
    server.once('error', refuse)
    server.listen(port, host, () => {
      server.off('error', refuse)
      resolve()
    })
  })
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : port
}
