import type { Command } from '../command.ts'
import { columnTools } from './column-tools.ts'
import { date } from './date.ts'
import { digestTools } from './digest-tools.ts'
import { fileChanges } from './file-changes.ts'
import { fileFacts } from './file-facts.ts'
import { find } from './find.ts'
import { egrepTool, fgrepTool, grepTool } from './grep.ts'
import { identityTools } from './identity-tools.ts'
import { ls } from './ls.ts'
import { processTools } from './process-tools.ts'
import { sed } from './sed.ts'
import { shellTwins } from './shell-twins.ts'
import { textTools } from './text-tools.ts'

const tools: Map<string, Command> = new Map<string, Command>([
  ['ls', ls],
  ['grep', grepTool],
  ['egrep', egrepTool],
  ['fgrep', fgrepTool],
  ['sed', sed],
  ['find', find],
  ['date', date],
  ...fileChanges,
  ...fileFacts,
  ...textTools,
  ...digestTools,
  ...columnTools,
  ...processTools,
  ...shellTwins,
  ...identityTools(() => tools),
])

/** `toybox NAME ARG…`, and alone the list of its commands. */
const toybox: Command = async (context) => {
  const [name, ...rest] = context.argv.slice(1)
  if (name === undefined) {
    await context.out(`${[...tools.keys()].sort().join(' ')}\n`)
    return 0
  }
  const tool = tools.get(name)
  if (tool === undefined) {
    await context.err(`toybox: Unknown command ${name}\n`)
    return 127
  }
  return tool({ ...context, argv: [name, ...rest] })
}
tools.set('toybox', toybox)

/** The small Unix programs of a phone: toybox's, with its texts and exit statuses. */
export const toolCommands: ReadonlyMap<string, Command> = tools
