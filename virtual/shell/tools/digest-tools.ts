import { createHash } from 'node:crypto'
import type { Command } from '../command.ts'
import { allOf } from './text-lines.ts'
import { defineTool, parseSize, ToolError } from './tool.ts'
import { FileError } from '../../android/files.ts'

const sum = (algorithm: string): Command =>
  defineTool({
    options: 'bcs',
    run: (tool) =>
      tool.forEachInput(async (input, name) => {
        const hash = createHash(algorithm)
        for await (const piece of input) hash.update(piece)
        await tool.out(`${hash.digest('hex')}${tool.has('b') ? '' : `  ${name}`}\n`)
      }),
  })

const base64 = defineTool({
  options: 'diw:',
  long: { decode: 'd', wrap: 'w' },
  most: 1,
  run: (tool) =>
    tool.forEachInput(async (input) => {
      const content = await allOf(input)
      if (tool.has('d')) {
        await tool.out(Buffer.from(content.toString('latin1'), 'base64'))
        return
      }
      const text = content.toString('base64')
      const width = tool.number('w', 76)
      if (text === '') return
      await tool.out(width === 0 ? text : text.replace(new RegExp(`.{1,${String(width)}}`, 'g'), '$&\n'))
    }),
})

const xxd = defineTool({
  options: 'c:g:l:o:s:pri',
  most: 1,
  run: (tool) =>
    tool.forEachInput(async (input) => {
      const skip = tool.number('s', 0)
      const whole = await allOf(input)
      if (tool.has('r')) {
        const hex = whole.toString('latin1').replace(/^[0-9a-f]+: (.*?)(?: {2}.*)?$/gim, '$1')
        await tool.out(Buffer.from(hex.replace(/[^0-9a-fA-F]/g, ''), 'hex'))
        return
      }
      const content = whole.subarray(skip, skip + tool.number('l', whole.length))
      if (tool.has('p')) {
        await tool.out(content.toString('hex').replace(/.{1,60}/g, '$&\n'))
        return
      }
      const columns = tool.number('c', 16)
      const group = tool.number('g', 2)
      for (let at = 0; at < content.length; at += columns) {
        const row = content.subarray(at, at + columns)
        let hex = ''
        for (let i = 0; i < columns; i++) {
          hex += i < row.length ? row.subarray(i, i + 1).toString('hex') : '  '
          if (group > 0 && (i + 1) % group === 0) hex += ' '
        }
        const text = row.toString('latin1').replace(/[^\x20-\x7e]/g, '.')
        await tool.out(`${(at + skip).toString(16).padStart(8, '0')}: ${hex} ${text}\n`)
      }
    }),
})

const cmp = defineTool({
  options: 'ls',
  least: 2,
  most: 2,
  run: async (tool) => {
    const [first = '', second = ''] = tool.operands
    const contents: Buffer[] = []
    await tool.forEach([first, second], async (name) => {
      contents.push(await allOf(tool.open(name)))
    })
    const [a, b] = contents
    if (a === undefined || b === undefined) return 2
    const length = Math.min(a.length, b.length)
    for (let at = 0; at < length; at++)
      if (a[at] !== b[at]) {
        const line = a.subarray(0, at).toString('latin1').split('\n').length
        if (!tool.has('s')) await tool.out(`${first} ${second} differ: char ${String(at + 1)}, line ${String(line)}\n`)
        return 1
      }
    if (a.length === b.length) return 0
    if (!tool.has('s')) await tool.context.err(`cmp: EOF on ${a.length < b.length ? first : second}\n`)
    return 1
  },
})

/** `dd if= of= bs= count= skip= seek= status= conv=notrunc`. */
const dd: Command = defineTool({
  options: '',
  run: async (tool) => {
    const values = new Map<string, string>()
    for (const word of tool.operands) {
      const equals = word.indexOf('=')
      if (equals < 0) throw new ToolError(`bad arg ${word}`)
      values.set(word.slice(0, equals), word.slice(equals + 1))
    }
    const size = (name: string, otherwise: number): number => {
      const text = values.get(name)
      return text === undefined ? otherwise : parseSize(text)
    }
    const blockBytes = size('bs', size('ibs', 512))
    const limit = values.has('count') ? size('count', 0) * blockBytes : Number.POSITIVE_INFINITY
    const skip = size('skip', 0) * blockBytes
    const seek = size('seek', 0) * size('bs', size('obs', 512))
    const from = values.get('if')
    const parts: Buffer[] = []
    let seen = 0
    let taken = 0
    try {
      for await (const piece of tool.open(from ?? '-')) {
        const part = piece.subarray(Math.max(0, skip - seen)).subarray(0, limit - taken)
        seen += piece.length
        taken += part.length
        parts.push(part)
        if (taken >= limit) break
      }
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      throw new ToolError(`failed to open '${from ?? ''}': ${error.message}`)
    }
    const content = Buffer.concat(parts)
    const target = values.get('of')
    if (target === undefined) await tool.out(content)
    else {
      const path = tool.path(target)
      const old = tool.files.stat(path) === undefined ? Buffer.alloc(0) : (tool.files.read(path) ?? Buffer.alloc(0))
      const keepsEnd = values.get('conv')?.includes('notrunc') === true
      const made = Buffer.alloc(Math.max(seek + content.length, keepsEnd ? old.length : 0))
      old.copy(made, 0, 0, keepsEnd ? old.length : Math.min(seek, old.length))
      content.copy(made, seek)
      try {
        tool.files.write(path, made)
      } catch (error) {
        if (!(error instanceof FileError)) throw error
        throw new ToolError(`failed to open '${target}': ${error.message}`)
      }
    }
    if (values.get('status') === 'none') return 0
    const records = `${String(Math.floor(taken / blockBytes))}+${String(Number(taken % blockBytes > 0))}`
    await tool.context.err(`${records} records in\n${records} records out\n`)
    if (values.get('status') !== 'noxfer')
      await tool.context.err(
        `${String(taken)} bytes (${humanBytes(taken)}) copied, 0.001 s, ${humanBytes(taken * 1000)}/s\n`,
      )
    return 0
  },
})

function humanBytes(bytes: number): string {
  if (bytes < 1000) return `${String(bytes)} B`
  const unit = Math.min(3, Math.floor(Math.log2(bytes) / 10))
  const amount = bytes / 1024 ** unit
  return `${amount < 10 ? amount.toFixed(1) : String(Math.round(amount))} ${' KMG'.charAt(unit).trim()}`
}

export const digestTools: readonly (readonly [string, Command])[] = [
  ['md5sum', sum('md5')],
  ['sha1sum', sum('sha1')],
  ['sha224sum', sum('sha224')],
  ['sha256sum', sum('sha256')],
  ['sha512sum', sum('sha512')],
  ['base64', base64],
  ['xxd', xxd],
  ['cmp', cmp],
  ['dd', dd],
]
