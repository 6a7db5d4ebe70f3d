import { javaPattern } from './java-pattern.ts'
import { invalidSelector, type ServerError } from './server-error.ts'
import { emptySelector, withCriterion, withNext, type UiSelector } from './ui-selector.ts'

/** A statement of `-android uiautomator`. */
export type SelectorStatement =
  | { readonly kind: 'selector'; readonly selector: UiSelector }
  | {
      readonly kind: 'scrollable'
      readonly expression: string
      readonly container: UiSelector
      readonly calls: readonly ScrollableCall[]
    }

export interface ScrollableCall {
  readonly name: string
  readonly arguments: readonly Argument[]
}

type ArgumentType = 'String' | 'boolean' | 'int' | 'double' | 'UiSelector'
export type Argument = string | boolean | number | UiSelector

/**
 * Reads the Java-like expressions of `-android uiautomator`: statements separated by `;`, each a UiSelector (whose
 * constructor may be left out) or a UiScrollable with calls. Throws the server's own syntax errors.
 */
export function parseSelectorExpression(text: string): readonly SelectorStatement[] {
  if (text === '')
    throw syntaxError(
      text,
      'Tried to parse an empty string. Expected to see a string consisting of text to be interpreted as UiAutomator java code.',
    )
  const statements = splitStatements(text.trim().replace(/;$/, ''))
  const parsed = statements.map((statement) => parseStatement(statement))
  if (parsed.length === 0) throw syntaxError(text, undefined)
  return parsed
}

function splitStatements(text: string): readonly string[] {
  const statements: string[] = []
  let quoted = false
  let start = 0
  for (let index = 0; index <= text.length; index++) {
    const character = text[index]
    if (character === '"' && !(quoted && text[index - 1] === '\\')) quoted = !quoted
    if (index === text.length || (character === ';' && !quoted)) {
      statements.push(text.slice(start, index).trim())
      start = index + 1
    }
  }
  return statements.filter((statement) => statement !== '')
}

function parseStatement(statement: string): SelectorStatement {
  const scrollable = /^(?:new )?UiScrollable/.test(statement)
  return scrollable ? parseScrollable(statement) : { kind: 'selector', selector: parseSelector(statement) }
}

/** Expression of UiSelector methods; `new UiSelector()`, `UiSelector()` or nothing in front. */
export function parseSelector(given: string): UiSelector {
  const trimmed = given.trim()
  const dotted = /^(new UiSelector|UiSelector|\.)/.test(trimmed) ? trimmed : `.${trimmed}`
  const named = dotted.startsWith('UiSelector') ? `new ${dotted}` : dotted
  const reader = new ExpressionReader(named.startsWith('new UiSelector') ? named : `new UiSelector()${named}`)
  const constructorArguments = reader.constructorCall('UiSelector')
  if (constructorArguments.length > 0)
    throw reader.error(`UiSelector has no suitable constructor with arguments ${listText(constructorArguments)}`)
  let selector = emptySelector
  while (!reader.done) {
    reader.period()
    const name = reader.methodName()
    const given = reader.parameters()
    selector = applyMethod(reader, selector, name, given)
  }
  return selector
}

const selectorMethods: Readonly<Record<string, ArgumentType>> = {
  text: 'String',
  textMatches: 'String',
  textStartsWith: 'String',
  textContains: 'String',
  className: 'String',
  classNameMatches: 'String',
  description: 'String',
  descriptionMatches: 'String',
  descriptionStartsWith: 'String',
  descriptionContains: 'String',
  resourceId: 'String',
  resourceIdMatches: 'String',
  packageName: 'String',
  packageNameMatches: 'String',
  index: 'int',
  instance: 'int',
  enabled: 'boolean',
  focused: 'boolean',
  focusable: 'boolean',
  scrollable: 'boolean',
  selected: 'boolean',
  checked: 'boolean',
  clickable: 'boolean',
  checkable: 'boolean',
  longClickable: 'boolean',
  childSelector: 'UiSelector',
  fromParent: 'UiSelector',
}

function applyMethod(
  reader: ExpressionReader,
  selector: UiSelector,
  name: string,
  given: readonly string[],
): UiSelector {
  const type = selectorMethods[name]
  if (type === undefined) throw reader.error(`UiSelector has no \`${name}\` method`)
  const [value] = coerce(reader, 'UiSelector', name, [[type]], given)
  if (value === undefined) return selector
  if (typeof value === 'object') return withNext(selector, name === 'fromParent' ? 'parent' : 'child', value)
  if (name.endsWith('Matches')) {
    const dotAll = name.startsWith('text') || name.startsWith('description')
    return withCriterion(selector, name, javaPattern(String(value), { dotAll }))
  }
  return withCriterion(selector, name, value)
}

/** Parameter lists of UiScrollable's methods, overloads included. */
const scrollableMethods: Readonly<Record<string, readonly (readonly ArgumentType[])[]>> = {
  scrollIntoView: [['UiSelector']],
  scrollTextIntoView: [['String']],
  scrollDescriptionIntoView: [['String']],
  getChildByText: [
    ['UiSelector', 'String'],
    ['UiSelector', 'String', 'boolean'],
  ],
  getChildByDescription: [
    ['UiSelector', 'String'],
    ['UiSelector', 'String', 'boolean'],
  ],
  getChildByInstance: [['UiSelector', 'int']],
  setAsHorizontalList: [[]],
  setAsVerticalList: [[]],
  setMaxSearchSwipes: [['int']],
  setSwipeDeadZonePercentage: [['double']],
  scrollForward: [[], ['int']],
  scrollBackward: [[], ['int']],
  scrollToBeginning: [['int'], ['int', 'int']],
  scrollToEnd: [['int'], ['int', 'int']],
  flingForward: [[]],
  flingBackward: [[]],
  flingToBeginning: [['int']],
  flingToEnd: [['int']],
}

function parseScrollable(statement: string): SelectorStatement {
  const reader = new ExpressionReader(statement.startsWith('UiScrollable') ? `new ${statement}` : statement)
  const constructorArguments = reader.constructorCall('UiScrollable')
  const [containerText, ...rest] = constructorArguments
  if (containerText === undefined || rest.length > 0)
    throw reader.error(`UiScrollable has no suitable constructor with arguments ${listText(constructorArguments)}`)
  const container = parseSelector(containerText)
  const calls: ScrollableCall[] = []
  while (!reader.done) {
    reader.period()
    const name = reader.methodName()
    const given = reader.parameters()
    const overloads = scrollableMethods[name]
    if (overloads === undefined) throw reader.error(`UiScrollable has no \`${name}\` method`)
    calls.push({ name, arguments: coerce(reader, 'UiScrollable', name, overloads, given) })
  }
  return { kind: 'scrollable', expression: statement, container, calls }
}

function coerce(
  reader: ExpressionReader,
  className: string,
  method: string,
  overloads: readonly (readonly ArgumentType[])[],
  given: readonly string[],
): readonly Argument[] {
  let last: ServerError | undefined
  for (const types of overloads) {
    try {
      return coerceAll(reader, types, given)
    } catch (error) {
      last = error as ServerError
    }
  }
  const inner = last === undefined ? '' : `: ${last.message}`
  throw reader.error(
    `\`${className}\` doesn't have suitable method \`${method}\` with arguments ${listText(given)}${inner}`,
  )
}

function coerceAll(
  reader: ExpressionReader,
  types: readonly ArgumentType[],
  given: readonly string[],
): readonly Argument[] {
  if (types.length !== given.length)
    throw reader.error(`Invalid arguments count. Actual: ${String(given.length)}. Expected: ${String(types.length)}.`)
  return types.map((type, index) => coerceOne(reader, type, given[index] ?? ''))
}

function coerceOne(reader: ExpressionReader, type: ArgumentType, text: string): Argument {
  switch (type) {
    case 'boolean':
      if (text !== 'true' && text !== 'false') throw reader.error(`${text} is not a boolean`)
      return text === 'true'
    case 'String':
      if (!/^"[\s\S]*"$/.test(text)) throw reader.error(`${text} is not a string`)
      return text.slice(1, -1).replaceAll('\\"', '"')
    case 'int':
      if (!/^[-+]?\d+$/.test(text)) throw reader.error(`${text} is not a integer`)
      return Number(text)
    case 'double':
      return Number(text)
    case 'UiSelector':
      return parseSelector(text)
  }
}

/** A list as Java prints it. */
function listText(items: readonly string[]): string {
  return `[${items.join(', ')}]`
}

function syntaxError(expression: string, message: string | undefined): ServerError {
  const start = `Could not parse selector expression \`${expression}\``
  return invalidSelector(message === undefined ? start : `${start}: ${message}`)
}

class ExpressionReader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  get done(): boolean {
    return this.#at >= this.#text.length
  }

  error(message: string): ServerError {
    return syntaxError(this.#text, message)
  }

  constructorCall(className: string): readonly string[] {
    const prefix = `new ${className}`
    if (!this.#text.startsWith(prefix))
      throw this.error(
        `Was trying to parse as ${className}, but didn't start with an acceptable prefix. Acceptable prefixes are: \`new ${className}\` or \`${className}\``,
      )
    this.#at = prefix.length
    return this.parameters()
  }

  period(): void {
    this.#skipBlanks()
    if (this.#text[this.#at] !== '.') throw this.error(`Expected "." at position ${String(this.#at)}`)
    this.#at++
  }

  methodName(): string {
    this.#skipBlanks()
    const parenthesis = this.#text.indexOf('(', this.#at)
    if (parenthesis < 0) throw this.error(`No opening parenthesis after method name at position ${String(this.#at)}`)
    const name = this.#text.slice(this.#at, parenthesis).trim()
    if (name === '') throw this.error(`Missing method name at position ${String(this.#at)}`)
    this.#at = parenthesis
    return name
  }

  /** What stands between the brackets at the cursor, split at top-level commas. */
  parameters(): readonly string[] {
    this.#skipBlanks()
    const parameters: string[] = []
    let start = this.#at
    let depth = 0
    let quoted = false
    do {
      const character = this.#text[this.#at]
      if (character === '"' && !(quoted && this.#text[this.#at - 1] === '\\')) quoted = !quoted
      if (!quoted && character === '(') depth++
      if (!quoted && character === ')') depth--
      if (!quoted && character === ',' && depth === 1) {
        const parameter = this.#text.slice(start + 1, this.#at).trim()
        if (parameter === '') throw this.error(`Missing argument at position ${String(start)}`)
        parameters.push(parameter)
        start = this.#at
      }
      this.#at++
    } while (depth > 0 && !this.done)
    if (depth > 0 || quoted) throw this.error('Unclosed paren in expression')
    const last = this.#text.slice(start + 1, this.#at - 1).trim()
    if (last !== '') parameters.push(last)
    else if (parameters.length > 0) throw this.error(`Missing argument at position ${String(start)}`)
    return parameters
  }

  #skipBlanks(): void {
    while (this.#text[this.#at] === ' ') this.#at++
  }
}
