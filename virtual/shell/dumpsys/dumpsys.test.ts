import { describe, expect, test } from 'vitest'
import { roms } from '../../roms/all-roms.ts'
import { bootedPhone } from '../../android/phone-fixture.ts'
import { dumpsysCommands, services } from './dumpsys.ts'
import { dumpsys, runCommand } from './dump-fixture.ts'

describe('dumpsys', () => {
  test.each([...roms.values()])('prints every service of $name', async (rom) => {
    const { phone } = bootedPhone({ rom })
    const all = await dumpsys(phone)
    const names = [...services.keys()]
    expect(all.startsWith('Currently running services:\n  SurfaceFlinger\n')).toBe(true)
    for (const name of names) {
      expect(all).toContain(`${'-'.repeat(79)}\nDUMP OF SERVICE ${name}:\n`)
      expect(all).toMatch(
        new RegExp(
          `^--------- \\d+\\.\\d{3}s was the duration of dumpsys ${name}, ending at: \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d$`,
          'm',
        ),
      )
    }
    expect(all).not.toMatch(/undefined|\[object|NaN/)
  })

  test('lists the services', async () => {
    const { phone } = bootedPhone()
    const list = await dumpsys(phone, '-l')
    expect(list.split('\n').slice(0, 3)).toEqual(['Currently running services:', '  SurfaceFlinger', '  account'])
  })

  test('says what it cannot find, with exit status 0', async () => {
    const { phone } = bootedPhone()
    const result = await runCommand(dumpsysCommands.get('dumpsys'), phone, ['dumpsys', 'nothing'])
    expect(result).toEqual({ out: '', err: "Can't find service: nothing\n", status: 0 })
  })

  test('of one service has no heading', async () => {
    const { phone } = bootedPhone()
    expect(await dumpsys(phone, '-t', '5', 'battery')).toMatch(/^Current Battery Service state:\n/)
  })
})
