import { describe, expect, it } from 'vitest'
import { roms } from '../roms/all-roms.ts'
import { bootedPhone, testApk } from './phone-fixture.ts'

describe('a phone that was just made', () => {
  it.each([...roms.values()])('$name shows its home screen', (rom) => {
    const { phone } = bootedPhone({ rom })
    expect(phone.activities.resumed()).toMatchObject({
      state: 'resumed',
      component: { packageName: rom.launcherPackage },
    })
    expect(phone.activities.tasks()).toEqual([])
    expect(phone.properties.get('sys.boot_completed')).toBe('1')
    expect(phone.processes.all().map(({ name }) => name)).toEqual(
      expect.arrayContaining(['init', 'system_server', 'com.android.systemui']),
    )
  })

  it('installs an app, starts it, and forgets RAM but not the app at a reboot', async () => {
    const { phone, runtime } = bootedPhone()
    expect(await phone.packages.install([testApk()], installOptions)).toEqual({
      ok: true,
      packageName: 'com.example.chat',
    })
    const start = await phone.activities.start(
      { action: 'android.intent.action.MAIN', categories: [], component: main, flags: 0x10000000, extras: {} },
      { callingPackage: 'com.android.shell', callingUid: 2000 },
    )
    expect(start).toMatchObject({ kind: 'started', launch: 'COLD', how: 'created' })
    expect(phone.packages.get('com.example.chat')).toMatchObject({ stopped: false, notLaunched: false })
    expect(runtime.calls).toEqual(['start', 'createActivity com.example.chat.MainActivity', 'resumed', 'focus true'])

    await phone.reboot()
    expect(runtime.calls.at(-1)).toBe('kill')
    expect(phone.activities.resumed()?.component.packageName).toBe(phone.rom.launcherPackage)
    expect(phone.power.locked).toBe(true)
    expect(phone.packages.get('com.example.chat')).toBeDefined()
    expect(phone.processes.ofPackage('com.example.chat')).toEqual([])
  })

  it.each([
    ['force-stopped', true],
    ['killed', false],
  ] as const)('starts no app after a reboot: %s, stopped=%s as before', async (how, stopped) => {
    const { phone, clock } = bootedPhone()
    await phone.packages.install([testApk()], installOptions)
    await phone.activities.start(
      { action: 'android.intent.action.MAIN', categories: [], component: main, flags: 0x10000000, extras: {} },
      { callingPackage: 'com.android.shell', callingUid: 2000 },
    )
    if (how === 'force-stopped') phone.processes.forceStop('com.example.chat', 'from pid 1')
    clock.advance(600_000)
    expect(phone.uptimeMs()).toBeGreaterThan(599_000)
    await phone.reboot()
    expect(phone.uptimeMs()).toBeLessThan(60_000)
    expect(phone.packages.get('com.example.chat')?.stopped).toBe(stopped)
    expect(phone.processes.ofPackage('com.example.chat')).toEqual([])
    expect(phone.processes.ofPackage(phone.rom.pushService.packageName)).not.toEqual([])
  })
})

const main = { packageName: 'com.example.chat', className: 'com.example.chat.MainActivity' }
const installOptions = {
  replace: true,
  grantRuntimePermissions: false,
  allowTestPackages: false,
  allowDowngrade: false,
}
