import { existsSync } from 'node:fs'
import { disagreements } from '../../app/app-agreement.ts'
import { readAppApk } from '../../app/app-files.ts'
import { findAapt, readApkEntry } from '../../app/apk-manifest.ts'
import { PushfarmError } from '../../base/pushfarm-error.ts'
import { checkApkFile } from '../../farm/apk-file.ts'
import { type Finding, good, note, stops } from './finding.ts'

const about = 'app'

/** Judges the APK to test, and whether it agrees with its contract. */
export async function appFindings(app: {
  readonly apk: string
  readonly farm: 'embedded' | 'real'
  readonly androidFolder: string
  readonly contract: string
  /** The sample app's APK, which a run on the embedded farm makes itself. */
  readonly isSample: boolean
}): Promise<readonly Finding[]> {
  if (app.isSample && app.farm === 'embedded' && !existsSync(app.apk)) return [good(about, 'apk', 'the run makes it')]
  try {
    await checkApkFile(app.apk)
    const findings: Finding[] = []
    if (app.farm === 'real' && readApkEntry(app.apk, 'classes.dex') === undefined)
      findings.push(
        stops(
          about,
          'code',
          `${app.apk} has no code (classes.dex): it was made for virtual phones, a real one has nothing to run.`,
          {
            then: 'Build it with Gradle: see sample-app/README.md, "On real phones".',
          },
        ),
      )
    else findings.push(good(about, 'apk', app.apk))
    if (findAapt(process.env) === undefined)
      return [
        ...findings,
        note(about, 'agreement', 'its manifest was not compared with contract.json.', { then: 'Install aapt2.' }),
      ]
    const { files } = await readAppApk(app.apk, app.androidFolder, app.contract, process.env)
    const sentences = disagreements(files)
    return [
      ...findings,
      ...(sentences.length === 0
        ? [good(about, 'agreement', 'agrees with contract.json')]
        : sentences.map((sentence) => stops(about, 'agreement', sentence, { then: 'See: npx pushfarm app-check' }))),
    ]
  } catch (error) {
    if (!(error instanceof PushfarmError)) throw error
    return [stops(about, 'apk', error.message, error.hint === undefined ? {} : { then: error.hint })]
  }
}
