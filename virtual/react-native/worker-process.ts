import { Worker } from 'node:worker_threads'
import type { AppImage, AppProcess, AppSystem, AppWindow, NodeAction } from '../android/app-process.ts'
import { AppNotResponding } from '../android/app-process.ts'
import type { Intent } from '../android/intent.ts'
import { AppSockets } from './app-sockets.ts'
import type { Answers, AppStart, FromApp, Opened, Question, ToApp } from './message.ts'
import { SystemCalls } from './system-calls.ts'

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

export interface WorkerProcessOptions {
  readonly workerCode: string
  readonly start: AppStart
  readonly onCodeCache: (data: SharedArrayBuffer) => void
  readonly onGone: (process: WorkerProcess) => void
  readonly maxHeapMb: number
}

/** A process of the phone as one worker thread: an endless loop or an exhausted heap ends this app alone. */
export class WorkerProcess implements AppProcess {
  readonly pid: number
  readonly #system: AppSystem
  readonly #worker: Worker
  readonly #calls: SystemCalls
  readonly #sockets: AppSockets
  readonly #options: WorkerProcessOptions
  readonly #waiting = new Map<number, Waiting>()
  #lastId = 0
  #dead = false
  readonly #exited: Promise<void>

  constructor(image: AppImage, system: AppSystem, options: WorkerProcessOptions) {
    this.pid = image.pid
    this.#system = system
    this.#options = options
    this.#worker = new Worker(options.workerCode, {
      eval: true,
      // without the farm's TypeScript loader
      execArgv: [],
      env: {},
      name: `${image.packageName}:${String(image.pid)}`,
      workerData: options.start,
      trackUnmanagedFds: false,
      resourceLimits: { maxOldGenerationSizeMb: options.maxHeapMb, maxYoungGenerationSizeMb: 2, stackSizeMb: 4 },
    })
    const post = (message: ToApp): void => {
      this.#post(message)
    }
    this.#calls = new SystemCalls(image, system, post)
    this.#sockets = new AppSockets(system.network, post)
    this.#worker.on('message', (message: FromApp) => {
      if (!this.#dead) this.#receive(message)
    })
    this.#worker.on('error', (error: Error & { readonly code?: string }) => {
      this.#died(error)
    })
    this.#exited = new Promise((resolve) => {
      this.#worker.once('exit', () => {
        resolve()
      })
    })
  }

  createActivity(activity: { readonly className: string; readonly intent: Intent }): void {
    this.#post({
      kind: 'create-activity',
      className: activity.className,
      opened: this.#opened(activity.intent),
    })
  }

  newIntent(intent: Intent): void {
    this.#post({ kind: 'new-intent', opened: this.#opened(intent) })
  }

  deliver(intent: Intent): void {
    this.#post({ kind: 'deliver', opened: { ...this.#opened(intent), url: null } })
  }

  setLifecycle(state: 'resumed' | 'paused' | 'stopped' | 'destroyed'): void {
    this.#post({ kind: 'lifecycle', state })
  }

  setWindowFocus(focused: boolean): void {
    this.#post({ kind: 'window-focus', focused })
  }

  setAppearance(scheme: 'light' | 'dark'): void {
    this.#post({ kind: 'appearance', scheme })
  }

  setSoftKeyboard(heightPx: number): void {
    this.#post({ kind: 'keyboard', heightPx })
  }

  back(): Promise<boolean> {
    return this.#ask({ kind: 'back' }, false)
  }

  async windows(timeoutMs: number): Promise<readonly AppWindow[]> {
    if (this.#dead) return []
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new AppNotResponding(`process ${String(this.pid)} gave no answer within ${String(timeoutMs)} ms`))
      }, timeoutMs)
    })
    try {
      return await Promise.race([this.#ask({ kind: 'windows' }, []), late])
    } finally {
      clearTimeout(timer)
    }
  }

  touch(phase: 'down' | 'move' | 'up' | 'cancel', x: number, y: number): void {
    this.#post({ kind: 'touch', phase, x, y })
  }

  key(keyCode: number): void {
    this.#post({ kind: 'key', keyCode })
  }

  typeText(text: string): void {
    this.#post({ kind: 'text', text })
  }

  performAction(nodeKey: string, action: NodeAction): Promise<boolean> {
    return this.#ask({ kind: 'action', nodeKey, action }, false)
  }

  kill(): void {
    if (this.#dead) return
    this.#dead = true
    this.#sockets.dispose()
    this.#calls.dispose()
    for (const { resolve } of this.#waiting.values()) resolve(undefined)
    this.#waiting.clear()
    void this.#worker.terminate()
    this.#options.onGone(this)
  }

  /** Resolves when the thread is gone. */
  get exited(): Promise<void> {
    return this.#exited
  }

  #post(message: ToApp): void {
    if (!this.#dead) this.#worker.postMessage(message)
  }

  /** Resolves `otherwise` when the process dies before it answers. */
  async #ask<Q extends Question>(question: Q, otherwise: Answers[Q['kind']]): Promise<Answers[Q['kind']]> {
    if (this.#dead) return otherwise
    const id = ++this.#lastId
    this.#post({ kind: 'clock', offsetMs: this.#system.now() - Date.now() })
    const value = await new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#post({ kind: 'ask', id, question })
    })
    return value === undefined ? otherwise : (value as Answers[Q['kind']])
  }

  #opened(intent: Intent): Opened {
    // ReactDelegate.onNewIntent and IntentModule.getInitialURL look at these actions only
    const isView =
      intent.action === 'android.intent.action.VIEW' || intent.action === 'android.nfc.action.NDEF_DISCOVERED'
    return {
      url: isView ? (intent.data ?? null) : null,
      clickExt: this.#system.push?.extFromIntent(intent),
    }
  }

  #receive(message: FromApp): void {
    const system = this.#system
    switch (message.kind) {
      case 'log':
        system.log(message.priority, message.tag, message.message)
        return
      case 'crashed':
        this.kill()
        system.crashed({ exception: message.exception, message: message.message, stack: message.stack })
        return
      case 'finish-activity':
        system.finishActivity()
        return
      case 'answer':
        this.#waiting.get(message.id)?.resolve(message.value)
        this.#waiting.delete(message.id)
        return
      case 'call':
        void this.#calls.answer(message)
        return
      case 'abort':
        this.#calls.abort(message.id)
        return
      case 'open-socket':
        this.#sockets.open(message)
        return
      case 'send-socket':
        this.#sockets.send(message.socket, message.data)
        return
      case 'close-socket':
        this.#sockets.close(message.socket, message.code, message.reason)
        return
      case 'push':
        this.#calls.change(message.change)
        return
      case 'store':
        if (message.value === null) system.storage.delete(message.key)
        else system.storage.set(message.key, message.value)
        return
      case 'code-cache':
        this.#options.onCodeCache(message.data)
        return
    }
  }

  /** The thread ended by itself: its heap is exhausted, or the host code inside it failed. */
  #died(error: Error & { readonly code?: string }): void {
    if (this.#dead) return
    this.kill()
    const exhausted = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    this.#system.crashed({
      exception: exhausted ? 'java.lang.OutOfMemoryError' : 'java.lang.RuntimeException',
      message: exhausted ? 'Failed to allocate: the JavaScript heap is exhausted' : String(error.stack ?? error),
      stack: ['at com.facebook.react.runtime.ReactInstance.loadJSBundleFromAssets(Native Method)'],
    })
  }
}
