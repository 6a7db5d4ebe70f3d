import { describe, expect, it } from 'vitest'
import { intent } from '../../android/intent.ts'
import { bootedPhone, testApk } from '../../android/phone-fixture.ts'
import type { Phone } from '../../android/phone.ts'
import type { Rom, Vendor } from '../../android/rom.ts'
import { roms } from '../../roms/all-roms.ts'
import { deskMemory, deskOf } from '../desk.ts'
import type { UiNode } from '../node.ts'
import { newChannel } from '../../android/notification.ts'
import { settingsWindow } from './settings-window.ts'

const app = 'com.example.chat'

function romOf(vendor: Vendor): Rom {
  const rom = roms.get(vendor)
  if (rom === undefined) throw new Error(`no ROM ${vendor}`)
  return rom
}

/** The page of the channel `chat`, made with importance 4, and a finger. */
async function openPage(vendor: Vendor) {
  const { phone, clock } = bootedPhone({ rom: romOf(vendor) })
  clock.stop()
  await phone.packages.install([testApk()], {
    replace: true,
    grantRuntimePermissions: true,
    allowTestPackages: false,
    allowDowngrade: false,
  })
  phone.notifications.setAppEnabled(app, true)
  phone.notifications.createChannel(app, newChannel('chat', 'Messages', 4, { sound: null, lights: true }))
  const open = (action: string) =>
    phone.activities.start(
      intent({
        action,
        extras: { 'android.provider.extra.APP_PACKAGE': app, 'android.provider.extra.CHANNEL_ID': 'chat' },
      }),
      { callingPackage: 'com.android.shell', callingUid: 2000 },
    )
  await open('android.settings.CHANNEL_NOTIFICATION_SETTINGS')
  const memory = deskMemory()
  const nodes = (): readonly UiNode[] => {
    const activity = phone.activities.resumed()
    if (activity === undefined) throw new Error('no page is open')
    return everyNode(settingsWindow(deskOf(phone, memory), activity).root)
  }
  const press = async (name: string): Promise<void> => {
    const found = nodes().find(
      (node) =>
        (node.resourceId.endsWith(`/${name}`) ||
          node.text === name ||
          node.children.some(({ text }) => text === name)) &&
        node.actions?.click !== undefined,
    )
    if (found?.actions?.click === undefined) throw new Error(`nothing to press: ${name}`)
    await found.actions.click()
  }
  return { phone, nodes, open, press }
}

function everyNode(node: UiNode): readonly UiNode[] {
  return [node, ...node.children.flatMap(everyNode)]
}
const importanceOf = (phone: Phone): number | undefined => phone.notifications.channels(app)[0]?.importance

describe('the page of a channel', () => {
  it.each<[Vendor, number, string, number]>([
    ['google', 35, 'main_switch_bar', 4],
    ['honor', 31, 'main_switch_bar', 4],
    ['vivo', 30, 'switch_bar', 4],
    ['huawei', 29, 'switch_bar', 3],
    ['meizu', 28, 'switch_bar', 3],
  ])('%s (API %i): %s switches it off, and on again to importance %i', async (vendor, apiLevel, bar, again) => {
    const { phone, nodes, press } = await openPage(vendor)
    expect(phone.rom.apiLevel).toBe(apiLevel)
    await press(bar)
    expect(importanceOf(phone)).toBe(0)
    // Off, it offers nothing else.
    expect(nodes().filter(({ resourceId }) => /(alert|silence)$/.test(resourceId))).toEqual([])
    await press(bar)
    expect(importanceOf(phone)).toBe(again)
  })

  it.each<[Vendor, readonly (readonly [string, number])[]]>([
    [
      'google',
      [
        ['silence', 2],
        ['alert', 3],
        ['Pop on screen', 4],
        ['Pop on screen', 3],
      ],
    ],
    [
      'huawei',
      [
        ['silence', 2],
        ['alert', 3],
        ['在屏幕上弹出', 4],
      ],
    ],
    [
      'meizu',
      [
        ['行为', 4],
        ['无声显示', 2],
        ['行为', 2],
        ['发出提示音并在屏幕上弹出', 4],
      ],
    ],
  ])('%s: how much it disturbs', async (vendor, deeds) => {
    const { phone, press } = await openPage(vendor)
    for (const [name, importance] of deeds) {
      await press(name)
      expect([name, importanceOf(phone)]).toEqual([name, importance])
    }
  })

  it('is reached from its row on the page of the app, whose switch is a target of its own', async () => {
    const { phone, open, press, nodes } = await openPage('google')
    await open('android.settings.APP_NOTIFICATION_SETTINGS')
    await press('switchWidget')
    expect(importanceOf(phone)).toBe(0)
    await press('switchWidget')
    expect(importanceOf(phone)).toBe(4)
    await press('Messages')
    expect(nodes().some(({ resourceId }) => resourceId === 'com.android.settings:id/silence')).toBe(true)
  })
})
