import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { findAapt, readApkEntry, readApkManifest } from './apk-manifest.ts'
import type { AppFiles } from './app-agreement.ts'
import { readAppManifest } from './app-manifest.ts'
import { readClickContract } from './click-contract.ts'
import { readManifestXml } from './manifest-tree.ts'

const vendorFileNames = {
  fcm: 'google-services.json',
  huawei: 'agconnect-services.json',
  honor: 'mcs-services.json',
} as const

/** Files that a build downloads or a person puts there; what is not there is not compared. */
export interface ReadFiles {
  readonly files: AppFiles
  readonly notThere: readonly string[]
}

/** Reads the sources of the app: a Gradle project's text manifest, its build files and its assets. */
export function readAppSources(androidFolder: string, contractPath: string): ReadFiles {
  const app = join(androidFolder, 'app')
  const manifestPath = join(app, 'src/main/AndroidManifest.xml')
  const gradle = readGradle(androidFolder)
  const own = join(app, 'timpush-configs.json')
  const asset = existsSync(own) ? own : join(app, 'src/main/assets/timpush-configs.json')
  return together(app, contractPath, {
    manifest: readAppManifest(readManifestXml(textOf(manifestPath), manifestPath), gradle),
    pushConfiguration: existsSync(asset) ? jsonOf(asset, textOf(asset)) : undefined,
  })
}

/** Reads an APK with the Android build tools. The vendors' own files never go into an APK: they are those of the project. */
export async function readAppApk(
  apk: string,
  androidFolder: string,
  contractPath: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<ReadFiles> {
  const aapt = findAapt(environment)
  if (aapt === undefined)
    throw new PushfarmError(`${apk} cannot be read without the Android build tools (aapt2).`, {
      code: 'app/no-aapt',
      verdict: 'set-up',
      hint: 'Set ANDROID_HOME, or install aapt (Debian, Ubuntu: sudo apt-get install -y aapt), or leave --app out to check the sources.',
    })
  const manifest = readAppManifest(await readApkManifest(apk, aapt))
  const asset = readApkEntry(apk, 'assets/timpush-configs.json')
  return together(join(androidFolder, 'app'), contractPath, {
    manifest,
    pushConfiguration:
      asset === undefined ? undefined : jsonOf(`assets/timpush-configs.json of ${apk}`, asset.toString('utf8')),
  })
}

function together(
  appFolder: string,
  contractPath: string,
  read: Pick<AppFiles, 'manifest' | 'pushConfiguration'>,
): ReadFiles {
  const vendorFiles: Partial<Record<keyof typeof vendorFileNames, unknown>> = {}
  const notThere: string[] = []
  for (const service of ['fcm', 'huawei', 'honor'] as const) {
    const path = join(appFolder, vendorFileNames[service])
    if (existsSync(path)) vendorFiles[service] = jsonOf(path, textOf(path))
    else notThere.push(vendorFileNames[service])
  }
  return { files: { ...read, contract: readClickContract(contractPath), vendorFiles }, notThere }
}

/** What the manifest of a Gradle project leaves to its build files. */
function readGradle(androidFolder: string): {
  readonly applicationId?: string
  readonly namespace?: string
  readonly targetSdk?: number
} {
  const app = join(androidFolder, 'app', 'build.gradle')
  const project = join(androidFolder, 'build.gradle')
  const text = [app, project].map((path) => (existsSync(path) ? textOf(path) : '')).join('\n')
  const word = (name: string): string | undefined =>
    new RegExp(`^\\s*${name}\\s*=?\\s*["']([^"']+)["']`, 'm').exec(text)?.[1]
  const target = /^\s*targetSdk(?:Version)?\s*=?\s*(\d+)/m.exec(text)?.[1]
  const [applicationId, namespace] = [word('applicationId'), word('namespace')]
  return {
    ...(applicationId === undefined ? {} : { applicationId }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(target === undefined ? {} : { targetSdk: Number(target) }),
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new PushfarmError(`${path} cannot be read.`, { code: 'app/no-file', verdict: 'set-up', cause: error })
  }
}

function jsonOf(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new PushfarmError(`${path} is not JSON: ${error instanceof Error ? error.message : String(error)}.`, {
      code: 'app/not-json',
      verdict: 'set-up',
      cause: error,
    })
  }
}
