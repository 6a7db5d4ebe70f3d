import { evaluateArithmetic } from './engine-arithmetic.ts'
import { evaluateCondition } from './engine-condition.ts'
import { expandFields, expandFragments, expandText } from './engine-expansion.ts'
import { matches } from './engine-pattern.ts'
import { JumpSignal } from './engine-signals.ts'
import type { Io, ShellState } from './engine-state.ts'
import type { List, ShellCommand } from './engine-syntax.ts'

/** A shell that loops and branches are run in. */
export interface CompoundHost extends ShellState {
  substitute(text: string): Promise<string>
  runList(list: List, io: Io): Promise<number>
  /** A list whose failure is an answer, not an error. */
  runCondition(list: List, io: Io): Promise<number>
  runSubshell(list: List, io: Io): Promise<number>
  reporting(io: Io, run: () => Promise<number>): Promise<number>
  check(): void
  breathe(): Promise<void>
}

/** Runs what has commands inside; its redirects have been opened. */
export async function runCompound(
  shell: CompoundHost,
  command: Exclude<ShellCommand, { kind: 'simple' } | { kind: 'function' }>,
  io: Io,
): Promise<number> {
  switch (command.kind) {
    case 'group':
      return shell.runList(command.body, io)
    case 'subshell':
      return shell.runSubshell(command.body, io)
    case 'if':
      for (const { condition, body } of command.branches)
        if ((await shell.runCondition(condition, io)) === 0) return shell.runList(body, io)
      return command.otherwise === undefined ? 0 : shell.runList(command.otherwise, io)
    case 'while':
    case 'until':
      return loop(
        shell,
        async () => ((await shell.runCondition(command.condition, io)) === 0) === (command.kind === 'while'),
        command.body,
        io,
      )
    case 'for': {
      const values = command.words === undefined ? shell.positional : await expandFields(command.words, shell)
      const left = [...values]
      return loop(
        shell,
        () => {
          const value = left.shift()
          if (value === undefined) return false
          shell.setParameter(command.name, value)
          return true
        },
        command.body,
        io,
      )
    }
    case 'case':
      return runCase(shell, command, io)
    case 'condition':
      return Number(!(await evaluateCondition(command.expression, shell)))
    case 'arithmetic': {
      const text = await expandText(command.expression, shell)
      const value = await shell.reporting(io, () => Promise.resolve(evaluateArithmetic(text, shell.numbers())))
      return Number(value === 0)
    }
  }
}

async function loop(shell: CompoundHost, next: () => boolean | Promise<boolean>, body: List, io: Io): Promise<number> {
  let status = 0
  shell.loopDepth++
  try {
    while (await next()) {
      await shell.breathe()
      shell.check()
      try {
        status = await shell.runList(body, io)
      } catch (error) {
        if (!(error instanceof JumpSignal)) throw error
        const { jump } = error
        if (jump.kind !== 'break' && jump.kind !== 'continue') throw error
        status = 0
        if (jump.levels > 1) {
          jump.levels--
          throw error
        }
        if (jump.kind === 'break') break
      }
    }
  } finally {
    shell.loopDepth--
  }
  return status
}

async function runCase(shell: CompoundHost, command: Extract<ShellCommand, { kind: 'case' }>, io: Io): Promise<number> {
  const text = await expandText(command.word, shell)
  let falling = false
  let status = 0
  for (const item of command.items) {
    let fits = falling
    for (const pattern of item.patterns) fits ||= matches(text, await expandFragments(pattern, shell))
    if (!fits) continue
    shell.lastStatus = 0
    status = await shell.runList(item.body, io)
    if (item.end === ';;') return status
    falling = true
  }
  return status
}
