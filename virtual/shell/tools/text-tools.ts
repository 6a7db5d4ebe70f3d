import type { Command } from '../command.ts'
import { allOf, linesOf } from './text-lines.ts'
import { defineTool, ToolError, type ToolRun } from './tool.ts'

const cat = defineTool({
  options: 'uvte',
  run: async (tool) =>
    tool.forEachInput(async (input) => {
      for await (const piece of input)
        await tool.out(tool.has('v') || tool.has('t') || tool.has('e') ? visible(tool, piece) : piece)
    }),
})

/** `cat -v`: control characters as `^X`, high bytes as `M-x`. */
function visible(tool: ToolRun, piece: Buffer): string {
  let text = ''
  for (const byte of piece) {
    const low = byte & 0x7f
    if (byte === 10) text += tool.has('e') ? '$\n' : '\n'
    else if (byte === 9) text += tool.has('t') ? '^I' : '\t'
    else
      text +=
        (byte > 127 ? 'M-' : '') +
        (low < 32 ? `^${String.fromCharCode(low + 64)}` : low === 127 ? '^?' : String.fromCharCode(low))
  }
  return text
}

/** A heading between files, as head and tail print it. */
function headings(tool: ToolRun): (name: string) => Promise<void> {
  let printed = 0
  return async (name) => {
    if (tool.has('q') || (tool.operands.length < 2 && !tool.has('v'))) return
    await tool.out(`${printed++ > 0 ? '\n' : ''}==> ${name} <==\n`)
  }
}

const head = defineTool({
  options: 'n:c:qv',
  long: { lines: 'n', bytes: 'c' },
  numeric: 'n',
  run: (tool) => {
    const heading = headings(tool)
    return tool.forEachInput(async (input, name) => {
      await heading(name)
      const bytes = tool.value('c')
      if (bytes !== undefined) return headBytes(tool, input, tool.number('c', 0))
      const wanted = tool.number('n', 10)
      if (wanted < 0) throw new ToolError('-n < 0 (see "head --help")')
      let left = wanted
      if (left === 0) return
      for await (const line of linesOf(input, 'latin1')) {
        await tool.out(Buffer.from(line.text + (line.ended ? '\n' : ''), 'latin1'))
        if (--left === 0) break
      }
    })
  },
})

async function headBytes(tool: ToolRun, input: AsyncIterable<Buffer>, count: number): Promise<void> {
  let left = count
  if (left === 0) return
  for await (const piece of input) {
    const part = piece.subarray(0, left)
    await tool.out(part)
    left -= part.length
    if (left === 0) break
  }
}

const tail = defineTool({
  options: 'fFs:c:n:',
  long: { lines: 'n', bytes: 'c' },
  numeric: 'n',
  run: (tool) => {
    const operands = tool.operands.filter((word) => !/^\+\d+$/.test(word))
    const plus = tool.operands.find((word) => /^\+\d+$/.test(word))
    const heading = headings(tool)
    const names = operands.length === 0 ? ['-'] : operands
    return tool.forEach(names, async (name) => {
      const input = tool.open(name)
      await heading(name)
      const bytes = tool.value('c')
      const content = await allOf(input)
      if (bytes !== undefined) {
        const count = Math.abs(tool.number('c', 0))
        await tool.out(
          bytes.startsWith('+') ? content.subarray(count - 1) : content.subarray(Math.max(0, content.length - count)),
        )
        return
      }
      const text = tool.value('n') ?? plus ?? '10'
      const lines = content.toString('latin1').match(/[^\n]*\n|[^\n]+$/g) ?? []
      const count = Math.abs(Number(text))
      const wanted = text.startsWith('+') ? lines.slice(Math.max(0, count - 1)) : count === 0 ? [] : lines.slice(-count)
      await tool.out(Buffer.from(wanted.join(''), 'latin1'))
    })
  },
})

const wc = defineTool({
  options: 'Lmcwl',
  run: async (tool) => {
    const kinds = ['l', 'w', 'c', 'm', 'L'].filter((letter) => tool.has(letter))
    const shown = kinds.length === 0 ? ['l', 'w', 'c'] : kinds
    const totals = new Map<string, number>()
    const row = (counts: ReadonlyMap<string, number>, name: string): string => {
      const plain = tool.operands.length < 2
      const cells = shown.map((letter) => String(counts.get(letter) ?? 0).padStart(plain ? 0 : 7))
      return `${cells.join(' ')}${name === '-' && tool.operands.length === 0 ? '' : ` ${name}`}\n`
    }
    await tool.forEachInput(async (input, name) => {
      const content = await allOf(input)
      const counts = countIn(content)
      for (const [letter, count] of counts)
        totals.set(
          letter,
          letter === 'L' ? Math.max(totals.get(letter) ?? 0, count) : (totals.get(letter) ?? 0) + count,
        )
      await tool.out(row(counts, name))
    })
    if (tool.operands.length > 1) await tool.out(row(totals, 'total'))
    return tool.status
  },
})

function countIn(content: Buffer): ReadonlyMap<string, number> {
  const text = content.toString('utf8')
  const lines = text.split('\n')
  return new Map([
    ['l', lines.length - 1],
    ['w', (text.match(/\S+/g) ?? []).length],
    ['c', content.length],
    ['m', Array.from(text).length],
    ['L', Math.max(0, ...lines.map((line) => line.length))],
  ])
}

const rev = defineTool({
  options: '',
  run: (tool) =>
    tool.forEachInput(async (input) => {
      for await (const { text } of linesOf(input)) await tool.out(`${Array.from(text).reverse().join('')}\n`)
    }),
})

const tac = defineTool({
  options: '',
  run: (tool) =>
    tool.forEachInput(async (input) => {
      const lines: string[] = []
      for await (const line of linesOf(input)) lines.push(line.text + (line.ended ? '\n' : ''))
      await tool.out(lines.reverse().join(''))
    }),
})

const nl = defineTool({
  options: 'v:l:b:w:s:n:E',
  run: (tool) => {
    let number = tool.number('v', 1)
    const width = tool.number('w', 6)
    return tool.forEachInput(async (input) => {
      for await (const { text } of linesOf(input)) {
        const counted = tool.value('b') === 'a' || text !== ''
        await tool.out(
          counted
            ? `${String(number++).padStart(width)}${tool.value('s') ?? '\t'}${text}\n`
            : `${' '.repeat(width + 1)}${text}\n`,
        )
      }
    })
  },
})

const paste = defineTool({
  options: 'd:s',
  run: async (tool) => {
    const names = tool.operands.length === 0 ? ['-'] : tool.operands
    const columns: string[][] = []
    await tool.forEach(names, async (name) => {
      const lines: string[] = []
      for await (const { text } of linesOf(tool.open(name))) lines.push(text)
      columns.push(lines)
    })
    const separators = Array.from((tool.value('d') ?? '\t').replace(/\\n/g, '\n').replace(/\\t/g, '\t'))
    const join = (parts: readonly string[]): string =>
      parts.map((part, i) => (i === 0 ? part : `${separators[(i - 1) % separators.length] ?? ''}${part}`)).join('')
    if (tool.has('s')) for (const column of columns) await tool.out(`${join(column)}\n`)
    else {
      const rows = Math.max(0, ...columns.map((column) => column.length))
      for (let row = 0; row < rows; row++) await tool.out(`${join(columns.map((column) => column[row] ?? ''))}\n`)
    }
    return tool.status
  },
})

const comm = defineTool({
  options: '123',
  least: 2,
  most: 2,
  run: async (tool) => {
    const [left = [], right = []] = await Promise.all(
      tool.operands.map(async (name) => {
        const lines: string[] = []
        await tool.forEach([name], async () => {
          for await (const { text } of linesOf(tool.open(name))) lines.push(text)
        })
        return lines
      }),
    )
    const indents = ['', tool.has('1') ? '' : '\t', (tool.has('1') ? '' : '\t') + (tool.has('2') ? '' : '\t')]
    const show = async (column: number, text: string): Promise<void> => {
      if (!tool.has(String(column))) await tool.out(`${indents[column - 1] ?? ''}${text}\n`)
    }
    for (;;) {
      const [a, b] = [left[0], right[0]]
      if (a === undefined && b === undefined) return tool.status
      if (b === undefined || (a !== undefined && a < b)) await show(1, left.shift() ?? '')
      else if (a === undefined || a > b) await show(2, right.shift() ?? '')
      else {
        await show(3, a)
        left.shift()
        right.shift()
      }
    }
  },
})

export const textTools: readonly (readonly [string, Command])[] = [
  ['cat', cat],
  ['head', head],
  ['tail', tail],
  ['wc', wc],
  ['rev', rev],
  ['tac', tac],
  ['nl', nl],
  ['paste', paste],
  ['comm', comm],
]
