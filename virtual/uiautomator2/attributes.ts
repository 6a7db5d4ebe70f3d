import { shortBounds, isImportant } from '../ui/xml.ts'
import type { FoundNode } from './window-snapshot.ts'

export type AttributeValue = string | number | boolean | null

/** What an attribute needs to know beyond its node. */
export interface AttributeSource extends FoundNode {
  readonly apiLevel: number
}

interface Attribute {
  /** The first is the name in the page source, the second an alias for `GET …/attribute/NAME`. */
  readonly names: readonly [string, string?]
  /** Null: left out of the page source; `null` for `attribute`. */
  readonly read: (source: AttributeSource) => AttributeValue
  /** Listed by the error for an unknown name, and answered by `attribute`. */
  readonly exposable?: false
  /** In the page source. */
  readonly inSource?: false
}

const isEditText = (source: AttributeSource): boolean => source.visible.node.className === 'android.widget.EditText'

/** In the order of the real server's Attribute values, which its error message shows. */
const attributes: readonly Attribute[] = [
  { names: ['checkable'], read: ({ visible }) => visible.node.checkable },
  { names: ['checked'], read: ({ visible }) => visible.node.checked },
  { names: ['class', 'className'], read: ({ visible }) => visible.node.className },
  { names: ['clickable'], read: ({ visible }) => visible.node.clickable },
  { names: ['content-desc', 'contentDescription'], read: ({ visible }) => orNull(visible.node.contentDescription) },
  { names: ['enabled'], read: ({ visible }) => visible.node.enabled },
  { names: ['focusable'], read: ({ visible }) => visible.node.focusable },
  { names: ['focused'], read: ({ visible }) => visible.node.focused },
  { names: ['long-clickable', 'longClickable'], read: ({ visible }) => visible.node.longClickable },
  { names: ['package'], read: ({ visible }) => visible.node.packageName },
  { names: ['password'], read: ({ visible }) => visible.node.password },
  { names: ['resource-id', 'resourceId'], read: ({ visible }) => orNull(visible.node.resourceId) },
  { names: ['scrollable'], read: ({ visible }) => visible.node.scrollable },
  { names: ['selection-start'], read: () => null },
  { names: ['selection-end'], read: () => null },
  { names: ['selected'], read: ({ visible }) => visible.node.selected },
  { names: ['text', 'name'], read: ({ visible }) => visible.node.text },
  { names: ['hint'], read: ({ visible }) => orNull(visible.node.hint) },
  { names: ['extras'], read: () => '', inSource: false },
  { names: ['bounds'], read: ({ visible }) => shortBounds(visible.bounds) },
  { names: ['index'], read: ({ visible }) => visible.index, exposable: false },
  { names: ['displayed'], read: () => true },
  { names: ['contentSize'], read: contentSize, inSource: false },
  { names: ['a11y-important', 'importantForAccessibility'], read: ({ visible }) => isImportant(visible.node) },
  {
    names: ['screen-reader-focusable', 'screenReaderFocusable'],
    read: (source) => (source.apiLevel >= 28 ? false : null),
  },
  {
    names: ['input-type', 'inputType'],
    read: (source) => (isEditText(source) ? (source.visible.node.password ? 129 : 1) : null),
  },
  {
    names: ['drawing-order', 'drawingOrder'],
    read: ({ visible, snapshot }) => (visible === snapshot.root ? 0 : visible.index + 1),
  },
  {
    names: ['showing-hint', 'showingHintText'],
    read: ({ visible }) => visible.node.hint !== '' && visible.node.text === visible.node.hint,
  },
  { names: ['text-entry-key', 'textEntryKey'], read: (source) => (source.apiLevel >= 29 ? false : null) },
  { names: ['multiline', 'multiLine'], read: () => null },
  { names: ['dismissable'], read: ({ visible }) => visible.node.key.startsWith('row:') && visible.node.longClickable },
  { names: ['a11y-focused', 'accessibilityFocused'], read: () => false },
  { names: ['heading'], read: (source) => (source.apiLevel >= 28 ? false : null) },
  { names: ['live-region', 'liveRegion'], read: () => 0 },
  { names: ['context-clickable', 'contextClickable'], read: () => false },
  { names: ['max-text-length', 'maxTextLength'], read: () => null },
  { names: ['content-invalid', 'contentInvalid'], read: () => false },
  { names: ['error', 'errorText'], read: () => null },
  {
    names: ['pane-title', 'paneTitle'],
    read: (source) => (source.apiLevel >= 28 ? orNull(source.visible.node.paneTitle) : null),
  },
  { names: ['tooltip-text', 'tooltipText'], read: () => null },
  { names: ['text-has-clickable-span', 'textHasClickableSpan'], read: () => null },
  { names: ['actions'], read: actions, inSource: false },
  { names: ['window-id', 'windowId'], read: ({ snapshot }) => snapshot.windowId },
  { names: ['text-size', 'textSize'], read: () => null },
  { names: ['text-unit', 'textUnit'], read: () => null },
  { names: ['is-collection', 'isCollection'], read: () => null },
  { names: ['is-collection-item', 'isCollectionItem'], read: () => null },
  { names: ['collection-info', 'collectionInfo'], read: () => null, inSource: false },
  { names: ['collection-item-info', 'collectionItemInfo'], read: () => null, inSource: false },
]

/** Order in the page source (UiElementSnapshot.SUPPORTED_ATTRIBUTES). */
const sourceOrder = [
  'index package class text content-desc resource-id checkable checked clickable enabled focusable focused long-clickable',
  'password scrollable selection-start selection-end selected bounds displayed hint extras a11y-important',
  'screen-reader-focusable input-type drawing-order showing-hint text-entry-key multiline dismissable a11y-focused heading',
  'live-region context-clickable max-text-length content-invalid error pane-title tooltip-text text-has-clickable-span',
  'actions window-id text-size text-unit is-collection is-collection-item',
]
  .join(' ')
  .split(' ')

const byName = new Map(
  attributes.flatMap((one) =>
    one.names.flatMap((name) => (name === undefined ? [] : [[name.toLowerCase(), one] as const])),
  ),
)

/** By any of its names in any case; undefined when there is no such attribute. */
export function readAttribute(name: string, source: AttributeSource): AttributeValue | undefined {
  const attribute = byName.get(name.toLowerCase())
  return attribute === undefined || attribute.exposable === false ? undefined : attribute.read(source)
}

/** Name and value pairs of the page source, without those that are null there; only the wanted ones, if any are named. */
export function sourceAttributes(
  source: AttributeSource,
  extra: ReadonlySet<string>,
  wanted?: ReadonlySet<string>,
): readonly (readonly [string, string])[] {
  return sourceOrder.flatMap((name) => {
    if (wanted !== undefined && !wanted.has(name)) return []
    const attribute = byName.get(name)
    if (attribute === undefined || (attribute.inSource === false && !extra.has(name))) return []
    const value = attribute.read(source)
    return value === null ? [] : [[name, String(value)] as const]
  })
}

/** As the error for an unknown attribute lists them. */
export const attributeNames: string = attributes
  .filter((one) => one.exposable !== false)
  .map(({ names: [name, alias] }) => (alias === undefined ? name : `{${name},${alias}}`))
  .join(', ')

function orNull(text: string): string | null {
  return text === '' ? null : text
}

/** JSON with the size of a scrollable and where its content begins (ContentSizeHelpers). */
function contentSize(source: AttributeSource): string {
  const { visible } = source
  const { left, top, right, bottom } = visible.bounds
  const first = visible.children[0]?.bounds ?? visible.bounds
  return JSON.stringify({
    width: right - left,
    height: bottom - top,
    top,
    left,
    scrollableOffset: bottom - top,
    touchPadding: first.top - top,
  })
}

function actions({ visible }: AttributeSource): string | null {
  const { node } = visible
  const names = [
    ...(node.focusable ? [node.focused ? 'ACTION_CLEAR_FOCUS' : 'ACTION_FOCUS'] : []),
    ...(node.clickable ? ['ACTION_CLICK'] : []),
    ...(node.longClickable ? ['ACTION_LONG_CLICK'] : []),
    ...(node.scrollable ? ['ACTION_SCROLL_FORWARD', 'ACTION_SCROLL_BACKWARD'] : []),
    ...(node.className === 'android.widget.EditText' ? ['ACTION_SET_TEXT'] : []),
    'ACTION_ACCESSIBILITY_FOCUS',
    'ACTION_SHOW_ON_SCREEN',
  ]
  return names.join(',')
}
