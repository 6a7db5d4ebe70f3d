import type { CommandContext } from '../command.ts'
import { dumpRequest } from '../dumpsys/dump-request.ts'
import { services } from '../dumpsys/dumpsys.ts'

/** PackageManagerShellCommand.runDump, by DumpUtils: several services about one package, each two blanks in. */
export async function dumpPackage(context: CommandContext, packageName: string): Promise<number> {
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ['package', [packageName]],
    ['activity', ['-a', 'package', packageName]],
    ['meminfo', ['--local', '--package', packageName]],
    ['procstats', ['-a', packageName]],
    ['usagestats', [packageName]],
    ['batterystats', [packageName]],
  ]
  for (const [name, args] of parts) {
    const service = services.get(name)
    const text = service === undefined ? '(Service not found)' : await service(dumpRequest(context.phone, args))
    const lines = text.replace(/\n$/, '').split('\n')
    await context.out(`DUMP OF SERVICE ${name}:\n${lines.map((line) => `  ${line}\n`).join('')}\n`)
  }
  return 0
}
