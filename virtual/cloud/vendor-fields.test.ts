import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Vendor } from '../android/rom.ts'
import { roms } from '../roms/all-roms.ts'
import { createChatPhone, until, type ChatPhone } from './chat-phone-fixture.ts'
import { startTestServer, type TestServer } from './test-server-fixture.ts'

let server: TestServer
let phone: ChatPhone | undefined
beforeEach(async () => {
  server = await startTestServer()
})
afterEach(async () => {
  await phone?.shutdown()
  phone = undefined
  await server.close()
})

// What the fields of AndroidInfo become at the vendor: 1047/33527, and the vendors' own pages.
it.each<[string, Vendor, Record<string, unknown>, string]>([
  ['a category and a level', 'oppo', { OPPOCategory: 'IM', OPPONotifyLevel: 16 }, 'taken'],
  ['a category alone', 'oppo', { OPPOCategory: 'IM' }, 'taken'],
  ['a level that has no category', 'oppo', { OPPONotifyLevel: 16 }, '67'],
  ['neither', 'oppo', {}, 'taken'],
  ['a channel that was never registered', 'mi', { XiaoMiChannelID: 'nobody' }, '27001'],
])('%s goes on to %s as it was given', async (_, vendor, AndroidInfo, answer) => {
  const rom = roms.get(vendor)
  if (rom === undefined) throw new Error(`no ROM ${vendor}`)
  phone = await createChatPhone(server, rom)
  await phone.loginAndRegister('bob')
  phone.kill()
  await server.send('alice', 'bob', { Title: 't', Desc: 'd', AndroidInfo })
  const offline = await until(() => server.server.world.records.all()[0]?.stages.offline)
  expect(offline.ok ? 'taken' : offline.code).toBe(answer)
})
