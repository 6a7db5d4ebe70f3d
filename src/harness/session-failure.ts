import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { installRefusal } from '../vendors/install-refusal.ts'
import type { PhoneEntry } from '../farm/inventory.ts'

/**
 * Why a phone got no Appium session, where the log says so in a way that can be read: a helper of Appium (io.appium.settings, the
 * UiAutomator2 server) that the phone would not install. WebdriverIO tells its services nothing of a session that failed.
 *
 * @param logs the run's folder of logs
 */
export function whyNoSession(logs: string, phone: Pick<PhoneEntry, 'name' | 'vendor' | 'serial'>): string | undefined {
  if (!existsSync(logs)) return undefined
  for (const name of readdirSync(logs).filter((one) => /^wdio.*\.log$/.test(one))) {
    const found = readRefusal(readFileSync(join(logs, name), 'utf8'), phone)
    if (found !== undefined) return found
  }
  return undefined
}

function readRefusal(log: string, phone: Pick<PhoneEntry, 'name' | 'vendor' | 'serial'>): string | undefined {
  // Appium prints the command as a shell would want it: 127.0.0.1\:26010.
  const line = log
    .split('\n')
    .map((one) => one.replaceAll('\\', ''))
    .find((one) => one.includes(`-s ${phone.serial} install`) && one.includes('INSTALL_'))
  const code = line === undefined ? undefined : /INSTALL_[A-Z_]+/.exec(line)?.[0]
  if (line === undefined || code === undefined) return undefined
  const helper = /([\w.-]+)\.apk/.exec(line)?.[1] ?? 'a helper'
  const { because, hint } = installRefusal(phone.vendor, code)
  return `it refused Appium's ${helper} with ${code}${because}, so there is no session. ${hint}`
}
