import { expect, it } from 'vitest'
import { roms } from '../roms/all-roms.ts'
import type { InstallMode } from './install-screen.ts'
import { bootedPhone, testApk, type TestPhone } from './phone-fixture.ts'
import type { Vendor } from './rom.ts'

const restricted = { code: 'INSTALL_FAILED_USER_RESTRICTED', message: 'Install canceled by user' }

it('a page that scans takes no consent before the scan has ended', async () => {
  const { phone, clock } = asking('oppo', 'asks')
  const consent = phone.installDialogs.confirm([testApk()])
  const question = await shown(phone)
  question.accept()
  expect(phone.installDialogs.shown).toBe(question)
  clock.advance(question.screen.scan?.forMs ?? 0)
  question.accept()
  expect(await consent).toMatchObject({ kind: 'consented' })
})

it('a tick that is asked for must be there', async () => {
  const { phone } = asking('vivo', 'asks')
  const consent = phone.installDialogs.confirm([testApk()])
  const question = await shown(phone)
  question.accept()
  expect(phone.installDialogs.shown).toBe(question)
  question.ticked = true
  question.accept()
  expect(await consent).toMatchObject({ kind: 'consented' })
})

it('asks for one app at a time', async () => {
  const { phone } = asking('mi', 'asks')
  const [first, second] = ['com.example.one', 'com.example.two'].map((packageName) =>
    phone.installDialogs.confirm([testApk({ packageName })]),
  )
  const one = await shown(phone)
  expect(one.app.packageName).toBe('com.example.one')
  one.refuse()
  expect(await first).toEqual({ kind: 'refused', refusal: restricted })
  const two = await shown(phone)
  expect(two.app.packageName).toBe('com.example.two')
  two.accept()
  expect(await second).toMatchObject({ kind: 'consented' })
})

it('counts from 10 to a refusal: the first second is longer', async () => {
  const { phone, clock } = asking('mi', 'asks')
  const consent = phone.installDialogs.confirm([testApk()])
  const question = await shown(phone)
  const seen = [1600, 1000, 7000].map((ms) => {
    clock.advance(ms)
    return question.secondsLeft
  })
  expect(seen).toEqual([9, 8, 1])
  clock.advance(1000)
  expect(await consent).toEqual({ kind: 'refused', refusal: restricted })
})

it('a refusal that runs out on a locked phone is remembered', async () => {
  const { phone, clock } = asking('mi', 'asks')
  phone.power.sleep()
  const consent = phone.installDialogs.confirm([testApk()])
  await Promise.resolve()
  clock.advance(10_600)
  expect(await consent).toEqual({ kind: 'refused', refusal: restricted })
  phone.power.wake()
  phone.power.dismissKeyguard()
  expect(await phone.installDialogs.confirm([testApk()])).toEqual({ kind: 'refused', refusal: restricted })
})

it.each([
  ['mi', 'allowed', 'consented'],
  ['mi', 'off', 'refused'],
  ['huawei', 'off', 'consented'],
  ['google', 'asks-password', 'consented'],
] as const)('%s, %s: %s without a question', async (vendor, mode, kind) => {
  const { phone } = asking(vendor, mode)
  expect(await phone.installDialogs.confirm([testApk()])).toMatchObject({ kind })
})

it('what is no APK is left to the package installer', async () => {
  const { phone } = asking('mi', 'asks')
  expect(await phone.installDialogs.confirm([Buffer.from('no APK')])).toMatchObject({ kind: 'consented' })
})

it('a restart ends the question', async () => {
  const { phone, clock } = asking('mi', 'asks')
  const consent = phone.installDialogs.confirm([testApk()])
  await shown(phone)
  const booted = phone.reboot()
  expect(await consent).toMatchObject({ kind: 'refused' })
  clock.advance(60_000)
  await booted
  expect(phone.installDialogs.shown).toBeUndefined()
})

function asking(vendor: Vendor, mode: InstallMode): TestPhone {
  const rom = roms.get(vendor)
  if (rom === undefined) throw new RangeError(`there is no ROM for ${vendor}`)
  const made = bootedPhone({ rom })
  made.phone.installDialogs.mode = mode
  return made
}

async function shown(phone: TestPhone['phone']) {
  return expect
    .poll(() => phone.installDialogs.shown)
    .toBeDefined()
    .then(() => questionOf(phone))
}

function questionOf(phone: TestPhone['phone']) {
  const question = phone.installDialogs.shown
  if (question === undefined) throw new Error('no question is shown')
  return question
}
