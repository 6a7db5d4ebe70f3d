import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppRuntime } from '../android/app-process.ts'
import { TrialApp, TrialPhone } from './fixtures/trial-phone.ts'
import { createAppRuntime } from './runtime.ts'

let runtime: AppRuntime & { close(): Promise<void> }
beforeAll(async () => {
  runtime = await createAppRuntime()
})
afterAll(() => runtime.close())

async function at(screen: string): Promise<TrialApp> {
  const app = new TrialApp(runtime, new TrialPhone())
  await app.tap(`go-${screen}`)
  return app
}

async function field(app: TrialApp, id: string): Promise<string> {
  const node = await app.see(id)
  return node.text
}

describe('inputs', () => {
  test('typing, ENTER and leaving tell JS in the order of a phone', async () => {
    const app = await at('fields')
    await app.tap('name')
    app.process.typeText('ab')
    app.process.key(67)
    app.process.key(66)
    await app.hear('end a')
    expect((await app.said()).slice(-8)).toEqual([
      'focus name',
      'key a',
      'key b',
      'key Backspace',
      'key Enter',
      'submit name',
      'blur name',
      'end a',
    ])
    expect(await field(app, 'name')).toBe('a')
    app.process.kill()
  })

  test.each([
    { id: 'name', typed: 'héllo 中文 👍', shown: 'héllo 中文 👍', why: 'plain' },
    { id: 'upper', typed: 'hello', shown: 'HELLO', why: 'onChangeText that upper-cases' },
    { id: 'digits', typed: '7', shown: '42', why: 'value that never changes' },
    { id: 'short', typed: 'abcdef', shown: 'abcd', why: 'maxLength 4' },
    { id: 'secret', typed: 'de', shown: '•••••', why: 'secureTextEntry' },
    { id: 'readonly', typed: 'x', shown: 'fixed', why: 'editable false' },
    { id: 'long', typed: 'one\ntwo', shown: 'one\ntwo', why: 'multiline' },
  ])('$id: $why', async ({ id, typed, shown }) => {
    const app = await at('fields')
    await app.tap(id)
    app.process.typeText(typed)
    expect(await field(app, id)).toBe(shown)
    app.process.kill()
  })

  test('an empty input shows its placeholder; a whole text may be set at once', async () => {
    const app = await at('fields')
    const node = await app.see('name')
    expect(node).toMatchObject({
      text: 'User id',
      hint: 'User id',
      className: 'android.widget.EditText',
      focused: false,
    })
    expect(await app.process.performAction(node.key, { kind: 'setText', text: 'carol' })).toBe(true)
    expect(await field(app, 'name')).toBe('carol')
    await app.tap('clear-name')
    expect(await field(app, 'name')).toBe('User id')
    app.process.kill()
  })

  test('a multiline input grows with its text', async () => {
    const app = await at('fields')
    const before = (await app.see('long')).bounds
    await app.tap('long')
    app.process.typeText('one\ntwo\nthree')
    const after = (await app.see('long')).bounds
    expect(after.bottom - after.top).toBe(before.bottom - before.top + 2 * 49)
    app.process.kill()
  })

  test('the caret goes where the finger points', async () => {
    const app = await at('fields')
    const { bounds } = await app.see('upper')
    await app.tap('upper')
    app.process.typeText('AC')
    app.process.key(21)
    app.process.typeText('b')
    expect(await field(app, 'upper')).toBe('ABC')
    app.tapAt(bounds.left + 13, (bounds.top + bounds.bottom) / 2)
    app.process.typeText('x')
    expect(await field(app, 'upper')).toBe('XABC')
    app.process.kill()
  })

  test('a switch turns; one that JS refuses turns back', async () => {
    const app = await at('fields')
    expect(await app.see('switch')).toMatchObject({
      className: 'android.widget.Switch',
      checkable: true,
      checked: false,
    })
    await app.tap('switch')
    await app.hear('switch true')
    expect((await app.see('switch')).checked).toBe(true)
    await app.tap('stubborn')
    await app.hear('stubborn true')
    expect((await app.see('stubborn')).checked).toBe(false)
    app.process.kill()
  })
})

describe('touch', () => {
  test('a disabled button does nothing', async () => {
    const app = new TrialApp(runtime, new TrialPhone())
    expect((await app.see('disabled')).enabled).toBe(false)
    await app.tap('disabled')
    await app.tap('late')
    await app.hear('timer ran')
    expect(await app.said()).not.toContain('never')
    app.process.kill()
  })

  test('a finger that stays is a long press', async () => {
    const app = await at('list')
    const { bounds } = await app.see('row-1')
    app.process.touch('down', bounds.left + 50, bounds.top + 50)
    await app.hear('long 1')
    app.process.touch('up', bounds.left + 50, bounds.top + 50)
    await app.windows()
    expect(await app.said()).not.toContain('pressed 1')
    app.process.kill()
  })

  test.each([
    { tap: 'over', heard: 'under', why: 'the higher zIndex is on top' },
    { tap: 'moved', heard: 'moved', why: 'a transform moves what is hit' },
  ])('$tap: $why', async ({ tap, heard }) => {
    const app = await at('boxes')
    await app.tap(tap)
    await app.hear(heard)
    app.process.kill()
  })

  test('a span of a text gets its own press', async () => {
    const app = await at('boxes')
    const { bounds } = await app.see('span-host')
    app.tapAt(bounds.left + 130, (bounds.top + bounds.bottom) / 2)
    await app.hear('span')
    app.process.kill()
  })

  test('pointerEvents none: neither the view nor what it holds', async () => {
    const app = await at('boxes')
    await app.tap('untouchable')
    await app.tap('moved')
    await app.hear('moved')
    expect(await app.said()).not.toContain('untouchable')
    app.process.kill()
  })
})

describe('lists', () => {
  test('a fling scrolls on and brings further rows; no row is pressed', async () => {
    const app = await at('list')
    const list = await app.see('list')
    expect(list).toMatchObject({ className: 'android.widget.ScrollView', scrollable: true })
    expect(await app.find('row-35')).toBeUndefined()
    await app.swipe(600, 2000, 600, 800, 5)
    await app.hear('momentum ends')
    const first = (await app.nodes()).find((node) => node.resourceId.startsWith('row-'))
    // the finger's way alone brings row 6 to the top
    expect(Number(first?.resourceId.slice(4))).toBeGreaterThan(10)
    const said = await app.said()
    expect(said.filter((line) => /drag|momentum|pressed/.test(line))).toEqual([
      'drag begins',
      'drag ends',
      'momentum begins',
      'momentum ends',
    ])
    app.process.kill()
  })

  test('the scroll action goes by pages and says when the end is reached', async () => {
    const app = await at('list')
    const { key } = await app.see('list')
    expect(await app.process.performAction(key, { kind: 'scroll', direction: 'backward' })).toBe(false)
    await app.until('the end', async () => {
      const moved = await app.process.performAction(key, { kind: 'scroll', direction: 'forward' })
      return moved || (await app.find('row-59')) === undefined ? undefined : true
    })
    app.process.kill()
  })

  test('a sideways list moves sideways', async () => {
    const app = await at('boxes')
    const { bounds } = await app.see('across')
    const y = (bounds.top + bounds.bottom) / 2
    await app.swipe(1000, y, 300, y, 6)
    await app.until('a later column', async () =>
      (await app.nodes()).some((node) => node.text === '9') ? true : undefined,
    )
    app.process.kill()
  })
})

describe('windows', () => {
  test('an alert is a window of its own and answers its buttons', async () => {
    const app = await at('windows')
    await app.tap('ask')
    await app.until('the alert', async () => ((await app.windows()).length === 2 ? true : undefined))
    const windows = await app.windows()
    expect(windows.map((window) => window.kind)).toEqual(['activity', 'dialog'])
    expect(await app.see('io.pushfarm.trial:id/alert_title')).toMatchObject({ text: 'Question' })
    expect(await app.see('android:id/message')).toMatchObject({ text: 'Really?' })
    app.tapNode(await app.see('android:id/button1'))
    await app.hear('confirmed')
    expect(await app.windows()).toHaveLength(1)
    app.process.kill()
  })

  test('a modal is a window of its own; BACK asks it to close', async () => {
    const app = await at('windows')
    await app.tap('open')
    await app.seeText('In the modal')
    expect((await app.windows()).map((window) => window.kind)).toEqual(['activity', 'dialog'])
    expect(await app.process.back()).toBe(true)
    await app.hear('close asked')
    expect(await app.said()).toContain('modal shown')
    expect(await app.windows()).toHaveLength(1)
    await app.tap('open')
    await app.tap('close')
    await app.until('the modal to close', async () => ((await app.windows()).length === 1 ? true : undefined))
    app.process.kill()
  })
})
