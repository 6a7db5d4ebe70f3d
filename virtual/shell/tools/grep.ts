import { FileError } from '../../android/files.ts'
import { isDirectory } from '../../android/user-files.ts'
import { BadPattern, posixSource } from './posix-pattern.ts'
import { linesOf } from './text-lines.ts'
import { defineTool, ToolError, type ToolRun } from './tool.ts'

interface Search {
  readonly pattern: RegExp
  readonly showsNames: boolean
  /** Matches in all files, for the exit status. */
  found: boolean
}

const options = 'EFivonclLqwxrRshHe:f:m:A:B:C:ZzaI'

function grepAs(letters: string): ReturnType<typeof defineTool> {
  return defineTool({
    options,
    long: { color: 'Z', colour: 'Z', 'ignore-case': 'i', 'line-buffered': 'Z', count: 'c', quiet: 'q', text: 'a' },
    run: (tool) => grep(tool, letters),
  })
}

export const grepTool = grepAs('')
export const egrepTool = grepAs('E')
export const fgrepTool = grepAs('F')

/** Exit status as in POSIX: 0 found, 1 not found, 2 trouble. */
async function grep(tool: ToolRun, letters: string): Promise<number> {
  const operands = [...tool.operands]
  const patterns = tool.values('e').flatMap((text) => text.split('\n'))
  for (const name of tool.values('f')) {
    const content = tool.files.read(tool.path(name))
    if (content === undefined) throw new ToolError(`${name}: No such file or directory`, 2)
    patterns.push(...content.toString('utf8').replace(/\n$/, '').split('\n'))
  }
  if (patterns.length === 0) {
    const first = operands.shift()
    if (first === undefined) throw new ToolError('no REGEX', 2)
    patterns.push(...first.split('\n'))
  }
  const recursive = tool.has('r') || tool.has('R')
  const names = operands.length > 0 ? operands : recursive ? ['.'] : ['-']
  const search: Search = {
    pattern: compile(tool, patterns, letters),
    showsNames: !tool.has('h') && (tool.has('H') || recursive || names.length > 1),
    found: false,
  }
  let troubled = false
  for (const name of recursive ? names.flatMap((n) => below(tool, n)) : names) {
    try {
      if (name !== '-' && !recursive && isDirectory(tool.files.stat(tool.path(name))))
        throw new FileError('EISDIR', 'Is a directory')
      await searchFile(tool, search, name)
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      troubled = true
      if (!tool.has('s')) await tool.context.err(`grep: ${name}: ${error.message}\n`)
    }
    if (search.found && tool.has('q')) return 0
  }
  if (troubled && !search.found) return 2
  return search.found ? 0 : 1
}

function compile(tool: ToolRun, patterns: readonly string[], letters: string): RegExp {
  const fixed = tool.has('F') || letters === 'F'
  const extended = tool.has('E') || letters === 'E'
  const sources = patterns.map((pattern) => {
    if (fixed) return pattern.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    try {
      return posixSource(pattern, extended)
    } catch (error) {
      if (error instanceof BadPattern) throw new ToolError(`bad REGEX '${pattern}': ${error.message}`, 2)
      throw error
    }
  })
  let source = sources.map((text) => `(?:${text})`).join('|')
  if (tool.has('w')) source = `(?<![A-Za-z0-9_])(?:${source})(?![A-Za-z0-9_])`
  if (tool.has('x')) source = `^(?:${source})$`
  return new RegExp(source, tool.has('i') ? 'gi' : 'g')
}

async function searchFile(tool: ToolRun, search: Search, name: string): Promise<void> {
  const before = tool.number('B', tool.number('C', 0))
  const after = tool.number('A', tool.number('C', 0))
  const most = tool.number('m', Number.POSITIVE_INFINITY)
  const shown = name === '-' ? '(standard input)' : name
  const head = (number: number, mark: string): string =>
    (search.showsNames ? `${shown}${mark}` : '') + (tool.has('n') ? `${String(number)}${mark}` : '')
  const silent = tool.has('q') || tool.has('c') || tool.has('l') || tool.has('L')
  const earlier: { readonly number: number; readonly text: string }[] = []
  let count = 0
  let number = 0
  let afterLeft = 0
  let lastShown = 0
  const separate = async (at: number): Promise<void> => {
    if ((before > 0 || after > 0) && lastShown > 0 && at > lastShown + 1) await tool.out('--\n')
  }
  for await (const { text } of linesOf(tool.open(name))) {
    number++
    search.pattern.lastIndex = 0
    const hits = search.pattern.test(text) !== tool.has('v')
    if (hits) {
      count++
      search.found = true
      if (tool.has('q') || (tool.has('l') && !tool.has('c'))) break
      if (!silent) {
        const [first] = earlier
        await separate(first?.number ?? number)
        for (const line of earlier.splice(0)) await tool.out(`${head(line.number, '-')}${line.text}\n`)
        search.pattern.lastIndex = 0
        if (tool.has('o') && !tool.has('v')) {
          for (const match of text.matchAll(search.pattern))
            if (match[0] !== '') await tool.out(`${head(number, ':')}${match[0]}\n`)
        } else await tool.out(`${head(number, ':')}${text}\n`)
        lastShown = number
        afterLeft = after
      }
      if (count >= most) break
    } else if (afterLeft > 0 && !silent) {
      afterLeft--
      await tool.out(`${head(number, '-')}${text}\n`)
      lastShown = number
    } else if (before > 0) {
      earlier.push({ number, text })
      if (earlier.length > before) earlier.shift()
    }
  }
  if (tool.has('l') && count > 0) await tool.out(`${shown}\n`)
  else if (tool.has('L') && count === 0) await tool.out(`${shown}\n`)
  else if (tool.has('c') && !tool.has('q')) await tool.out(`${search.showsNames ? `${shown}:` : ''}${String(count)}\n`)
}

function below(tool: ToolRun, name: string): string[] {
  const path = tool.path(name)
  if (!isDirectory(tool.files.stat(path))) return [name]
  const names = tool.files.list(path) ?? []
  return [...names].sort().flatMap((child) => below(tool, name === '.' ? child : `${name.replace(/\/$/, '')}/${child}`))
}
