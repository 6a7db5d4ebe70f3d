import { createHash } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import type { AppImage, AppProcess, AppRuntime, AppSystem } from '../android/app-process.ts'
import { displayOf } from './display.ts'
import { hermesRefusal, isHermesBytecode } from './hermes.ts'
import type { AppStart } from './message.ts'
import { loadSharedParts, shared } from './worker-code.ts'
import { WorkerProcess } from './worker-process.ts'

export interface AppRuntimeOptions {
  /** Heap that one app may use, MB; beyond it the app dies of an OutOfMemoryError. Default 192, a phone's usual limit. */
  readonly maxHeapMb?: number
}

interface SharedBundle {
  readonly bytes: SharedArrayBuffer
  codeCache: SharedArrayBuffer | undefined
}

/**
 * Runs React Native apps from their APKs' own Metro bundles, one thread per process. Bundles, their compiled code, fonts
 * and the layout engine are shared by all processes of the runtime. `close` ends every process.
 */
export async function createAppRuntime(
  options: AppRuntimeOptions = {},
): Promise<AppRuntime & { close(): Promise<void> }> {
  expectShortLives()
  const parts = await loadSharedParts()
  const bundles = new Map<string, SharedBundle>()
  const running = new Set<WorkerProcess>()

  const sharedBundle = (bundle: Buffer): SharedBundle => {
    const digest = createHash('sha256').update(bundle).digest('hex')
    let found = bundles.get(digest)
    if (found === undefined) {
      found = { bytes: shared(bundle), codeCache: undefined }
      bundles.set(digest, found)
    }
    return found
  }

  return {
    start(image: AppImage, system: AppSystem): AppProcess {
      if (isHermesBytecode(image.bundle)) return refused(image, system)
      const bundle = sharedBundle(image.bundle)
      const process = new WorkerProcess(image, system, {
        workerCode: parts.workerCode,
        start: startOf(image, system, bundle, parts),
        maxHeapMb: options.maxHeapMb ?? 192,
        onCodeCache: (data) => {
          bundle.codeCache ??= data
        },
        onGone: (gone) => {
          running.delete(gone)
        },
      })
      running.add(process)
      return process
    },

    async close(): Promise<void> {
      const all = [...running]
      for (const process of all) process.kill()
      await Promise.all(all.map((process) => process.exited))
    },
  }
}

/**
 * Apps are killed and started all the time. V8 counts on longer lives: it optimises what dies soon after, and collects the
 * garbage of a heap that has only begun to grow. Both flags hold for the whole process and save an eighth of the processor
 * time of a start.
 */
function expectShortLives(): void {
  setFlagsFromString('--interrupt-budget=1000000')
  setFlagsFromString('--initial-old-space-size=48')
}

function startOf(
  image: AppImage,
  system: AppSystem,
  bundle: SharedBundle,
  parts: { readonly fonts: AppStart['fonts']; readonly yogaModule: WebAssembly.Module },
): AppStart {
  const { rom } = image
  const property = (name: string): string => rom.properties[name] ?? ''
  return {
    packageName: image.packageName,
    mainComponent: image.mainComponent,
    pid: image.pid,
    bundle: bundle.bytes,
    codeCache: bundle.codeCache,
    fonts: parts.fonts,
    yogaModule: parts.yogaModule,
    display: displayOf(rom.screen, rom.apiLevel, system.settings.fontScale),
    device: {
      apiLevel: rom.apiLevel,
      release: rom.release,
      model: property('ro.product.model'),
      brand: property('ro.product.brand'),
      manufacturer: property('ro.product.manufacturer'),
      fingerprint: property('ro.build.fingerprint'),
      serial: image.phoneSerial,
      androidId: system.settings.androidId,
      locale: rom.locale,
    },
    darkMode: system.settings.darkMode,
    storage: [...system.storage],
    clockOffsetMs: system.now() - Date.now(),
  }
}

/** A process that dies at once, as one whose bundle cannot be loaded does. */
function refused(image: AppImage, system: AppSystem): AppProcess {
  setImmediate(() => {
    system.crashed({
      exception: 'java.lang.RuntimeException',
      message: `Unable to load script. ${hermesRefusal}`,
      stack: ['at com.facebook.react.runtime.ReactInstance.loadJSBundleFromAssets(Native Method)'],
    })
  })
  const nothing = (): void => undefined
  return {
    pid: image.pid,
    createActivity: nothing,
    newIntent: nothing,
    deliver: nothing,
    setLifecycle: nothing,
    setWindowFocus: nothing,
    setAppearance: nothing,
    back: () => Promise.resolve(false),
    windows: () => Promise.resolve([]),
    touch: nothing,
    key: nothing,
    typeText: nothing,
    performAction: () => Promise.resolve(false),
    kill: nothing,
  }
}
