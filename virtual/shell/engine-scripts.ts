import { FileError } from '../android/files.ts'
import { absolutePath } from './engine-glob.ts'
import { Parser } from './engine-parser.ts'
import { ScriptFailed, untilAborted } from './engine-signals.ts'
import type { Io, ShellState } from './engine-state.ts'
import { Source } from './engine-streams.ts'
import { ShellSyntaxError, type List } from './engine-syntax.ts'

/** A shell that scripts are run in. */
export interface ScriptHost extends ShellState {
  runList(list: List, io: Io): Promise<number>
}

/** Runs text line by line; a syntax error ends it with status 1. */
export async function runText(shell: ScriptHost, text: string, io: Io): Promise<number> {
  const parser = new Parser(text)
  for (;;) {
    let list: List | undefined
    try {
      list = parser.next()
    } catch (error) {
      if (!(error instanceof ShellSyntaxError)) throw error
      shell.line = error.line
      await shell.printError(error.message, io)
      shell.lastStatus = 1
      throw new ScriptFailed(1)
    }
    if (list === undefined) return shell.lastStatus
    await shell.runList(list, io)
  }
}

/** `sh -c TEXT [NAME ARG…]`, `sh FILE ARG…`, `sh`. */
export async function runShellProgram(shell: ScriptHost, argv: readonly string[]): Promise<number> {
  let at = 1
  let commandText: string | undefined
  for (; at < argv.length; at++) {
    const word = argv[at] ?? ''
    if (word === '--') {
      at++
      break
    }
    if (!/^[-+][a-z]+$/.test(word)) break
    for (const letter of word.slice(1)) {
      if (letter === 'c') commandText = ''
      else if (word.startsWith('-')) shell.options.add(letter)
      else shell.options.delete(letter)
    }
  }
  if (commandText !== undefined) {
    commandText = argv[at++]
    if (commandText === undefined) {
      await shell.printError('-c requires an argument')
      return 1
    }
    shell.arg0 = argv[at] ?? shell.session.name
    shell.positional = argv.slice(at + 1)
    return runText(shell, commandText, shell.io)
  }
  const file = argv[at]
  if (file === undefined) {
    shell.fileName = '<stdin>'
    return runStdin(shell)
  }
  shell.positional = argv.slice(at + 1)
  let text: string
  try {
    const content = shell.files.read(absolutePath(shell.cwd, file))
    if (content === undefined) throw new FileError('ENOENT', 'No such file or directory')
    text = content.toString('utf8')
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    await shell.printError(`${shell.session.phone.rom.apiLevel >= 29 ? '' : "can't open "}${file}: ${error.message}`)
    return 127
  }
  shell.arg0 = file
  shell.fileName = file
  return runText(shell, text, shell.io)
}

/** A script that comes in on stdin; its commands read from the same stdin. */
export async function runStdin(shell: ScriptHost): Promise<number> {
  const source = shell.io.get(0)?.source ?? Source.of(Buffer.alloc(0))
  let text = ''
  let line = 1
  for (
    let piece = await untilAborted(shell.signal, source.readLine());
    ;
    piece = await untilAborted(shell.signal, source.readLine())
  ) {
    text += piece?.toString('utf8') ?? ''
    const parser = new Parser(text, line)
    let list: List | undefined
    try {
      list = parser.next()
    } catch (error) {
      if (!(error instanceof ShellSyntaxError)) throw error
      if (error.incomplete && piece !== undefined) continue
      shell.line = error.line
      await shell.printError(error.message)
      return 1
    }
    if (list === undefined && piece === undefined) return shell.lastStatus
    line = parser.line
    text = parser.rest
    if (list !== undefined) await shell.runList(list, shell.io)
  }
}
