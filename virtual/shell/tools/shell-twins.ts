import { userFiles } from '../../android/user-files.ts'
import type { Command } from '../command.ts'
import { expandEscapes, formatPrintf } from '../engine-printf.ts'
import { evaluateTest, TestError } from '../engine-test.ts'
import { defineTool } from './tool.ts'

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

const pwd: Command = async (context) => {
  await context.out(`${context.cwd}\n`)
  return 0
}

export const shellTwins: readonly (readonly [string, Command])[] = [
  ['echo', echo],
  ['printf', printf],
  ['test', test],
  ['[', test],
  ['true', () => 0],
  ['false', () => 1],
  ['pwd', pwd],
  ['kill', kill],
  ['expr', expr],
]
