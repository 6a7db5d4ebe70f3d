import { describe, expect, test } from 'vitest'
import { uiNode, type UiNode } from '../ui/node.ts'
import { visibleTree } from '../ui/visible-tree.ts'
import { parseSelector } from './selector-expression.ts'
import { allMatches, firstMatch } from './ui-selector.ts'

const screen = { left: 0, top: 0, right: 100, bottom: 100 }
const node = (key: string, given: Partial<UiNode> = {}): UiNode =>
  uiNode({ className: 'android.widget.TextView', packageName: 'p', bounds: screen, key, ...given })

const root = visibleTree(
  node('root', {
    className: 'android.widget.FrameLayout',
    children: [
      node('a', { text: 'Hello World', className: 'android.widget.Button' }),
      node('box1', {
        className: 'android.widget.LinearLayout',
        children: [node('b', { text: 'one' }), node('c', { text: 'two' })],
      }),
      node('box2', {
        className: 'android.widget.LinearLayout',
        children: [node('d', { text: 'two' }), node('e', { text: 'three', clickable: true })],
      }),
      node('empty'),
    ],
  }),
  screen,
)

const first = (expression: string): string | undefined => firstMatch([root], parseSelector(expression))?.node.key
const all = (expression: string): readonly string[] =>
  allMatches([root], parseSelector(expression)).map(({ node: { key } }) => key)

describe('first match', () => {
  test.each([
    ['text("Hello World")', 'a'],
    ['text("hello world")', undefined],
    ['textContains("WORLD")', 'a'],
    ['textStartsWith("hello")', 'a'],
    ['textMatches("Hello.*")', 'a'],
    ['textMatches("Hello")', undefined],
    ['text("")', undefined],
    ['text("two").instance(1)', 'd'],
    ['className("android.widget.LinearLayout").childSelector(text("three"))', 'e'],
    ['className("android.widget.LinearLayout").instance(1).childSelector(text("two"))', 'd'],
    ['text("three").fromParent(text("two"))', 'd'],
    ['clickable(true)', 'e'],
    ['index(3)', 'empty'],
  ])('%s', (expression, key) => {
    expect(first(expression)).toBe(key)
  })
})

describe('all matches', () => {
  test.each([
    ['text("two")', ['c', 'd']],
    ['text("two").instance(1)', ['d']],
    ['text("nothing")', []],
    // The server counts a class pattern by index, so it finds the first of each position only.
    ['classNameMatches(".*TextView")', ['b', 'c']],
  ])('%s', (expression, keys) => {
    expect(all(expression)).toEqual(keys)
  })
})
