import type { Yoga } from 'yoga-layout/load'
import type { ContentArea, Display } from '../display.ts'
import { contentArea } from '../display.ts'
import type { EventDispatcher } from '../fabric/events.ts'
import type { Props } from '../fabric/props.ts'
import { patchProps } from '../fabric/props.ts'
import type { Family, ShadowNode } from '../fabric/shadow-node.ts'
import type { CommitChanges } from '../fabric/surface.ts'
import { Surface } from '../fabric/surface.ts'
import { isScrollView } from '../input/hit-test.ts'
import { Scroller } from '../input/scroller.ts'
import { TextFields } from '../input/text-fields.ts'
import { LayoutTree } from '../layout/layout-tree.ts'
import { touchesLayout } from '../layout/style-setters.ts'
import { safeArea } from '../modules/safe-area.ts'
import type { TextLayout } from '../text/text-layout.ts'
import { ViewWindows } from '../view/view-windows.ts'
import { ActivityInput } from './activity-input.ts'
import type { WindowState } from './window-state.ts'

export interface ActivityHost {
  readonly yoga: Yoga
  readonly display: Display
  readonly events: EventDispatcher
  readonly text: TextLayout
  readonly window: WindowState
  warn(message: string): void
}

/** One activity with its React root: the mounted tree, its layout, fields and lists. */
export class Activity {
  readonly className: string
  readonly surface: Surface
  readonly layout: LayoutTree
  readonly fields: TextFields
  readonly scroller: Scroller
  readonly windows: ViewWindows
  readonly input: ActivityInput
  readonly #host: ActivityHost
  #committing = false
  #afterCommit: NodeJS.Immediate | undefined
  readonly #shownModals = new Set<Family>()

  constructor(host: ActivityHost, className: string, rootTag: number) {
    this.#host = host
    this.className = className
    const { display, events, text } = host
    this.layout = new LayoutTree(
      host.yoga,
      display.density,
      (node, width) => text.measure(node, width.value),
      (message) => {
        host.warn(message)
      },
    )
    this.surface = new Surface(rootTag, this.layout, this.#sizeInDp())
    this.windows = new ViewWindows(this.surface)
    this.fields = new TextFields({
      events,
      contentChanged: (family) => {
        this.#contentChanged(family)
      },
      focusChanged: () => {
        this.surface.version++
      },
    })
    this.scroller = new Scroller({
      events,
      density: display.density,
      moved: () => {
        this.surface.version++
      },
    })
    this.input = new ActivityInput(this, events, text, display)
  }

  /** Where the window's content lies on the screen, px. */
  area(): ContentArea {
    return contentArea(this.#host.display, this.#host.window.keyboardHeightPx)
  }

  commit(children: readonly ShadowNode[]): void {
    this.#committing = true
    try {
      this.surface.commit(children, (changes) => {
        this.#applyChanges(changes)
      })
    } finally {
      this.#committing = false
    }
    this.#clampScrolls()
    this.#scheduleEvents()
  }

  setNativeProps(family: Family, props: Props): void {
    family.nativeProps = patchProps(family.nativeProps ?? {}, props)
    if (family.committed !== undefined) this.overlaid([family])
  }

  /** Props were written over mounted views without a commit. */
  overlaid(families: readonly Family[]): void {
    if (families.some((family) => touchesLayout({ ...family.nativeProps, ...family.animatedProps }))) this.relayout()
    else this.surface.version++
  }

  /** The window changed its size (the keyboard came or went). */
  resize(): void {
    this.surface.resize(this.#sizeInDp())
    this.#clampScrolls()
    this.#scheduleEvents()
    const { focused } = this.fields
    if (focused !== undefined) this.#reveal(focused)
  }

  relayout(): void {
    this.surface.relayout()
    this.#clampScrolls()
    this.#scheduleEvents()
  }

  dispose(): void {
    clearImmediate(this.#afterCommit)
    this.scroller.dispose()
    this.layout.dispose()
  }

  #sizeInDp(): { readonly width: number; readonly height: number } {
    const area = this.area()
    const { density } = this.#host.display
    return { width: area.width / density, height: area.height / density }
  }

  #applyChanges(changes: CommitChanges): void {
    for (const family of changes.unmounted) {
      if (family.field !== undefined) this.fields.unmounted(family)
      if (family.scroll !== undefined) this.scroller.unmounted(family)
      this.#shownModals.delete(family)
    }
    for (const family of changes.mounted) {
      if (family.viewName === 'AndroidTextInput') this.fields.mounted(family)
      else if (isScrollView(family.viewName)) this.scroller.mounted(family)
    }
    for (const { family, before } of changes.updated) {
      if (family.viewName === 'AndroidTextInput') this.fields.updated(family, before.props)
      else if (family.props['on'] !== before.props['on'] || family.props['value'] !== before.props['value']) {
        family.switchedOn = undefined
      }
    }
  }

  #contentChanged(family: Family): void {
    this.layout.markDirty(family)
    if (this.#committing) return
    if (family.props['multiline'] === true) this.relayout()
    else this.surface.version++
  }

  #clampScrolls(): void {
    for (const family of this.surface.families()) if (family.scroll !== undefined) this.scroller.clamp(family)
  }

  /** Layout events follow the commit asynchronously; lists ask for more rows only then. */
  #scheduleEvents(): void {
    this.#afterCommit ??= setImmediate(() => {
      this.#afterCommit = undefined
      this.#sendEvents()
    })
  }

  #sendEvents(): void {
    const { events, display } = this.#host
    for (const family of [...this.surface.families()]) {
      const { frame, props } = family
      if (props['onLayout'] === true && family.toldFrame !== frame) {
        family.toldFrame = frame
        events.emit(family, 'topLayout', {
          layout: { x: frame.x, y: frame.y, width: frame.width, height: frame.height },
        })
      }
      if (family.viewName === 'RCTModalHostView' && !this.#shownModals.has(family)) {
        this.#shownModals.add(family)
        events.emit(family, 'topShow', {})
      }
      if (family.viewName === 'RNCSafeAreaProvider' && family.toldFrame === undefined) {
        family.toldFrame = frame
        events.emit(family, 'topInsetsChange', safeArea(display))
      }
      if (family.field !== undefined && props['multiline'] === true) this.#tellContentSize(family)
    }
  }

  #tellContentSize(family: Family): void {
    const { field } = family
    const insets = this.layout.insets(family)
    const width = family.frame.width - insets.left - insets.right
    const paragraph = this.#host.text.paragraph(family, width)
    if (field === undefined || paragraph === undefined) return
    const height = paragraph.height / this.#host.display.density
    if (field.toldHeight === height) return
    field.toldHeight = height
    this.#host.events.emit(family, 'topContentSizeChange', { contentSize: { width, height } })
  }

  /** The window shrank: scroll views bring the focused field into view. */
  #reveal(field: Family): void {
    let top = 0
    for (let at = field; at.parent !== undefined; at = at.parent) {
      top += at.frame.y
      if (isScrollView(at.parent.viewName)) {
        this.scroller.reveal(at.parent, top, top + field.frame.height)
        return
      }
    }
  }
}
