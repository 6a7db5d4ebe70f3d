import { readApkEntry } from '../app/apk-manifest.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'

/** The first eight bytes of Hermes bytecode: hermes/include/hermes/BCGen/HBC/BytecodeFileFormat.h, little endian. */
const magic = Buffer.from('c61fbc03c103191f', 'hex')

const bundle = 'assets/index.android.bundle'

/**
 * The phones of the embedded farm run an app's JavaScript, not its bytecode. They would install the APK and the app would
 * crash at every start, as it would have on a phone without Hermes: that is known before anything starts.
 */
export function refuseBytecode(apkPath: string): void {
  if (readApkEntry(apkPath, bundle)?.subarray(0, magic.length).equals(magic) !== true) return
  throw new PushfarmError(`${apkPath} holds Hermes bytecode, which the embedded farm's phones cannot run.`, {
    code: 'cli/hermes-bytecode',
    verdict: 'set-up',
    facts: { apkPath, entry: bundle },
    hint: `Build it with hermesEnabled=false in android/gradle.properties, or put a plain bundle in its ${bundle}.`,
  })
}
