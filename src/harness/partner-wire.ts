import type { Socket } from 'node:net'
import { z } from 'zod'
import type { RoundEvent, RoundWord } from './partner-round.ts'

const phone = z.string()
const id = z.number().int()
const body = z.unknown()

/** What workers say to the launcher, a JSON text per line. */
export const roundEvent: z.ZodType<RoundEvent> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('arrives'), phone }),
  z.object({ kind: z.literal('asks'), phone, wants: z.array(z.string()).exactOptional() }),
  z.object({ kind: z.literal('gives-up'), phone }),
  z.object({ kind: z.literal('requests'), phone, id, body }),
  z.object({ kind: z.literal('answers'), phone, id, body }),
  z.object({ kind: z.literal('parts'), phone }),
  z.object({ kind: z.literal('finishes'), phone }),
  z.object({ kind: z.literal('goes'), phone, why: z.string() }),
  z.object({ kind: z.literal('progresses'), phone }),
])

/** What the launcher says to a worker. */
export const roundWord: z.ZodType<RoundWord> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('granted'), partner: z.string() }),
  z.object({ kind: z.literal('refused'), why: z.string() }),
  z.object({ kind: z.literal('request'), id, from: z.string(), body }),
  z.object({ kind: z.literal('answer'), id, body }),
  z.object({ kind: z.literal('no-answer'), id, why: z.string() }),
  z.object({ kind: z.literal('serves'), whom: z.string() }),
  z.object({ kind: z.literal('free') }),
  z.object({ kind: z.literal('news') }),
  z.object({ kind: z.literal('leave') }),
])

/** Calls `take` with every line that arrives, parsed. A line that means nothing ends the connection: the two are not of one run. */
export function readLines<T>(socket: Socket, type: z.ZodType<T>, take: (value: T) => void): void {
  let rest = ''
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const read = type.safeParse(parsed(line))
      if (read.success) take(read.data)
      else socket.destroy(new Error(`not understood: ${line.slice(0, 80)}`))
    }
  })
}

export function writeLine(socket: Socket, value: RoundEvent | RoundWord): void {
  if (!socket.destroyed && socket.writable) socket.write(`${JSON.stringify(value)}\n`)
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
