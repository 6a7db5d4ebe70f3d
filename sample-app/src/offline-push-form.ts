import { firstChannel } from './contract'
import type { AndroidPushField, V2TimOfflinePushInfo } from './react-native-tim-js'

/** What the composer's fields of offline push hold: texts as they were typed, '' for what is not given. */
export interface OfflinePushForm {
  readonly title: string
  readonly desc: string
  readonly ext: string
  readonly disablePush: boolean
  readonly ignoreIOSBadge: boolean
  readonly android: Readonly<Partial<Record<AndroidPushField, string>>>
}

/** Those whose setters take a number. */
const numbers: readonly AndroidPushField[] = [
  'androidOPPONotifyLevel',
  'androidVIVOClassification',
  'androidMeizuNotifyType',
]

/** OPPO shows nothing of a message without a channel that exists. */
export const emptyOfflinePush: OfflinePushForm = {
  title: '',
  desc: '',
  ext: '',
  disablePush: false,
  ignoreIOSBadge: false,
  android: { androidOPPOChannelID: firstChannel },
}

/** Says which of the numbers is none; '' when all are well. */
export function mistakeIn({ android }: OfflinePushForm): string {
  const wrong = numbers.find((field) => !/^\d*$/.test(android[field] ?? ''))
  return wrong === undefined ? '' : `${wrong} must be a number`
}

/** Texts go out as they are, empty ones too; Android's fields only where something was typed. */
export function toOfflinePushInfo(form: OfflinePushForm): V2TimOfflinePushInfo {
  const { android, ...rest } = form
  const given = (Object.entries(android) as [AndroidPushField, string][])
    .filter(([, text]) => text !== '')
    .map(([field, text]) => [field, numbers.includes(field) ? Number(text) : text] as const)
  return { ...rest, ...Object.fromEntries(given) }
}
