import type { Duplex } from 'node:stream'
import { finished } from 'node:stream/promises'
import { StreamClosed, type AdbStream } from './stream.ts'

/** Carries bytes both ways between an adb stream and a socket of the phone until one of them ends. */
export async function joinStreams(stream: AdbStream, socket: Duplex): Promise<void> {
  stream.signal.addEventListener('abort', () => {
    if (!socket.writableEnded) socket.end()
  })
  const upward = async (): Promise<void> => {
    for await (const piece of socket as AsyncIterable<Buffer>) await stream.write(piece)
    stream.close()
  }
  const downward = async (): Promise<void> => {
    for await (const piece of stream)
      if (!socket.write(piece)) await new Promise<void>((resume) => socket.once('drain', resume).once('close', resume))
    socket.end()
  }
  const results = await Promise.allSettled([upward(), downward(), finished(socket)])
  stream.close()
  socket.destroy()
  for (const result of results)
    if (result.status === 'rejected' && !isEndOfConnection(result.reason)) throw result.reason as Error
}

/** Either side going away is how connections end. */
function isEndOfConnection(reason: unknown): boolean {
  if (reason instanceof StreamClosed) return true
  const code = reason instanceof Error && 'code' in reason ? reason.code : undefined
  return code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'EPIPE' || code === 'ECONNRESET' || code === 'ABORT_ERR'
}
