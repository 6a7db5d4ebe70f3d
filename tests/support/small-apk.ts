import { readFileSync } from 'node:fs'
import { readSigningKey } from '../../virtual/apk/signing-key.ts'
import { writeApk } from '../../virtual/apk/write-apk.ts'

/** An app with a name and nothing to start. */
export function smallApk(): Buffer {
  return writeApk({
    manifestXml: `<manifest xmlns:android="http://schemas.android.com/apk/res/android" android:versionCode="1" android:versionName="1">
      <application android:label="small" />
    </manifest>`,
    entries: { 'classes.dex': Buffer.from('dex\n035\0') },
    key: readSigningKey(
      readFileSync(new URL('../../sample-app/android/debug-signing-key.pem', import.meta.url), 'utf8'),
    ),
    applicationId: 'io.pushfarm.small',
    minSdk: 24,
    targetSdk: 35,
    placeholders: {},
    resources: {},
  })
}
