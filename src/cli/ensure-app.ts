import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { PushfarmError } from '../base/pushfarm-error.ts'

const run = promisify(execFile)

/** What the sample app's APK is made from. */
const sources = ['sample-app/bundle/index.android.bundle', 'sample-app/android/app/src/main/AndroidManifest.xml']

/** Makes the sample app's APK for virtual phones where it is missing or out of date; any other app is left as it is. */
export async function ensureSampleApp(root: string, app: string): Promise<void> {
  if (app !== join(root, 'build', 'sample-app.apk')) return
  const madeAt = await changedAt(app)
  const changed = await Promise.all(sources.map((source) => changedAt(join(root, source))))
  if (madeAt !== undefined && changed.every((at) => at === undefined || at <= madeAt)) return
  try {
    await run(process.execPath, ['--import', 'tsx', join(root, 'sample-app', 'scripts', 'make-apk.ts'), '--out', app], {
      cwd: root,
    })
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n')[0] : undefined
    throw new PushfarmError(`The sample app could not be made: ${said ?? String(error)}`, {
      code: 'cli/sample-app',
      verdict: 'set-up',
      cause: error,
    })
  }
}

/** ms; undefined when the file is not there. */
async function changedAt(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mtimeMs
  } catch {
    return undefined
  }
}
