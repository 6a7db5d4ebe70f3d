import type { Socket } from 'node:net'
import { randomBytes } from 'node:crypto'
import type { Authorisation, Question } from './authorisation.ts'
import { encodePacket, maxPayloadBytes, PacketReader, protocolVersion, type Packet, type PacketName } from './packet.ts'
import { parseHostKey } from './host-key.ts'
import { AdbStream } from './stream.ts'

/** Serves one opened stream until it is done; the stream is closed afterwards. */
export type Serve = (stream: AdbStream) => Promise<void>

export interface ConnectionEnvironment {
  /** Payload of the phone's CNXN. */
  banner(): string
  readonly authorisation: Authorisation
  /** Undefined refuses the destination. May take its time (a port that is about to open). */
  open(destination: string, connection: Connection): Promise<Serve | undefined>
  /** A service failed in a way that the protocol cannot tell the host. */
  report(error: unknown): void
}

/**
 * What the connection waits for. `online` is after the phone's CNXN: only then streams exist.
 */
type State =
  | { readonly kind: 'greeting' }
  | { readonly kind: 'proving'; readonly token: Buffer }
  | { readonly kind: 'asking'; readonly question: Question }
  | { readonly kind: 'online' }
  | { readonly kind: 'gone' }

/** One adb server's TCP connection to the phone: handshake, authorisation, streams. */
export class Connection {
  /** As adbd names its peers in `reverse --list`. */
  readonly name: string
  readonly #socket: Socket
  readonly #environment: ConnectionEnvironment
  readonly #reader = new PacketReader()
  readonly #streams = new Map<number, AdbStream>()
  /** Streams that the phone asked the host to open. */
  readonly #asked = new Map<number, (remoteId: number | undefined) => void>()
  /** Host ids of streams whose service is not decided yet. */
  readonly #opening = new Set<number>()
  readonly #onGone: (() => void)[] = []
  #state: State = { kind: 'greeting' }
  #lastId = 0
  #maxBytes = maxPayloadBytes

  constructor(socket: Socket, name: string, environment: ConnectionEnvironment) {
    this.name = name
    this.#socket = socket
    this.#environment = environment
    socket.setNoDelay(true)
    socket.on('data', (piece) => {
      this.#receive(piece)
    })
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      this.#end()
    })
  }

  drop(): void {
    this.#socket.destroy()
    this.#end()
  }

  /** Runs when the connection is gone. */
  onGone(listener: () => void): void {
    if (this.#state.kind === 'gone') listener()
    else this.#onGone.push(listener)
  }

  /** Opens a stream from the phone to the host (reverse forwards). Undefined when the host refuses. */
  async openToHost(destination: string): Promise<AdbStream | undefined> {
    if (this.#state.kind !== 'online') return undefined
    const local = ++this.#lastId
    const remote = await new Promise<number | undefined>((answer) => {
      this.#asked.set(local, answer)
      this.#send('OPEN', local, 0, Buffer.from(`${destination}\0`))
    })
    this.#asked.delete(local)
    return remote === undefined ? undefined : this.#streams.get(local)
  }

  #receive(piece: Buffer): void {
    let packets: Packet[]
    try {
      packets = this.#reader.push(piece)
    } catch {
      // Not an adb host (a port scanner, a browser): adbd hangs up too.
      this.drop()
      return
    }
    for (const packet of packets) this.#handle(packet)
  }

  #handle(packet: Packet): void {
    if (this.#state.kind === 'gone') return
    if (packet.name === 'CNXN') {
      this.#greet(packet)
      return
    }
    if (packet.name === 'AUTH') {
      this.#authenticate(packet)
      return
    }
    if (this.#state.kind !== 'online') return
    const { arg0: remoteId, arg1: localId } = packet
    switch (packet.name) {
      case 'OPEN':
        void this.#open(remoteId, packet.payload.toString('utf8').replace(/\0$/, ''))
        return
      case 'OKAY': {
        const answer = this.#asked.get(localId)
        if (answer === undefined) this.#streams.get(localId)?.acknowledge()
        else {
          this.#addStream(localId, remoteId)
          answer(remoteId)
        }
        return
      }
      case 'WRTE': {
        const stream = this.#streams.get(localId)
        if (stream === undefined) this.#send('CLSE', 0, remoteId)
        else stream.receive(packet.payload)
        return
      }
      case 'CLSE':
        this.#close(remoteId, localId)
        return
      case 'STLS':
        // Only sent to phones that offer TLS.
        return
    }
  }

  #greet(packet: Packet): void {
    this.#endStreams()
    this.#maxBytes = Math.min(packet.arg1, maxPayloadBytes)
    if (this.#environment.authorisation.policy === 'none-needed') this.#goOnline()
    else this.#challenge()
  }

  #challenge(): void {
    const token = randomBytes(20)
    this.#state = { kind: 'proving', token }
    this.#send('AUTH', 1, 0, token)
  }

  #authenticate(packet: Packet): void {
    const { authorisation } = this.#environment
    if (this.#state.kind !== 'proving') return
    if (packet.arg0 === 2) {
      if (authorisation.proves(this.#state.token, packet.payload)) this.#goOnline()
      else this.#challenge()
    } else if (packet.arg0 === 3) {
      const key = parseHostKey(packet.payload)
      if (key === undefined) return
      const question = authorisation.ask(key, packet.payload, () => {
        if (this.#state.kind !== 'gone') this.#goOnline()
      })
      // 'accept' has answered by now.
      if (!this.#isOnline()) this.#state = { kind: 'asking', question }
    }
  }

  #isOnline(): boolean {
    return this.#state.kind === 'online'
  }

  #goOnline(): void {
    this.#state = { kind: 'online' }
    this.#send('CNXN', protocolVersion, maxPayloadBytes, Buffer.from(this.#environment.banner()))
  }

  async #open(remoteId: number, destination: string): Promise<void> {
    this.#opening.add(remoteId)
    let serve: Serve | undefined
    try {
      serve = await this.#environment.open(destination, this)
    } catch (error) {
      this.#environment.report(error)
    }
    const wanted = this.#opening.delete(remoteId) && this.#state.kind === 'online'
    if (!wanted || serve === undefined) {
      if (wanted) this.#send('CLSE', 0, remoteId)
      return
    }
    const stream = this.#addStream(++this.#lastId, remoteId)
    this.#send('OKAY', stream.localId, remoteId)
    try {
      await serve(stream)
    } catch (error) {
      if (!stream.signal.aborted) this.#environment.report(error)
    } finally {
      stream.close()
    }
  }

  #addStream(localId: number, remoteId: number): AdbStream {
    const stream = new AdbStream({ local: localId, remote: remoteId }, this.#maxBytes, (name, arg0, arg1, payload) => {
      this.#send(name, arg0, arg1, payload)
    })
    this.#streams.set(localId, stream)
    stream.signal.addEventListener('abort', () => this.#streams.delete(localId), { once: true })
    return stream
  }

  #close(remoteId: number, localId: number): void {
    this.#opening.delete(remoteId)
    const refused = this.#asked.get(localId)
    if (refused !== undefined) {
      refused(undefined)
      return
    }
    const stream = this.#streams.get(localId)
    // A CLSE for a stream that is closed already is the answer to ours.
    if (stream === undefined) return
    this.#send('CLSE', localId, remoteId)
    stream.end()
  }

  #send(name: PacketName, arg0: number, arg1: number, payload?: Uint8Array): void {
    if (this.#socket.destroyed) return
    if (this.#socket.writableCorked === 0) {
      this.#socket.cork()
      process.nextTick(() => {
        this.#socket.uncork()
      })
    }
    this.#socket.write(encodePacket(name, arg0, arg1, payload))
  }

  #end(): void {
    if (this.#state.kind === 'gone') return
    if (this.#state.kind === 'asking') this.#state.question.withdraw()
    this.#state = { kind: 'gone' }
    this.#endStreams()
    for (const listener of this.#onGone) listener()
  }

  #endStreams(): void {
    this.#opening.clear()
    for (const refused of this.#asked.values()) refused(undefined)
    this.#asked.clear()
    for (const stream of [...this.#streams.values()]) stream.end()
  }
}
