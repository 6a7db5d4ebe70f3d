/** Why an expression cannot be computed; the text is mksh's, behind `expression: `. */
export class ArithmeticError extends Error {
  override readonly name = 'ArithmeticError'
}

export interface ArithmeticVariables {
  get(name: string): string | undefined
  set(name: string, value: string): void
}

const tokenPattern =
  /\s*(?:(0[xX][0-9a-fA-F]+|\d+#[0-9a-zA-Z]+|\d+)|([A-Za-z_][A-Za-z0-9_]*)|(<<=|>>=|\+\+|--|&&|\|\||<<|>>|<=|>=|==|!=|\+=|-=|\*=|\/=|%=|&=|\|=|\^=|[-+*/%<>=!~&|^?:(),]))/y

const assigning = new Set(['=', '+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '<<=', '>>='])
/** Binary operators, loosest first. */
const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '>', '<=', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
]

/** Computes a shell expression in mksh's 32-bit integers. Throws ArithmeticError. */
export function evaluateArithmetic(text: string, variables: ArithmeticVariables, depth = 0): number {
  if (depth > 32) throw new ArithmeticError(`${text}: expression recurses on parameter '${text}'`)
  const fail = (what: string): never => {
    throw new ArithmeticError(`${text}: ${what}`)
  }
  const tokens: { readonly kind: 'number' | 'name' | 'operator'; readonly text: string }[] = []
  let from = 0
  while (from < text.length && text.slice(from).trim() !== '') {
    tokenPattern.lastIndex = from
    const match = tokenPattern.exec(text)
    if (match === null) return fail(`unexpected '${text.slice(from).trim().charAt(0)}'`)
    if (match[1] !== undefined) tokens.push({ kind: 'number', text: match[1] })
    else if (match[2] !== undefined) tokens.push({ kind: 'name', text: match[2] })
    else tokens.push({ kind: 'operator', text: match[3] ?? '' })
    from = tokenPattern.lastIndex
  }
  if (tokens.length === 0) return 0
  let at = 0
  /** Inside the branch that is not taken nothing is assigned or divided. */
  let skipping = 0

  const take = (operator: string): boolean => {
    const token = tokens[at]
    if (token?.kind !== 'operator' || token.text !== operator) return false
    at++
    return true
  }
  const read = (name: string): number => {
    const value = variables.get(name) ?? ''
    if (/^\s*-?(?:0[xX][0-9a-fA-F]+|\d+)\s*$/.test(value)) return parseNumber(value.trim())
    return value.trim() === '' ? 0 : evaluateArithmetic(value, variables, depth + 1)
  }
  const write = (name: string, value: number): number => {
    if (skipping === 0) variables.set(name, String(value | 0))
    return value | 0
  }
  const without = <Value>(run: boolean, compute: () => Value): Value => {
    if (!run) skipping++
    try {
      return compute()
    } finally {
      if (!run) skipping--
    }
  }
  const apply = (operator: string, left: number, right: number): number => {
    switch (operator) {
      case '+':
        return (left + right) | 0
      case '-':
        return (left - right) | 0
      case '*':
        return Math.imul(left, right)
      case '/':
      case '%':
        if (right === 0) return skipping > 0 ? 0 : fail('zero divisor')
        return operator === '/' ? Math.trunc(left / right) | 0 : (left % right) | 0
      case '<<':
        return left << right
      case '>>':
        return left >> right
      case '&':
        return left & right
      case '|':
        return left | right
      case '^':
        return left ^ right
      case '==':
        return Number(left === right)
      case '!=':
        return Number(left !== right)
      case '<':
        return Number(left < right)
      case '>':
        return Number(left > right)
      case '<=':
        return Number(left <= right)
      case '>=':
        return Number(left >= right)
      default:
        return fail(`unexpected '${operator}'`)
    }
  }

  const comma = (): number => {
    let value = assignment()
    while (take(',')) value = assignment()
    return value
  }
  const assignment = (): number => {
    const name = tokens[at]
    const operator = tokens[at + 1]
    if (name?.kind === 'name' && operator?.kind === 'operator' && assigning.has(operator.text)) {
      at += 2
      const right = assignment()
      if (operator.text === '=') return write(name.text, right)
      return write(name.text, apply(operator.text.slice(0, -1), read(name.text), right))
    }
    return conditional()
  }
  const conditional = (): number => {
    const condition = binary(0)
    if (!take('?')) return condition
    const yes = without(condition !== 0, assignment)
    if (!take(':')) return fail("missing ':'")
    const no = without(condition === 0, assignment)
    return condition !== 0 ? yes : no
  }
  const binary = (level: number): number => {
    const operators = levels[level]
    if (operators === undefined) return unary()
    let left = binary(level + 1)
    for (;;) {
      const token = tokens[at]
      if (token?.kind !== 'operator' || !operators.includes(token.text)) return left
      at++
      const before = left
      if (token.text === '&&') left = Number(without(before !== 0, () => binary(level + 1)) !== 0 && before !== 0)
      else if (token.text === '||') left = Number(without(before === 0, () => binary(level + 1)) !== 0 || before !== 0)
      else left = apply(token.text, before, binary(level + 1))
    }
  }
  const unary = (): number => {
    if (take('-')) return -unary() | 0
    if (take('+')) return unary()
    if (take('!')) return Number(unary() === 0)
    if (take('~')) return ~unary()
    for (const step of ['++', '--'] as const)
      if (take(step)) {
        const name = tokens[at++]
        if (name?.kind !== 'name') return fail(`${step} requires lvalue`)
        return write(name.text, read(name.text) + (step === '++' ? 1 : -1))
      }
    return primary()
  }
  const primary = (): number => {
    if (take('(')) {
      const value = comma()
      if (!take(')')) return fail('missing )')
      return value
    }
    const token = tokens[at++]
    if (token === undefined) return fail('unexpected end of expression')
    if (token.kind === 'operator') return fail(`unexpected '${token.text}'`)
    if (token.kind === 'number') return parseNumber(token.text)
    const value = read(token.text)
    if (take('++')) write(token.text, value + 1)
    else if (take('--')) write(token.text, value - 1)
    return value
  }

  const result = comma()
  const left = tokens[at]
  if (left !== undefined) return fail(`unexpected '${left.text}'`)
  return result
}

/** A leading 0 is decimal in mksh. */
function parseNumber(text: string): number {
  const based = /^(-?)(\d+)#([0-9a-zA-Z]+)$/.exec(text)
  if (based !== null) return Number.parseInt(based[3] ?? '', Number(based[2])) | 0
  if (/^-?0[xX]/.test(text)) return Number.parseInt(text.replace(/0[xX]/, ''), 16) | 0
  return Number.parseInt(text, 10) | 0
}
