import type { AppNetwork, AppProcess, AppRuntime, AppSystem, PushSdk } from '../android/app-process.ts'
import { createPhone } from '../android/create-phone.ts'
import type { Intent } from '../android/intent.ts'
import { createFiles } from '../android/memory-files.ts'
import { createGuestPorts } from '../android/memory-guest-ports.ts'
import { type NotificationRecord, newChannel } from '../android/notification.ts'
import { launcherFilter, RecordingRuntime, testActivity, testApk, type TestManifest } from '../android/phone-fixture.ts'
import type { Phone, Screen } from '../android/phone.ts'
import type { Rom } from '../android/rom.ts'
import type { Apk } from '../apk/apk.ts'
import { seededRandom } from '../random.ts'
import { createPushPlatform, type PushPlatform } from '../vendors/push-platform.ts'
import { createAppNetwork } from './app-network.ts'
import { sdkAppId, type TestServer } from './test-server-fixture.ts'

export const samplePackage = 'io.pushfarm.sample'
const main = 'io.pushfarm.sample.MainActivity'

/** A phone of the real operating system code with the sample app's manifest; the app itself is only recorded. */
export interface ChatPhone {
  readonly phone: Phone
  /** The push SDK in the app's newest process. */
  readonly sdk: PushSdk
  /** Opens the app, makes the channel, allows notifications, registers for push. The account is imported. */
  loginAndRegister(userId: string): Promise<{ readonly token: string }>
  openApp(): Promise<void>
  kill(): void
  posted(): readonly NotificationRecord[]
  /** Taps a notification and gives the intent that reached the app. */
  tap(key: string): Promise<Intent>
  shutdown(): Promise<void>
}

const configs = {
  xiaomiPushBussinessId: 10001,
  huaweiPushBussinessId: 10002,
  honorPushBussinessId: 10003,
  oppoPushBussinessId: 10004,
  vivoPushBussinessId: 10005,
  meizuPushBussinessId: '10006',
  fcmPushBussinessId: 10007,
}

export async function createChatPhone(
  server: TestServer,
  rom: Rom,
  options: { readonly serial?: string; readonly platform?: PushPlatform; readonly configs?: object } = {},
): Promise<ChatPhone> {
  const { clock } = server
  const platform = options.platform ?? createPushPlatform(server.server)
  const runtime = new IntentRuntime()
  const serial = options.serial ?? '127.0.0.1:23100'
  const network: AppNetwork = createAppNetwork(server.server, { serial, rom })
  const phone = createPhone({
    serial,
    rom,
    clock,
    random: seededRandom(`phone/${serial}`),
    runtime,
    screen: () => noScreen,
    network,
    pushSdkFor: (made) => platform.pushSdkFor(made),
    files: createFiles(clock, { apiLevel: rom.apiLevel }),
    ports: createGuestPorts(clock),
    readApk,
  })
  const detach = platform.attachPhone(phone)
  const manifest: Partial<TestManifest> = {
    packageName: samplePackage,
    activities: [
      testActivity({ className: main, launchMode: 'singleTask', intentFilters: [launcherFilter(), clickFilter] }),
    ],
    entries: {
      'assets/index.android.bundle': '',
      'assets/timpush-configs.json': JSON.stringify(options.configs ?? configs),
    },
  }
  await phone.packages.install([testApk(manifest)], {
    replace: true,
    grantRuntimePermissions: true,
    allowTestPackages: false,
    allowDowngrade: false,
  })
  phone.notifications.setAppEnabled(samplePackage, true)
  const sdk = (): PushSdk => {
    const push = runtime.system?.push
    if (push === undefined) throw new Error('no process of the app was started')
    return push
  }
  const openApp = async (): Promise<void> => {
    await phone.activities.start(
      {
        action: 'android.intent.action.MAIN',
        categories: [],
        component: { packageName: samplePackage, className: main },
        flags: 0x10000000,
        extras: {},
      },
      { callingPackage: 'com.android.shell', callingUid: 2000 },
    )
  }
  return {
    phone,
    get sdk() {
      return sdk()
    },
    openApp,
    loginAndRegister: async (userId) => {
      await openApp()
      phone.notifications.createChannel(samplePackage, messagesChannel)
      server.server.world.accounts.import(userId)
      sdk().setRegistrationId(userId)
      return sdk().registerPush({ sdkAppId, appKey: null })
    },
    kill: () => {
      phone.activities.home()
      for (const { pid } of phone.processes.ofPackage(samplePackage)) phone.processes.kill(pid, 'test')
    },
    posted: () => phone.notifications.list().filter(({ content }) => content.title !== null && content.text !== null),
    tap: async (key) => {
      await phone.notifications.click(key)
      return until(() => runtime.intents.pop())
    },
    shutdown: async () => {
      detach()
      await phone.shutdown()
    },
  }
}

/** Waits for a value, checking after each turn of the event loop. */
export async function until<T>(find: () => T | undefined, timeoutMs = 3_000): Promise<T> {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    const found = find()
    if (found !== undefined) return found
    if (performance.now() > deadline) throw new Error(`did not happen within ${String(timeoutMs)} ms`)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

const clickFilter = {
  actions: ['android.intent.action.VIEW'],
  categories: ['android.intent.category.DEFAULT'],
  data: [{ scheme: 'pushscheme' }, { host: 'com.tencent.qcloud' }, { path: '/detail' }],
}

const messagesChannel = newChannel('pushfarm_messages', 'Messages', 4, { sound: null })

/** Remembers the intents that reach the app, cold or warm. */
class IntentRuntime implements AppRuntime {
  readonly #recording = new RecordingRuntime()
  readonly intents: Intent[] = []
  system: AppSystem | undefined

  start(...[app, system]: Parameters<AppRuntime['start']>): AppProcess {
    this.system = system
    const process = this.#recording.start(app, system)
    return {
      ...process,
      createActivity: (activity) => {
        this.intents.push(activity.intent)
        process.createActivity(activity)
      },
      newIntent: (intent) => {
        this.intents.push(intent)
        process.newIntent(intent)
      },
    }
  }
}

function readApk(bytes: Buffer): Apk {
  const { entries, ...manifest } = JSON.parse(bytes.toString()) as TestManifest
  return { ...manifest, entry: (path) => (entries[path] === undefined ? undefined : Buffer.from(entries[path])) }
}

const refuse = (): Promise<never> => Promise.reject(new Error('this phone has no screen'))
const noScreen: Screen = {
  activeWindow: refuse,
  allWindows: () => Promise.resolve([]),
  tap: refuse,
  longPress: refuse,
  swipe: refuse,
  touch: refuse,
  key: refuse,
  typeText: refuse,
  performAction: refuse,
  screenshot: refuse,
  pixels: refuse,
}
