import type { PhoneEntry } from '../farm/inventory.ts'

/**
 * What Appium is asked for: a session on the phone as it is. The app is installed, started and killed by the harness over
 * adb, since Appium's own ways (force-stop, clear) change the state that a trial is about.
 */
export function capabilitiesOf(phone: PhoneEntry): WebdriverIO.Capabilities {
  return {
    platformName: 'Android',
    'appium:automationName': 'UiAutomator2',
    'appium:deviceName': phone.name,
    'appium:udid': phone.serial,
    'appium:autoLaunch': false,
    'appium:noReset': true,
    'appium:skipUnlock': true,
    'appium:skipLogcatCapture': true,
    'appium:suppressKillServer': true,
    'appium:ignoreHiddenApiPolicyError': true,
    'appium:disableWindowAnimation': true,
    // A push may take minutes without a single command.
    'appium:newCommandTimeout': 1800,
    'appium:uiautomator2ServerLaunchTimeout': 60_000,
    'appium:adbExecTimeout': 60_000,
  }
}
