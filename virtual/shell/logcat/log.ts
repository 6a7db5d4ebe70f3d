import type { Command } from '../command.ts'

const priorities = 'vdiwefs'
const usage = `usage: log [-p PRI] [-t TAG] [MESSAGE...]

Logs message to logcat.

-p\tUse the given priority instead of INFO:
\td: DEBUG  e: ERROR  f: FATAL  i: INFO  v: VERBOSE  w: WARN  s: SILENT
-t\tUse the given tag instead of "log"
`

/** toybox `log` (toys/android/log.c): writes to the main buffer; without a message every line of stdin is one. */
export const logCommand: Command = async ({ phone, argv, stdin, err }) => {
  let priority = 'I'
  let tag = 'log'
  const words = argv.slice(1)
  while (words[0]?.startsWith('-') === true && words[0] !== '-') {
    const option = words.shift()
    const value = option?.slice(2) === '' ? words.shift() : option?.slice(2)
    if (option?.startsWith('-t') === true && value !== undefined) tag = value
    else if (
      option?.startsWith('-p') === true &&
      value !== undefined &&
      priorities.includes(value.charAt(0).toLowerCase())
    ) {
      priority = value.charAt(0).toUpperCase()
    } else {
      await err(usage)
      return 1
    }
  }
  // The shell's programs have no process of their own here: they log in the name of the shell's daemon.
  const pid = phone.processes.all().find((process) => process.name === 'adbd')?.pid ?? 1
  const write = (message: string): void => phone.log.write({ buffer: 'main', pid, uid: 2000, priority, tag, message })
  if (words.length > 0) {
    write(words.join(' '))
    return 0
  }
  let rest = ''
  for await (const chunk of stdin) {
    const lines = (rest + chunk.toString()).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) write(line)
  }
  if (rest !== '') write(rest)
  return 0
}
