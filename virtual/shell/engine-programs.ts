import { FileError } from '../android/files.ts'
import { isDirectory } from '../android/user-files.ts'
import type { Command } from './command.ts'
import { absolutePath } from './engine-glob.ts'
import type { ShellState } from './engine-state.ts'

const shellNames = new Set(['sh', 'mksh'])

/** What a name that is neither function nor builtin stands for; `script` is run by a shell of its own. */
export type Program =
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'script'; readonly argv: (argv: readonly string[]) => readonly string[] }
  | { readonly kind: 'refused'; readonly message: string; readonly status: number }

export function findProgram(shell: ShellState, name: string): Program {
  const { commands, phone } = shell.session
  const missing = phone.rom.apiLevel >= 29 ? 'inaccessible or not found' : 'not found'
  const short = /^(?:\/system|\/vendor|\/product)?\/x?bin\/([^/]+)$/.exec(name)?.[1] ?? name
  if (!short.includes('/')) {
    if (shellNames.has(short)) return { kind: 'script', argv: (argv) => argv }
    const command = commands.get(short)
    if (command !== undefined) return { kind: 'command', command }
    return { kind: 'refused', message: `${name}: ${missing}`, status: 127 }
  }
  const path = absolutePath(shell.cwd, name)
  const stat = attempt(() => shell.files.stat(path))
  if (stat === undefined) return { kind: 'refused', message: `${name}: ${missing}`, status: 127 }
  if (isDirectory(stat)) return { kind: 'refused', message: `${name}: can't execute: Is a directory`, status: 126 }
  if (!shell.files.may(path, 'execute'))
    return { kind: 'refused', message: `${name}: can't execute: Permission denied`, status: 126 }
  return { kind: 'script', argv: (argv) => ['sh', path, ...argv.slice(1)] }
}

function attempt<Value>(look: () => Value): Value | undefined {
  try {
    return look()
  } catch (error) {
    if (error instanceof FileError) return undefined
    throw error
  }
}
