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

/** `1,3-5,7-` as a test; numbers start at 1. */
function listTest(text: string): (position: number) => boolean {
  const ranges = text.split(',').map((item) => {
    const match = /^(\d*)(-?)(\d*)$/.exec(item)
    if (match === null || item === '' || item === '-') throw new ToolError(`bad range: ${item}`)
    const from = Number(match[1] === '' ? '1' : match[1])
    const to = match[2] === '' ? from : match[3] === '' ? Number.POSITIVE_INFINITY : Number(match[3])
    return { from, to }
  })
  return (position) => ranges.some(({ from, to }) => position >= from && position <= to)
}

const cut = defineTool({
  options: 'b:c:C:f:F:O:d:sDn',
  run: async (tool) => {
    const list = tool.value('f') ?? tool.value('F') ?? tool.value('c') ?? tool.value('b') ?? tool.value('C')
    if (list === undefined) throw new ToolError('Needs -CFfcb (see "cut --help")')
    const wanted = listTest(list)
    const fields = tool.has('f') || tool.has('F')
    const whitespace = tool.has('F') && tool.value('d') === undefined
    const separator = tool.value('d') ?? '\t'
    const joiner = tool.value('O') ?? (whitespace ? ' ' : separator)
    return tool.forEachInput(async (input) => {
      for await (const { text } of linesOf(input)) {
        if (!fields) {
          const characters = tool.has('b')
            ? [...Buffer.from(text)].map((byte) => String.fromCharCode(byte))
            : Array.from(text)
          const part = characters.filter((_, index) => wanted(index + 1)).join('')
          await tool.out(Buffer.from(`${part}\n`, tool.has('b') ? 'latin1' : 'utf8'))
          continue
        }
        const parts = whitespace ? text.trim().split(/\s+/) : text.split(separator)
        if (parts.length === 1) {
          if (!tool.has('s')) await tool.out(`${text}\n`)
        } else await tool.out(`${parts.filter((_, index) => wanted(index + 1)).join(joiner)}\n`)
      }
    })
  },
})

const trClasses: Readonly<Record<string, RegExp>> = {
  alnum: /[A-Za-z0-9]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,
  cntrl: /[\x00-\x1f\x7f]/,
  digit: /[0-9]/,
  lower: /[a-z]/,
  print: /[\x20-\x7e]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /[ \t\n\v\f\r]/,
  upper: /[A-Z]/,
  xdigit: /[0-9A-Fa-f]/,
}

function trSet(text: string): string[] {
  const found: string[] = []
  const unescaped = text.replace(/\\([0-7]{1,3}|[^])/g, (_, code: string) => {
    const known = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v', '\\': '\\\\' }[code]
    return known ?? (/^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : code)
  })
  for (let at = 0; at < unescaped.length; at++) {
    const named = /^\[:([a-z]+):\]/.exec(unescaped.slice(at))
    const set = named === null ? undefined : trClasses[named[1] ?? '']
    if (named !== null && set !== undefined) {
      for (let code = 0; code < 128; code++)
        if (set.test(String.fromCharCode(code))) found.push(String.fromCharCode(code))
      at += named[0].length - 1
    } else if (unescaped[at + 1] === '-' && at + 2 < unescaped.length) {
      for (let code = unescaped.charCodeAt(at); code <= unescaped.charCodeAt(at + 2); code++)
        found.push(String.fromCharCode(code))
      at += 2
    } else found.push(unescaped.charAt(at))
  }
  return found
}

const tr = defineTool({
  options: 'Ccsdt',
  least: 1,
  most: 2,
  run: async (tool) => {
    const from = trSet(tool.operands[0] ?? '')
    const to = trSet(tool.operands[1] ?? '')
    if (tool.operands.length < 2 && !tool.has('d') && !tool.has('s'))
      throw new ToolError('Needs 2 arguments (see "tr --help")')
    const inverted = tool.has('c') || tool.has('C')
    const places = new Map(from.map((c, index) => [c, index]))
    const inSet = (c: string): boolean => places.has(c) !== inverted
    const squeezed = new Set(to.length > 0 ? to : from)
    let last = ''
    for await (const piece of tool.context.stdin) {
      let text = ''
      for (const c of piece.toString('latin1')) {
        let made = c
        if (inSet(c)) {
          if (tool.has('d')) continue
          if (to.length > 0) made = (inverted ? undefined : to[places.get(c) ?? 0]) ?? to.at(-1) ?? c
        }
        const squeeze = tool.has('s') && made === last && (to.length > 0 ? squeezed.has(made) : inSet(made))
        if (!squeeze) text += made
        last = made
      }
      await tool.out(Buffer.from(text, 'latin1'))
    }
    return 0
  },
})

const sort = defineTool({
  options: 'gnrfbudiMVzcsxT:S:k:t:o:hC',
  run: async (tool) => {
    const lines: string[] = []
    const names = tool.operands.length === 0 ? ['-'] : tool.operands
    for (const name of names) {
      await tool.forEach([name], async () => {
        for await (const { text } of linesOf(tool.open(name))) lines.push(text)
      })
      if (tool.status !== 0) return 2
    }
    const keys = tool.values('k').map((text) => sortKey(text, tool))
    const compare = (a: string, b: string): number => {
      for (const key of keys.length > 0 ? keys : [sortKey('1', tool)]) {
        const order = key(a, b)
        if (order !== 0) return order
      }
      if (tool.has('s') || tool.has('u')) return 0
      return (a < b ? -1 : a > b ? 1 : 0) * (tool.has('r') ? -1 : 1)
    }
    const sorted = lines.sort(compare)
    const wanted = tool.has('u')
      ? sorted.filter((line, i) => i === 0 || compare(sorted[i - 1] ?? '', line) !== 0)
      : sorted
    const text = wanted.map((line) => `${line}\n`).join('')
    const target = tool.value('o')
    if (target === undefined) await tool.out(text)
    else tool.files.write(tool.path(target), Buffer.from(text))
    return 0
  },
})

/** `2,3nr`: fields from 2 to 3, compared as numbers, backwards. */
function sortKey(text: string, tool: ToolRun): (a: string, b: string) => number {
  const match = /^(\d+)(?:\.(\d+))?([a-zA-Z]*)(?:,(\d+)(?:\.(\d+))?([a-zA-Z]*))?$/.exec(text)
  if (match === null) throw new ToolError(`bad -k '${text}'`)
  const letters = `${match[3] ?? ''}${match[6] ?? ''}`
  const has = (letter: string): boolean => (letters === '' ? tool.has(letter) : letters.includes(letter))
  const first = Number(match[1]) - 1
  const last = match[4] === undefined ? undefined : Number(match[4])
  const separator = tool.value('t')
  const pick = (line: string): string => {
    if (first === 0 && last === undefined && match[2] === undefined) return line
    const parts = separator === undefined ? (line.match(/\s*\S+/g) ?? []) : line.split(separator)
    return parts
      .slice(first, last)
      .join(separator ?? '')
      .slice(Number(match[2] ?? '1') - 1)
  }
  const clean = (value: string): string => {
    let cleaned = has('b') ? value.trimStart() : value
    if (has('f')) cleaned = cleaned.toUpperCase()
    if (has('d')) cleaned = cleaned.replace(/[^A-Za-z0-9\s]/g, '')
    return cleaned
  }
  const units = { k: 1024, m: 1024 ** 2, g: 1024 ** 3 } as const
  const number = (value: string): number => {
    const found = /^\s*(-?\d*\.?\d+(?:[eE][-+]?\d+)?)([kmg]?)/i.exec(value)
    if (found === null) return 0
    const unit = has('h')
      ? (units[(found[2] ?? '').toLowerCase() as keyof typeof units] as number | undefined)
      : undefined
    return Number(found[1]) * (unit ?? 1)
  }
  const sign = has('r') ? -1 : 1
  const numeric = has('n') || has('g') || has('h')
  return (a, b) => {
    const [x, y] = [pick(a), pick(b)]
    if (numeric) return sign * (number(x) - number(y))
    if (has('V')) return sign * x.localeCompare(y, 'en', { numeric: true })
    const [p, q] = [clean(x), clean(y)]
    return sign * (p < q ? -1 : p > q ? 1 : 0)
  }
}

const uniq = defineTool({
  options: 'f:s:w:zicdu',
  most: 2,
  run: async (tool) => {
    const [name = '-', target] = tool.operands
    const key = (line: string): string => {
      let text = line
      for (let i = 0; i < tool.number('f', 0); i++) text = text.replace(/^\s*\S+/, '')
      text = text.slice(tool.number('s', 0))
      if (tool.has('w')) text = text.slice(0, tool.number('w', 0))
      return tool.has('i') ? text.toLowerCase() : text
    }
    let output = ''
    const put = async (text: string): Promise<void> => {
      if (target === undefined) await tool.out(text)
      else output += text
    }
    let last: string | undefined
    let count = 0
    const flush = async (): Promise<void> => {
      if (last === undefined || (tool.has('d') && count < 2) || (tool.has('u') && count > 1)) return
      await put(`${tool.has('c') ? `${String(count).padStart(7)} ` : ''}${last}\n`)
    }
    await tool.forEach([name], async () => {
      for await (const { text } of linesOf(tool.open(name))) {
        if (last !== undefined && key(text) === key(last)) {
          count++
          continue
        }
        await flush()
        last = text
        count = 1
      }
      await flush()
    })
    if (target !== undefined) tool.files.write(tool.path(target), Buffer.from(output))
    return tool.status
  },
})

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
  ['cut', cut],
  ['tr', tr],
  ['sort', sort],
  ['uniq', uniq],
  ['rev', rev],
  ['tac', tac],
  ['nl', nl],
  ['paste', paste],
  ['comm', comm],
]
