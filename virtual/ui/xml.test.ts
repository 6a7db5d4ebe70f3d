import { expect, test } from 'vitest'
import { uiNode, type UiNode } from './node.ts'
import { plainDump } from './xml.ts'

const screen = { left: 0, top: 0, right: 100, bottom: 200 }
const view = (key: string, given: Partial<UiNode> = {}): UiNode =>
  uiNode({ className: 'android.widget.TextView', packageName: 'p', bounds: screen, key, ...given })

const dump = (root: UiNode, compressed = false): string => plainDump(root, screen, { compressed })

test('one line, every attribute, in the order of the phone', () => {
  expect(dump(view('a', { text: 'x', resourceId: 'android:id/title', contentDescription: 'd' }))).toBe(
    `<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation="0"><node index="0" text="x" resource-id="android:id/title" class="android.widget.TextView" package="p" content-desc="d" checkable="false" checked="false" clickable="false" enabled="true" focusable="false" focused="false" scrollable="false" long-clickable="false" password="false" selected="false" bounds="[0,0][100,200]" /></hierarchy>`,
  )
})

test.each([
  ['a & b < c > d', '"a &amp; b &lt; c &gt; d"'],
  ['say "hi"', `'say "hi"'`],
  [`it's "so"`, `'it&apos;s "so"'`],
  ['two\nlines', '"two&#10;lines"'],
  ['你好', '"你好"'],
  ['😀', '"&#128512;"'],
  ['bell\u0007', '"bell."'],
])('text %j', (text, written) => {
  expect(dump(view('a', { text }))).toContain(` text=${written} `)
})

test('NAF marks a button without words', () => {
  const button = view('b', { className: 'android.widget.ImageButton', clickable: true })
  expect(dump(button)).toContain('<node NAF="true" index="0"')
  expect(dump({ ...button, contentDescription: 'Close' })).not.toContain('NAF')
  expect(dump({ ...button, children: [view('t', { text: 'Close' })] })).not.toContain('NAF')
})

test('what cannot be seen is left out, and the index keeps the gap', () => {
  const list = view('list', {
    className: 'android.widget.ScrollView',
    clips: true,
    bounds: { left: 0, top: 0, right: 100, bottom: 100 },
    children: [
      view('above', { text: 'above', bounds: { left: 0, top: -50, right: 100, bottom: 0 } }),
      view('half', { text: 'half', bounds: { left: 0, top: 60, right: 100, bottom: 140 } }),
      view('below', { text: 'below', bounds: { left: 0, top: 140, right: 100, bottom: 180 } }),
    ],
  })
  const xml = dump(list)
  expect(xml).not.toContain('above')
  expect(xml).not.toContain('below')
  expect(xml).toMatch(/<node index="1" text="half".* bounds="\[0,60\]\[100,100\]"/)
})

test('compressed leaves out bare layouts', () => {
  const tree = view('f', {
    className: 'android.widget.FrameLayout',
    children: [view('l', { className: 'android.widget.LinearLayout', children: [view('t', { text: 'x' })] })],
  })
  expect(dump(tree, true).match(/<node /g)).toHaveLength(1)
})
