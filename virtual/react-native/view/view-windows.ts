import type { Surface } from '../fabric/surface.ts'
import type { Family } from '../fabric/shadow-node.ts'
import type { View } from './flattening.ts'
import { childViews } from './flattening.ts'

/** The views of one window: the activity's, or a modal's. */
export interface ViewWindow {
  /** The modal that opened it; undefined for the activity. */
  readonly modal: Family | undefined
  readonly views: readonly View[]
}

/** The windows of a surface, bottom first, rebuilt when the tree has moved on. */
export class ViewWindows {
  readonly #surface: Surface
  #version = -1
  #windows: readonly ViewWindow[] = []

  constructor(surface: Surface) {
    this.#surface = surface
  }

  all(): readonly ViewWindow[] {
    if (this.#version !== this.#surface.version) {
      this.#windows = build(this.#surface)
      this.#version = this.#surface.version
    }
    return this.#windows
  }

  top(): ViewWindow {
    return this.all().at(-1) ?? { modal: undefined, views: [] }
  }
}

function build(surface: Surface): ViewWindow[] {
  const modals: Family[] = []
  const windows: ViewWindow[] = [{ modal: undefined, views: childViews(surface.root, modals) }]
  // a modal inside a modal is found while the outer one is walked
  for (let i = 0; i < modals.length; i++) {
    const modal = modals[i]
    if (modal?.committed === undefined) continue
    windows.push({ modal, views: childViews(modal.committed, modals) })
  }
  return windows
}
