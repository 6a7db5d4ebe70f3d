import type { ExtraValue } from '../../android/intent.ts'
import type { NotificationContent } from '../../android/notification.ts'

/** A value of a notification's extras, with the Java class it prints as. */
export type NotificationExtra =
  | null
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'plain'; readonly className: string; readonly text: string }
  | { readonly kind: 'array'; readonly className: string; readonly items: readonly string[] }

/**
 * The extras that Notification.Builder and the app put in, in the order of a Bundle: ArrayMap sorts its keys by their
 * hash codes. `appInfoHash`: identity hash of the ApplicationInfo.
 */
export function notificationExtras(
  content: NotificationContent,
  packageName: string,
  appInfoHash: string,
  apiLevel: number,
): readonly (readonly [string, NotificationExtra])[] {
  const extras: [string, NotificationExtra][] = [
    ['android.title', textOrNull(content.title)],
    ['android.text', textOrNull(content.text)],
    ['android.subText', textOrNull(content.subText ?? null)],
    ['android.infoText', null],
    ['android.largeIcon', null],
    ['android.remoteInputHistory', null],
    ['android.reduced.images', plain('Boolean', true)],
    ['android.showChronometer', plain('Boolean', false)],
    ['android.showWhen', plain('Boolean', true)],
    ['android.progress', plain('Integer', 0)],
    ['android.progressMax', plain('Integer', 0)],
    ['android.progressIndeterminate', plain('Boolean', false)],
    [
      'android.appInfo',
      { kind: 'plain', className: 'ApplicationInfo', text: `ApplicationInfo{${appInfoHash} ${packageName}}` },
    ],
  ]
  if (apiLevel >= 36) extras.push(['android.shortCriticalText', null])
  if ((content.bigText ?? null) !== null) extras.push(['android.bigText', textOrNull(content.bigText ?? null)])
  if (content.template !== undefined) extras.push(['android.template', { kind: 'text', text: content.template }])
  for (const [key, value] of Object.entries(content.extras ?? {})) {
    const at = extras.findIndex(([known]) => known === key)
    if (at >= 0) extras.splice(at, 1)
    extras.push([key, key === 'android.textLines' ? textLines(value) : extraOf(value)])
  }
  return extras
    .map(([key, value]) => ({ key, value, hash: javaHashCode(key) }))
    .sort((a, b) => a.hash - b.hash)
    .map(({ key, value }) => [key, value] as const)
}

/** java.lang.String.hashCode */
function javaHashCode(text: string): number {
  let hash = 0
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0
  return hash
}

/** Bundle.toString() of an unparcelled bundle: `Bundle[{k=v, k2=v2}]`. */
function bundleText(values: Readonly<Record<string, ExtraValue>>): string {
  const entries = Object.entries(values).sort(([a], [b]) => javaHashCode(a) - javaHashCode(b))
  return `Bundle[{${entries.map(([key, value]) => `${key}=${extraText(value)}`).join(', ')}}]`
}

/** InboxStyle keeps its lines as CharSequence[], other arrays of texts are String[]. */
function textLines(value: ExtraValue): NotificationExtra {
  const extra = extraOf(value)
  return extra?.kind === 'array' ? { ...extra, className: 'CharSequence[]' } : extra
}

function extraText(value: ExtraValue): string {
  if (typeof value !== 'object' || value === null) return String(value)
  return isTexts(value) ? `[${value.join(', ')}]` : bundleText(value)
}

function extraOf(value: ExtraValue): NotificationExtra {
  if (value === null) return null
  switch (typeof value) {
    case 'string':
      return { kind: 'text', text: value }
    case 'boolean':
      return plain('Boolean', value)
    case 'number':
      return plain(numberClass(value), value)
    default:
      return isTexts(value)
        ? { kind: 'array', className: 'String[]', items: value }
        : { kind: 'plain', className: 'Bundle', text: bundleText(value) }
  }
}

function numberClass(value: number): string {
  if (!Number.isInteger(value)) return 'Double'
  return Math.abs(value) < 2 ** 31 ? 'Integer' : 'Long'
}

function isTexts(value: Exclude<ExtraValue, string | number | boolean | null>): value is readonly string[] {
  return Array.isArray(value)
}

function textOrNull(text: string | null): NotificationExtra {
  return text === null ? null : { kind: 'text', text }
}

function plain(className: string, value: number | boolean): NotificationExtra {
  return { kind: 'plain', className, text: String(value) }
}
