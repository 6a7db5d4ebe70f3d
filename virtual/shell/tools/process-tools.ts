import type { Command, CommandContext } from '../command.ts'
import { expandEscapes, formatPrintf } from '../engine-printf.ts'
import { absolutePath } from '../engine-glob.ts'
import { evaluateTest, TestError } from '../engine-test.ts'
import { userFiles } from '../../android/user-files.ts'
import { allOf } from './text-lines.ts'
import { defineTool, ToolError, type ToolRun } from './tool.ts'
import { shellGroupIds, userName } from './user-names.ts'

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

const id = defineTool({
  options: 'nGgruZ',
  most: 1,
  run: async (tool) => {
    const uid = tool.context.uid ?? 2000
    const { apiLevel } = tool.context.phone.rom
    const groups = uid === 2000 ? shellGroupIds(apiLevel) : uid === 0 ? [0] : [uid, 3003, 9997, uid + 10000]
    const named = (number: number): string => (tool.has('n') ? userName(number) : String(number))
    if (tool.has('Z')) await tool.out(`${securityContext(uid)}\n`)
    else if (tool.has('u')) await tool.out(`${named(uid)}\n`)
    else if (tool.has('g')) await tool.out(`${named(uid)}\n`)
    else if (tool.has('G')) await tool.out(`${groups.map(named).join(' ')}\n`)
    else {
      const text = (number: number): string => `${String(number)}(${userName(number)})`
      await tool.out(
        `uid=${text(uid)} gid=${text(uid)} groups=${groups.map(text).join(',')} context=${securityContext(uid)}\n`,
      )
    }
    return 0
  },
})

function securityContext(uid: number): string {
  return uid === 2000 ? 'u:r:shell:s0' : uid === 0 ? 'u:r:su:s0' : 'u:r:runas_app:s0:c512,c768'
}

const whoami: Command = async (context) => {
  await context.out(`${userName(context.uid ?? 2000)}\n`)
  return 0
}

const uname = defineTool({
  options: 'aomvrns',
  run: async (tool) => {
    const { phone } = tool.context
    const modern = phone.rom.apiLevel >= 33
    const facts: readonly (readonly [string, string])[] = [
      ['s', 'Linux'],
      ['n', 'localhost'],
      ['r', modern ? '5.15.123-android13-8' : '4.14.190-perf+'],
      ['v', '#1 SMP PREEMPT'],
      ['m', 'aarch64'],
      ['o', 'Android'],
    ]
    const all = tool.has('a')
    const shown = facts.filter(([letter]) => (all ? letter !== 'o' || modern : tool.has(letter)))
    await tool.out(`${(shown.length > 0 ? shown : facts.slice(0, 1)).map(([, text]) => text).join(' ')}\n`)
    return 0
  },
})

const which =
  (known: () => ReadonlyMap<string, Command>): Command =>
  async (context) => {
    let status = 0
    for (const name of context.argv.slice(1).filter((word) => word !== '-a')) {
      const isProgram = known().has(name) || context.phone.files.stat(`/system/bin/${name}`) !== undefined
      if (
        name.includes('/')
          ? context.phone.files.stat(absolutePath(context.cwd, name)) !== undefined
          : isProgram || name === 'sh'
      )
        await context.out(`${name.includes('/') ? name : `/system/bin/${name}`}\n`)
      else status = 1
    }
    return status
  }

const getconf = defineTool({
  options: 'al',
  run: async (tool) => {
    const values: Readonly<Record<string, string>> = {
      PAGESIZE: '4096',
      PAGE_SIZE: '4096',
      ARG_MAX: '131072',
      NAME_MAX: '255',
      PATH_MAX: '4096',
      LONG_BIT: '64',
      _NPROCESSORS_CONF: '8',
      _NPROCESSORS_ONLN: '8',
      CLK_TCK: '100',
      OPEN_MAX: '32768',
    }
    const [name] = tool.operands
    if (name === undefined)
      await tool.out(
        Object.entries(values)
          .map(([key, value]) => `${key}: ${value}\n`)
          .join(''),
      )
    else {
      const value = values[name]
      if (value === undefined) throw new ToolError(`unknown ${name}`)
      await tool.out(`${value}\n`)
    }
    return 0
  },
})

/** `run-as PACKAGE [COMMAND…]` for debuggable packages. Texts: AOSP system/core/run-as/run-as.cpp. */
const runAs: Command = async (context) => {
  const words = context.argv.slice(1)
  if (words[0] === '--user') words.splice(0, 2)
  const [packageName, ...argv] = words
  if (packageName === undefined) {
    await context.err('run-as: usage: run-as <package-name> [--user <uid>] <command> [<args>]\n')
    return 1
  }
  const { phone } = context
  const found = phone.packages.get(packageName)
  if (found === undefined) {
    await context.err(`run-as: unknown package: ${packageName}\n`)
    return 1
  }
  if (!found.debuggable) {
    await context.err(`run-as: package not debuggable: ${packageName}\n`)
    return 1
  }
  const home = `/data/data/${packageName}`
  const cwd = `/data/user/0/${packageName}`
  if (phone.files.stat(home) === undefined) {
    phone.files.makeDirectory(home, { parents: true })
    phone.files.attributes?.change(home, { uid: found.uid, gid: found.uid, mode: 0o700 })
  }
  if (context.run === undefined) return 1
  const variables = new Map(context.env).set('HOME', cwd).set('PWD', cwd).set('TMPDIR', `${cwd}/cache`)
  return context.run(argv.length === 0 ? ['sh'] : argv, { uid: found.uid, cwd, env: variables })
}

// What the shell runs itself also exists as programs, for xargs, env and find.
const echo: Command = async (context) => {
  const words = context.argv.slice(1)
  let newline = true
  let escapes = false
  while (words[0] !== undefined && /^-[neE]+$/.test(words[0]))
    for (const letter of (words.shift() ?? '').slice(1)) {
      if (letter === 'n') newline = false
      else escapes = letter === 'e'
    }
  const result = escapes ? expandEscapes(words.join(' ')) : { text: words.join(' '), stopped: false }
  await context.out(result.text + (newline && !result.stopped ? '\n' : ''))
  return 0
}

const printf = defineTool({
  options: '',
  stopsAtOperand: true,
  least: 1,
  run: async (tool) => {
    const [format = '', ...values] = tool.operands
    const result = formatPrintf(format, values)
    await tool.out(result.text)
    for (const bad of result.bad) await tool.complain(`bad '${bad}'`)
    return tool.status
  },
})

const test: Command = async (context) => {
  const words = context.argv.slice(1)
  if (context.argv[0] === '[' && words.pop() !== ']') {
    await context.err("[: Missing ']'\n")
    return 2
  }
  const files = userFiles(context.phone.files, context.uid ?? 2000)
  try {
    const scope = { files, cwd: context.cwd, isTerminal: (fd: number) => context.pty && fd <= 2, isSet: () => false }
    return Number(!evaluateTest(words, scope))
  } catch (error) {
    if (!(error instanceof TestError)) throw error
    await context.err(`test: ${error.message}\n`)
    return 2
  }
}

const kill: Command = async (context) => {
  // The shell's own does the work; xargs and find get here.
  const words = context.argv.slice(1).filter((word) => !word.startsWith('-'))
  let status = 0
  for (const word of words) {
    const process = context.phone.processes.byPid(Number(word))
    const problem =
      process === undefined
        ? 'No such process'
        : process.uid !== (context.uid ?? 2000)
          ? 'Operation not permitted'
          : undefined
    if (problem !== undefined) {
      await context.err(`kill: bad pid '${word}': ${problem}\n`)
      status = 1
    } else if (process !== undefined) context.phone.processes.kill(process.pid, 'signal 15')
  }
  return status
}

const expr: Command = async (context) => {
  const words = context.argv.slice(1)
  const [left = '', operator, right = ''] = words
  let value: string
  if (words.length === 1) value = left
  else if (operator === ':') {
    const match = new RegExp(`^(?:${right.replace(/\\([(){}])/g, '$1')})`).exec(left)
    value = match?.[1] ?? String(match?.[0].length ?? 0)
  } else {
    const [a, b] = [Number(left), Number(right)]
    const numeric = /^-?\d+$/.test(left) && /^-?\d+$/.test(right)
    const computed: Readonly<Record<string, () => string>> = {
      '+': () => String(a + b),
      '-': () => String(a - b),
      '*': () => String(a * b),
      '/': () => String(Math.trunc(a / b)),
      '%': () => String(a % b),
      '=': () => String(Number(left === right)),
      '!=': () => String(Number(left !== right)),
      '<': () => String(Number(numeric ? a < b : left < right)),
      '>': () => String(Number(numeric ? a > b : left > right)),
      '<=': () => String(Number(numeric ? a <= b : left <= right)),
      '>=': () => String(Number(numeric ? a >= b : left >= right)),
      '|': () => (left !== '' && left !== '0' ? left : right),
      '&': () => (left !== '' && left !== '0' && right !== '' && right !== '0' ? left : '0'),
    }
    const compute = computed[operator ?? '']
    if (compute === undefined || words.length !== 3) {
      await context.err('expr: syntax error\n')
      return 2
    }
    if ('+-*/%'.includes(operator ?? '') && !numeric) {
      await context.err('expr: non-integer argument\n')
      return 2
    }
    if ('/%'.includes(operator ?? '') && b === 0) {
      await context.err('expr: division by zero\n')
      return 2
    }
    value = compute()
  }
  await context.out(`${value}\n`)
  return value === '' || value === '0' ? 1 : 0
}

const hostname: Command = async (context) => {
  await context.out('localhost\n')
  return 0
}

const uptime: Command = async (context) => {
  const minutes = Math.floor(context.phone.uptimeMs() / 60_000)
  const hours = Math.floor(minutes / 60)
  const up = hours > 0 ? `${String(hours)}:${String(minutes % 60).padStart(2, '0')}` : `${String(minutes)} min`
  const now = new Date(context.phone.clock.now()).toISOString().slice(11, 19)
  await context.out(` ${now} up ${up},  0 users,  load average: 1.12, 1.08, 1.05\n`)
  return 0
}

const tty: Command = async (context) => {
  await context.out(context.pty ? '/dev/pts/0\n' : 'not a tty\n')
  return context.pty ? 0 : 1
}

export function processTools(known: () => ReadonlyMap<string, Command>): readonly (readonly [string, Command])[] {
  return [
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
    ['id', id],
    ['whoami', whoami],
    [
      'groups',
      defineTool({
        options: '',
        run: async (tool) => {
          await tool.out(`${shellGroupIds(tool.context.phone.rom.apiLevel).map(userName).join(' ')}\n`)
          return 0
        },
      }),
    ],
    ['uname', uname],
    ['which', which(known)],
    ['getconf', getconf],
    ['run-as', runAs],
    ['echo', echo],
    ['printf', printf],
    ['test', test],
    ['[', test],
    ['true', () => 0],
    ['false', () => 1],
    [
      'pwd',
      async (context) => {
        await context.out(`${context.cwd}\n`)
        return 0
      },
    ],
    ['kill', kill],
    ['expr', expr],
    ['sync', () => 0],
    [
      'clear',
      async (context) => {
        await context.out('\x1b[2J\x1b[H')
        return 0
      },
    ],
    ['hostname', hostname],
    ['uptime', uptime],
    ['tty', tty],
  ]
}
