import { text, uidText, type ServiceDump } from './dump-request.ts'

/** services/core/java/com/android/server/appop/AppOpsService.dump: what was set by hand, by uid and package. */
export const dumpAppOps: ServiceDump = ({ apiLevel, args, phone }) => {
  const at = args.indexOf('--package')
  const only = at >= 0 ? args[at + 1] : args.find((word) => !word.startsWith('-') && word.includes('.'))
  const packages = phone.packages.all().filter(({ packageName }) => only === undefined || packageName === only)
  const lines = ['Current AppOps Service state:', '  Settings:', '    top_state_settle_time=+5s0ms', '']
  for (const one of packages) {
    const modes = [...phone.appops.all(one.packageName)]
    if (modes.length === 0 && only === undefined) continue
    lines.push(
      `  Uid ${uidText(one.uid)}:`,
      `    state=${phone.processes.ofPackage(one.packageName)[0]?.state === 'top' ? 'top' : 'cch'}`,
    )
    lines.push(`    Package ${one.packageName}:`)
    for (const [op, mode] of modes) {
      lines.push(`      ${op} (${mode}): `)
      if (apiLevel >= 30) lines.push('        null=[', '        ]')
    }
    lines.push('')
  }
  return text(lines)
}
