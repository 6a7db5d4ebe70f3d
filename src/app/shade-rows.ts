import { DOMParser, type Element } from '@xmldom/xmldom'

/** One row of the open shade, as the screen's tree has it. null where the row does not show it. */
export interface ShadeRow {
  /** Collapsed rows of Android 12 and later do not show it; a child shows that of its group's header. */
  readonly appName: string | null
  readonly title: string | null
  readonly text: string | null
  /** Every text in the row, top to bottom. */
  readonly texts: readonly string[]
  /** Of all elements that hold the looked-for text, in the order of the tree, those that stand in this row. */
  readonly hits: readonly number[]
  /**
   * Set for one line of a collapsed group: a tap on it opens the app and not the notification. The position of the group's
   * expand button among all of them.
   */
  readonly collapsedIn: number | null
}

/**
 * Reads the rows of the list that hold `part` from a page source of Appium. Layouts: AOSP's
 * notification_stack_scroller with a row per child, and groups with a notification_children_container; rows have ids only
 * from Android 12 on, so that position tells and not the id.
 */
export function shadeRowsWith(part: string, pageSource: string): readonly ShadeRow[] {
  const all = descendants(new DOMParser().parseFromString(pageSource, 'text/xml').documentElement)
  const scroller = all.find((element) => idOf(element) === 'notification_stack_scroller')
  if (scroller === undefined) return []
  const holders = all.filter((element) => textOf(element).includes(part))
  const buttons = all.filter((element) => idOf(element) === 'expand_button')
  return childrenOf(scroller)
    .flatMap((row) => rowsIn(row, buttons))
    .map(({ element, groupName, collapsedIn }) => {
      const inside = descendants(element)
      const hits = holders.flatMap((holder, at) => (inside.includes(holder) ? [at] : []))
      return {
        appName: firstText(inside, appNameIds) ?? groupName,
        title: firstText(inside, titleIds),
        text: firstText(inside, textIds),
        texts: inside.map(textOf).filter((text) => text !== ''),
        hits,
        collapsedIn,
      }
    })
    .filter((row) => row.hits.length > 0)
}

const appNameIds = ['app_name_text']
/** In a collapsed group SystemUI draws its own one-line views. */
const titleIds = ['title', 'notification_title', 'conversation_text']
const textIds = ['big_text', 'text', 'notification_text', 'message_text']

interface PlacedRow {
  readonly element: Element
  readonly groupName: string | null
  readonly collapsedIn: number | null
}

function rowsIn(row: Element, buttons: readonly Element[]): readonly PlacedRow[] {
  const container = descendants(row).find((element) => idOf(element) === 'notification_children_container')
  if (container === undefined) return [{ element: row, groupName: null, collapsedIn: null }]
  const header = childrenOf(container).find((child) => idOf(child) === 'notification_header')
  const inHeader = header === undefined ? [] : descendants(header)
  const button = inHeader.find((element) => idOf(element) === 'expand_button')
  return childrenOf(container)
    .filter((child) => child !== header)
    .map((element) => {
      const isLine = descendants(element).some((one) => ['notification_title', 'notification_text'].includes(idOf(one)))
      return {
        element,
        groupName: firstText(inHeader, appNameIds),
        collapsedIn: isLine && button !== undefined ? buttons.indexOf(button) : null,
      }
    })
}

function firstText(elements: readonly Element[], ids: readonly string[]): string | null {
  const found = elements.find((element) => ids.includes(idOf(element)) && textOf(element) !== '')
  return found === undefined ? null : textOf(found)
}

/** Without the package: `com.android.systemui:id/title` and `android:id/title` are both `title`. */
function idOf(element: Element): string {
  return (element.getAttribute('resource-id') ?? '').replace(/^.*:id\//, '')
}

function textOf(element: Element): string {
  return element.getAttribute('text') ?? ''
}

function childrenOf(element: Element): readonly Element[] {
  return Array.from(element.childNodes).filter((node): node is Element => node.nodeType === node.ELEMENT_NODE)
}

/** The element and all below it, in the order of the tree. */
function descendants(element: Element | null): readonly Element[] {
  return element === null ? [] : [element, ...childrenOf(element).flatMap(descendants)]
}
