import type { Phone } from '../../android/phone.ts'
import type { Command, CommandContext } from '../command.ts'
import { JavaException, ShellArguments } from './shell-arguments.ts'

/** One call of a service's shell (`cmd SERVICE SUB ARGS`). Lines get their line end here. */
export interface ServiceCall {
  readonly phone: Phone
  readonly context: CommandContext
  readonly arguments: ShellArguments
  /** Name of the sub-command as typed. */
  readonly name: string
  readonly say: (...lines: readonly string[]) => Promise<void>
  readonly complain: (...lines: readonly string[]) => Promise<void>
}
/** Returns the exit status; -1 as Android's own code writes it becomes 255. */
export type SubCommand = (call: ServiceCall) => number | Promise<number>

export interface ServiceShell {
  /** Class whose onCommand a trace names, e.g. `com.android.server.wm.WindowManagerShellCommand`. */
  readonly javaClass: string
  readonly subCommands: ReadonlyMap<string, SubCommand>
  readonly help: readonly string[]
}

/** A service's shell as a command: `argv[1]` is the sub-command. */
export function serviceCommand(shell: ServiceShell): Command {
  return async (context) => {
    const [, name, ...rest] = context.argv
    const { phone } = context
    const say = (...lines: readonly string[]) => context.out(lines.map((line) => `${line}\n`).join(''))
    const complain = (...lines: readonly string[]) => context.err(lines.map((line) => `${line}\n`).join(''))
    if (name === undefined || name === 'help' || name === '-h') {
      await say(...shell.help)
      return exitStatus(-1)
    }
    const run = shell.subCommands.get(name)
    if (run === undefined) {
      await say(`Unknown command: ${name}`)
      return exitStatus(-1)
    }
    try {
      return exitStatus(await run({ phone, context, arguments: new ShellArguments(rest), name, say, complain }))
    } catch (error) {
      if (!(error instanceof JavaException)) throw error
      await context.err(exceptionText(error, phone.rom.apiLevel, name, shell.javaClass))
      return exitStatus(-1)
    }
  }
}

export function exitStatus(code: number): number {
  return code & 0xff
}

/**
 * ShellCommand.exec's catch blocks: up to Android 10 a SecurityException has a line of its own and the sub-command is not
 * named; from 11 on all exceptions look alike.
 */
export function exceptionText(error: JavaException, apiLevel: number, subCommand: string, javaClass: string): string {
  const trace = stackTrace(error, apiLevel, javaClass)
  if (apiLevel <= 29)
    return error.javaClass === 'java.lang.SecurityException'
      ? `Security exception: ${error.message}\n\n${trace}`
      : `\nException occurred while executing:\n${trace}`
  return `\nException occurred while executing '${subCommand}':\n${trace}`
}

function stackTrace(error: JavaException, apiLevel: number, javaClass: string): string {
  const file = `${javaClass.split('.').at(-1) ?? javaClass}.java`
  const shell =
    apiLevel >= 30 ? ['com.android.modules.utils.BasicShellCommandHandler.exec(BasicShellCommandHandler.java:97)'] : []
  const frames = [
    `${javaClass}.onCommand(${file}:214)`,
    ...shell,
    'android.os.ShellCommand.exec(ShellCommand.java:38)',
    'android.os.Binder.shellCommand(Binder.java:1049)',
    'android.os.Binder.onTransact(Binder.java:877)',
    'android.os.Binder.execTransactInternal(Binder.java:1290)',
    'android.os.Binder.execTransact(Binder.java:1249)',
  ]
  return `${error.javaClass}: ${error.message}\n${frames.map((frame) => `\tat ${frame}\n`).join('')}`
}

/** Words of options that have no effect on a phone with one user. */
export function skipUserOption(call: ServiceCall): void {
  if (call.arguments.peek() !== '--user') return
  call.arguments.next()
  call.arguments.required()
}

/** Sub-commands that succeed and print nothing. */
export function silently(run: (call: ServiceCall) => void): SubCommand {
  return (call) => {
    run(call)
    return 0
  }
}
