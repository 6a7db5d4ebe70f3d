import { SedProgram } from './sed-script.ts'
import { BadPattern } from './posix-pattern.ts'
import { linesOf } from './text-lines.ts'
import { defineTool, ToolError } from './tool.ts'

/** The stream editor: all of POSIX's commands but `l`, `r` and `w`. */
export const sed = defineTool({
  options: 'nErse:f:i',
  long: { quiet: 'n', silent: 'n', 'in-place': 'i', expression: 'e', 'regexp-extended': 'E' },
  run: async (tool) => {
    const scripts = [...tool.values('e')]
    const operands = [...tool.operands]
    for (const name of tool.values('f')) {
      const content = tool.files.read(tool.path(name))
      if (content === undefined) throw new ToolError(`${name}: No such file or directory`)
      scripts.push(content.toString('utf8'))
    }
    if (scripts.length === 0) {
      const first = operands.shift()
      if (first === undefined) throw new ToolError('no pattern')
      scripts.push(first)
    }
    let program: SedProgram
    try {
      program = new SedProgram(scripts.join('\n'), { extended: tool.has('E') || tool.has('r'), quiet: tool.has('n') })
    } catch (error) {
      if (error instanceof BadPattern) throw new ToolError(error.message)
      throw error
    }
    const names = operands.length === 0 ? ['-'] : operands
    if (tool.has('i')) {
      return tool.forEach(names, async (name, path) => {
        let text = ''
        const stat = tool.files.stat(path)
        await program.run(linesOf(tool.open(name)), (part) => {
          text += part
          return Promise.resolve()
        })
        tool.files.write(path, Buffer.from(text), stat === undefined ? {} : { mode: stat.mode })
      })
    }
    const input = async function* (): ReturnType<typeof linesOf> {
      for (const name of names) {
        // Opening may fail for one file; the others are still edited.
        const lines: ReturnType<typeof linesOf>[] = []
        await tool.forEach([name], () => {
          lines.push(linesOf(tool.open(name)))
        })
        for (const source of lines) yield* source
      }
    }
    const status = await program.run(input(), (part) => tool.out(part))
    return status === 0 ? tool.status : status
  },
})
