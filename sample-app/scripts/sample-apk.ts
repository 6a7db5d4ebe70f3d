import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readSigningKey } from '../../virtual/apk/signing-key.ts'
import { writeApk } from '../../virtual/apk/write-apk.ts'

const app = dirname(dirname(fileURLToPath(import.meta.url)))

export interface SampleApkOptions {
  /** 1 when left out. */
  readonly versionCode?: number
  readonly versionName?: string
  /** The JavaScript to run; bundle/index.android.bundle when left out. */
  readonly bundle?: Buffer
}

/** What android/app/build.gradle would say: the ids of the app at vivo and Honor, invented for the virtual phones. */
const placeholders = {
  usesCleartextTraffic: 'false',
  VIVO_APPKEY: 'vivo-app-key-2c9a',
  VIVO_APPID: '105000001',
  HONOR_APPID: '104000001',
}
const resources = {
  '@string/app_name': 'Pushfarm',
  '@mipmap/ic_launcher': null,
  '@mipmap/ic_launcher_round': null,
  '@style/AppTheme': null,
}

/**
 * The sample app as an APK for virtual phones: the real manifest and the real bundle, signed with the public debug key,
 * without dex code and resources. A real phone would install it and have nothing to run.
 */
export function makeSampleApk(options: SampleApkOptions = {}): Buffer {
  const assets = 'android/app/src/main/assets/timpush-configs.json'
  const { versionCode = 1 } = options
  return writeApk({
    manifestXml: readFileSync(join(app, 'android/app/src/main/AndroidManifest.xml'), 'utf8'),
    entries: {
      'assets/index.android.bundle': options.bundle ?? readFileSync(join(app, 'bundle/index.android.bundle')),
      'assets/timpush-configs.json': readFileSync(join(app, assets)),
    },
    key: readSigningKey(readFileSync(join(app, 'android/debug-signing-key.pem'), 'utf8')),
    applicationId: 'io.pushfarm.sample',
    minSdk: 24,
    targetSdk: 35,
    versionCode,
    versionName: options.versionName ?? `0.1.${versionCode}`,
    placeholders,
    resources,
  })
}
