import { text, type DumpRequest, type ServiceDump } from './dump-request.ts'
import { displayLines } from './window-displays.ts'
import { windowsLines } from './window-list.ts'
import { policyLines } from './window-policy.ts'

/** services/core/java/com/android/server/wm/WindowManagerService.doDump */
export const dumpWindow: ServiceDump = (request) => {
  const words = request.args.filter((word) => !word.startsWith('-'))
  const all = request.args.includes('-a')
  const [section] = words
  switch (section) {
    case undefined:
    case 'all':
    case 'a':
      return text(everything(request, all))
    case 'policy':
    case 'p':
      return text(policyLines(request))
    case 'displays':
    case 'd':
      return text(displayLines(request))
    case 'windows':
    case 'w':
      return text(windowsLines(request))
    case 'tokens':
    case 't':
      return text(tokensLines(request))
    case 'sessions':
    case 's':
      return text(sessionsLines(request))
    case 'lastanr':
    case 'l':
      return text(['WINDOW MANAGER LAST ANR (dumpsys window lastanr)', '  <no ANR has occurred since boot>'])
    default:
      return `Bad window command, or no windows match: ${section}\nUse -h for help.\n`
  }
}

const rule = '-'.repeat(79)

/** Blank lines between the parts; with -a a rule as well. */
function everything(request: DumpRequest, all: boolean): string[] {
  const parts = [
    policyLines(request),
    sessionsLines(request),
    displayLines(request),
    tokensLines(request),
    windowsLines(request),
  ]
  const before = all ? [rule] : []
  return parts.flatMap((part, index) => [...(index === 0 ? [] : ['']), ...before, ...part])
}

function sessionsLines({ phone, hash }: DumpRequest): string[] {
  const lines = ['WINDOW MANAGER SESSIONS (dumpsys window sessions)']
  for (const process of phone.processes.all()) {
    if (process.state !== 'top' && process.packageName !== 'com.android.systemui') continue
    lines.push(`  Session Session{${hash('Session', String(process.pid))} ${process.pid}:${process.uid}}:`)
  }
  return lines
}

function tokensLines({ phone, hash }: DumpRequest): string[] {
  return [
    'WINDOW MANAGER TOKENS (dumpsys window tokens)',
    '  All tokens:',
    ...phone.activities
      .stack()
      .flatMap(({ activities }) => activities)
      .map(({ token }) => `  WindowToken{${hash('WindowToken', token)} ActivityRecord{${token}}}`),
  ]
}
