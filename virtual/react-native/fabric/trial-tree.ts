import { loadYoga } from 'yoga-layout/load'
import { LayoutTree } from '../layout/layout-tree.ts'
import type { Props } from './props.ts'
import { Family } from './shadow-node.ts'
import type { ShadowNode } from './shadow-node.ts'
import { Surface } from './surface.ts'

let lastTag = 0

/** A component for tests; its testID is its name. */
export function element(viewName: string, props: Props, ...children: ShadowNode[]): ShadowNode {
  lastTag += 2
  return { family: new Family(lastTag, 1, viewName, {}), props, children }
}

export function view(props: Props, ...children: ShadowNode[]): ShadowNode {
  return element('RCTView', props, ...children)
}

/** The same component with other props or children. */
export function again(node: ShadowNode, props: Props, ...children: ShadowNode[]): ShadowNode {
  return { family: node.family, props, children }
}

const yoga = await loadYoga()

/** A surface of 400 x 800 dp at 3 px per dp; texts measure 50 x 20 dp. */
export function surface(): { readonly surface: Surface; readonly layout: LayoutTree; readonly warnings: string[] } {
  const warnings: string[] = []
  const layout = new LayoutTree(
    yoga,
    3,
    () => ({ width: 50, height: 20 }),
    (message) => warnings.push(message),
  )
  return { surface: new Surface(1, layout, { width: 400, height: 800 }), layout, warnings }
}

export function commit(on: Surface, ...children: ShadowNode[]): void {
  on.commit(children, () => undefined)
}
