import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { makeSampleApk } from './sample-apk.ts'

const help = `npx tsx sample-app/scripts/make-apk.ts --out FILE [--version-code N] [--version-name TEXT] [--bundle FILE]

Makes the sample app's APK for virtual phones, in pure Node.
Signed with the PUBLIC debug key that is committed in sample-app/android.`

/** Exit codes: 0 done, 4 wrong arguments or files. */
function main(): number {
  try {
    const { values } = parseArgs({
      options: {
        out: { type: 'string' },
        'version-code': { type: 'string' },
        'version-name': { type: 'string' },
        bundle: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) {
      console.log(help)
      return 0
    }
    if (values.out === undefined) throw new Error('--out FILE is missing.')
    const code = values['version-code']
    if (code !== undefined && !/^[1-9]\d{0,8}$/.test(code))
      throw new Error(`--version-code must be a number from 1 on, not "${code}".`)
    const name = values['version-name']
    const apk = makeSampleApk({
      ...(code === undefined ? {} : { versionCode: Number(code) }),
      ...(name === undefined ? {} : { versionName: name }),
      ...(values.bundle === undefined ? {} : { bundle: readFileSync(values.bundle) }),
    })
    mkdirSync(dirname(values.out), { recursive: true })
    writeFileSync(values.out, apk)
    console.log(`${values.out}: ${apk.length} bytes, signed with the public debug key`)
    return 0
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    return 4
  }
}

process.exitCode = main()
