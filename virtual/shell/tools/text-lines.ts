/** A line without its newline; the last one may have had none. */
export interface TextLine {
  readonly text: string
  readonly ended: boolean
}

/** Lines as they arrive; a growing input (logcat) gives each line at once. */
export async function* linesOf(
  input: AsyncIterable<Buffer>,
  encoding: BufferEncoding = 'utf8',
): AsyncGenerator<TextLine, void> {
  let rest: Buffer[] = []
  for await (const piece of input) {
    let from = 0
    for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, from)) {
      const tail = piece.subarray(from, at)
      const line = rest.length === 0 ? tail : Buffer.concat([...rest, tail])
      rest = []
      from = at + 1
      yield { text: line.toString(encoding), ended: true }
    }
    if (from < piece.length) rest.push(Buffer.from(piece.subarray(from)))
  }
  if (rest.length > 0) yield { text: Buffer.concat(rest).toString(encoding), ended: false }
}

export async function allOf(input: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const piece of input) parts.push(piece)
  return Buffer.concat(parts)
}
