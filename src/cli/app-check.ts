import { join, resolve } from 'node:path'
import { exitCode } from '../base/pushfarm-error.ts'
import { disagreements } from '../app/app-agreement.ts'
import { type ReadFiles, readAppApk, readAppSources } from '../app/app-files.ts'
import { checkApkFile } from '../farm/apk-file.ts'
import { readOptions } from './options.ts'

const help = `Usage: npx pushfarm app-check [options]

Checks that the app's manifest, its push configuration and the console's settings, which contract.json writes down, agree:
package, activity, intent filter, click actions, permissions, placeholders, certificate ids, channels. Prints each
disagreement as one sentence; exit code 4 if there are any.

  --app APK          check a built APK (wants aapt2 or aapt)          [the sources of the Gradle project]
  --contract FILE    the contract                                     [sample-app/contract.json]
  --android FOLDER   the Gradle project                               [sample-app/android]
`

export async function appCheck(argv: readonly string[], root: string): Promise<number> {
  const { values } = readOptions(argv, {
    app: { type: 'string' },
    contract: { type: 'string' },
    android: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  })
  if (values.help === true) {
    process.stdout.write(help)
    return 0
  }
  const contract = values.contract === undefined ? join(root, 'sample-app', 'contract.json') : resolve(values.contract)
  const android = values.android === undefined ? join(root, 'sample-app', 'android') : resolve(values.android)
  if (values.app !== undefined) await checkApkFile(resolve(values.app), '--app')
  const read: ReadFiles =
    values.app === undefined
      ? readAppSources(android, contract)
      : await readAppApk(resolve(values.app), android, contract, process.env)
  const sentences = disagreements(read.files)
  for (const sentence of sentences) process.stdout.write(`${sentence}\n`)
  if (sentences.length > 0) return exitCode.setUp
  const left = read.notThere.length === 0 ? '' : ` (not there, not compared: ${read.notThere.join(', ')})`
  process.stdout.write(`${values.app ?? android} agrees with ${contract}${left}.\n`)
  return 0
}
