import { seededRandom } from '../random.ts'
import { MovableClock } from '../clock.ts'
import type { Apk } from '../apk/apk.ts'
import { ApkError } from '../apk/apk-error.ts'
import { roms } from '../roms/all-roms.ts'
import type { AppProcess, AppRuntime, AppSystem } from './app-process.ts'
import { createPhone } from './create-phone.ts'
import { createFiles } from './memory-files.ts'
import { createGuestPorts } from './memory-guest-ports.ts'
import type { IntentFilter, ManifestComponent, Phone, Screen } from './phone.ts'
import type { Rom } from './rom.ts'

/** A phone for tests of the system itself: apps are recorded, not run. The clock stands still unless a test moves it. */
export interface TestPhone {
  readonly phone: Phone
  readonly clock: MovableClock
  readonly runtime: RecordingRuntime
}

export function bootedPhone(
  options: { readonly rom?: Rom; readonly apiLevel?: number; readonly screen?: Partial<Screen> } = {},
): TestPhone {
  const clock = new MovableClock()
  const runtime = new RecordingRuntime()
  const given = options.rom ?? googleRom()
  const rom = options.apiLevel === undefined ? given : { ...given, apiLevel: options.apiLevel }
  const phone = createPhone({
    serial: '127.0.0.1:21500',
    rom,
    clock,
    random: seededRandom(1),
    runtime,
    screen: () => ({ ...noScreen, ...options.screen }),
    network: noNetwork,
    files: createFiles(clock, { apiLevel: rom.apiLevel }),
    ports: createGuestPorts(clock),
    readApk: readTestApk,
  })
  return { phone, clock, runtime }
}

function googleRom(): Rom {
  const rom = roms.get('google')
  if (rom === undefined) throw new RangeError('there is no google ROM')
  return rom
}

/** What the runtime was asked, in words; `system` is that of the process started last. */
export class RecordingRuntime implements AppRuntime {
  readonly calls: string[] = []
  system: AppSystem | undefined
  /** What the app answers to BACK. */
  handlesBack = false

  start(...[app, system]: Parameters<AppRuntime['start']>): AppProcess {
    this.calls.push('start')
    this.system = system
    const say = (call: string) => this.calls.push(call)
    let alive = true
    return {
      pid: app.pid,
      createActivity: ({ className }) => say(`createActivity ${className}`),
      newIntent: (intent) => say(`newIntent ${intent.data ?? ''}`),
      deliver: (intent) => say(`deliver ${intent.action ?? ''}`),
      setLifecycle: (state) => alive && say(state),
      setWindowFocus: (focused) => alive && say(`focus ${String(focused)}`),
      setAppearance: (scheme) => say(scheme),
      back: () => Promise.resolve(this.handlesBack),
      windows: () => Promise.resolve([]),
      touch: () => undefined,
      key: () => undefined,
      typeText: () => undefined,
      performAction: () => Promise.resolve(false),
      kill: () => {
        alive = false
        say('kill')
      },
    }
  }
}

/** Bytes that `bootedPhone` reads as an APK: JSON of the manifest's values. */
export function testApk(change: Partial<TestManifest> = {}): Buffer {
  return Buffer.from(JSON.stringify({ ...chatManifest, ...change }))
}

export type TestManifest = Omit<Apk, 'entry'> & { readonly entries: Readonly<Record<string, string>> }

export function launcherFilter(): IntentFilter {
  return { actions: ['android.intent.action.MAIN'], categories: ['android.intent.category.LAUNCHER'], data: [] }
}

export function testActivity(
  change: Partial<ManifestComponent> & Pick<ManifestComponent, 'className'>,
): ManifestComponent {
  return { exported: true, enabled: true, launchMode: 'standard', intentFilters: [], ...change }
}

const chatManifest: TestManifest = {
  packageName: 'com.example.chat',
  versionCode: 7,
  versionName: '1.7',
  minSdk: 24,
  targetSdk: 34,
  label: 'Chat',
  debuggable: false,
  testOnly: false,
  permissions: ['android.permission.INTERNET', 'android.permission.POST_NOTIFICATIONS', 'android.permission.CAMERA'],
  declaredPermissions: [],
  activities: [
    testActivity({
      className: 'com.example.chat.MainActivity',
      launchMode: 'singleTask',
      intentFilters: [
        launcherFilter(),
        {
          actions: ['android.intent.action.VIEW'],
          categories: ['android.intent.category.DEFAULT', 'android.intent.category.BROWSABLE'],
          data: [{ scheme: 'pushscheme' }, { host: 'com.tencent.qcloud' }, { path: '/detail' }],
        },
      ],
    }),
    testActivity({ className: 'com.example.chat.PlainActivity' }),
    testActivity({ className: 'com.example.chat.HiddenActivity', exported: false }),
  ],
  services: [testActivity({ className: 'com.example.chat.SyncService' })],
  receivers: [],
  instrumentation: [],
  metaData: { 'io.pushfarm.MAIN_COMPONENT': 'Chat' },
  signerSha256: 'aa',
  entries: { 'assets/index.android.bundle': '/* bundle */' },
}

function readTestApk(bytes: Buffer): Apk {
  if (bytes[0] !== 0x7b) throw new ApkError('INSTALL_PARSE_FAILED_NOT_APK', 'Failed to parse the file')
  const { entries, ...manifest } = JSON.parse(bytes.toString()) as TestManifest
  const signed = { ...manifest, signerSha256: manifest.signerSha256 }
  return {
    ...signed,
    entry: (path) => (entries[path] === undefined ? undefined : Buffer.from(entries[path])),
  }
}

const refuse = () => Promise.reject(new Error('this phone has no screen'))
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

const noNetwork = {
  fetch: () => Promise.reject(new Error('this phone has no network')),
  openWebSocket: () => {
    throw new Error('this phone has no network')
  },
}
