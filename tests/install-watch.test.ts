import { Adb } from '@devicefarmer/adbkit'
import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FarmPhone } from '../src/farm/farm-phone.ts'
import { dumpScreen } from '../src/farm/phone-fingers.ts'
import { InstallWatch } from '../src/harness/install-watch.ts'
import type { InstallMode } from '../virtual/android/install-screen.ts'
import type { Vendor } from '../virtual/android/rom.ts'
import { AdbServer, shell } from './support/adb-server.ts'
import { smallApk } from './support/small-apk.ts'
import { startWirePhone, type WirePhone } from './support/wire-phone.ts'

/** The watch of the harness on virtual phones that ask, through a real adb server and without Appium. */
let adb: AdbServer
let folder: string
let apk: string
const phones: WirePhone[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pushfarm-watch-'))
  apk = join(folder, 'app.apk')
  writeFileSync(apk, smallApk())
  adb = await AdbServer.start()
})

afterAll(async () => {
  await Promise.all(phones.map((phone) => phone.close()))
  await adb.stop()
  await rm(folder, { recursive: true })
})

describe.concurrent('the owner’s finger', () => {
  it.each([
    ['mi', 'asks'],
    ['mi', 'allowed'],
    ['oppo', 'asks'],
    ['oppo', 'asks-password'],
    ['vivo', 'asks'],
    ['vivo', 'asks-password'],
    ['meizu', 'asks'],
    ['huawei', 'asks'],
    ['google', 'asks'],
  ] as const)('lets %s install that %s', async (vendor, mode) => {
    const { installed, watch, virtual } = await watched(vendor, mode, { password: odd })
    await Promise.race([installed, watch.failed])
    await watch.stop()
    expect(virtual.phone.packages.get('io.pushfarm.small')).toBeDefined()
    expect(watch.asked).toBe(virtual.phone.rom.installAsking !== undefined && mode !== 'allowed')
    const front = virtual.phone.activities.resumed()?.component.packageName
    expect(front, 'nothing is left in front').toBe(virtual.phone.rom.launcherPackage)
  })

  it('says whose password it needs, and where to put it', async () => {
    const { watch } = await watched('vivo', 'asks-password', { password: undefined })
    await expect(watch.failed).rejects.toMatchObject({
      code: 'harness/no-install-password',
      verdict: 'set-up',
      message: 'vivo-x60 asks for the password of its vivo account before it installs an app, and none is set.',
      hint: 'Put it into .env as PUSHFARM_INSTALL_PASSWORD_VIVO_X60 (or PUSHFARM_INSTALL_PASSWORD for all phones), or sign the account out of the phone.',
    })
  })

  it('tries a wrong password once only', { timeout: 20_000 }, async () => {
    const { watch } = await watched('oppo', 'asks-password', { password: 'wrong-one' })
    const error: unknown = await watch.failed.catch((reason: unknown) => reason)
    expect(error).toMatchObject({
      code: 'harness/wrong-install-password',
      message: 'oppo-x60 did not accept the password of its OPPO account.',
    })
    expect(JSON.stringify(error) + String(error)).not.toContain('wrong-one')
  })

  it('names a screen that it does not know, with what stands on it', { timeout: 20_000 }, async () => {
    const { watch, virtual } = await watched('mi', 'off', { password: undefined })
    await shell(adb, virtual.serial, 'am start -n com.android.settings/.Settings')
    await expect(watch.failed).rejects.toThrow(
      /^mi-x60 shows com\.android\.settings\/[\w.]+ while .* It says: 应用通知/,
    )
  })

  it.each([
    [
      'mi',
      'off',
      /refused the app with INSTALL_FAILED_USER_RESTRICTED: it lets nothing be/,
      /"Install via USB" \(USB安装/,
    ],
  ] as const)('%s that is %s: one error with the switch', async (vendor, mode, message, hint) => {
    const { installed, watch } = await watched(vendor, mode, { password: undefined })
    await expect(Promise.race([installed, watch.failed])).rejects.toMatchObject({
      code: 'farm/install-refused',
      message: expect.stringMatching(message) as string,
      hint: expect.stringMatching(hint) as string,
    })
    expect(watch.asked).toBe(false)
    await watch.stop()
  })
})

/** With what `input text` and a shell could stumble over. */
const odd = `a%s b'"$x&|;<>()\\`

async function watched(vendor: Vendor, mode: InstallMode, given: { readonly password: string | undefined }) {
  const virtual = await startWirePhone({ vendor })
  phones.push(virtual)
  virtual.phone.installDialogs.mode = mode
  virtual.phone.installDialogs.password = odd
  await adb.connect(virtual.serial)
  const entry = { name: `${vendor}-x60`, vendor, serial: virtual.serial }
  const phone = new FarmPhone(entry, Adb.createClient({ port: adb.port }).getDevice(virtual.serial))
  const watch = new InstallWatch({
    phone,
    events: await phone.events(),
    read: (deadline) => dumpScreen(phone.shell, deadline),
    strangers: 'report',
    ...given,
  })
  await watch.start()
  const installed = phone.install(apk)
  installed.catch(() => undefined)
  return { installed, watch, virtual }
}
