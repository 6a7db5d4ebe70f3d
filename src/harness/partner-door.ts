import { type Server, type Socket, createServer } from 'node:net'
import { type RoundEvent, type RoundPhone, PartnerRound } from './partner-round.ts'
import { readLines, roundEvent, writeLine } from './partner-wire.ts'

/** The launcher's end: keeps the round of partners for all workers. */
export class PartnerDoor {
  readonly port: number
  readonly #server: Server
  readonly #round: PartnerRound
  readonly #sockets: Map<string, Socket>

  private constructor(server: Server, port: number, round: PartnerRound, sockets: Map<string, Socket>) {
    this.#server = server
    this.port = port
    this.#round = round
    this.#sockets = sockets
  }

  /** @param phones all phones of the run, whether their workers come or not */
  static async open(phones: readonly RoundPhone[]): Promise<PartnerDoor> {
    const round = new PartnerRound(phones)
    const sockets = new Map<string, Socket>()
    const server = createServer((socket) => {
      socket.unref()
      let name: string | undefined
      readLines(socket, roundEvent, (event) => {
        name ??= event.phone
        if (name !== event.phone) return
        sockets.set(name, socket)
        carry(round, sockets, event)
      })
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        if (name !== undefined) carry(round, sockets, { kind: 'goes', phone: name, why: 'its worker has ended' })
      })
    })
    const port = await new Promise<number>((resolve, reject) => {
      server.once('error', reject)
      server.listen(0, '127.0.0.1', () => {
        const address = server.address()
        resolve(address === null || typeof address === 'string' ? 0 : address.port)
      })
    })
    server.unref()
    return new PartnerDoor(server, port, round, sockets)
  }

  /** What the launcher knows of a phone without being told by its worker: that it progresses, or that its worker ended. */
  tell(event: Extract<RoundEvent, { kind: 'progresses' | 'goes' }>): void {
    carry(this.#round, this.#sockets, event)
  }

  close(): void {
    this.#server.close()
    for (const socket of this.#sockets.values()) socket.destroy()
  }
}

function carry(round: PartnerRound, sockets: ReadonlyMap<string, Socket>, event: RoundEvent): void {
  for (const { to, word } of round.hear(event)) {
    const socket = sockets.get(to)
    if (socket !== undefined) writeLine(socket, word)
  }
}
