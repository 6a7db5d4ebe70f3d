import { expect, test } from 'vitest'
import { parseSelector, parseSelectorExpression } from './selector-expression.ts'
import type { UiSelector } from './ui-selector.ts'

function words(selector: UiSelector): string {
  const own = [...selector.criteria].map(([name, value]) => `${name}=${String(value)}`).join(',')
  return selector.next === undefined ? own : `${own} ${selector.next.relation}(${words(selector.next.selector)})`
}

test.each([
  ['new UiSelector().text("a")', 'text=a'],
  ['UiSelector().text("a").instance(2)', 'text=a,instance=2'],
  ['text("say \\"hi\\"").clickable(true)', 'text=say "hi",clickable=true'],
  ['.className("x").childSelector(new UiSelector().text("y"))', 'className=x child(text=y)'],
  ['text("a").childSelector(text("b")).childSelector(text("c"))', 'text=a child(text=b child(text=c))'],
  ['text("a").fromParent(new UiSelector().index(1))', 'text=a parent(index=1)'],
  ['new UiSelector().text("a, (b); c")', 'text=a, (b); c'],
  [
    'classNameMatches("android\\.widget\\.(Button|TextView)")',
    'classNameMatches=/^(?:android\\.widget\\.(Button|TextView))$/',
  ],
  ['textMatches("(?i)hello.*")', 'textMatches=/^(?:hello.*)$/is'],
])('%s', (expression, expected) => {
  expect(words(parseSelector(expression))).toBe(expected)
})

test('several statements', () => {
  const statements = parseSelectorExpression('new UiSelector().text("a;b"); text("c");')
  expect(statements.map((one) => (one.kind === 'selector' ? words(one.selector) : one.kind))).toEqual([
    'text=a;b',
    'text=c',
  ])
})

test('a scrollable with its calls', () => {
  const [statement] = parseSelectorExpression(
    'new UiScrollable(new UiSelector().scrollable(true)).setMaxSearchSwipes(5).scrollIntoView(new UiSelector().text("x"))',
  )
  expect(statement).toMatchObject({
    kind: 'scrollable',
    calls: [{ name: 'setMaxSearchSwipes', arguments: [5] }, { name: 'scrollIntoView' }],
  })
})

test.each([
  [
    '',
    'Could not parse selector expression ``: Tried to parse an empty string. Expected to see a string consisting of text to be interpreted as UiAutomator java code.',
  ],
  [
    'new UiSelector().foo("x")',
    'Could not parse selector expression `new UiSelector().foo("x")`: UiSelector has no `foo` method',
  ],
  [
    'new UiSelector().text(1)',
    "Could not parse selector expression `new UiSelector().text(1)`: `UiSelector` doesn't have suitable method `text` with arguments [1]: Could not parse selector expression `new UiSelector().text(1)`: 1 is not a string",
  ],
  [
    'new UiSelector().text("a","b")',
    'Could not parse selector expression `new UiSelector().text("a","b")`: `UiSelector` doesn\'t have suitable method `text` with arguments ["a", "b"]: Could not parse selector expression `new UiSelector().text("a","b")`: Invalid arguments count. Actual: 2. Expected: 1.',
  ],
  [
    'new UiSelector().text("a"',
    'Could not parse selector expression `new UiSelector().text("a"`: Unclosed paren in expression',
  ],
  [
    'new UiSelector()text("a")',
    'Could not parse selector expression `new UiSelector()text("a")`: Expected "." at position 16',
  ],
])('refuses %s', (expression, message) => {
  expect(() => parseSelectorExpression(expression)).toThrow(message)
})
