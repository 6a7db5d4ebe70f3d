import { writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InstallMode } from '../virtual/android/install-screen.ts'
import type { Vendor } from '../virtual/android/rom.ts'
import { AdbServer, shell } from './support/adb-server.ts'
import { smallApk } from './support/small-apk.ts'
import { startWirePhone, type WirePhone } from './support/wire-phone.ts'

/** `adb install` on ROMs that ask their owner, with a real adb and an owner's finger that is `input tap`. */
let adb: AdbServer
let folder: string
let apk: string
const phones = new Map<Vendor, WirePhone>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pushfarm-install-'))
  apk = join(folder, 'app.apk')
  writeFileSync(apk, smallApk())
  adb = await AdbServer.start()
})

afterAll(async () => {
  await Promise.all([...phones.values()].map((phone) => phone.close()))
  await adb.stop()
  await rm(folder, { recursive: true })
})

describe('the sheet of MIUI and HyperOS', () => {
  it('stands in front, as captured, until it is answered; an update asks nothing', async () => {
    const phone = await phoneOf('mi', 'asks')
    const installed = install(phone)
    const xml = await screenWith(phone, '继续安装')
    expect(await focus(phone)).toContain('com.miui.securitycenter/com.miui.permcenter.install.AdbInstallActivity')
    expect(xml).toMatch(/text="继续安装" resource-id="android:id\/button2"/)
    expect(xml).toMatch(/text="拒绝\(\d+\)" resource-id="android:id\/button1"/)
    await tap(phone, xml, '继续安装')
    expect(await installed).toEqual({ status: 0, says: 'Success' })
    expect(await install(phone)).toEqual({ status: 0, says: 'Success' })
    expect(await focus(phone)).toContain('com.miui.home')
  })

  it('counts down to a refusal', async () => {
    const phone = await phoneOf('mi', 'asks')
    const installed = install(phone)
    await screenWith(phone, '拒绝(')
    phone.clock.advance(10_600)
    expect(await installed).toEqual(refusedByOwner)
  })

  it('remembers a refusal, and asks no more', async () => {
    const phone = await phoneOf('mi', 'asks')
    const installed = install(phone)
    await tap(phone, await screenWith(phone, '记住我的选择'), '记住我的选择')
    await tap(phone, await screenWith(phone, 'checked="true"'), '拒绝(')
    expect(await installed).toEqual(refusedByOwner)
    expect(await install(phone)).toEqual(refusedByOwner)
  })

  it('is not shown where "Install via USB" is off', async () => {
    expect(await install(await phoneOf('mi', 'off'))).toEqual(refusedByOwner)
  })
})

describe('other ROMs', () => {
  it('OPPO scans, asks for the password of an account, and tells of the end', async () => {
    const phone = await phoneOf('oppo', 'asks-password')
    phone.phone.installDialogs.password = 'Colour-9'
    const installed = install(phone)
    await typePassword(phone, 'wrong', '确定')
    await screenWith(phone, 'text="" resource-id="com.coloros.safecenter:id/et_login_passwd_edit"')
    await typePassword(phone, 'Colour-9', '确定')
    await screenWith(phone, '继续安装')
    expect(await focus(phone)).toContain('com.oplus.appdetail.modelv2.parsing.PackageParsingV2Activity')
    // Past the scan.
    phone.clock.advance(1000)
    await tap(phone, await screenWith(phone, '继续安装'), '继续安装')
    expect(await installed).toEqual({ status: 0, says: 'Success' })
    await tap(phone, await screenWith(phone, '完成'), '完成')
    expect(await focus(phone)).toContain('com.android.launcher')
  })

  it('vivo wants the tick, the password, and the consent once more', async () => {
    const phone = await phoneOf('vivo', 'asks-password')
    phone.phone.installDialogs.password = 'Colour-9'
    const installed = install(phone)
    const consent = async () => {
      const xml = await screenWith(phone, '已了解此应用未经检测')
      await tap(phone, xml, '已了解此应用未经检测')
      await tap(phone, xml, '继续安装')
    }
    await consent()
    await screenWith(phone, '“电脑端未知来源”试图安装“small”，为防止恶意安装程序，需要您验证身份后安装。')
    await typePassword(phone, 'Colour-9', '确定')
    await consent()
    expect(await installed).toEqual({ status: 0, says: 'Success' })
  })

  it.each([
    ['vivo', 'INSTALL_FAILED_ABORTED: User rejected permissions'],
    ['meizu', 'INSTALL_FAILED_ABORTED: User rejected permissions'],
    ['oppo', 'INSTALL_FAILED_VERIFICATION_FAILURE'],
  ] as const)('BACK on %s is a refusal', async (vendor, code) => {
    const phone = await phoneOf(vendor, 'asks')
    const installed = install(phone)
    await screenWith(phone, '取消')
    await shell(adb, phone.serial, 'input keyevent 4')
    expect(await installed).toEqual({ status: 1, says: `Failure [${code}]` })
  })

  it.each(['huawei', 'honor', 'google'] as const)('%s asks nothing', async (vendor) => {
    expect(await install(await phoneOf(vendor, 'asks'))).toEqual({ status: 0, says: 'Success' })
  })
})

const refusedByOwner = { status: 1, says: 'Failure [INSTALL_FAILED_USER_RESTRICTED: Install canceled by user]' }

/** The vendor's phone as new: what an earlier test left is gone. */
async function phoneOf(vendor: Vendor, mode: InstallMode): Promise<WirePhone> {
  await phones.get(vendor)?.close()
  const phone = await startWirePhone({ vendor })
  phones.set(vendor, phone)
  phone.phone.installDialogs.mode = mode
  await adb.connect(phone.serial)
  return phone
}

async function install(phone: WirePhone): Promise<{ readonly status: number | null; readonly says: string }> {
  const { status, stdout, stderr } = await adb.adb(['-s', phone.serial, 'install', apk])
  const said = `${stdout.toString()}${stderr.toString()}`
  return { status, says: /Success|Failure \[.*?\]/.exec(said)?.[0] ?? said }
}

/** The screen's tree as soon as it holds the text. */
async function screenWith(phone: WirePhone, text: string): Promise<string> {
  for (;;) {
    const { out } = await shell(adb, phone.serial, 'uiautomator dump /dev/tty')
    if (out.includes(text)) return out
  }
}

async function tap(phone: WirePhone, xml: string, text: string): Promise<void> {
  const node = xml.split('<node ').find((each) => each.includes(`text="${text}`)) ?? ''
  const [left = 0, top = 0, right = 0, bottom = 0] =
    (/bounds="(.*?)"/.exec(node)?.[1] ?? '').match(/\d+/g)?.map(Number) ?? []
  await shell(adb, phone.serial, `input tap ${String((left + right) >> 1)} ${String((top + bottom) >> 1)}`)
}

async function typePassword(phone: WirePhone, password: string, button: string): Promise<void> {
  const xml = await screenWith(phone, 'password="true"')
  const field = xml.split('<node ').find((each) => each.includes('password="true"')) ?? ''
  const text = /text="(.*?)"/.exec(field)?.[1] ?? ''
  expect(text).toBe('')
  const at = (/bounds="(.*?)"/.exec(field)?.[1] ?? '').match(/\d+/g)?.map(Number) ?? []
  await shell(
    adb,
    phone.serial,
    `input tap ${String((at[0] ?? 0) + 5)} ${String((at[1] ?? 0) + 5)}; input text ${password}`,
  )
  await tap(phone, await screenWith(phone, '•'.repeat(password.length)), button)
}

async function focus(phone: WirePhone): Promise<string> {
  return (await shell(adb, phone.serial, 'dumpsys window displays | grep mCurrentFocus')).out
}
