import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createChatPhone, until, type ChatPhone } from './chat-phone-fixture.ts'
import { startTestServer, type TestServer } from './test-server-fixture.ts'
import { roms } from '../roms/all-roms.ts'

describe.each([...roms.values()])('a message to a killed app on $name', (rom) => {
  let server: TestServer
  let phone: ChatPhone
  beforeEach(async () => {
    server = await startTestServer()
    phone = await createChatPhone(server, rom)
  })
  afterEach(async () => {
    await phone.shutdown()
    await server.close()
  })

  const ext = JSON.stringify({ entity: { sender: 'alice', content: '你好 👋 "quoted"\nnext/line' }, trial: 'a1' })

  it('is pushed, shown with its texts, and a tap hands ext over', async () => {
    await phone.loginAndRegister('bob')
    phone.kill()
    expect(await server.state('bob')).toMatchObject({
      State: 'PushOnline',
      Detail: [{ Platform: 'Android', Status: 'PushOnline' }],
    })
    await server.send('alice', 'bob', { Title: 'Hello', Desc: 'a push 12345', Ext: ext })
    const shown = await until(() => phone.posted()[0])
    expect(shown.content).toMatchObject({ title: 'Hello', text: 'a push 12345' })
    expect(shown.opPkg).toBe(rom.pushService.postsAs === 'app' ? 'io.pushfarm.sample' : rom.pushService.packageName)
    const intent = await phone.tap(shown.key)
    expect(phone.sdk.extFromIntent(intent)).toBe(ext)
    const [record] = server.server.world.records.all()
    expect(record?.stages).toMatchObject({ offline: { ok: true }, device: { ok: true }, click: { ok: true } })
  })
})
