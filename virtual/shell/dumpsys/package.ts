import type { InstalledPackage } from '../../android/phone.ts'
import { text, type DumpRequest, type ServiceDump } from './dump-request.ts'
import { packageLines } from './package-block.ts'
import { resolverLines } from './package-resolvers.ts'

/** services/core/java/com/android/server/pm: PackageManagerService.dump, Settings.dumpPackagesLPr. */
export const dumpPackage: ServiceDump = (request) => {
  const words = request.args.filter((word) => !word.startsWith('-'))
  const [word] = words
  const all = request.phone.packages.all()
  switch (word) {
    case undefined:
      return text([...resolverLines(all, request), ...permissionLines(all, request), ...packagesPart(all, request)])
    case 'packages':
    case 'p':
      return text(packagesPart(all, request))
    case 'resolvers':
    case 'r':
      return text(resolverLines(all, request))
    case 'permissions':
    case 'perm':
      return text(permissionLines(all, request))
    default: {
      const one = request.phone.packages.get(word)
      if (one === undefined) return `Unable to find package: ${word}\n`
      return text(onePackage(one, request))
    }
  }
}

function onePackage(one: InstalledPackage, request: DumpRequest): string[] {
  const lines = [...resolverLines([one], request), ...permissionLines([one], request)]
  lines.push('Key Set Manager:', `  [${one.packageName}]`, `      Signing KeySets: ${1 + (one.uid % 50)}`, '')
  lines.push(...packagesPart([one], request))
  lines.push('')
  if (request.apiLevel >= 30) {
    lines.push('Queries:', '  system apps queryable: false', '  queries via package name:', '  queries via intent:', '')
  }
  lines.push('Package Changes:', '  Sequence number=1', '  User 0:', '')
  lines.push('Dexopt state:', `  [${one.packageName}]`)
  lines.push(`    path: ${one.codePath}/base.apk`, '      arm64: [status=verify] [reason=install]', '')
  lines.push('Compiler stats:', `  [${one.packageName}]`, '    (No recorded stats)')
  return lines
}

function packagesPart(packages: readonly InstalledPackage[], request: DumpRequest): string[] {
  return ['Packages:', ...packages.flatMap((one) => packageLines(one, request))]
}

/** Permissions that the packages declare. */
function permissionLines(packages: readonly InstalledPackage[], { hash }: DumpRequest): string[] {
  const declared = packages.flatMap((one) => (one.declaredPermissions ?? []).map((permission) => ({ permission, one })))
  if (declared.length === 0) return []
  const lines = ['Permissions:']
  for (const { permission, one } of declared) {
    lines.push(
      `  Permission [${permission}] (${hash('BasePermission', permission)}):`,
      `    sourcePackage=${one.packageName}`,
      `    uid=${one.uid} gids=[] type=0 prot=signature`,
      `    perm=PermissionInfo{${hash('PermissionInfo', permission)} ${permission}}`,
    )
  }
  return [...lines, '']
}
