import { AppNotResponding } from '../../android/app-process.ts'
import { plainDump } from '../../ui/xml.ts'
import type { Command, CommandContext } from '../command.ts'

const usage = `Usage: uiautomator <subcommand> [options]

Available subcommands:

help: displays help message

runtest: executes UI automation tests
    runtest <class spec> [options]
    <class spec>: <JARS> < -c <CLASSES> | -e class <CLASSES> >
      <JARS>: a list of jar files containing test classes and dependencies. If
        the path is relative, it's assumed to be under /data/local/tmp. Use
        absolute path if the file is elsewhere. Multiple files can be
        specified, separated by space.
      <CLASSES>: a list of test class names to run, separated by comma. To
        a single method, use TestClass#testMethod format. The -e or -c option
        may be repeated. This option is not required and if not provided then
        all the tests in provided jars will be run automatically.
    options:
      --nohup: trap SIG_HUP, so test won't terminate even if parent process
               is terminated, e.g. USB is disconnected.
      -e debug [true|false]: wait for debugger to connect before starting.
      -e runner [CLASS]: use specified test runner class instead. If
        unspecified, framework default runner will be used.
      -e <NAME> <VALUE>: other name-value pairs to be passed to test classes.
        May be repeated.
      -e outputFormat simple | -s: enabled less verbose JUnit style output.

dump: creates an XML dump of current UI hierarchy
    dump [--verbose][file]
      [--compressed]: dumps compressed layout information.
      [file]: the location where the dumped XML should be stored, default is
      /sdcard/window_dump.xml

events: prints out accessibility events until terminated

`

const defaultFile = '/sdcard/window_dump.xml'

/** `uiautomator dump [--compressed] [FILE]` (frameworks/base cmds/uiautomator, DumpCommand). */
export const uiautomator: Command = async (context) => {
  const [, subcommand, ...rest] = context.argv
  if (subcommand === 'dump') return dump(context, rest)
  await context.err(usage)
  return subcommand === undefined || subcommand === 'help' ? 0 : 1
}

async function dump(context: CommandContext, words: readonly string[]): Promise<number> {
  const { err, out, phone } = context
  const compressed = words.includes('--compressed')
  const file = words.find((word) => !word.startsWith('--')) ?? defaultFile
  // Only one client at a time may hold UiAutomation: while a UiAutomator2 server has it this one does not live.
  if (phone.processes.ofPackage('io.appium.uiautomator2.server').length > 0) {
    await err('Killed \n')
    return 137
  }
  let xml: string
  try {
    const window = await phone.screen.activeWindow()
    const { height, width } = phone.rom.screen
    xml = plainDump(window.root, { left: 0, top: 0, right: width, bottom: height }, { compressed })
  } catch (error) {
    if (!(error instanceof AppNotResponding)) throw error
    // DumpCommand returns after this error: the exit code is that of a success.
    await err('ERROR: could not get idle state.\n')
    return 0
  }
  if (file === '/dev/tty' || file === '/dev/stdout' || file === '/proc/self/fd/1') await out(xml)
  else phone.files.write(file, Buffer.from(xml, 'utf8'), { mode: 0o100660 })
  await out(`UI hierchary dumped to: ${file}\n`)
  return 0
}
