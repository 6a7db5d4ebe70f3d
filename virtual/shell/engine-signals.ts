import { BrokenPipe } from './engine-streams.ts'

/** Ends loops, functions or the shell; not an error. */
export type Jump =
  | { readonly kind: 'break' | 'continue'; levels: number }
  | { readonly kind: 'return' | 'exit'; readonly status: number }
export class JumpSignal extends Error {
  override readonly name = 'JumpSignal'
  readonly jump: Jump
  constructor(jump: Jump) {
    super(jump.kind)
    this.jump = jump
  }
}

/** The terminal's ^C, or the session's end. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}

/** An error that ends the running script with this status; the text has been printed. */
export class ScriptFailed extends Error {
  override readonly name = 'ScriptFailed'
  readonly status: number
  constructor(status: number) {
    super('the script failed')
    this.status = status
  }
}

/** 128 + SIGINT, SIGPIPE, SIGSEGV, SIGABRT */
export const killedBy = { interrupt: 130, pipe: 141, segfault: 139, abort: 134 } as const

/** Aborts `controller` with `signal`; returns the function that unties them. */
export function link(signal: AbortSignal, controller: AbortController): () => void {
  const abort = (): void => {
    controller.abort(signal.reason)
  }
  if (signal.aborted) abort()
  else signal.addEventListener('abort', abort, { once: true })
  return () => {
    signal.removeEventListener('abort', abort)
  }
}

/** Rejects with Interrupted as soon as the signal is aborted, whatever `work` does then. */
export async function untilAborted<Value>(signal: AbortSignal, work: Promise<Value>): Promise<Value> {
  let stop: (() => void) | undefined
  const aborted = new Promise<never>((_, reject) => {
    const abort = (): void => {
      // Programs that end by themselves on the abort may still say so.
      setImmediate(() => {
        reject(new Interrupted())
      })
    }
    if (signal.aborted) abort()
    else {
      signal.addEventListener('abort', abort, { once: true })
      stop = () => {
        signal.removeEventListener('abort', abort)
      }
    }
  })
  aborted.catch(() => undefined)
  work.catch(() => undefined)
  try {
    return await Promise.race([work, aborted])
  } finally {
    stop?.()
  }
}

/** A broken pipe inside the phone, or a host that closed the stream. */
export function isBrokenOutput(error: unknown): boolean {
  return error instanceof BrokenPipe || (error instanceof Error && error.name === 'StreamClosed')
}
