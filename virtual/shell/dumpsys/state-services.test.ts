import { describe, expect, test } from 'vitest'
import { chatPackage, dumpsys, phoneWithChat } from './dump-fixture.ts'

test.each([
  [30, 'Display Power: state=ON', 'Display Power: state=DOZE'],
  [
    31,
    'Display Power: com.android.server.power.PowerManagerService$1@',
    'Display Power: com.android.server.power.PowerManagerService$1@',
  ],
])('power at API %i', async (apiLevel, on, off) => {
  const { phone } = await phoneWithChat(apiLevel)
  const awake = await dumpsys(phone, 'power')
  expect(awake).toContain('\n  mWakefulness=Awake\n')
  expect(awake).toContain(on)
  phone.power.sleep()
  const asleep = await dumpsys(phone, 'power')
  expect(asleep).toContain('\n  mWakefulness=Dozing\n')
  expect(asleep).toContain(off)
})

describe('battery', () => {
  test('is set, unplugged and reset by the shell', async () => {
    const { phone } = await phoneWithChat(34)
    expect(await dumpsys(phone, 'battery')).toContain('  USB powered: true\n')
    expect(await dumpsys(phone, 'battery', 'set', 'level', '50')).toBe('')
    expect(await dumpsys(phone, 'battery', 'unplug')).toBe('')
    const text = await dumpsys(phone, 'battery')
    expect(text).toContain("Current Battery Service state:\n  (UPDATES STOPPED -- use 'reset' to restart)\n")
    expect(text).toContain('  USB powered: false\n')
    expect(text).toContain('\n  level: 50\n')
    expect(text).toContain('\n  Charging policy: 1\n')
    expect(await dumpsys(phone, 'power')).toContain('  mIsPowered=false\n')
    await dumpsys(phone, 'battery', 'reset')
    expect(await dumpsys(phone, 'battery')).not.toContain('UPDATES STOPPED')
    expect(phone.power.battery.charging).toBe(true)
  })

  test.each([
    [['set', 'colour', '1'], 'Unknown set option: colour\n'],
    [['set', 'level', 'x'], 'Bad value: x\n'],
    [['set'], 'No property specified\n'],
  ])('refuses %j', async (words, text) => {
    const { phone } = await phoneWithChat(34)
    expect(await dumpsys(phone, 'battery', ...words)).toBe(text)
  })
})

describe('deviceidle', () => {
  test('keeps the list of exempt apps', async () => {
    const { phone } = await phoneWithChat(34)
    expect(await dumpsys(phone, 'deviceidle', 'whitelist', `+${chatPackage}`)).toBe(`Added: ${chatPackage}\n`)
    const uid = phone.packages.get(chatPackage)?.uid ?? 0
    expect(await dumpsys(phone, 'deviceidle', 'whitelist')).toContain(`user,${chatPackage},${uid}\n`)
    expect(await dumpsys(phone, 'deviceidle', 'whitelist', `-${chatPackage}`)).toBe(`Removed: ${chatPackage}\n`)
    expect(await dumpsys(phone, 'deviceidle', 'whitelist', '+com.none')).toBe('Unknown package: com.none\n')
    expect(await dumpsys(phone, 'deviceidle', 'whitelist', 'com.none')).toBe(
      'Package must be prefixed with +, -, or =: com.none\n',
    )
  })

  test('goes idle when forced, and back', async () => {
    const { phone } = await phoneWithChat(34)
    expect(await dumpsys(phone, 'deviceidle', 'step')).toBe('Stepped to deep: ACTIVE\n')
    expect(await dumpsys(phone, 'deviceidle', 'force-idle')).toBe('Now forced in to deep idle mode\n')
    expect(await dumpsys(phone, 'deviceidle', 'get', 'deep')).toBe('IDLE\n')
    expect(await dumpsys(phone, 'deviceidle')).toContain('  mState=IDLE mLightState=OVERRIDE\n')
    expect(await dumpsys(phone, 'deviceidle', 'unforce')).toBe('Light state: ACTIVE, deep state: ACTIVE\n')
    expect(await dumpsys(phone, 'deviceidle', 'disable')).toBe('Deep idle mode disabled\nLight idle mode disabled\n')
    expect(await dumpsys(phone, 'deviceidle', 'force-idle')).toBe('Unable to go deep idle; not enabled\n')
    expect(await dumpsys(phone, 'deviceidle', 'enable')).toBe('Deep idle mode enabled\nLight idle mode enable\n')
    expect(await dumpsys(phone, 'deviceidle', 'enabled')).toBe('1\n')
  })
})

test.each([
  [30, 'trusted=0, trustManaged=0, deviceLocked=1, strongAuthRequired=0x0'],
  [34, 'trustState=UNTRUSTED, trustManaged=0, deviceLocked=1, isActiveUnlockRunning=0, strongAuthRequired=0x0'],
])('trust at API %i', async (apiLevel, state) => {
  const { phone } = await phoneWithChat(apiLevel)
  expect(await dumpsys(phone, 'trust')).toContain('deviceLocked=0')
  phone.power.setPin('1234')
  phone.power.sleep()
  expect(await dumpsys(phone, 'trust')).toContain(`(current): ${state}\n`)
})

test.each([
  [30, /^ {2}mShowRequested=true .* mInputShown=true$/m],
  [34, /^ {2}mInputShown=true$/m],
])('input_method at API %i', async (apiLevel, shown) => {
  const { phone } = await phoneWithChat(apiLevel)
  expect(await dumpsys(phone, 'input_method')).toContain('mInputShown=false')
  phone.inputMethods.setShown(true)
  expect(await dumpsys(phone, 'input_method')).toMatch(shown)
})

test('meminfo has rows that a TOTAL of nine words ends', async () => {
  const { phone } = await phoneWithChat(34)
  const text = await dumpsys(phone, 'meminfo', 'com.android.systemui')
  const total = text.split('\n').find((line) => line.trim().startsWith('TOTAL '))
  expect(total?.trim().split(/\s+/)).toHaveLength(9)
  expect(text).toMatch(/^ +Native Heap +\d+/m)
  expect(await dumpsys(phone, 'meminfo', 'com.none')).toBe('No process found for: com.none\n')
})

test('SurfaceFlinger names the display', async () => {
  const { phone } = await phoneWithChat(34)
  expect(await dumpsys(phone, 'SurfaceFlinger', '--display-id')).toMatch(
    /^Display \d{19} \(HWC display 0\): port=0 pnpId=QCM displayName=""\n$/,
  )
})
