import { describe, expect, test } from 'vitest'
import { chatPackage, dumpsys, phoneWithChat, startChat } from './dump-fixture.ts'

describe('dumpsys package', () => {
  test('an unknown package', async () => {
    const { phone } = await phoneWithChat(34)
    expect(await dumpsys(phone, 'package', 'com.none')).toBe('Unable to find package: com.none\n')
  })

  test.each([
    [
      28,
      'userId',
      'installed=true hidden=false suspended=false stopped=true notLaunched=true enabled=0 instant=false virtual=false',
      false,
    ],
    [
      30,
      'userId',
      'installed=true hidden=false suspended=false distractionFlags=0 stopped=true notLaunched=true enabled=0 instant=false virtual=false',
      false,
    ],
    [
      33,
      'userId',
      'installed=true hidden=false suspended=false distractionFlags=0 stopped=true notLaunched=true enabled=0 instant=false virtual=false',
      true,
    ],
    [
      35,
      'appId',
      'installed=true hidden=false suspended=false distractionFlags=0 stopped=true notLaunched=true enabled=0 instant=false virtual=false quarantined=false',
      true,
    ],
  ])('at API %i', async (apiLevel, id, user, firstInstallUnderUser) => {
    const { phone } = await phoneWithChat(apiLevel)
    const uid = phone.packages.get(chatPackage)?.uid ?? 0
    const lines = (await dumpsys(phone, 'package', chatPackage)).split('\n')
    const head = lines.findIndex((line) => /^ {2}Package \[com\.example\.chat\] \([0-9a-f]+\):$/.test(line))
    expect(lines[head - 1]).toBe('Packages:')
    expect(lines[head + 1]).toBe(`    ${id}=${uid}`)
    expect(lines).toContain('    versionCode=7 minSdk=24 targetSdk=34')
    expect(lines).toContain('    versionName=1.7')
    const userLine = lines.find((line) => line.startsWith('    User 0: '))
    expect(userLine).toMatch(/ceDataInode=\d+ /)
    expect(userLine?.endsWith(user)).toBe(true)
    expect(lines.some((line) => line.startsWith('    firstInstallTime='))).toBe(!firstInstallUnderUser)
    expect(lines.some((line) => line.startsWith('      firstInstallTime='))).toBe(firstInstallUnderUser)
    await startChat(phone)
    expect(await dumpsys(phone, 'package', chatPackage)).toContain(' stopped=false notLaunched=false ')
  })

  test('permissions in their three blocks', async () => {
    const { phone } = await phoneWithChat(34)
    const text = await dumpsys(phone, 'package', chatPackage)
    expect(text).toContain(
      '    requested permissions:\n      android.permission.INTERNET\n      android.permission.POST_NOTIFICATIONS\n',
    )
    expect(text).toContain('    install permissions:\n      android.permission.INTERNET: granted=true\n')
    expect(text).toMatch(
      /^ {6}runtime permissions:\n {8}android\.permission\.POST_NOTIFICATIONS: granted=true, flags=\[ [A-Z_|]+\]$/m,
    )
    phone.packages.revoke(chatPackage, 'android.permission.CAMERA')
    expect(await dumpsys(phone, 'package', chatPackage)).toMatch(/android\.permission\.CAMERA: granted=false/)
  })

  test('resolver tables hold the launcher and the link', async () => {
    const { phone } = await phoneWithChat(34)
    const text = await dumpsys(phone, 'package', chatPackage)
    expect(text).toMatch(
      /^ {6}android\.intent\.action\.MAIN:\n {8}[0-9a-f]+ com\.example\.chat\/\.MainActivity filter [0-9a-f]+\n {10}Action: "android\.intent\.action\.MAIN"\n {10}Category: "android\.intent\.category\.LAUNCHER"$/m,
    )
    expect(text).toMatch(/^ {2}Schemes:\n {6}pushscheme:$/m)
    expect(text).toContain('          Authority: "com.tencent.qcloud": -1\n')
  })
})
