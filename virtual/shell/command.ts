import type { Phone } from '../android/phone.ts'

/** A program of the phone's shell. Returns the exit status (0-255). */
export type Command = (context: CommandContext) => number | Promise<number>

export interface CommandContext {
  readonly phone: Phone
  /** argv[0] is the command's name. */
  readonly argv: readonly string[]
  readonly stdin: AsyncIterable<Buffer>
  /** Resolves when the bytes were taken by the other side: await it in streaming commands (back-pressure). */
  readonly out: (data: string | Uint8Array) => Promise<void>
  readonly err: (data: string | Uint8Array) => Promise<void>
  /** Aborted when the host closes the stream, the connection drops or the phone shuts down. */
  readonly signal: AbortSignal
  readonly env: ReadonlyMap<string, string>
  readonly cwd: string
  /** Whether stdin is a terminal. */
  readonly pty: boolean
  /** Linux user id that the command runs as; 2000 (shell) unless `run-as` changed it. */
  readonly uid?: number
  /** Runs another program of the phone (xargs, find -exec, env); resolves with its exit status. */
  readonly run?: (argv: readonly string[], changes?: RunChanges) => Promise<number>
}

/** What a program that starts another one may give it; the rest is inherited. */
export interface RunChanges {
  readonly stdin?: AsyncIterable<Buffer>
  readonly out?: (data: Uint8Array) => Promise<void>
  readonly err?: (data: Uint8Array) => Promise<void>
  readonly env?: ReadonlyMap<string, string>
  readonly cwd?: string
  readonly uid?: number
  readonly signal?: AbortSignal
}

/** One line of shell, run by virtual/shell/engine. */
export interface ShellSession {
  readonly stdin: AsyncIterable<Buffer>
  readonly out: (data: Uint8Array) => Promise<void>
  readonly err: (data: Uint8Array) => Promise<void>
  readonly signal: AbortSignal
  readonly pty: boolean
  readonly term?: string
  /** The terminal's ^C: calls back each time until the returned function is called. */
  readonly onInterrupt?: (listener: () => void) => () => void
  /** The terminal's size as the host told it. */
  readonly windowSize?: () => { readonly rows: number; readonly columns: number }
}
