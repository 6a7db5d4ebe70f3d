import { PushfarmError } from '../base/pushfarm-error.ts'
import { type Difference, describeDifference } from '../push/difference.ts'

/** A promise was not kept: the product's verdict. */
export class PromiseBroken extends PushfarmError {
  override readonly name = 'PromiseBroken'
  readonly differences: readonly Difference[]
  constructor(phone: string, differences: readonly Difference[]) {
    super(`On ${phone}: ${differences.map(describeDifference).join('; ')}.`, {
      code: 'harness/promise-broken',
      verdict: 'product',
      facts: { differences: differences.map((one) => ({ ...one })) },
    })
    this.differences = differences
  }
}
