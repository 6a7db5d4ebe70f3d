import type { Command } from '../command.ts'
import { linesOf } from './text-lines.ts'
import { defineTool, ToolError, type ToolRun } from './tool.ts'

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

export const columnTools: readonly (readonly [string, Command])[] = [
  ['cut', cut],
  ['tr', tr],
  ['sort', sort],
  ['uniq', uniq],
]
