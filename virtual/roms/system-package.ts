import type { SystemPackage } from '../android/rom.ts'

/** One line per package in the ROM files. `processes`: names that always run. */
export function system(
  packageName: string,
  versionName: string,
  versionCode: number,
  uid: number,
  label: string,
  processes: readonly string[],
): SystemPackage {
  return { packageName, versionName, versionCode, uid, persistentProcesses: processes, label }
}
