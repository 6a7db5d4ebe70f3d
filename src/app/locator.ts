/**
 * React Native puts a testID into the view's resource id as it is, without a package before it. Appium's own `id` would add
 * one, so UiSelector is asked.
 */
export function byTestId(testId: string): string {
  return byResourceId(testId)
}

export function byResourceId(id: string): string {
  return `android=new UiSelector().resourceId(${javaString(id)})`
}

export function byText(text: string): string {
  return `android=new UiSelector().text(${javaString(text)})`
}

export function byTextContaining(part: string): string {
  return `android=new UiSelector().textContains(${javaString(part)})`
}

export function byIdEnding(suffix: string): string {
  return `android=new UiSelector().resourceIdMatches(${javaString(`.*${suffix.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)})`
}

/** UiSelector's argument is a Java string literal. */
function javaString(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`
}
