import { FileError } from '../android/files.ts'
import { dirname, type UserFiles } from '../android/user-files.ts'
import { absolutePath } from './engine-glob.ts'
import type { Descriptor, Io, ShellState } from './engine-state.ts'
import { Source, type Sink } from './engine-streams.ts'
import type { Redirect, Word } from './engine-syntax.ts'

/** Opens what the redirects name. Undefined when a file cannot be opened; the error has been printed. */
export async function redirected(
  shell: ShellState,
  redirects: readonly Redirect[],
  io: Io,
  expand: (word: Word) => Promise<string>,
): Promise<Io | undefined> {
  if (redirects.length === 0) return io
  const own = new Map(io)
  for (const redirect of redirects) {
    const { fd, operator } = redirect
    const text = await expand(redirect.target)
    if (operator === '<<') own.set(fd, { source: Source.of(Buffer.from(text)) })
    else if (operator === '<<<') own.set(fd, { source: Source.of(Buffer.from(`${text}\n`)) })
    else if (operator === '<&' || operator === '>&') {
      if (text === '-') own.delete(fd)
      else if (/^\d+$/.test(text)) {
        const from = own.get(Number(text))
        if (from === undefined) {
          await shell.printError(`${operator}${text} : bad file descriptor`, io)
          return undefined
        }
        own.set(fd, from)
      } else {
        await shell.printError(`${operator}${text} : illegal file descriptor name`, io)
        return undefined
      }
    } else {
      try {
        const opened = open(shell, text, operator, own)
        own.set(operator === '&>' ? 1 : fd, opened)
        if (operator === '&>') own.set(2, opened)
      } catch (error) {
        if (!(error instanceof FileError)) throw error
        await shell.printError(`can't ${operator === '<' ? 'open' : 'create'} ${text}: ${error.message}`, io)
        return undefined
      }
    }
  }
  return own
}

function open(shell: ShellState, name: string, operator: string, io: Io): Descriptor {
  const standard = /^\/(?:dev\/(?:fd\/(\d+)|(stdin|stdout|stderr|tty))|proc\/self\/fd\/(\d+))$/.exec(name)
  if (standard !== null) {
    const number = { stdin: 0, stdout: 1, stderr: 2, tty: 1 }[standard[2] ?? ''] ?? Number(standard[1] ?? standard[3])
    const known = io.get(number)
    if (known === undefined) throw new FileError('ENXIO', 'No such device or address')
    return known
  }
  const path = absolutePath(shell.cwd, name)
  const { files } = shell
  if (operator === '<' || operator === '<>') {
    if (operator === '<>' && files.stat(path) === undefined) files.write(path, Buffer.alloc(0))
    const content = files.read(path)
    if (content === undefined) throw new FileError('ENOENT', 'No such file or directory')
    return { source: Source.of(content), sink: fileSink(files, path) }
  }
  const parent = dirname(path)
  if (files.stat(parent) === undefined) throw new FileError('ENOENT', 'No such file or directory')
  if (operator === '>>') {
    if (files.stat(path) === undefined) files.write(path, Buffer.alloc(0))
  } else files.write(path, Buffer.alloc(0))
  return { sink: fileSink(files, path) }
}

function fileSink(files: UserFiles, path: string): Sink {
  return {
    write: (data) => {
      files.append(path, Buffer.from(data))
      return Promise.resolve()
    },
  }
}
