import { expect, test } from 'vitest'
import type { Props } from '../fabric/props.ts'
import { again, commit, element, surface, view } from '../fabric/trial-tree.ts'

const frameOf = ({ family }: ReturnType<typeof view>): readonly number[] => {
  const { x, y, width, height } = family.frame
  return [x, y, width, height]
}

test.each<{ why: string; parent: Props; child: Props; frame: readonly number[] }>([
  { why: 'stretches across', parent: {}, child: { height: 10 }, frame: [0, 0, 400, 10] },
  { why: 'percentages', parent: { height: 100 }, child: { width: '25%', height: '50%' }, frame: [0, 0, 100, 50] },
  { why: 'flex 1', parent: { flex: 1 }, child: { flex: 1 }, frame: [0, 0, 400, 800] },
  { why: 'padding and margin', parent: { padding: 10 }, child: { margin: 5, height: 10 }, frame: [15, 15, 370, 10] },
  { why: 'marginInline', parent: {}, child: { marginInline: 7, height: 1 }, frame: [7, 0, 386, 1] },
  { why: 'marginInlineStart', parent: {}, child: { marginInlineStart: 7, height: 1 }, frame: [7, 0, 393, 1] },
  { why: 'paddingBlock', parent: { paddingBlock: 9 }, child: { height: 1 }, frame: [0, 9, 400, 1] },
  {
    why: 'a side wins over all',
    parent: { padding: 10, paddingLeft: 2 },
    child: { height: 1 },
    frame: [2, 10, 388, 1],
  },
  { why: 'border', parent: { borderWidth: 2 }, child: { height: 1 }, frame: [2, 2, 396, 1] },
  {
    why: 'absolute',
    parent: { height: 100 },
    child: { position: 'absolute', right: 10, bottom: 5, width: 20, height: 20 },
    frame: [370, 75, 20, 20],
  },
  { why: 'inset', parent: { height: 100 }, child: { position: 'absolute', inset: 10 }, frame: [10, 10, 380, 80] },
  {
    why: 'centred',
    parent: { height: 100, alignItems: 'center', justifyContent: 'center' },
    child: { width: 20, height: 20 },
    frame: [190, 40, 20, 20],
  },
  { why: 'aspect ratio', parent: {}, child: { width: 90, aspectRatio: 3 }, frame: [0, 0, 90, 30] },
  { why: 'maxWidth', parent: {}, child: { maxWidth: 100, height: 1 }, frame: [0, 0, 100, 1] },
  { why: 'thirds of a pixel', parent: {}, child: { width: 10.1, height: 10 }, frame: [0, 0, 10 + 0 / 3, 10] },
])('$why', ({ parent, child, frame }) => {
  const { surface: on, warnings } = surface()
  const inner = view(child)
  commit(on, view(parent, inner))
  expect(frameOf(inner)).toEqual(frame)
  expect(warnings).toEqual([])
})

test('a gap separates rows', () => {
  const { surface: on } = surface()
  const rows = [view({ height: 10 }), view({ height: 10 }), view({ height: 10 })]
  commit(on, view({ gap: 4 }, ...rows))
  expect(rows.map((row) => row.family.frame.y)).toEqual([0, 14, 28])
})

test('a later commit lays out what changed: styles, order, additions, removals', () => {
  const { surface: on } = surface()
  const [a, b, c] = [view({ height: 10 }), view({ height: 20 }), view({ height: 30 })]
  const parent = view({}, a, b)
  commit(on, parent)
  commit(on, again(parent, {}, b, again(a, { height: 15 }), c))
  expect([b, a, c].map((node) => node.family.frame.y)).toEqual([0, 20, 35])
  commit(on, again(parent, { paddingTop: 5 }, c))
  expect(c.family.frame.y).toBe(5)
  expect(a.family.committed).toBeUndefined()
})

test('a text is measured; a value that makes no sense is told and left out', () => {
  const { surface: on, warnings } = surface()
  const text = element('RCTText', { alignSelf: 'flex-start', width: 'wide' })
  commit(on, view({}, text))
  expect(frameOf(text)).toEqual([0, 0, 50, 20])
  expect(warnings).toHaveLength(1)
  expect(warnings[0]).toContain('style width: "wide"')
})

test('inputs have the padding of the theme unless they set their own', () => {
  const { surface: on, layout } = surface()
  const [plain, own] = [element('AndroidTextInput', {}), element('AndroidTextInput', { padding: 2 })]
  commit(on, view({}, plain, own))
  expect(layout.insets(plain.family)).toEqual({ left: 4, top: 10, right: 4, bottom: 11 })
  expect(layout.insets(own.family)).toEqual({ left: 2, top: 2, right: 2, bottom: 2 })
})

test('a scroll view knows the size of its content', () => {
  const { surface: on } = surface()
  const list = element('RCTScrollView', { height: 100 }, view({}, view({ height: 300 })))
  commit(on, list)
  expect(list.family.content).toEqual({ width: 400, height: 300 })
})
