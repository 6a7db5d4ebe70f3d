import type { Duplex } from 'node:stream'

/** TCP ports and abstract sockets inside the phone. No port of the host is opened for them. */
export interface GuestPorts {
  /** A program of the phone listens. Returns the function that closes the port. */
  listen(port: number, accept: (socket: Duplex) => void): () => void
  /**
   * Connects to a port of the phone. Undefined when nothing listens. May wait a moment for a listener that is just
   * starting (`expect`).
   */
  connect(port: number): Promise<Duplex | undefined>
  /** Something is about to listen on `port`: hold connections up to `ms` instead of refusing them. */
  expect(port: number, ms: number): void
  /** The same for sockets of Linux's abstract name space (`localabstract:NAME` of adb), without `expect`. */
  listenAbstract?(name: string, accept: (socket: Duplex) => void): () => void
  connectAbstract?(name: string): Duplex | undefined
}
