import { open } from 'node:fs/promises'
import { PushfarmError } from '../base/pushfarm-error.ts'

/**
 * Refuses a file that cannot be an APK before any phone is touched: an APK is a zip with an AndroidManifest.xml. The
 * phone judges the rest.
 *
 * @param namedBy what the user wrote the path into
 */
export async function checkApkFile(path: string, namedBy = '"app" in devices.json'): Promise<void> {
  let bytes: Buffer
  try {
    const file = await open(path)
    try {
      bytes = await file.readFile()
    } finally {
      await file.close()
    }
  } catch (error) {
    throw new PushfarmError(`The app ${path} cannot be read.`, {
      code: 'farm/no-apk',
      verdict: 'set-up',
      hint: `Build it, or correct ${namedBy}.`,
      cause: error,
    })
  }
  // Local file header, and the name as it stands in the central directory.
  if (bytes.length < 22 || bytes.toString('latin1', 0, 4) !== 'PK\x03\x04' || !bytes.includes('AndroidManifest.xml'))
    throw new PushfarmError(`${path} is not an APK.`, {
      code: 'farm/not-an-apk',
      verdict: 'set-up',
      facts: { path, bytes: bytes.length },
      hint: `${namedBy} must name the APK to test.`,
    })
}
