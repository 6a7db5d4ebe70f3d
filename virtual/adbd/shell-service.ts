import type { Phone } from '../android/phone.ts'
import type { ShellSession } from '../shell/command.ts'
import { ShellFrameReader, shellFrame, shellFrameId } from './shell-frame.ts'
import type { AdbStream } from './stream.ts'
import { StreamOutput } from './stream-output.ts'
import { Terminal } from './terminal.ts'

/** Runs one shell line (or, when it is empty, the script on stdin) and resolves with the exit status. */
export type RunShell = (phone: Phone, commandLine: string, session: ShellSession) => Promise<number>

/** What `shell,…:` or `exec:` asked for. */
export interface ShellRequest {
  readonly command: string
  /** v2 frames stdin, stdout, stderr and the exit status; none mixes the outputs and has no status. */
  readonly protocol: 'none' | 'v2'
  readonly terminal: boolean
  readonly term: string | undefined
}

/**
 * `shell[,arg]*:command`. Without arguments an empty command is an interactive shell on a terminal.
 * Source: AOSP packages/modules/adb/daemon/services.cpp, ShellService.
 */
export function parseShellRequest(destination: string): ShellRequest | undefined {
  const match = /^shell((?:,[^:]*)?):([^]*)$/.exec(destination)
  if (match === null) return undefined
  const [, head = '', command = ''] = match
  let protocol: ShellRequest['protocol'] = 'none'
  let terminal = command === ''
  let term = 'dumb'
  for (const argument of head.split(',').slice(1)) {
    if (argument === 'v2') protocol = 'v2'
    else if (argument === 'raw') terminal = false
    else if (argument === 'pty') terminal = true
    else if (argument.startsWith('TERM=')) term = argument.slice('TERM='.length)
  }
  return { command, protocol, terminal, term }
}

/**
 * Real time that a program which was reading its stdin gets, after the host closed the stream, to store what it read
 * (`adb exec-in 'cat > FILE'` ends with nothing but a close). A real phone lets it run on for ever.
 */
const lastWordsMs = 1000

export async function serveShell(
  phone: Phone,
  runShell: RunShell,
  request: ShellRequest,
  stream: AdbStream,
): Promise<void> {
  const output = new StreamOutput(stream)
  const framed = request.protocol === 'v2'
  const send =
    (id: number) =>
    (data: Uint8Array): Promise<void> =>
      output.write(framed ? shellFrame(id, data) : data)
  const plain = framed ? unframed(stream) : stream
  const aborter = new AbortController()
  const common = { signal: aborter.signal, ...(request.term === undefined ? {} : { term: request.term }) }
  let session: ShellSession
  let readsStdin = false
  if (request.terminal) {
    const terminal = new Terminal(send(shellFrameId.stdout))
    void feed(terminal, stream, framed)
    const write = (data: Uint8Array): Promise<void> => terminal.write(data)
    session = {
      ...common,
      stdin: terminal.input,
      out: write,
      err: write,
      pty: true,
      onInterrupt: (listener) => terminal.onInterrupt(listener),
      windowSize: () => terminal.size,
    }
  } else {
    const stdin = {
      [Symbol.asyncIterator]: () => {
        readsStdin = true
        return plain[Symbol.asyncIterator]()
      },
    }
    session = { ...common, stdin, out: send(shellFrameId.stdout), err: send(shellFrameId.stderr), pty: false }
  }
  let lastWords: NodeJS.Timeout | undefined
  stream.signal.addEventListener(
    'abort',
    () => {
      if (!readsStdin) aborter.abort()
      else
        lastWords = setTimeout(() => {
          aborter.abort()
        }, lastWordsMs).unref()
    },
    { once: true },
  )
  if (stream.signal.aborted) aborter.abort()
  try {
    const status = await runShell(phone, request.command, session)
    if (framed && !stream.signal.aborted) await send(shellFrameId.exit)(Uint8Array.of(status & 0xff))
  } finally {
    clearTimeout(lastWords)
  }
}

/** stdin of a framed stream, read only as fast as the program wants it. */
async function* unframed(stream: AdbStream): AsyncGenerator<Buffer, void> {
  const reader = new ShellFrameReader()
  for await (const piece of stream)
    for (const input of reader.push(piece)) {
      if (input.kind === 'stdin') yield input.data
      else if (input.kind === 'close-stdin') return
    }
}

/** A terminal is read at once, whatever the program does: ^C must get through. */
async function feed(terminal: Terminal, stream: AdbStream, framed: boolean): Promise<void> {
  const reader = new ShellFrameReader()
  for await (const piece of stream) {
    if (!framed) {
      terminal.type(piece)
      continue
    }
    for (const input of reader.push(piece)) {
      if (input.kind === 'stdin') terminal.type(input.data)
      else if (input.kind === 'window-size') terminal.resize(input)
      else terminal.hangUp()
    }
  }
  terminal.hangUp()
}
