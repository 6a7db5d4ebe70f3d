import { expect, test } from 'vitest'
import type { Props } from '../fabric/props.ts'
import { stringProp } from '../fabric/props.ts'
import type { Family } from '../fabric/shadow-node.ts'
import { commit, element, surface, view } from '../fabric/trial-tree.ts'
import type { View } from './flattening.ts'
import { childViews } from './flattening.ts'

/** The views as nested names. */
function shape(views: readonly View[]): unknown[] {
  return views.map((one) => {
    const name = nameOf(one.family.props) ?? one.family.viewName
    return one.children.length === 0 ? name : [name, ...shape(one.children)]
  })
}

const nameOf = (props: Props): string | undefined => stringProp(props, 'testID')

const named = (name: string, props: Props, ...children: Parameters<typeof view>[1][]) =>
  view({ testID: name, ...props }, ...children)

// One child in a parent with these props: vanished, beside its parent, or inside it.
test.each<{ props: Props; becomes: 'nothing' | 'a view' | 'a parent' }>([
  { props: {}, becomes: 'nothing' },
  { props: { flex: 1, padding: 3, onLayout: true }, becomes: 'nothing' },
  { props: { backgroundColor: 0 }, becomes: 'nothing' },
  { props: { opacity: 1 }, becomes: 'nothing' },
  { props: { zIndex: 1, position: 'static' }, becomes: 'nothing' },
  { props: { overflow: 'visible' }, becomes: 'nothing' },
  { props: { accessibilityLabel: 'x' }, becomes: 'nothing' },
  { props: { backgroundColor: -1 }, becomes: 'a view' },
  { props: { borderBottomWidth: 0 }, becomes: 'a view' },
  { props: { testID: 'p' }, becomes: 'a view' },
  { props: { focusable: true }, becomes: 'a view' },
  { props: { outlineWidth: 1 }, becomes: 'a view' },
  { props: { renderToHardwareTextureAndroid: true }, becomes: 'a view' },
  { props: { collapsable: false }, becomes: 'a parent' },
  { props: { nativeID: 'n' }, becomes: 'a parent' },
  { props: { accessible: true }, becomes: 'a parent' },
  { props: { opacity: 0.9 }, becomes: 'a parent' },
  { props: { transform: [{ scale: 2 }] }, becomes: 'a parent' },
  { props: { zIndex: 1 }, becomes: 'a parent' },
  { props: { overflow: 'hidden' }, becomes: 'a parent' },
  { props: { pointerEvents: 'none' }, becomes: 'a parent' },
  { props: { pointerEvents: 'box-none' }, becomes: 'nothing' },
  { props: { onStartShouldSetResponder: true }, becomes: 'a parent' },
  { props: { onClick: true }, becomes: 'a parent' },
  { props: { elevation: 2 }, becomes: 'a parent' },
  { props: { importantForAccessibility: 'no' }, becomes: 'a parent' },
  { props: { removeClippedSubviews: true }, becomes: 'a parent' },
])('$props becomes $becomes', ({ props, becomes }) => {
  const { surface: on } = surface()
  const child = named('child', { width: 10, height: 10 })
  commit(on, view({ height: 20, ...props }, child))
  const own = nameOf(props) ?? 'RCTView'
  const expected = { nothing: ['child'], 'a view': [own, 'child'], 'a parent': [[own, 'child']] }[becomes]
  expect(shape(childViews(on.root, []))).toEqual(expected)
})

test('children of a view that keeps them all stay views', () => {
  const { surface: on } = surface()
  const content = view({ collapsable: false, collapsableChildren: false }, view({ height: 5 }), view({ height: 5 }))
  commit(on, element('RCTScrollView', { testID: 'list' }, content))
  expect(shape(childViews(on.root, []))).toEqual([['list', ['RCTView', 'RCTView', 'RCTView']]])
})

test('offsets of vanished parents add up', () => {
  const { surface: on } = surface()
  const child = named('child', { width: 10, height: 10 })
  commit(on, view({ padding: 5 }, view({ marginTop: 7 }, child)))
  expect(childViews(on.root, [])).toMatchObject([{ x: 5, y: 12, width: 10, height: 10 }])
})

test('order: zIndex over document order, static behind positioned', () => {
  const { surface: on } = surface()
  commit(
    on,
    named('high', { zIndex: 2, height: 1 }),
    named('low', { height: 1 }),
    named('middle', { zIndex: 1, height: 1 }),
    named('static', { position: 'static', zIndex: 9, height: 1 }),
  )
  expect(shape(childViews(on.root, []))).toEqual(['static', 'low', 'middle', 'high'])
})

test('a text has no child views; a modal belongs to another window', () => {
  const { surface: on } = surface()
  const modals: Family[] = []
  const text = element('RCTText', { testID: 'text' }, element('RCTRawText', { text: 'hello' }))
  const modal = element('RCTModalHostView', {}, named('inside', { height: 10 }))
  commit(on, view({}, text, modal))
  expect(shape(childViews(on.root, modals))).toEqual(['text'])
  expect(modals).toEqual([modal.family])
})
