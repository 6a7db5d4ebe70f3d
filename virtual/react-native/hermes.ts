/** Magic number of Hermes bytecode, as the bytes stand in the file. */
const magic = Buffer.from('c61fbc03c103191f', 'hex')

export function isHermesBytecode(bundle: Uint8Array): boolean {
  return bundle.length >= magic.length && magic.equals(bundle.subarray(0, magic.length))
}

export const hermesRefusal =
  'assets/index.android.bundle holds Hermes bytecode, which a virtual phone cannot run: ' +
  'build the APK with hermesEnabled=false in android/gradle.properties, or put the plain bundle of ' +
  '`react-native bundle --platform android --dev false` in its place'
