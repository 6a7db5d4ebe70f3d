import type { Command, CommandContext } from '../command.ts'
import { formatPrintf } from '../engine-printf.ts'
import { allOf } from './text-lines.ts'
import { defineTool, ToolError, type ToolRun } from './tool.ts'

/** Resolves after virtual time, or at once when the program is ended. */
function pause(context: CommandContext, ms: number): Promise<void> {
  const { clock } = context.phone
  return new Promise((resolve) => {
    if (context.signal.aborted) {
      resolve()
      return
    }
    const stop = (): void => {
      clock.clearTimeout(timer)
      resolve()
    }
    const timer = clock.setTimeout(() => {
      context.signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    context.signal.addEventListener('abort', stop, { once: true })
  })
}

/** `1.5`, `2m`, `1h`, `1d` in ms. Throws ToolError. */
function duration(text: string): number {
  const match = /^(\d*\.?\d+|\d+\.)([smhd]?)$/.exec(text)
  if (match === null) throw new ToolError(`Not a number '${text}'`)
  const unit = { m: 60, h: 3600, d: 86400 }[match[2] ?? ''] ?? 1
  return Number(match[1]) * unit * 1000
}

const sleep = defineTool({
  options: '',
  least: 1,
  run: async (tool) => {
    await pause(
      tool.context,
      tool.operands.reduce((sum, text) => sum + duration(text), 0),
    )
    return 0
  },
})

const usleep = defineTool({
  options: '',
  least: 1,
  run: async (tool) => {
    await pause(tool.context, Number(tool.operands[0]) / 1000)
    return 0
  },
})

function runner(tool: ToolRun): NonNullable<CommandContext['run']> {
  const { run } = tool.context
  if (run === undefined) throw new ToolError('cannot run programs here')
  return run
}

const timeout = defineTool({
  options: 'k:s:vi',
  long: { foreground: 'i', 'preserve-status': 'i', signal: 's', 'kill-after': 'k' },
  least: 2,
  stopsAtOperand: true,
  run: async (tool) => {
    const [text = '', ...argv] = tool.operands
    const ms = duration(text)
    const controller = new AbortController()
    const forward = (): void => {
      controller.abort()
    }
    tool.context.signal.addEventListener('abort', forward, { once: true })
    const waiting = new AbortController()
    const expired = pause({ ...tool.context, signal: waiting.signal }, ms).then(() => 'expired' as const)
    try {
      const work = runner(tool)(argv, { signal: controller.signal })
      work.catch(() => undefined)
      const first = ms === 0 ? await work : await Promise.race([work, expired])
      if (first !== 'expired') return first
      controller.abort()
      return tool.value('s') === '9' || tool.value('s') === 'KILL' ? 137 : 124
    } finally {
      waiting.abort()
      tool.context.signal.removeEventListener('abort', forward)
    }
  },
})

const nohup = defineTool({
  options: '',
  stopsAtOperand: true,
  run: (tool) => {
    if (tool.operands.length === 0) throw new ToolError('Needs 1 argument (see "nohup --help")', 125)
    // SIGHUP comes with the session's end, which programs in the background outlive anyway.
    return runner(tool)(tool.operands)
  },
})

const env = defineTool({
  options: '0iu:',
  long: { unset: 'u', 'ignore-environment': 'i' },
  stopsAtOperand: true,
  run: async (tool) => {
    const variables = new Map(tool.has('i') ? [] : tool.context.env)
    for (const name of tool.values('u')) variables.delete(name)
    const words = [...tool.operands]
    while (words[0]?.includes('=') === true) {
      const word = words.shift() ?? ''
      const equals = word.indexOf('=')
      variables.set(word.slice(0, equals), word.slice(equals + 1))
    }
    if (words.length > 0) return runner(tool)(words, { env: variables })
    const end = tool.has('0') ? '\0' : '\n'
    await tool.out([...variables].map(([name, value]) => `${name}=${value}${end}`).join(''))
    return 0
  },
})

const printenv = defineTool({
  options: '0',
  run: async (tool) => {
    if (tool.operands.length === 0)
      await tool.out([...tool.context.env].map(([name, value]) => `${name}=${value}\n`).join(''))
    for (const name of tool.operands) {
      const value = tool.context.env.get(name)
      if (value === undefined) tool.status = 1
      else await tool.out(`${value}\n`)
    }
    return tool.status
  },
})

const xargs = defineTool({
  options: '0E:I:L:n:P:prs:t',
  long: { null: '0', 'no-run-if-empty': 'r' },
  stopsAtOperand: true,
  run: async (tool) => {
    const text = (await allOf(tool.context.stdin)).toString('utf8')
    const command = tool.operands.length === 0 ? ['echo'] : tool.operands
    const run = runner(tool)
    const template = tool.value('I')
    const words = tool.has('0')
      ? text.split('\0').filter((word) => word !== '')
      : template === undefined
        ? shellWords(text)
        : text.split('\n').filter((line) => line.trim() !== '')
    if (words.length === 0 && (tool.has('r') || template !== undefined)) return 0
    let status = 0
    const start = async (argv: readonly string[]): Promise<boolean> => {
      if (tool.has('t')) await tool.context.err(`${argv.join(' ')}\n`)
      const ended = await run(argv, { stdin: emptyInput })
      if (ended === 255) {
        await tool.context.err(`xargs: ${argv[0] ?? ''}: exited with status 255; aborting\n`)
        status = 124
        return false
      }
      if (ended === 126 || ended === 127) status = ended
      else if (ended !== 0 && status === 0) status = 123
      return ended !== 127 && ended !== 126
    }
    if (template !== undefined) {
      for (const word of words) if (!(await start(command.map((part) => part.replaceAll(template, word.trim()))))) break
      return status
    }
    const most = tool.number('n', tool.number('L', Number.POSITIVE_INFINITY))
    const left = [...words]
    do {
      const part = Number.isFinite(most) ? left.splice(0, most) : left.splice(0)
      if (!(await start([...command, ...part]))) break
    } while (left.length > 0)
    return status
  },
})

const emptyInput: AsyncIterable<Buffer> = {
  [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }),
}

/** Blanks separate; quotes and backslashes protect. */
function shellWords(text: string): string[] {
  const found = text.match(/(?:"[^"\n]*"|'[^'\n]*'|\\[^]|[^\s"'\\])+/g) ?? []
  return found.map((word) =>
    word.replace(/"([^"]*)"|'([^']*)'|\\([^])/g, (_, a?: string, b?: string, c?: string) => a ?? b ?? c ?? ''),
  )
}

const yes = defineTool({
  options: '',
  run: async (tool) => {
    const line = `${tool.operands.length === 0 ? 'y' : tool.operands.join(' ')}\n`
    const chunk = line.repeat(Math.max(1, Math.floor(4096 / line.length)))
    while (!tool.context.signal.aborted) {
      await tool.out(chunk)
      await new Promise((resume) => setImmediate(resume))
    }
    return 130
  },
})

const seq = defineTool({
  options: 'f:s:w',
  takesNumbers: true,
  least: 1,
  most: 3,
  run: async (tool) => {
    const numbers = tool.operands.map((text) => {
      if (!/^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(text)) throw new ToolError(`bad '${text}'`)
      return Number(text)
    })
    const last = numbers.at(-1) ?? 0
    const first = numbers.length > 1 ? (numbers[0] ?? 1) : 1
    const step = numbers.length > 2 ? (numbers[1] ?? 1) : 1
    const decimals = Math.max(...tool.operands.map((text) => /\.(\d+)/.exec(text)?.[1]?.length ?? 0))
    const texts: string[] = []
    const count = step === 0 ? 0 : Math.floor((last - first) / step + 1e-9)
    const width = tool.has('w') ? Math.max(first.toFixed(decimals).length, last.toFixed(decimals).length) : 0
    const format = tool.value('f')
    for (let i = 0; i <= count; i++) {
      const value = (first + i * step).toFixed(decimals)
      texts.push(format === undefined ? value.padStart(width, '0') : formatPrintf(format, [value]).text)
    }
    if (texts.length > 0) await tool.out(`${texts.join(tool.value('s') ?? '\n')}\n`)
    return 0
  },
})

const clear: Command = async (context) => {
  await context.out('\x1b[2J\x1b[H')
  return 0
}

export const processTools: readonly (readonly [string, Command])[] = [
  ['sleep', sleep],
  ['usleep', usleep],
  ['timeout', timeout],
  ['nohup', nohup],
  ['setsid', nohup],
  ['env', env],
  ['printenv', printenv],
  ['xargs', xargs],
  ['yes', yes],
  ['seq', seq],
  ['sync', () => 0],
  ['clear', clear],
]
