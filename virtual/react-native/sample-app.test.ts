import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppRuntime, PushSdk } from '../android/app-process.ts'
import { intent } from '../android/intent.ts'
import type { Intent } from '../android/intent.ts'
import { TrialChat } from './fixtures/trial-chat.ts'
import { TrialApp, TrialPhone } from './fixtures/trial-phone.ts'
import { createAppRuntime } from './runtime.ts'

/** The farm's own app, as Metro bundled it, with the real Chat SDK and push plugin inside. */
const sample = new URL('../../sample-app/', import.meta.url)
const bundle = readFileSync(new URL('bundle/index.android.bundle', sample))
const contract = JSON.parse(readFileSync(new URL('contract.json', sample), 'utf8')) as {
  readonly component: string
  readonly testIds: Readonly<Record<'login' | 'conversations' | 'chat' | 'pushPanel', Readonly<Record<string, string>>>>
}
const id = (screen: keyof typeof contract.testIds, name: string): string => {
  const found = contract.testIds[screen][name]
  if (found === undefined) throw new Error(`contract.json names no ${screen}.${name}`)
  return found
}

let runtime: AppRuntime & { close(): Promise<void> }
beforeAll(async () => {
  runtime = await createAppRuntime()
})
afterAll(() => runtime.close())

const push: PushSdk = {
  registerPush: () => Promise.resolve({ token: 'registration-of-alice' }),
  unRegisterPush: () => Promise.resolve(),
  setRegistrationId: (given) => {
    if (given !== 'alice') throw new Error(`registered as ${given}`)
  },
  getRegistrationId: () => 'alice',
  status: () => ({ certificateId: 1, vendorToken: 't', code: 0 }),
  disablePostNotificationInForeground: () => undefined,
  onMessage: () => undefined,
  onRevoke: () => undefined,
  extFromIntent: ({ extras }) => (typeof extras['ext'] === 'string' ? extras['ext'] : undefined),
}

function start(storage: ReadonlyMap<string, string>, opened?: Intent): { app: TrialApp; chat: TrialChat } {
  const phone = new TrialPhone()
  const chat = new TrialChat()
  phone.network = chat.network()
  phone.push = push
  phone.permissions.set('android.permission.POST_NOTIFICATIONS', 'granted')
  for (const [key, value] of storage) phone.storage.set(key, value)
  const app = new TrialApp(runtime, phone, {
    bundle,
    mainComponent: contract.component,
    ...(opened === undefined ? {} : { intent: opened }),
  })
  app.process.setWindowFocus(true)
  return { app, chat }
}

async function fill(app: TrialApp, resourceId: string, text: string): Promise<void> {
  await app.tap(resourceId)
  app.process.typeText(text)
}

test('log in, open the chat, receive, send, go back, start again from a click', async () => {
  const { app, chat } = start(new Map())
  await app.see(id('login', 'screen'))
  await fill(app, id('login', 'userId'), 'alice')
  await fill(app, id('login', 'userSig'), 'any-signature')
  await app.tap(id('login', 'submit'))
  await app.see(id('conversations', 'screen'))
  const item = await app.until('the conversation', async () =>
    (await app.nodes()).find((node) => node.resourceId.startsWith(id('conversations', 'item'))),
  )

  app.tapNode(item)
  await app.see(id('chat', 'screen'))
  chat.push('from the server')
  await app.seeText('from the server')
  await fill(app, id('chat', 'input'), 'from alice')
  await app.tap(id('chat', 'send'))
  await app.seeText('from alice')
  expect(chat.sent[0]).toMatchObject({
    To_Account: 'bob',
    MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'from alice' } }],
  })

  expect(await app.process.back()).toBe(true)
  await app.see(id('conversations', 'screen'))
  expect(await app.process.back()).toBe(false)
  app.process.kill()

  const ext = JSON.stringify({ entity: { version: 1, chatType: 1, action: 1, sender: 'bob', content: '你好 👋 "x"' } })
  const click = intent({ action: 'android.intent.action.VIEW', extras: { ext } })
  const again = start(app.phone.storage, click)
  const shown = await again.app.see(id('chat', 'pushExt'))
  expect(shown.text).toBe(ext)
  expect((await again.app.see(id('chat', 'conversationId'))).text).toBe('C2Cbob')
  expect(again.app.phone.crashes).toEqual([])
  again.app.process.kill()
}, 40_000)
