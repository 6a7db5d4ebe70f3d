import { afterEach, expect, it } from 'vitest'
import type { Vendor } from '../android/rom.ts'
import { roms } from '../roms/all-roms.ts'
import { deviceKey } from '../vendors/service-checks.ts'
import { createChatPhone, until, type ChatPhone } from './chat-phone-fixture.ts'
import type { ChatServerOptions } from './chat-server.ts'
import { startTestServer, type TestServer } from './test-server-fixture.ts'

let server: TestServer
let phone: ChatPhone | undefined
afterEach(async () => {
  await phone?.shutdown()
  phone = undefined
  await server.close()
})

type Row = [string, 'huawei' | 'honor' | 'meizu', Record<string, unknown>, Partial<ChatServerOptions>, string]

// Which class of the vendor a message counts in: the one it names, else the one that a switch names.
it.each<Row>([
  ['no category', 'huawei', {}, {}, 'service'],
  ['no category', 'huawei', {}, { vendorRules: { huaweiUnnamedCategory: 'marketing' } }, 'marketing'],
  [
    'a category',
    'huawei',
    { HuaWeiCategory: 'IM' },
    { vendorRules: { huaweiUnnamedCategory: 'marketing' } },
    'service',
  ],
  ['MARKETING', 'huawei', { HuaWeiCategory: 'MARKETING' }, {}, 'marketing'],
  ['no importance', 'honor', {}, {}, 'service'],
  ['no importance', 'honor', {}, { vendorRules: { honorUnnamedImportance: 'marketing' } }, 'marketing'],
  [
    'NORMAL',
    'honor',
    { HonorImportance: 'NORMAL' },
    { vendorRules: { honorUnnamedImportance: 'marketing' } },
    'service',
  ],
  ['LOW', 'honor', { HonorImportance: 'LOW' }, {}, 'marketing'],
  ['no type', 'meizu', {}, {}, 'public'],
  ['no type', 'meizu', {}, { switches: { meizuUnnamedType: 'private' } }, 'private'],
  ['type 1', 'meizu', { MeiZuNoticeMsgType: 1 }, {}, 'private'],
  ['type 0', 'meizu', { MeiZuNoticeMsgType: 0 }, { switches: { meizuUnnamedType: 'private' } }, 'public'],
])('%s to %s (%j, %j) counts as %s', async (_, vendor, AndroidInfo, options, counted) => {
  server = await startTestServer(options)
  phone = await chatPhoneOf(vendor)
  await phone.loginAndRegister('bob')
  phone.kill()
  await server.send('alice', 'bob', { Title: 't', Desc: 'd', AndroidInfo })
  await until(() => server.server.world.records.all()[0]?.stages.offline)
  const { counters, clock } = server.server.world.vendors.byName[vendor].core
  const used = ['service', 'marketing', 'public', 'private'].filter(
    (kind) => counters.of(deviceKey('127.0.0.1:23100', kind), clock.now()) > 0,
  )
  expect(used).toEqual([counted])
})

it('Huawei classifies the messages of an app that may not name their category', async () => {
  server = await startTestServer({ vendorRules: { huaweiUnnamedCategory: 'marketing' } })
  const { core } = server.server.world.vendors.byName.huawei
  core.app = { ...core.app, selfClassification: false }
  phone = await chatPhoneOf('huawei')
  await phone.loginAndRegister('bob')
  phone.kill()
  await server.send('alice', 'bob', { Title: 't', Desc: 'd', AndroidInfo: { HuaWeiCategory: 'IM' } })
  const { content } = await until(() => phone?.posted()[0])
  expect(content.channelId).toBe('HwPushChannelID_low')
})

function chatPhoneOf(vendor: Vendor): Promise<ChatPhone> {
  const rom = roms.get(vendor)
  if (rom === undefined) throw new Error(`no ROM ${vendor}`)
  return createChatPhone(server, rom)
}
