import type { Command } from './command.ts'
import { behindTheSystem } from './behind-the-system.ts'
import { dumpsysCommands } from './dumpsys/dumpsys.ts'
import { logcatCommands } from './logcat/logcat.ts'
import { screenCommands } from './screen/screen-commands.ts'
import { systemCommands } from './system/system-commands.ts'
import { toolCommands } from './tools/tool-commands.ts'

/** Every program on the phone's PATH. */
export const allCommands: ReadonlyMap<string, Command> = behindTheSystem(
  new Map([...toolCommands, ...systemCommands, ...dumpsysCommands, ...logcatCommands, ...screenCommands]),
)
