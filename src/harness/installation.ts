import { pressOn } from '../app/install-dialog.ts'
import { Deadline } from '../base/deadline.ts'
import type { FarmPhone } from '../farm/farm-phone.ts'

const lookEveryMs = 700

/** Installs the app; where the ROM asks its owner, answers for them. */
export async function install(phone: FarmPhone, browser: WebdriverIO.Browser, apkPath: string): Promise<void> {
  const installed = phone.install(apkPath)
  const ended = installed.then(
    () => 'ended' as const,
    () => 'ended' as const,
  )
  while ((await Promise.race([ended, pause(lookEveryMs)])) !== 'ended') await answer(phone, browser)
  await installed
}

async function answer(phone: FarmPhone, browser: WebdriverIO.Browser): Promise<void> {
  const { window, app } = await phone.focus(Deadline.in(5000))
  const shown = window?.split('/')[0] ?? app?.package
  const dialog = phone.vendor.installDialogs.find((one) => one.package === shown || one.package === app?.package)
  if (dialog !== undefined) await pressOn(browser, dialog)
}

function pause(ms: number): Promise<'waited'> {
  return new Promise((resolve) => setTimeout(() => resolve('waited'), ms))
}
