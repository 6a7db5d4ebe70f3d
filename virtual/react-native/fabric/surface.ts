import type { LayoutTree, Size } from '../layout/layout-tree.ts'
import { Family } from './shadow-node.ts'
import type { ShadowNode } from './shadow-node.ts'

/** What a commit changed. */
export interface CommitChanges {
  readonly mounted: readonly Family[]
  readonly updated: readonly { readonly family: Family; readonly before: ShadowNode }[]
  readonly unmounted: readonly Family[]
}

/**
 * The committed tree of the app's one root view. Every commit is laid out at once, so that `measure` always answers from
 * the newest revision.
 */
export class Surface {
  readonly rootTag: number
  /** Stands for the root view: its children are what was committed. */
  root: ShadowNode
  /** Counts commits and relayouts: whatever was derived from the tree is old when it has moved on. */
  version = 0
  readonly #layout: LayoutTree
  readonly #byTag = new Map<number, Family>()
  #size: Size

  constructor(rootTag: number, layout: LayoutTree, size: Size) {
    this.rootTag = rootTag
    this.#layout = layout
    this.#size = size
    this.root = { family: new Family(rootTag, rootTag, 'RootView', {}), props: {}, children: [] }
    this.root.family.committed = this.root
  }

  /** `beforeLayout` gives mounted and updated components their native state, which the layout may need. */
  commit(children: readonly ShadowNode[], beforeLayout: (changes: CommitChanges) => void): CommitChanges {
    const root: ShadowNode = { family: this.root.family, props: this.root.props, children: [...children] }
    const mounted: Family[] = []
    const updated: { family: Family; before: ShadowNode }[] = []
    const before = new Set(this.#byTag.values())
    const visit = (node: ShadowNode, parent: Family | undefined): void => {
      const { family } = node
      family.parent = parent
      const old = family.committed
      family.committed = node
      if (parent !== undefined) {
        if (!before.delete(family)) {
          mounted.push(family)
          this.#byTag.set(family.tag, family)
        } else if (old !== undefined && old !== node) {
          updated.push({ family, before: old })
        }
      }
      for (const child of node.children) visit(child, family)
    }
    visit(root, undefined)
    for (const gone of before) {
      gone.committed = undefined
      gone.parent = undefined
      this.#byTag.delete(gone.tag)
    }
    this.root = root
    const changes = { mounted, updated, unmounted: [...before] }
    beforeLayout(changes)
    this.relayout()
    return changes
  }

  relayout(): void {
    this.#layout.update(this.root, this.#size)
    this.version++
  }

  /** dp. */
  get size(): Size {
    return this.#size
  }

  resize(size: Size): void {
    this.#size = size
    this.relayout()
  }

  byTag(tag: number): Family | undefined {
    return this.#byTag.get(tag)
  }

  families(): Iterable<Family> {
    return this.#byTag.values()
  }
}
