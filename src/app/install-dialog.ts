import type { ScreenNode } from '../android/screen-nodes.ts'
import type { InstallDeed, InstallStep, Sign } from '../vendors/install-step.ts'

/** What the first fitting step asks for now. */
export type NextDeed =
  | { readonly kind: 'wait' }
  | { readonly kind: 'tick' | 'press' | 'type-password'; readonly node: ScreenNode }
  /** A screen of an installer on which none of the steps finds its view. */
  | { readonly kind: 'unknown' }

/**
 * @param steps the vendor's, of the package that is in front
 * @param passwordTyped the field is full: it is passed over, and the button comes next
 */
export function nextDeed(
  steps: readonly InstallStep[],
  nodes: readonly ScreenNode[],
  passwordTyped: boolean,
): NextDeed {
  for (const { deed, packages } of steps) {
    const node = nodes.find((one) => packages.includes(one.package) && shows(one, deed.sign) && isOpen(one, deed))
    if (node === undefined) continue
    if (deed.kind === 'wait') return { kind: 'wait' }
    if (deed.kind === 'type-password' && passwordTyped) continue
    return { kind: deed.kind, node }
  }
  return { kind: 'unknown' }
}

/** The steps for whatever is in front. */
export function stepsFor(
  steps: readonly InstallStep[],
  front: { readonly package: string; readonly activity: string },
): readonly InstallStep[] {
  return steps.filter(
    ({ packages, activity }) =>
      packages.includes(front.package) && (activity === undefined || activity === front.activity),
  )
}

function shows(node: ScreenNode, sign: Sign): boolean {
  return (
    (sign.id === undefined || node.id === sign.id || (!sign.id.includes(':') && node.id.endsWith(`:id/${sign.id}`))) &&
    (sign.text === undefined || node.text === sign.text) &&
    (sign.textStart === undefined || node.text.startsWith(sign.textStart))
  )
}

/** A tick that is there already, and a button that counts before it may be pressed, are no work now. */
function isOpen(node: ScreenNode, deed: InstallDeed): boolean {
  if (deed.kind === 'tick') return node.checkable && !node.checked
  return deed.kind === 'wait' || node.enabled
}
