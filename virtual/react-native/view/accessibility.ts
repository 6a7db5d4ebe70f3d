import type { Props } from '../fabric/props.ts'
import { isRecord, objectProp, stringProp } from '../fabric/props.ts'
import type { Family } from '../fabric/shadow-node.ts'
import { isEnabled, isScrollView } from '../input/hit-test.ts'
import { shownText } from '../text/text-layout.ts'
import { plainText } from '../text/text-style.ts'
import type { View } from './flattening.ts'

/** What an accessibility service reads of a view. */
export interface Attributes {
  readonly className: string
  readonly text: string
  readonly contentDescription: string
  readonly hint: string
  readonly checkable: boolean
  readonly checked: boolean
  readonly clickable: boolean
  readonly longClickable: boolean
  readonly enabled: boolean
  readonly focusable: boolean
  readonly scrollable: boolean
  readonly password: boolean
  readonly selected: boolean
}

/** ReactAccessibilityDelegate.kt, BaseViewManager.java, ReactViewManager.kt of react-native 0.86. */
export function attributesOf(view: View): Attributes {
  const { family } = view
  const { props, viewName } = family
  const role = roleOf(props)
  const state = objectProp(props, 'accessibilityState')
  const isInput = viewName === 'AndroidTextInput'
  const isSwitch = viewName === 'AndroidSwitch'
  const checkedState = state?.['checked']
  const clickable = props['focusable'] === true && viewName === 'RCTView'
  return {
    className: classNameOf(viewName, role),
    text: textOf(family),
    contentDescription: descriptionOf(view, role),
    hint: isInput ? (stringProp(props, 'placeholder') ?? '') : '',
    checkable: isSwitch || typeof checkedState === 'boolean' || role === 'togglebutton',
    checked: isSwitch ? isSwitchedOn(family) : checkedState === true,
    clickable: clickable || isInput || isSwitch || clickableRoles.has(role ?? ''),
    longClickable: isInput,
    enabled: isEnabled(viewName, props),
    focusable: props['accessible'] === true || props['focusable'] === true || isInput || isSwitch,
    scrollable: isScrollView(viewName) && canScroll(family),
    password: isInput && props['secureTextEntry'] === true,
    selected: state?.['selected'] === true,
  }
}

export function isSwitchedOn(family: Family): boolean {
  return family.switchedOn ?? (family.props['on'] === true || family.props['value'] === true)
}

function canScroll(family: Family): boolean {
  if (family.props['scrollEnabled'] === false) return false
  return family.viewName === 'AndroidHorizontalScrollView'
    ? family.content.width > family.frame.width + 0.5
    : family.content.height > family.frame.height + 0.5
}

function textOf(family: Family): string {
  const node = family.committed
  if (node === undefined) return ''
  if (family.viewName === 'RCTText') return plainText(node)
  return family.viewName === 'AndroidTextInput' ? shownText(family) : ''
}

/** The label with its state words; without one, what the unfocusable descendants say. */
function descriptionOf(view: View, role: string | undefined): string {
  const { props } = view.family
  const state = objectProp(props, 'accessibilityState')
  const words: string[] = []
  const label = stringProp(props, 'accessibilityLabel')
  if (label !== undefined && label !== '') words.push(label)
  if (state?.['checked'] === 'mixed') words.push('mixed')
  if (state?.['busy'] === true) words.push('busy')
  const value = objectProp(props, 'accessibilityValue')
  const valueText = value === undefined ? undefined : stringProp(value, 'text')
  if (valueText !== undefined) words.push(valueText)
  if (words.length > 0) return words.join(', ')
  const composes =
    role !== undefined ||
    state !== undefined ||
    isRecord(props['accessibilityActions']) ||
    props['accessibilityLabelledBy'] !== undefined
  if (!composes || textOf(view.family) !== '') return ''
  return spokenChildren(view).join(', ')
}

function spokenChildren(view: View): string[] {
  const said: string[] = []
  for (const child of view.children) {
    const { props } = child.family
    if (props['accessible'] === true || props['focusable'] === true) continue
    if (props['accessibilityElementsHidden'] === true || props['importantForAccessibility'] === 'no-hide-descendants') {
      continue
    }
    const own = stringProp(props, 'accessibilityLabel') ?? textOf(child.family)
    if (own !== '') said.push(own)
    else said.push(...spokenChildren(child))
  }
  return said
}

/** `role` wins over `accessibilityRole`, as in ReactAccessibilityDelegate.AccessibilityRole.fromViewTag. */
function roleOf(props: Props): string | undefined {
  const role = stringProp(props, 'role') ?? stringProp(props, 'accessibilityRole')
  return role === undefined || role === '' ? undefined : role.toLowerCase()
}

const clickableRoles = new Set(['button', 'imagebutton', 'togglebutton'])

function classNameOf(viewName: string, role: string | undefined): string {
  const byRole = role === undefined ? undefined : roleClasses[role]
  return byRole ?? viewClasses[viewName] ?? 'android.view.ViewGroup'
}

const viewClasses: Readonly<Record<string, string>> = {
  RCTView: 'android.view.ViewGroup',
  RCTText: 'android.widget.TextView',
  AndroidTextInput: 'android.widget.EditText',
  RCTScrollView: 'android.widget.ScrollView',
  AndroidHorizontalScrollView: 'android.widget.HorizontalScrollView',
  AndroidHorizontalScrollContentView: 'android.view.ViewGroup',
  RCTImageView: 'android.widget.ImageView',
  AndroidSwitch: 'android.widget.Switch',
  AndroidProgressBar: 'android.widget.ProgressBar',
}

const view = 'android.view.View'

const roleClasses: Readonly<Record<string, string>> = {
  button: 'android.widget.Button',
  togglebutton: 'android.widget.ToggleButton',
  search: 'android.widget.EditText',
  searchbox: 'android.widget.EditText',
  image: 'android.widget.ImageView',
  img: 'android.widget.ImageView',
  imagebutton: 'android.widget.ImageButton',
  text: 'android.widget.TextView',
  adjustable: 'android.widget.SeekBar',
  slider: 'android.widget.SeekBar',
  checkbox: 'android.widget.CheckBox',
  radio: 'android.widget.RadioButton',
  switch: 'android.widget.Switch',
  spinbutton: 'android.widget.SpinButton',
  dropdownlist: 'android.widget.Spinner',
  list: 'android.widget.AbsListView',
  grid: 'android.widget.GridView',
  scrollview: 'android.widget.ScrollView',
  horizontalscrollview: 'android.widget.HorizontalScrollView',
  pager: 'androidx.viewpager.widget.ViewPager',
  webview: 'android.webkit.WebView',
  keyboardkey: 'android.inputmethodservice.Keyboard$Key',
  link: view,
  summary: view,
  header: view,
  heading: view,
  alert: view,
  combobox: view,
  menu: view,
  menubar: view,
  menuitem: view,
  progressbar: view,
  radiogroup: view,
  scrollbar: view,
  tab: view,
  tablist: view,
  timer: view,
  toolbar: view,
  none: view,
}
