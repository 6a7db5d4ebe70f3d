import { afterEach, expect, it } from 'vitest'
import { roms } from '../roms/all-roms.ts'
import type { VendorRules } from '../vendors/vendor-rules.ts'
import { createChatPhone, until, type ChatPhone } from './chat-phone-fixture.ts'
import { startTestServer, type TestServer } from './test-server-fixture.ts'

let server: TestServer
let phone: ChatPhone | undefined
afterEach(async () => {
  await phone?.shutdown()
  phone = undefined
  await server.close()
})

const ext = '{"entity":{"sender":"alice"}}'

// TIMPush calls back for the in-app page only; Mi's and vivo's own clients tell of a tap by callback, with ext.
it.each<['mi' | 'vivo' | 'honor', VendorRules['openAppExt'], string | undefined]>([
  ['mi', 'none', undefined],
  ['mi', 'by-callback', ext],
  ['vivo', 'none', undefined],
  ['vivo', 'by-callback', ext],
  ['honor', 'by-callback', undefined],
])('%s, click action "open app" (%s): ext %s', async (vendor, openAppExt, expected) => {
  server = await startTestServer({ vendorRules: { openAppExt }, switches: { certificateDelayMs: 0 } })
  const rom = roms.get(vendor)
  if (rom === undefined) throw new Error(`no ROM ${vendor}`)
  phone = await createChatPhone(server, rom)
  server.server.world.console.edit(vendor, undefined, { click: { kind: 'open-app' } }, server.clock.now())
  await phone.loginAndRegister('bob')
  phone.kill()
  await server.send('alice', 'bob', { Title: 't', Desc: 'd', Ext: ext })
  const shown = await until(() => phone?.posted()[0])
  const intent = await phone.tap(shown.key)
  expect(intent.component?.className).toBe('io.pushfarm.sample.MainActivity')
  expect(phone.sdk.extFromIntent(intent)).toBe(expected)
})
