import type { ClientCommand } from './command.ts'
import { contactCommands } from './contacts.ts'
import { groupClientCommands } from './group-messages.ts'
import { messageCommands } from './messages.ts'
import { profileClientCommands } from './profiles.ts'

/** Commands of logged-in clients by servcmd. */
export const clientCommands = new Map<string, ClientCommand>(
  [contactCommands, groupClientCommands, messageCommands, profileClientCommands].flatMap((table) =>
    Object.entries(table),
  ),
)
