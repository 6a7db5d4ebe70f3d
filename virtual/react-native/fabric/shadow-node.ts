import type { Props } from './props.ts'
import type { ScrollState } from '../input/scroll-state.ts'
import type { TextFieldState } from '../input/text-field-state.ts'

/** dp; `x`, `y` relative to the parent's box. */
export interface Frame {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const emptyFrame: Frame = { x: 0, y: 0, width: 0, height: 0 }

/**
 * What all revisions of one host component share (react/renderer/core/ShadowNodeFamily.h): its identity for the
 * renderer, and the native state that outlives a commit.
 */
export class Family {
  readonly tag: number
  readonly rootTag: number
  readonly viewName: string
  /** The fiber: what events are dispatched to. */
  readonly handle: object
  /** The newest committed revision; undefined before the first commit and after unmounting. */
  committed: ShadowNode | undefined
  parent: Family | undefined
  frame: Frame = emptyFrame
  /** The size that all children together need, dp, for views that scroll. */
  content: { readonly width: number; readonly height: number } = emptyFrame
  /** Last frame told to JS by onLayout. */
  toldFrame: Frame | undefined
  /** setNativeProps of the app, over the props of the revisions. */
  nativeProps: Props | undefined
  /** Values written by native animations, over everything. */
  animatedProps: Props | undefined
  scroll: ScrollState | undefined
  field: TextFieldState | undefined
  /** Position of a switch; undefined: as its prop says. */
  switchedOn: boolean | undefined

  constructor(tag: number, rootTag: number, viewName: string, handle: object) {
    this.tag = tag
    this.rootTag = rootTag
    this.viewName = viewName
    this.handle = handle
  }

  /** The props in force: of the committed revision, with native and animated values over them. */
  get props(): Props {
    const base = this.committed?.props ?? {}
    if (this.nativeProps === undefined && this.animatedProps === undefined) return base
    return { ...base, ...this.nativeProps, ...this.animatedProps }
  }
}

/** One immutable revision. Children are appended only until it is committed. */
export interface ShadowNode {
  readonly family: Family
  readonly props: Props
  readonly children: ShadowNode[]
}
