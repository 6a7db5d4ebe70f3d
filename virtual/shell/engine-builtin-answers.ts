import type { Shell } from './engine-shell.ts'
import type { Io } from './engine-state.ts'

export const say = async (io: Io, text: string): Promise<number> => {
  await io.get(1)?.sink?.write(Buffer.from(text))
  return 0
}
export const fail = async (shell: Shell, io: Io, text: string, status = 1): Promise<number> => {
  await shell.printError(text, io)
  return status
}
export const isName = (text: string): boolean => /^[A-Za-z_][A-Za-z0-9_]*$/.test(text)

export function quoteValue(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]*$/.test(text) && text !== '' ? text : `'${text.replaceAll("'", "'\\''")}'`
}
