import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NotificationRecord } from '../android/notification.ts'
import type { Rom, Vendor } from '../android/rom.ts'
import { roms } from '../roms/all-roms.ts'
import { createChatPhone, samplePackage, until, type ChatPhone } from './chat-phone-fixture.ts'
import { faults, type FaultName } from './faults.ts'
import { startTestServer, type TestServer } from './test-server-fixture.ts'
import type { PushRecord } from './push-records.ts'

const ext = '{"entity":{"sender":"alice","content":"你好"}}'
const push = { Title: 'A title', Desc: 'a longer description 42', Ext: ext }

let server: TestServer
let phone: ChatPhone
beforeEach(async () => {
  server = await startTestServer()
})
afterEach(async () => {
  await phone.shutdown()
  await server.close()
})

/** What one message leads to: the record when all is over, and what is on the phone. */
interface Seen {
  readonly record: PushRecord | undefined
  readonly posted: readonly NotificationRecord[]
  readonly answer: unknown
  /** The ext that a tap brings, and where it leads. */
  readonly tap: () => Promise<{ ext: string | undefined; className: string | undefined }>
}

async function send(
  vendor: Vendor,
  fault: FaultName,
  state: 'killed' | 'foreground' | 'background' | 'logged-out' = 'killed',
): Promise<Seen> {
  phone = await createChatPhone(server, romOf(vendor))
  server.server.world.faults.inject({ name: fault, serial: phone.phone.serial })
  await phone.loginAndRegister('bob').catch(() => undefined)
  if (state === 'logged-out') await phone.sdk.unRegisterPush()
  if (state === 'background') phone.phone.activities.home()
  if (state === 'killed') phone.kill()
  const answer = await server.send('alice', 'bob', push)
  // All timers of the way to the phone, in virtual time.
  await new Promise((resolve) => setTimeout(resolve, 20))
  for (let i = 0; i < 10; i++) server.clock.advance(20)
  const posted = phone.posted()
  return {
    record: server.server.world.records.all()[0],
    posted,
    answer,
    tap: async () => {
      const [first] = posted
      if (first === undefined) throw new Error('nothing was posted')
      const intent = await phone.tap(first.key)
      return { ext: phone.sdk.extFromIntent(intent), className: intent.component?.className }
    },
  }
}

function romOf(vendor: Vendor): Rom {
  const rom = roms.get(vendor)
  if (rom === undefined) throw new Error(`no ROM ${vendor}`)
  return rom
}

const nothing = (seen: Seen): void => {
  expect(seen.answer).toMatchObject({ ErrorCode: 0 })
  expect(seen.posted).toEqual([])
}
const refusedBy = (code: string) => (seen: Seen) => {
  nothing(seen)
  expect(seen.record?.stages.offline).toMatchObject({ ok: false, code })
}
const stoppedAt = (gate: string) => (seen: Seen) => {
  nothing(seen)
  expect(seen.record?.stoppedAt?.gate).toBe(gate)
}

const table: readonly (readonly [
  FaultName,
  Vendor,
  'killed' | 'foreground' | 'background' | 'logged-out',
  (seen: Seen) => void | Promise<void>,
])[] = [
  [
    'wrong-certificate-id',
    'mi',
    'killed',
    (seen) => {
      refusedBy('80300007')(seen)
      expect(seen.record?.certificateId).toBe(10002)
    },
  ],
  ['wrong-certificate-id', 'vivo', 'killed', refusedBy('110003')],
  ['token-not-reported', 'huawei', 'killed', stoppedAt('token')],
  [
    'vendor-registration-failed',
    'oppo',
    'foreground',
    (seen) => {
      nothing(seen)
      expect(phone.sdk.status()).toMatchObject({ code: 800005, vendorToken: null })
    },
  ],
  [
    'vendor-registration-failed',
    'google',
    'foreground',
    (seen) => {
      nothing(seen)
      expect(phone.sdk.status().code).toBe(800006)
    },
  ],
  ['background-not-reported', 'mi', 'background', stoppedAt('state')],
  [
    'notifications-off',
    'honor',
    'killed',
    (seen) => {
      nothing(seen)
      expect(seen.record?.stages.device).toMatchObject({ ok: false, code: '5', info: 'blocked-app' })
      server.server.world.faults.clear()
      expect(phone.phone.notifications.appEnabled(samplePackage)).toBe(true)
    },
  ],
  ['notifications-off', 'meizu', 'killed', nothing],
  [
    'channel-importance-lowered',
    'meizu',
    'killed',
    ({ posted }) => {
      expect(posted).toMatchObject([{ packageName: 'com.meizu.cloud', importance: 2 }])
      server.server.world.faults.clear()
      expect(phone.phone.notifications.channels('com.meizu.cloud')).toMatchObject([{ importance: 4 }])
    },
  ],
  [
    'channel-importance-lowered',
    'huawei',
    'killed',
    ({ posted }) => {
      expect(posted).toMatchObject([{ importance: 2 }])
    },
  ],
  [
    'do-not-disturb',
    'vivo',
    'killed',
    ({ posted }) => {
      expect(posted).toMatchObject([{ intercepted: true }])
    },
  ],
  [
    'lockscreen-hidden',
    'mi',
    'killed',
    ({ posted }) => {
      expect(posted).toHaveLength(1)
      expect(phone.phone.settings.get('secure', 'lock_screen_show_notifications')).toBe('0')
    },
  ],
  [
    'push-service-dead',
    'meizu',
    'killed',
    (seen) => {
      nothing(seen)
      expect(seen.record?.stages).toMatchObject({ offline: { ok: true } })
      expect(seen.record?.stages.device).toBeUndefined()
      server.server.world.faults.clear()
      expect(phone.posted()).toHaveLength(1)
    },
  ],
  [
    'posted-by-foreign-package',
    'mi',
    'killed',
    ({ posted }) => {
      expect(posted).toMatchObject([{ packageName: 'com.xiaomi.xmsf' }])
    },
  ],
  [
    'event-log-mute',
    'oppo',
    'killed',
    ({ posted }) => {
      expect(posted).toHaveLength(1)
      expect(phone.phone.log.entries(['events'])).toEqual([])
    },
  ],
  [
    'dump-redacted',
    'honor',
    'killed',
    ({ posted }) => {
      expect(posted).toHaveLength(1)
      expect(phone.phone.notifications.quirks.dumpHidesTexts).toBe(true)
    },
  ],
  [
    'shade-folds',
    'mi',
    'killed',
    ({ posted }) => {
      expect(posted).toHaveLength(1)
      expect([...phone.phone.notifications.quirks.folded]).toEqual([samplePackage])
    },
  ],
  [
    'folded',
    'honor',
    'killed',
    async ({ posted }) => {
      expect(posted).toHaveLength(1)
      await server.send('alice', 'bob', { ...push, Desc: 'second' })
      await until(() => (phone.posted()[0]?.content.text === 'second' ? true : undefined))
      expect(phone.posted()).toHaveLength(1)
    },
  ],
  [
    'oppo-channel-missing',
    'oppo',
    'killed',
    (seen) => {
      nothing(seen)
      expect(seen.record?.stages).toMatchObject({ offline: { ok: true }, device: { ok: false, info: 'no-channel' } })
    },
  ],
  ['vendor-auth-failure', 'oppo', 'killed', refusedBy('16')],
  ['vendor-auth-failure', 'mi', 'killed', refusedBy('21301')],
  ['vendor-auth-failure', 'huawei', 'killed', refusedBy('1101')],
  ['vendor-auth-failure', 'honor', 'killed', refusedBy('403')],
  ['vendor-auth-failure', 'vivo', 'killed', refusedBy('10206')],
  ['vendor-auth-failure', 'meizu', 'killed', refusedBy('1006')],
  ['vendor-auth-failure', 'google', 'killed', refusedBy('401')],
  ['certificate-missing', 'vivo', 'killed', stoppedAt('certificate')],
  ['certificate-changed-recently', 'mi', 'killed', stoppedAt('certificate')],
  ...(['mi', 'huawei', 'honor', 'oppo', 'vivo', 'meizu', 'google'] as const).flatMap((vendor) => [
    [
      'click-opens-launcher',
      vendor,
      'killed',
      async ({ tap }: Seen) => {
        expect(await tap()).toEqual({ ext: undefined, className: 'io.pushfarm.sample.MainActivity' })
      },
    ] as const,
    [
      'ext-dropped',
      vendor,
      'killed',
      async ({ tap }: Seen) => {
        expect((await tap()).ext).toBeUndefined()
      },
    ] as const,
    [
      'ext-altered',
      vendor,
      'killed',
      async ({ tap }: Seen) => {
        expect((await tap()).ext).toBe(encodeURIComponent(ext))
      },
    ] as const,
    [
      'wrong-conversation',
      vendor,
      'killed',
      async ({ tap }: Seen) => {
        expect((await tap()).ext).toBe(ext.replace('alice', 'someone_else'))
      },
    ] as const,
  ]),
  [
    'click-does-nothing',
    'huawei',
    'killed',
    async ({ posted }) => {
      const before = phone.phone.activities.resumed()?.component
      await phone.phone.notifications.click(posted[0]?.key ?? '')
      expect(phone.phone.activities.resumed()?.component).toEqual(before)
    },
  ],
  ['ext-refused', 'mi', 'killed', refusedBy('10016')],
  [
    'title-swapped',
    'mi',
    'killed',
    ({ posted }) => {
      expect(posted).toMatchObject([{ content: { title: push.Desc, text: push.Title } }])
    },
  ],
  [
    'title-ignored',
    'vivo',
    'killed',
    ({ posted }) => {
      expect(posted).toMatchObject([{ content: { title: 'alice', text: push.Desc } }])
    },
  ],
  [
    'desc-truncated',
    'google',
    'killed',
    ({ posted }) => {
      expect(posted).toMatchObject([{ content: { title: push.Title, text: 'a longe...' } }])
    },
  ],
  [
    'message-deduplicated',
    'mi',
    'killed',
    (seen) => {
      nothing(seen)
      expect(server.server.world.c2c.between('alice', 'bob')).toEqual([])
    },
  ],
  [
    'push-flag-ignored',
    'mi',
    'killed',
    async () => {
      await server.send('alice', 'bob', { ...push, PushFlag: 1, Title: 'never' })
      await until(() => phone.posted().find(({ content }) => content.title === 'never'))
    },
  ],
  ['recipient-muted-sender', 'mi', 'killed', stoppedAt('recv-opt')],
  [
    'push-after-logout',
    'oppo',
    'logged-out',
    async ({ posted }) => {
      expect(posted).toHaveLength(1)
      expect(await server.state('bob')).toMatchObject({ State: 'PushOnline' })
    },
  ],
  [
    'push-while-foreground',
    'meizu',
    'foreground',
    ({ posted }) => {
      expect(posted).toHaveLength(1)
    },
  ],
  [
    'status-stuck-online',
    'mi',
    'killed',
    async (seen) => {
      stoppedAt('state')(seen)
      expect(await server.state('bob')).toMatchObject({ State: 'Online' })
      server.clock.advance(400_000)
      expect(await server.state('bob')).toMatchObject({ State: 'PushOnline' })
    },
  ],
  ...(['killed', 'background'] as const).map(
    (state) =>
      [
        'receiver-kicked',
        'honor',
        state,
        async (seen: Seen) => {
          nothing(seen)
          expect(seen.record?.stoppedAt?.gate).toBe('state')
          expect(await server.state('bob')).toMatchObject({ State: 'Offline' })
        },
      ] as const,
  ),
  [
    'receiver-kicked',
    'honor',
    'foreground',
    async () => {
      expect(await server.state('bob')).toMatchObject({ State: 'Online' })
    },
  ],
  [
    'rest-rate-limited',
    'mi',
    'killed',
    ({ answer }) => {
      expect(answer).toMatchObject({ ActionStatus: 'FAIL', ErrorCode: 60007 })
    },
  ],
  ['stale-token', 'mi', 'killed', refusedBy('20301')],
  ['app-unlisted', 'vivo', 'killed', refusedBy('10045')],
  ['app-penalised', 'huawei', 'killed', refusedBy('80300037')],
  ['app-quota-exhausted', 'oppo', 'killed', refusedBy('33')],
  [
    'device-quota-exhausted',
    'mi',
    'killed',
    (seen) => {
      nothing(seen)
      expect(seen.record?.stages.device).toMatchObject({ ok: false, code: 'daily-limit' })
    },
  ],
  ['vendor-flow-control', 'meizu', 'killed', refusedBy('110010')],
  [
    'vendor-silent-loss',
    'vivo',
    'killed',
    (seen) => {
      nothing(seen)
      expect(seen.record?.stages).toMatchObject({ offline: { ok: true } })
      expect(seen.record?.stages.device).toBeUndefined()
    },
  ],
  ['sensitive-word', 'honor', 'killed', refusedBy('80200056')],
  [
    'reclassified-as-marketing',
    'huawei',
    'killed',
    ({ posted }) => {
      expect(posted).toMatchObject([{ importance: 2, content: { channelId: 'HwPushChannelID_low' } }])
    },
  ],
  [
    'reclassified-as-marketing',
    'vivo',
    'killed',
    (seen) => {
      // At night vivo refuses such a message at once, by day it goes to the message box.
      nothing(seen)
    },
  ],
  [
    'push-delayed',
    'mi',
    'killed',
    (seen) => {
      nothing(seen)
      server.clock.advance(180_000)
      expect(phone.posted()).toEqual([])
      server.clock.advance(30_000)
      expect(phone.posted()).toHaveLength(1)
    },
  ],
  ...(['mi', 'huawei', 'honor', 'oppo', 'vivo', 'meizu', 'google'] as const).map(
    (vendor) =>
      [
        'push-duplicated',
        vendor,
        'killed',
        async () => {
          await until(() => (phone.posted().length === 2 ? true : undefined))
        },
      ] as const,
  ),
]

describe('with the fault', () => {
  it.each(table)('%s on %s, %s', async (fault, vendor, state, check) => {
    await check(await send(vendor, fault, state))
  })
})

describe('every fault', () => {
  it('is in the table above or in the tests of logins', async () => {
    phone = await createChatPhone(server, romOf('mi'))
    const tested = new Set<string>([...table.map(([name]) => name), 'user-sig-expired'])
    expect(Object.keys(faults).filter((name) => !tested.has(name))).toEqual([])
  })

  it('names only faults that exist as its likes', async () => {
    phone = await createChatPhone(server, romOf('mi'))
    for (const fault of Object.values(faults)) {
      for (const other of fault.indistinguishableFrom) expect(Object.keys(faults)).toContain(other)
    }
  })
})
