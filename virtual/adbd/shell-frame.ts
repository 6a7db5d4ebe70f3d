/**
 * Frames of the shell protocol v2: id u8, length u32 LE, data. Source: AOSP packages/modules/adb/shell_protocol.h.
 */
export const shellFrameId = { stdin: 0, stdout: 1, stderr: 2, exit: 3, closeStdin: 4, windowSize: 5 } as const

export function shellFrame(id: number, data: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(5 + data.length)
  frame[0] = id
  frame.writeUInt32LE(data.length, 1)
  frame.set(data, 5)
  return frame
}

export type ShellInput =
  | { readonly kind: 'stdin'; readonly data: Buffer }
  | { readonly kind: 'close-stdin' }
  | { readonly kind: 'window-size'; readonly rows: number; readonly columns: number }

/**
 * Reads the host's frames from pieces of any size. A long stdin frame is handed on as its pieces arrive; frames of
 * unknown kind are skipped, as adbd does.
 */
export class ShellFrameReader {
  #head = Buffer.alloc(0)
  #id = -1
  #left = 0
  #text: Buffer[] = []

  push(piece: Buffer): ShellInput[] {
    const found: ShellInput[] = []
    let bytes = piece
    for (;;) {
      if (this.#id < 0) {
        bytes = Buffer.concat([this.#head, bytes])
        if (bytes.length < 5) {
          this.#head = Buffer.from(bytes)
          return found
        }
        this.#head = Buffer.alloc(0)
        this.#id = bytes.readUInt8(0)
        this.#left = bytes.readUInt32LE(1)
        bytes = bytes.subarray(5)
      }
      const part = bytes.subarray(0, this.#left)
      bytes = bytes.subarray(part.length)
      this.#left -= part.length
      if (this.#id === shellFrameId.stdin) {
        if (part.length > 0) found.push({ kind: 'stdin', data: part })
      } else if (this.#id === shellFrameId.windowSize) this.#text.push(part)
      if (this.#left > 0) return found
      const input = this.#finish()
      if (input !== undefined) found.push(input)
      this.#id = -1
    }
  }

  #finish(): ShellInput | undefined {
    if (this.#id === shellFrameId.closeStdin) return { kind: 'close-stdin' }
    if (this.#id !== shellFrameId.windowSize) return undefined
    const text = Buffer.concat(this.#text).toString('latin1')
    this.#text = []
    // rowsxcolumns,xpixelsxypixels
    const size = /^(\d+)x(\d+),/.exec(text)
    return size === null ? undefined : { kind: 'window-size', rows: Number(size[1]), columns: Number(size[2]) }
  }
}
