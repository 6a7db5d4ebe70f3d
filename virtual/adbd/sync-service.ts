import { FileError, type FileStat } from '../android/files.ts'
import type { Phone } from '../android/phone.ts'
import { userFiles, type UserFiles } from '../android/user-files.ts'
import type { AdbStream } from './stream.ts'
import { StreamOutput } from './stream-output.ts'
import {
  chunkBytes,
  decodeRequest,
  encodeEntry,
  encodeEntry2,
  encodeFail,
  encodeListEnd,
  encodeMessage,
  encodeStat,
  encodeStat2,
  maxPathBytes,
} from './sync-codec.ts'

/** Linux errno numbers that STA2 can carry. */
const errnos: Readonly<Record<string, number>> = { ENOENT: 2, EACCES: 13, ENOTDIR: 20, ELOOP: 40 }
const shellUid = 2000

/** `sync:`: requests one after the other on one stream, until QUIT or the host's close. */
export async function serveSync(phone: Phone, stream: AdbStream): Promise<void> {
  const input = new ExactReader(stream)
  const output = new StreamOutput(stream)
  const files = userFiles(phone.files, shellUid)
  for (;;) {
    const head = await input.take(8)
    if (head === undefined) return
    const { id, number: length } = decodeRequest(head)
    if (id === 'QUIT') return
    if (length > maxPathBytes) {
      await output.write(encodeFail('invalid message: path too long'))
      return
    }
    const path = (await input.take(length))?.toString('utf8')
    if (path === undefined) return
    switch (id) {
      case 'STAT':
        await output.write(encodeStat(statOf(files, path, false).stat))
        break
      case 'STA2':
      case 'LST2': {
        const { stat, error } = statOf(files, path, id === 'STA2')
        await output.write(encodeStat2(id, stat, error))
        break
      }
      case 'LIST':
      case 'LIS2':
        await output.write(listing(files, path, id))
        break
      case 'RECV':
        await sendFile(files, path, output)
        break
      case 'SEND':
        if (!(await receiveFile(files, path, input, output))) return
        break
      default:
        await output.write(encodeFail(`unknown command '${id}'`))
        await output.flush()
        return
    }
  }
}

/** Takes exact numbers of bytes from a stream. */
class ExactReader {
  readonly #stream: AdbStream
  #pieces: Buffer[] = []
  #length = 0

  constructor(stream: AdbStream) {
    this.#stream = stream
  }

  /** Undefined when the stream ends before. */
  async take(bytes: number): Promise<Buffer | undefined> {
    while (this.#length < bytes) {
      const piece = await this.#stream.read()
      if (piece === undefined) return undefined
      this.#pieces.push(piece)
      this.#length += piece.length
    }
    const [first] = this.#pieces
    const all = first !== undefined && first.length >= bytes ? first : Buffer.concat(this.#pieces)
    const others = all === first ? this.#pieces.slice(1) : []
    const rest = all.subarray(bytes)
    this.#pieces = rest.length > 0 ? [rest, ...others] : others
    this.#length -= bytes
    return all.subarray(0, bytes)
  }
}

function statOf(files: UserFiles, path: string, follow: boolean): { stat: FileStat | undefined; error: number } {
  try {
    const stat = follow ? files.stat(path) : files.lstat(path)
    return { stat, error: stat === undefined ? (errnos['ENOENT'] ?? 2) : 0 }
  } catch (error) {
    if (error instanceof FileError) return { stat: undefined, error: errnos[error.code] ?? 2 }
    throw error
  }
}

/** The whole listing in one piece: an exchange per entry would cost a round trip each. */
function listing(files: UserFiles, path: string, id: 'LIST' | 'LIS2'): Buffer {
  const entry = id === 'LIST' ? encodeEntry : encodeEntry2
  const parts: Buffer[] = []
  // adbd answers an empty list for what it cannot open.
  const names = attempt(() => files.list(path)) ?? []
  for (const name of names) {
    const { stat } = statOf(files, `${path}/${name}`, false)
    if (stat !== undefined) parts.push(entry(name, stat))
  }
  parts.push(encodeListEnd(id === 'LIST' ? 20 : 76))
  return Buffer.concat(parts)
}

async function sendFile(files: UserFiles, path: string, output: StreamOutput): Promise<void> {
  let content: Buffer | undefined
  try {
    content = files.read(path)
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    const step = error.code === 'EISDIR' ? 'read' : 'open'
    await output.write(encodeFail(`${step} failed: ${error.message}`))
    return
  }
  if (content === undefined) {
    await output.write(encodeFail('open failed: No such file or directory'))
    return
  }
  for (let at = 0; at < content.length; at += chunkBytes) {
    const chunk = content.subarray(at, at + chunkBytes)
    await output.write(encodeMessage('DATA', chunk.length, chunk))
  }
  await output.write(encodeMessage('DONE', 0))
}

/** Returns false when the conversation is over. */
async function receiveFile(
  files: UserFiles,
  request: string,
  input: ExactReader,
  output: StreamOutput,
): Promise<boolean> {
  const comma = request.lastIndexOf(',')
  const path = comma < 0 ? request : request.slice(0, comma)
  const mode = comma < 0 ? 0o100644 : Number.parseInt(request.slice(comma + 1), 10)
  const isLink = (mode & 0o170000) === 0o120000
  // What is wrong is told at once; the data on its way is read and dropped.
  let failure = isLink
    ? undefined
    : refusal(() => {
        files.create(path)
      })
  if (failure !== undefined) await output.write(encodeFail(failure))
  const chunks: Buffer[] = []
  for (;;) {
    const head = await input.take(8)
    if (head === undefined) return false
    const { id, number } = decodeRequest(head)
    if (id === 'DATA') {
      if (number > chunkBytes) {
        await output.write(encodeFail('oversize data message'))
        return false
      }
      const chunk = await input.take(number)
      if (chunk === undefined) return false
      if (failure === undefined) chunks.push(chunk)
    } else if (id === 'DONE') {
      if (failure !== undefined) return true
      const content = Buffer.concat(chunks)
      failure = refusal(() => {
        if (isLink) files.replaceByLink(path, content.toString('utf8').replace(/\0$/, ''))
        // adbd gives group and others what the user has.
        else files.write(path, content, { mode: (0o111 * ((mode >> 6) & 7)) | (mode & 0o777), mtimeMs: number * 1000 })
      })
      await output.write(failure === undefined ? encodeMessage('OKAY', 0) : encodeFail(failure))
      return true
    } else {
      await output.write(encodeFail('invalid data message'))
      return false
    }
  }
}

/** adbd's words for why a file cannot be made. */
function refusal(make: () => void): string | undefined {
  try {
    make()
    return undefined
  } catch (error) {
    if (error instanceof FileError) return `couldn't create file: ${error.message}`
    throw error
  }
}

function attempt<Value>(look: () => Value): Value | undefined {
  try {
    return look()
  } catch (error) {
    if (error instanceof FileError) return undefined
    throw error
  }
}
