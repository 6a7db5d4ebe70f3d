import { describe, expect, it } from 'vitest'
import { bootedPhone, testApk } from './phone-fixture.ts'
import { permissionKind } from './permission-catalogue.ts'
import { importanceOf, type ProcessFacts } from './process-importance.ts'

describe('log buffers', () => {
  it('drop the oldest lines when they are full, one buffer at a time', () => {
    const { phone } = bootedPhone()
    const boot = phone.log.entries(['events']).length
    for (let line = 0; line < 4000; line++)
      phone.log.write({
        buffer: 'main',
        pid: 1,
        priority: 'I',
        tag: 'T',
        message: `${String(line)} ${'x'.repeat(100)}`,
      })
    const kept = phone.log.entries(['main'])
    expect(kept.at(-1)?.message).toMatch(/^3999 /)
    expect(kept.length).toBeGreaterThan(1500)
    expect(kept.length).toBeLessThan(2100)
    expect(phone.log.entries(['events'])).toHaveLength(boot)
  })

  it('mix buffers in the order of writing, and know who wrote', () => {
    const { phone } = bootedPhone()
    phone.log.clear(['main', 'system', 'events'])
    const [systemUi] = phone.processes.ofPackage('com.android.systemui')
    phone.log.write({ buffer: 'system', pid: phone.processes.systemPid, priority: 'W', tag: 'A', message: '1' })
    phone.log.write({ buffer: 'main', pid: systemUi?.pid ?? 0, priority: 'D', tag: 'B', message: '2' })
    phone.log.event('screen_toggled', phone.processes.systemPid, [1])
    const entries = phone.log.entries(['events', 'main', 'system'])
    expect(entries.map(({ message, uid }) => [message, uid])).toEqual([
      ['1', 1000],
      ['2', 10050],
      ['1', 1000],
    ])
    expect(entries[2]?.event).toEqual({ tagNumber: 70000, values: [1] })
  })
})

describe('power and keyguard', () => {
  it('locks with the screen, unlocks by a swipe while there is no PIN', () => {
    const { phone } = bootedPhone()
    const heard: string[] = []
    phone.power.on((event) => heard.push(event))
    phone.power.toggle()
    expect(phone.power).toMatchObject({ screenOn: false, locked: true, wakefulness: 'Dozing' })
    expect(phone.power.dismissKeyguard()).toBe(false)
    phone.power.toggle()
    expect(phone.power).toMatchObject({ screenOn: true, locked: true, wakefulness: 'Awake' })
    expect(phone.power.dismissKeyguard()).toBe(true)
    expect(heard).toEqual(['screen-off', 'locked', 'screen-on', 'unlocked'])
  })

  it('needs the PIN when there is one', () => {
    const { phone } = bootedPhone()
    phone.power.setPin('1234')
    phone.power.sleep()
    phone.power.wake()
    expect(phone.power.dismissKeyguard()).toBe(false)
    expect(phone.power.enterPin('0000')).toBe(false)
    expect(phone.power.enterPin('1234')).toBe(true)
    expect(phone.power.locked).toBe(false)
  })

  it('stays open without a keyguard', () => {
    const { phone } = bootedPhone()
    phone.power.setKeyguardDisabled(true)
    phone.power.sleep()
    expect(phone.power.locked).toBe(false)
    expect(phone.activities.resumed()?.state).toBe('stopped')
    phone.power.wake()
    expect(phone.activities.resumed()?.state).toBe('resumed')
  })

  it.each([
    [29, undefined],
    [30, '[1,0,0,setKeyguardShown]'],
    [31, '[0,1,0,0,setKeyguardShown]'],
    [34, '[0,1,0,0,0,setKeyguardShown]'],
  ])('API %i writes %s', (apiLevel, message) => {
    const { phone } = bootedPhone({ apiLevel })
    phone.power.sleep()
    expect(phone.log.entries(['events']).find(({ tag }) => tag === 'wm_set_keyguard_shown')?.message).toBe(message)
  })
})

describe('importanceOf', () => {
  const none: ProcessFacts = {
    fixed: undefined,
    hasTopActivity: false,
    isHome: false,
    hasActivities: false,
    isPrevious: false,
    foregroundService: false,
    startedService: false,
    receiving: false,
  }
  it.each<[Partial<ProcessFacts>, string, number]>([
    [{ hasTopActivity: true }, 'top', 0],
    [{ foregroundService: true }, 'foreground-service', 200],
    [{ startedService: true, hasActivities: true }, 'service', 500],
    [{ isHome: true }, 'home', 600],
    [{ isPrevious: true, hasActivities: true }, 'previous', 700],
    [{ hasActivities: true }, 'cached', 900],
    [{}, 'cached', 905],
    [{ fixed: 'persistent' }, 'persistent', -800],
    [{ fixed: 'instrumentation' }, 'instrumentation', 0],
  ])('%j is %s at %i', (facts, state, oomAdj) => {
    expect(importanceOf({ ...none, ...facts })).toMatchObject({ state, oomAdj })
  })
})

describe('permissionKind', () => {
  it.each([
    ['android.permission.POST_NOTIFICATIONS', 32, undefined],
    ['android.permission.POST_NOTIFICATIONS', 33, 'runtime'],
    ['android.permission.INTERNET', 28, 'install'],
    ['android.permission.WRITE_SECURE_SETTINGS', 34, 'development'],
    ['android.permission.SYSTEM_ALERT_WINDOW', 34, 'special'],
    ['com.example.OWN', 34, undefined],
  ])('%s on API %i is %s', (permission, apiLevel, kind) => {
    expect(permissionKind(permission, apiLevel)).toBe(kind)
  })
})

describe('processes', () => {
  it('brings a persistent process back, with another pid', () => {
    const { phone } = bootedPhone()
    const [systemUi] = phone.processes.ofPackage('com.android.systemui')
    phone.processes.kill(systemUi?.pid ?? 0, 'test')
    const [again] = phone.processes.ofPackage('com.android.systemui')
    expect(again?.name).toBe('com.android.systemui')
    expect(again?.pid).not.toBe(systemUi?.pid)
  })

  it('shares the bytes and the decoded bundle of equal APKs between phones', async () => {
    const apk = testApk({ entries: { 'assets/index.android.bundle': `//${'x'.repeat(5000)}` } })
    const [first, second] = [bootedPhone().phone, bootedPhone().phone]
    const install = { replace: true, grantRuntimePermissions: false, allowTestPackages: false, allowDowngrade: false }
    await first.packages.install([Buffer.from(apk)], install)
    await second.packages.install([Buffer.from(apk)], install)
    expect(first.packages.apkBytes('com.example.chat')).toBe(second.packages.apkBytes('com.example.chat'))
    const bundle = first.packages.get('com.example.chat')?.asset('assets/index.android.bundle')
    expect(second.packages.get('com.example.chat')?.asset('assets/index.android.bundle')).toBe(bundle)
    const [path = ''] = first.packages.apkPaths('com.example.chat')
    expect(first.files.read(path)?.equals(apk)).toBe(true)
    await first.packages.uninstall('com.example.chat')
    expect(first.files.stat(path)).toBeUndefined()
  })
})
