/**
 * React Native puts a testID into the view's resource id as it is, without a package before it. Appium's own `id` would add
 * one, so UiSelector is asked.
 */
export function byTestId(testId: string): string {
  return byResourceId(testId)
}

export function byAnyTestId(testIds: readonly string[]): string {
  return `android=new UiSelector().resourceIdMatches(${javaString(testIds.map(literal).join('|'))})`
}

export function byResourceId(id: string): string {
  return `android=new UiSelector().resourceId(${javaString(id)})`
}

/** Scrolls the page until it is in view. Fields for long texts scroll too, so the page is named by its class. */
export function byResourceIdInView(id: string): string {
  const page = 'new UiSelector().className("android.widget.ScrollView").scrollable(true)'
  return `android=new UiScrollable(${page}).scrollIntoView(new UiSelector().resourceId(${javaString(id)}))`
}

export function byText(text: string): string {
  return `android=new UiSelector().text(${javaString(text)})`
}

export function byTextContaining(part: string): string {
  return `android=new UiSelector().textContains(${javaString(part)})`
}

export function byDescriptionStart(className: string, start: string): string {
  return `android=new UiSelector().className(${javaString(className)}).descriptionStartsWith(${javaString(start)})`
}

export function byIdEnding(suffix: string): string {
  return `android=new UiSelector().resourceIdMatches(${javaString(`.*${literal(suffix)}`)})`
}

/** Appium's parser of UiSelector knows one escape, for the quotation mark; a backslash stands for itself. */
function javaString(text: string): string {
  return `"${text.replaceAll('"', '\\"')}"`
}

/** A text as a regular expression that matches just it. */
function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
