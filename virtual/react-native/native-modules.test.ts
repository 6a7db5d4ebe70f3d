import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppRequest, AppRuntime, PushSdk } from '../android/app-process.ts'
import type { Intent } from '../android/intent.ts'
import { intent } from '../android/intent.ts'
import { TrialApp, TrialPhone, TrialSocket } from './fixtures/trial-phone.ts'
import { createAppRuntime } from './runtime.ts'

let runtime: AppRuntime & { close(): Promise<void> }
beforeAll(async () => {
  runtime = await createAppRuntime()
})
afterAll(() => runtime.close())

async function natives(phone: TrialPhone, start?: Intent): Promise<TrialApp> {
  const app = new TrialApp(runtime, phone, start === undefined ? {} : { intent: start })
  await app.tap('go-natives')
  return app
}

/** The native push SDK with an own idea of what a click is. */
class TrialPush implements PushSdk {
  registered: { readonly sdkAppId: number; readonly appKey: string | null } | undefined
  refusal: { readonly code: number; readonly message: string } | undefined
  id: string | undefined

  registerPush(options: { readonly sdkAppId: number; readonly appKey: string | null }): Promise<{ token: string }> {
    this.registered = options
    // the SDK rejects with a code and a message, not with an Error
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
    return this.refusal === undefined ? Promise.resolve({ token: 'registration-1' }) : Promise.reject(this.refusal)
  }
  unRegisterPush(): Promise<void> {
    this.registered = undefined
    return Promise.resolve()
  }
  setRegistrationId(id: string): void {
    this.id = id
  }
  getRegistrationId(): string | undefined {
    return this.id
  }
  status(): { certificateId: null; vendorToken: null; code: number } {
    return { certificateId: null, vendorToken: null, code: 0 }
  }
  disablePostNotificationInForeground(): void {
    throw new Error('the trial app does not ask for it')
  }
  onMessage(): void {
    // the trial sends no online message
  }
  onRevoke(): void {
    // the trial revokes nothing
  }
  extFromIntent(given: Intent): string | undefined {
    const ext = given.extras['ext']
    return typeof ext === 'string' ? ext : undefined
  }
}

const click = (ext: string): Intent =>
  intent({ action: 'android.intent.action.VIEW', data: 'pushscheme://com.tencent.qcloud/detail', extras: { ext } })

async function stored(phone: TrialPhone, ext: string): Promise<void> {
  await expect.poll(() => phone.lines).toContain(`I TencentCloudPush:  storeExtInfo | ${ext}`)
}

describe('network', () => {
  test('fetch goes out and comes back', async () => {
    const phone = new TrialPhone()
    const requests: AppRequest[] = []
    phone.network = {
      ...phone.network,
      fetch: (request) => {
        requests.push(request)
        return Promise.resolve({
          status: 201,
          headers: { 'content-type': 'text/plain' },
          url: request.url,
          body: Buffer.from('你好'),
        })
      },
    }
    const app = await natives(phone)
    await app.tap('fetch')
    await app.hear('fetched 201 你好')
    expect(requests[0]).toMatchObject({ method: 'POST', url: 'https://example.test/path?x=1' })
    expect(Buffer.from(requests[0]?.body ?? []).toString()).toBe('hello')
    expect(Object.fromEntries(requests[0]?.headers ?? [])).toMatchObject({ 'x-test': 'yes' })
    app.process.kill()
  })

  test('a network without a route rejects the fetch', async () => {
    const app = await natives(new TrialPhone())
    await app.tap('fetch')
    await app.hear('fetch failed: Network request failed')
    app.process.kill()
  })

  test('a WebSocket sends and gets text and bytes; killing the process closes it', async () => {
    const phone = new TrialPhone()
    const socket = new TrialSocket()
    phone.network = { ...phone.network, openWebSocket: () => socket }
    const app = await natives(phone)
    await app.tap('socket')
    await app.windows()
    socket.tell({ kind: 'open', protocol: '' })
    await app.until('the greeting', () => Promise.resolve(socket.sent[0]))
    expect(socket.sent).toEqual(['hi'])
    socket.tell({ kind: 'message', data: 'text' })
    await app.hear('socket text')
    socket.tell({ kind: 'message', data: Uint8Array.of(1, 2, 3) })
    await app.hear('socket bytes 3')
    app.process.kill()
    expect(socket.closed).toBeDefined()
  })
})

describe('permissions and animations', () => {
  test('the answer of the permission dialog reaches JS', async () => {
    const phone = new TrialPhone()
    phone.permissions.set('android.permission.POST_NOTIFICATIONS', 'never_ask_again')
    const app = await natives(phone)
    await app.tap('permission')
    await app.hear('permission never_ask_again')
    app.process.kill()
  })

  test('a native animation ends and leaves its value in the picture', async () => {
    const app = await natives(new TrialPhone())
    expect((await app.see('fading')).paint).toMatchObject([{ fill: 0xffff0000 }])
    await app.tap('animate')
    await app.hear('faded true')
    expect((await app.see('fading')).paint).toMatchObject([{ fill: 0x33ff0000 }])
    await app.tap('touchable')
    await app.hear('touchable')
    app.process.kill()
  })
})

describe('@tencentcloud/react-native-push', () => {
  test('registering gives the token and writes the log of the Java module', async () => {
    const phone = new TrialPhone()
    const push = new TrialPush()
    phone.push = push
    const app = await natives(phone)
    await app.tap('register')
    await app.hear('token registration-1')
    expect(push.registered).toEqual({ sdkAppId: 1400000001, appKey: 'key' })
    expect(phone.lines).toContain('I TencentCloudPush: Push java | registerPushWithOnError 1400000001 key')
    expect(phone.lines).toContain('I TencentCloudPush: Push java | registerPush ok | registration-1')
    app.process.kill()
  })

  test('a failure reaches only who passed an error callback', async () => {
    const phone = new TrialPhone()
    const push = new TrialPush()
    push.refusal = { code: 800001, message: 'no route to the vendor' }
    phone.push = push
    const app = await natives(phone)
    await app.tap('register')
    await app.hear('error 800001 no route to the vendor')
    const before = await app.said()
    await app.tap('register-quiet')
    const line = 'I TencentCloudPush: Push java | registerPush failed | 800001 no route to the vendor'
    await app.until('the log', () =>
      Promise.resolve(phone.lines.filter((one) => one === line).length === 2 ? true : undefined),
    )
    expect(await app.said()).toEqual(before)
    app.process.kill()
  })

  test('unRegisterPush with an error callback has one argument too many', async () => {
    const phone = new TrialPhone()
    const push = new TrialPush()
    push.registered = { sdkAppId: 1, appKey: null }
    phone.push = push
    const app = await natives(phone)
    await app.tap('unregister')
    const message =
      'TurboModule method "unRegisterPushWithOnError" called with 2 arguments (expected argument count: 1).'
    await app.hear(message)
    expect(push.registered).toBeDefined()
    app.process.kill()
  })

  test('a cold click: the ext is there 100 ms after, and for ever', async () => {
    const phone = new TrialPhone()
    phone.push = new TrialPush()
    const ext = JSON.stringify({ entity: { sender: 'bob', content: '你好 "quoted"\n👋' } })
    const app = await natives(phone, click(ext))
    await stored(phone, ext)
    for (let i = 0; i < 2; i++) {
      await app.tap('ext')
      await app.hear(`ext ${JSON.stringify(ext)}`)
    }
    const own = phone.lines.filter((line) => line.startsWith('I TencentCloudPushApplication:'))
    expect(own.map((line) => line.slice(31))).toEqual([
      'onCreate',
      'registerEvent',
      'onNotifyEvent key:offlinePushNotifyEvent subKey:notifyNotificationEvent',
      `extString:${ext}`,
      'Checking instance: true',
    ])
    expect(phone.startedActivities).toMatchObject([
      { action: 'android.intent.action.MAIN', packageName: 'io.pushfarm.trial' },
    ])
    app.process.kill()
  })

  test('before the click is stored there is the empty ext', async () => {
    const phone = new TrialPhone()
    phone.push = new TrialPush()
    const app = await natives(phone)
    await app.tap('ext')
    await app.hear('ext ""')
    app.process.kill()
  })

  test('a warm click is an event for who listens, and is stored too', async () => {
    const phone = new TrialPhone()
    phone.push = new TrialPush()
    const app = await natives(phone)
    app.process.newIntent(click('nobody listens'))
    await stored(phone, 'nobody listens')
    await app.tap('listen')
    await app.windows()
    app.process.newIntent(click('second'))
    await app.hear('clicked second')
    expect(await app.said()).not.toContain('clicked nobody listens')
    await stored(phone, 'second')
    await app.tap('ext')
    await app.hear('ext "second"')
    // the prefix of the log was overwritten by the first click
    expect(phone.lines).toContain('I TencentCloudPush:  storeExtInfo | nobody listens addPushListener ')
    app.process.kill()
  })
})
