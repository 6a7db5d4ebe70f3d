import { describe, expect, test } from 'vitest'
import { roms } from './all-roms.ts'

describe('the ROMs', () => {
  test('are seven, each under its own vendor and with its own API level from 28 to 35', () => {
    expect([...roms.keys()]).toEqual(['mi', 'huawei', 'honor', 'oppo', 'vivo', 'meizu', 'google'])
    for (const [vendor, rom] of roms) expect(rom.vendor).toBe(vendor)
    expect([...roms.values()].map((rom) => rom.apiLevel).sort()).toEqual([28, 29, 30, 31, 33, 34, 35])
  })

  test.each([...roms.values()])('$name agrees with itself', (rom) => {
    expect(rom.properties['ro.build.version.sdk']).toBe(String(rom.apiLevel))
    expect(rom.properties['ro.build.version.release']).toBe(rom.release)
    expect(rom.properties['ro.build.fingerprint']).toMatch(
      /^[^/ ]+\/[^/ ]+\/[^/: ]+:\d+\/[^/ ]+\/[^/: ]+:user\/release-keys$/,
    )
    expect(rom.properties['ro.sf.lcd_density']).toBe(String(rom.screen.densityDpi))
    expect(rom.homeActivity.split('/')[0]).toBe(rom.launcherPackage)
    const packages = rom.systemPackages.map((one) => one.packageName)
    expect(new Set(packages).size).toBe(packages.length)
    expect(packages).toContain(rom.launcherPackage)
    expect(packages).toContain(rom.pushService.packageName)
    expect(packages).toContain(rom.permissionDialog.packageName)
    const { cutout, width, statusBarHeight } = rom.screen
    if (cutout !== undefined) {
      expect(cutout.right).toBeLessThan(width)
      expect(cutout.bottom).toBe(statusBarHeight)
    }
  })
})
