import { expandFragments, expandText, type Scope } from './engine-expansion.ts'
import { matches } from './engine-pattern.ts'
import type { Condition } from './engine-syntax.ts'
import { check, compare, type TestScope } from './engine-test.ts'

/** `[[ … ]]` */
export async function evaluateCondition(
  expression: Condition,
  scope: Scope & { testScope(): TestScope },
): Promise<boolean> {
  switch (expression.kind) {
    case 'and':
      return (await evaluateCondition(expression.left, scope)) && (await evaluateCondition(expression.right, scope))
    case 'or':
      return (await evaluateCondition(expression.left, scope)) || (await evaluateCondition(expression.right, scope))
    case 'not':
      return !(await evaluateCondition(expression.inner, scope))
    case 'unary':
      return check(expression.operator, await expandText(expression.operand, scope), scope.testScope())
    case 'binary': {
      const left = await expandText(expression.left, scope)
      const { operator } = expression
      if (['=', '==', '!='].includes(operator)) {
        const fits = matches(left, await expandFragments(expression.right, scope))
        return fits === (operator !== '!=')
      }
      return compare(left, operator, await expandText(expression.right, scope), scope.testScope())
    }
  }
}
