import type { EventDispatcher } from '../fabric/events.ts'
import { eventPriority } from '../fabric/events.ts'
import type { Props } from '../fabric/props.ts'
import { flagProp, numberProp, objectProp, stringProp } from '../fabric/props.ts'
import type { Family } from '../fabric/shadow-node.ts'
import type { TextFieldState } from './text-field-state.ts'

export interface TextFieldsHost {
  readonly events: EventDispatcher
  /** The text changed: the field may need another height. */
  contentChanged(family: Family): void
  focusChanged(): void
}

/** The inputs: focus, typing, selection and the agreement with JS about their text. */
export class TextFields {
  readonly #host: TextFieldsHost
  #focused: Family | undefined
  #keyboardWanted = false

  constructor(host: TextFieldsHost) {
    this.#host = host
  }

  get focused(): Family | undefined {
    return this.#focused
  }

  mounted(family: Family): void {
    const text = stringProp(family.props, 'text') ?? ''
    family.field = {
      text,
      eventCount: 0,
      selectionStart: text.length,
      selectionEnd: text.length,
      toldHeight: undefined,
    }
    this.#applySelectionProp(family, family.field)
    if (family.props['autoFocus'] === true) this.focus(family)
  }

  /** A new revision: JS may have another text, which counts only when it answers the newest one. */
  updated(family: Family, before: Props): void {
    const field = family.field
    if (field === undefined) return
    const text = stringProp(family.props, 'text') ?? ''
    const known = numberProp(family.props, 'mostRecentEventCount') ?? 0
    if (text !== (stringProp(before, 'text') ?? '') && known >= field.eventCount) this.#replace(family, field, text)
    if (family.props['selection'] !== before['selection']) this.#applySelectionProp(family, field)
  }

  unmounted(family: Family): void {
    if (this.#focused !== family) return
    this.#focused = undefined
    this.#host.focusChanged()
  }

  focus(family: Family): boolean {
    if (this.#focused === family) {
      this.#keyboardWanted = family.props['showSoftInputOnFocus'] !== false
      return true
    }
    if (family.viewName !== 'AndroidTextInput' || family.props['editable'] === false) return false
    this.blur()
    this.#focused = family
    this.#keyboardWanted = family.props['showSoftInputOnFocus'] !== false
    this.#host.focusChanged()
    const { field } = family
    if (field !== undefined && family.props['selectTextOnFocus'] === true) {
      this.#select(family, field, 0, field.text.length)
    }
    this.#host.events.emit(family, 'topFocus', {}, eventPriority.discrete)
    return true
  }

  blur(): void {
    const family = this.#focused
    if (family === undefined) return
    this.#focused = undefined
    this.#host.focusChanged()
    this.#host.events.emit(family, 'topBlur', {}, eventPriority.discrete)
    this.#host.events.emit(family, 'topEndEditing', { text: family.field?.text ?? '' }, eventPriority.discrete)
  }

  /** BACK hid the keyboard: the field keeps the focus, the keyboard does not come back by itself. */
  keyboardHidden(): void {
    this.#keyboardWanted = false
  }

  /** The soft keyboard belongs on the screen. */
  get wantsKeyboard(): boolean {
    return this.#focused !== undefined && this.#keyboardWanted
  }

  /** One character (or what an input method commits at once) at the caret of the focused field. */
  insert(text: string): void {
    const family = this.#focused
    const field = family?.field
    if (family === undefined || field === undefined) return
    if (text === '\n') {
      this.enter()
      return
    }
    // ReactEditTextInputConnectionWrapper tells JS of single keys only
    if (text.length <= 2) this.#host.events.emit(family, 'topKeyPress', { key: text }, eventPriority.discrete)
    this.#change(family, field, field.selectionStart, field.selectionEnd, text)
  }

  deleteBackward(): void {
    const family = this.#focused
    const field = family?.field
    if (family === undefined || field === undefined) return
    this.#host.events.emit(family, 'topKeyPress', { key: 'Backspace' }, eventPriority.discrete)
    const { selectionStart: start, selectionEnd: end, text } = field
    if (start !== end) this.#change(family, field, start, end, '')
    else if (start > 0) this.#change(family, field, start - lastCharacter(text.slice(0, start)).length, start, '')
  }

  deleteForward(): void {
    const family = this.#focused
    const field = family?.field
    if (family === undefined || field === undefined) return
    const { selectionStart: start, selectionEnd: end, text } = field
    const next = String.fromCodePoint(text.codePointAt(start) ?? 0)
    if (start !== end) this.#change(family, field, start, end, '')
    else if (start < text.length) this.#change(family, field, start, start + next.length, '')
  }

  /** ENTER, or the action key of the keyboard. */
  enter(): void {
    const family = this.#focused
    const field = family?.field
    if (family === undefined || field === undefined) return
    const { props } = family
    const multiline = flagProp(props, 'multiline') === true
    const behavior = stringProp(props, 'submitBehavior') ?? (multiline ? 'newline' : 'blurAndSubmit')
    this.#host.events.emit(family, 'topKeyPress', { key: 'Enter' }, eventPriority.discrete)
    if (multiline && behavior === 'newline') {
      this.#change(family, field, field.selectionStart, field.selectionEnd, '\n')
      return
    }
    this.#host.events.emit(family, 'topSubmitEditing', { text: field.text }, eventPriority.discrete)
    if (behavior === 'blurAndSubmit') this.blur()
  }

  /** ACTION_SET_TEXT: the whole text at once. */
  setText(family: Family, text: string): boolean {
    const { field } = family
    if (field === undefined || family.props['editable'] === false) return false
    if (text !== field.text) this.#change(family, field, 0, field.text.length, text)
    return true
  }

  moveCaret(family: Family, position: number): void {
    const { field } = family
    if (field !== undefined) this.#select(family, field, position, position)
  }

  /** Arrow keys, HOME and END of the focused field. */
  moveFocusedCaret(to: 'left' | 'right' | 'start' | 'end'): void {
    const family = this.#focused
    const field = family?.field
    if (family === undefined || field === undefined) return
    const position = {
      left: field.selectionStart - lastCharacter(field.text.slice(0, field.selectionStart)).length,
      right: field.selectionEnd + String.fromCodePoint(field.text.codePointAt(field.selectionEnd) ?? 0).length,
      start: 0,
      end: field.text.length,
    }[to]
    const bounded = Math.max(0, Math.min(field.text.length, position))
    this.#select(family, field, bounded, bounded)
  }

  /** Commands of JS: focus, blur, setTextAndSelection. */
  command(family: Family, command: string, args: readonly unknown[]): void {
    switch (command) {
      case 'focus':
      case 'focusTextInput':
        this.focus(family)
        return
      case 'blur':
      case 'blurTextInput':
        if (this.#focused === family) this.blur()
        return
      case 'setTextAndSelection':
        this.#setTextAndSelection(family, args)
        return
    }
  }

  #setTextAndSelection(family: Family, args: readonly unknown[]): void {
    const { field } = family
    const [eventCount, text, start, end] = args
    if (field === undefined || typeof eventCount !== 'number') return
    if (eventCount !== -1 && eventCount < field.eventCount) return
    if (typeof text === 'string' && text !== field.text) this.#replace(family, field, text)
    if (typeof start === 'number' && start >= 0) {
      field.selectionStart = Math.min(start, field.text.length)
      field.selectionEnd = Math.min(typeof end === 'number' && end >= 0 ? end : start, field.text.length)
    }
  }

  /** A text that comes from JS: no events, the caret keeps its distance from the end. */
  #replace(family: Family, field: TextFieldState, text: string): void {
    const fromEnd = field.text.length - field.selectionEnd
    field.text = text
    const position = Math.max(0, text.length - fromEnd)
    field.selectionStart = position
    field.selectionEnd = position
    this.#host.contentChanged(family)
  }

  #change(family: Family, field: TextFieldState, start: number, end: number, inserted: string): void {
    const most = numberProp(family.props, 'maxLength')
    const room = most === undefined ? inserted.length : Math.max(0, most - (field.text.length - (end - start)))
    const added = family.props['multiline'] === true ? inserted : inserted.replace(/\n/g, ' ')
    const fitting = added.slice(0, room)
    if (fitting === '' && start === end) return
    field.text = field.text.slice(0, start) + fitting + field.text.slice(end)
    field.selectionStart = start + fitting.length
    field.selectionEnd = field.selectionStart
    field.eventCount++
    const selection = { start: field.selectionStart, end: field.selectionEnd }
    this.#host.contentChanged(family)
    this.#host.events.emit(
      family,
      'topChange',
      { text: field.text, eventCount: field.eventCount, selection },
      eventPriority.discrete,
    )
    this.#tellSelection(family, field)
  }

  #select(family: Family, field: TextFieldState, start: number, end: number): void {
    if (field.selectionStart === start && field.selectionEnd === end) return
    field.selectionStart = start
    field.selectionEnd = end
    this.#tellSelection(family, field)
  }

  #tellSelection(family: Family, field: TextFieldState): void {
    if (family.props['onSelectionChange'] !== true) return
    const selection = { start: field.selectionStart, end: field.selectionEnd }
    this.#host.events.emit(family, 'topSelectionChange', { selection }, eventPriority.discrete)
  }

  #applySelectionProp(family: Family, field: TextFieldState): void {
    const selection = objectProp(family.props, 'selection')
    const start = selection === undefined ? undefined : numberProp(selection, 'start')
    if (selection === undefined || start === undefined) return
    field.selectionStart = Math.min(start, field.text.length)
    field.selectionEnd = Math.min(numberProp(selection, 'end') ?? start, field.text.length)
  }
}

function lastCharacter(text: string): string {
  return Array.from(text.slice(-2)).at(-1) ?? ''
}
