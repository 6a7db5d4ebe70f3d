import { title } from './activity-tasks.ts'
import type { DumpRequest } from './dump-request.ts'

/** `dumpsys activity broadcasts`: queues that are empty, in the words of the two designs (one queue per process from 14 on). */
export function broadcastLines({ apiLevel }: DumpRequest): string[] {
  const lines = [title('BROADCAST STATE', 'broadcasts'), '  Registered Receivers:', '', '  Receiver Resolver Table:']
  if (apiLevel >= 34) {
    return [
      ...lines,
      '',
      '  Broadcast queue: [modern]',
      '  📋 Per-process queues:',
      '  🧍 Runnable:',
      '    (none)',
      '  🏃 Running:',
      '    (none)',
    ]
  }
  for (const queue of ['foreground', 'background']) {
    lines.push(
      '',
      `  Historical broadcasts [${queue}]:`,
      '    (nothing)',
      `  Historical broadcasts summary [${queue}]:`,
      '    (nothing)',
    )
  }
  return lines
}
