import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppRuntime } from '../android/app-process.ts'
import { AppNotResponding } from '../android/app-process.ts'
import { intent } from '../android/intent.ts'
import { pause, TrialApp, TrialPhone } from './fixtures/trial-phone.ts'
import { createAppRuntime } from './runtime.ts'

let runtime: AppRuntime & { close(): Promise<void> }
beforeAll(async () => {
  runtime = await createAppRuntime({ maxHeapMb: 64 })
})
afterAll(() => runtime.close())

async function at(screen: string, phone = new TrialPhone()): Promise<TrialApp> {
  const app = new TrialApp(runtime, phone)
  await app.tap(`go-${screen}`)
  return app
}

describe('processes', () => {
  test('a started app mounts its root and writes its first line', async () => {
    const app = new TrialApp(runtime, new TrialPhone())
    await app.see('home')
    expect(app.phone.lines).toContain('I ReactNativeJS: Running "Trial"')
    const [window] = await app.windows()
    expect(window?.title).toBe('io.pushfarm.trial/io.pushfarm.trial.MainActivity')
    expect(window?.kind).toBe('activity')
    expect(window?.lightStatusBar).toBe(false)
    app.process.kill()
  })

  test('an exception in a handler is a crash of this process, with its stack', async () => {
    const [bad, good] = [new TrialApp(runtime, new TrialPhone()), new TrialApp(runtime, new TrialPhone())]
    await good.see('home')
    await bad.tap('crash')
    await bad.until('the crash', () => Promise.resolve(bad.phone.crashes[0]))
    expect(bad.phone.crashes).toHaveLength(1)
    expect(bad.phone.crashes[0]).toMatchObject({ exception: 'com.facebook.react.common.JavascriptException' })
    expect(bad.phone.crashes[0]?.message).toMatch(/^TypeError: boom of the trial, stack:\nonPress@\d+:\d+\n/)
    expect(bad.phone.crashes[0]?.stack[0]).toMatch(/^at com\.facebook\.react\.modules\.core\.ExceptionsManagerModule/)
    expect(await bad.windows()).toEqual([])
    await good.tap('go-list')
    await good.see('row-0')
    good.process.kill()
  })

  test('a loop that never ends takes down nothing else, and kill ends it', async () => {
    const [bad, good] = [new TrialApp(runtime, new TrialPhone()), new TrialApp(runtime, new TrialPhone())]
    await good.see('home')
    await bad.tap('loop')
    await expect(bad.process.windows(200)).rejects.toThrow(AppNotResponding)
    await good.tap('go-list')
    await good.see('row-0')
    bad.process.kill()
    expect(await bad.windows()).toEqual([])
    expect(bad.phone.crashes).toEqual([])
    good.process.kill()
  })

  test.each(['reject', 'reject-async'])('%s: a rejection that nobody catches is no crash', async (button) => {
    const app = new TrialApp(runtime, new TrialPhone())
    await app.tap(button)
    await app.tap('late')
    await app.hear('timer ran')
    expect(app.phone.crashes).toEqual([])
    app.process.kill()
  })

  test('no callback runs after kill', async () => {
    const app = new TrialApp(runtime, new TrialPhone())
    await app.tap('late')
    await app.windows()
    app.process.kill()
    const written = app.phone.lines.length
    await pause(120)
    expect(app.phone.lines).toHaveLength(written)
  })

  test('Hermes bytecode is refused with the way out', async () => {
    const phone = new TrialPhone()
    const bundle = Buffer.from('c61fbc03c103191f5f000000', 'hex')
    const app = new TrialApp(runtime, phone, { bundle })
    await app.until('the refusal', () => Promise.resolve(phone.crashes[0]))
    expect(phone.crashes[0]?.message).toContain('Hermes bytecode')
    expect(phone.crashes[0]?.message).toContain('hermesEnabled=false')
  })

  test('a bundle that throws while it is evaluated is a crash', async () => {
    const phone = new TrialPhone()
    const app = new TrialApp(runtime, phone, { bundle: Buffer.from('throw new RangeError("not today")') })
    await app.until('the crash', () => Promise.resolve(phone.crashes[0]))
    expect(phone.crashes[0]?.message).toContain('RangeError: not today')
  })

  test('an app that fills its heap dies of it alone', async () => {
    const phone = new TrialPhone()
    const source = 'const kept = []; for (;;) kept.push(new Array(100000).fill(kept.length))'
    const app = new TrialApp(runtime, phone, { bundle: Buffer.from(source) })
    await app.until('the crash', () => Promise.resolve(phone.crashes[0]))
    expect(phone.crashes[0]?.exception).toBe('java.lang.OutOfMemoryError')
  }, 20_000)
})

describe('the activity', () => {
  test('BACK goes to the last handler; unhandled it is the system’s', async () => {
    const app = await at('list')
    await app.see('row-0')
    expect(await app.process.back()).toBe(true)
    await app.see('go-list')
    expect(await app.process.back()).toBe(false)
    expect(app.phone.finished).toBe(0)
    app.process.kill()
  })

  test('BackHandler.exitApp finishes the activity', async () => {
    const app = new TrialApp(runtime, new TrialPhone())
    await app.tap('exit')
    await app.until('the end', () => Promise.resolve(app.phone.finished === 1 ? true : undefined))
    app.process.kill()
  })

  test('timers rest while the activity is paused', async () => {
    const app = new TrialApp(runtime, new TrialPhone())
    await app.tap('late')
    app.process.setLifecycle('paused')
    await app.hear('app state background')
    await pause(100)
    expect(await app.said()).not.toContain('timer ran')
    app.process.setLifecycle('resumed')
    await app.hear('timer ran')
    await app.hear('app state active')
    app.process.kill()
  })

  test('a link starts the app and comes again with a new intent', async () => {
    const view = (data: string) => intent({ action: 'android.intent.action.VIEW', data })
    const app = new TrialApp(runtime, new TrialPhone(), { intent: view('trial://one') })
    await app.hear('initial url trial://one')
    app.process.newIntent(view('trial://two'))
    await app.hear('url trial://two')
    app.process.kill()
  })

  test('a destroyed activity unmounts; a new one starts afresh in the same process', async () => {
    const app = await at('list')
    await app.see('row-0')
    app.process.setLifecycle('destroyed')
    expect(await app.windows()).toEqual([])
    app.process.createActivity({ className: 'io.pushfarm.trial.MainActivity', intent: intent() })
    app.process.setLifecycle('resumed')
    await app.see('home')
    app.process.kill()
  })

  test('the soft keyboard shrinks the window and is told to the app', async () => {
    const app = await at('fields')
    await app.tap('name')
    expect((await app.windows()).at(-1)?.wantsKeyboard).toBe(true)
    const before = await app.see('log')
    app.process.setSoftKeyboard?.(900)
    await app.until('the log to move up', async () => {
      const { bounds } = await app.see('log')
      return bounds.bottom < before.bounds.bottom ? true : undefined
    })
    expect(await app.said()).toContain('keyboard 284')
    app.process.setSoftKeyboard?.(0)
    await app.hear('keyboard gone')
    expect((await app.windows()).at(-1)?.wantsKeyboard).toBe(false)
    app.process.kill()
  })
})
