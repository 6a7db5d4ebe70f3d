import type { Phone } from '../android/phone.ts'
import { serverPackage, testPackage, UiAutomator2Program } from './instrumentation.ts'
import { SettingsApp, settingsPackage } from './settings-app.ts'

/**
 * What the phone does in place of the code of Appium's three helper APKs. They must still be installed, by Appium itself
 * or beforehand; until then nothing of this is reachable.
 */
export function installAppiumPrograms(phone: Phone): void {
  const server = new UiAutomator2Program(phone)
  phone.programs.set(testPackage, server)
  // The instrumentation runs in the process of the package under test: stopping that one ends it as well.
  phone.programs.set(serverPackage, {
    onStopped: () => {
      server.onStopped()
    },
  })
  phone.programs.set(settingsPackage, new SettingsApp(phone))
}
