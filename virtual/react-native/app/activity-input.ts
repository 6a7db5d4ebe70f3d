import type { Display } from '../display.ts'
import type { EventDispatcher } from '../fabric/events.ts'
import { eventPriority } from '../fabric/events.ts'
import type { Family } from '../fabric/shadow-node.ts'
import { hitTest, isEnabled, isScrollView } from '../input/hit-test.ts'
import { Pointer } from '../input/pointer.ts'
import type { TouchPhase } from '../input/pointer.ts'
import type { Point } from '../layout/matrix.ts'
import type { TextLayout } from '../text/text-layout.ts'
import { isSwitchedOn } from '../view/accessibility.ts'
import type { View } from '../view/flattening.ts'
import type { Activity } from './activity.ts'
import { caretAt, spanAt } from './text-hit.ts'

/** What fingers, and commands of JS, do to the views of an activity. */
export class ActivityInput {
  readonly #activity: Activity
  readonly #events: EventDispatcher
  readonly #text: TextLayout
  readonly #display: Display
  readonly #pointer: Pointer
  #nativeBlocked = false

  constructor(activity: Activity, events: EventDispatcher, text: TextLayout, display: Display) {
    this.#activity = activity
    this.#events = events
    this.#text = text
    this.#display = display
    this.#pointer = new Pointer({
      events,
      scroller: activity.scroller,
      views: () => this.#views(),
      targetIn: (view, local) => spanAt(text, activity, display, view.family, local),
      clicked: (family, local) => {
        this.clicked(family, local)
      },
      nativeBlocked: () => this.#nativeBlocked,
    })
  }

  /** Screen pixels. */
  touch(phase: TouchPhase, x: number, y: number): void {
    const area = this.#activity.area()
    const { density } = this.#display
    if (phase === 'down') this.#nativeBlocked = false
    this.#pointer.touch(phase, (x - area.left) / density, (y - area.top) / density)
  }

  block(blocked: boolean): void {
    this.#nativeBlocked = blocked
  }

  familyAt(x: number, y: number): Family | undefined {
    return hitTest(this.#views(), x, y)?.view.family
  }

  /** What a tap does to a view by itself: switches turn, inputs take the focus. `local`: dp in the view. */
  clicked(family: Family, local: Point): void {
    if (!isEnabled(family.viewName, family.props)) return
    if (family.viewName === 'AndroidSwitch') {
      this.#turn(family, !isSwitchedOn(family))
      this.#events.emit(family, 'topChange', { value: isSwitchedOn(family) }, eventPriority.discrete)
    } else if (family.viewName === 'AndroidTextInput') {
      const { fields, layout } = this.#activity
      fields.focus(family)
      fields.moveCaret(family, caretAt(this.#text, layout, this.#display, family, local))
    }
  }

  command(family: Family, command: string, args: readonly unknown[]): void {
    if (family.committed === undefined) return
    if (family.viewName === 'AndroidTextInput') this.#activity.fields.command(family, command, args)
    else if (isScrollView(family.viewName)) this.#activity.scroller.command(family, command, args)
    else if (family.viewName === 'AndroidSwitch' && command === 'setNativeValue') this.#turn(family, args[0] === true)
  }

  #turn(family: Family, on: boolean): void {
    family.switchedOn = on
    this.#activity.surface.version++
  }

  #views(): readonly View[] {
    return this.#activity.windows.top().views
  }
}
