import type { NotificationRecord } from '../../android/notification.ts'
import { flagsText, notificationFlags, notificationText } from '../../android/notification-text.ts'
import type { DumpRequest } from './dump-request.ts'
import { audioAttributesText, channelText, importanceText } from './notification-channel-text.ts'
import { notificationContentLines } from './notification-content-text.ts'

interface RecordOptions {
  readonly redact: boolean
  /** Before the record's first line; the fields stand two deeper. */
  readonly indent: string
  /** Place in the list, 0 first. */
  readonly rank: number
}

/** NotificationRecord.dump() of the phone's version: the first line and the fields. */
export function recordLines(record: NotificationRecord, request: DumpRequest, options: RecordOptions): string[] {
  const fields = options.indent + '  '
  return [
    options.indent + recordTitle(record, request),
    ...recordFields(record, request, options, fields).map(({ indent, line }) => indent + line),
  ]
}

/** NotificationRecord.toString() */
function recordTitle(record: NotificationRecord, request: DumpRequest): string {
  const { apiLevel } = request
  const hash = request.hash('NotificationRecord', record.key).padStart(8, '0')
  // Android 9 and 10 forgot the blank after the key.
  const afterKey = apiLevel <= 29 ? 'appImportanceLocked=false' : request.phone.rom.notificationHeaderExtra
  return `NotificationRecord(0x${hash}: pkg=${record.packageName} user=UserHandle{${record.userId}} id=${record.id} tag=${record.tag ?? 'null'} importance=${record.importance} key=${record.key}${afterKey}: ${notificationText(record.content, apiLevel)})`
}

/** StatusBarNotification.toString() */
export function statusBarNotificationText(record: NotificationRecord, apiLevel: number): string {
  return `StatusBarNotification(pkg=${record.packageName} user=UserHandle{${record.userId}} id=${record.id} tag=${record.tag ?? 'null'} key=${record.key}: ${notificationText(record.content, apiLevel)})`
}

interface Line {
  readonly indent: string
  readonly line: string
}

function recordFields(
  record: NotificationRecord,
  request: DumpRequest,
  options: RecordOptions,
  indent: string,
): Line[] {
  const { apiLevel: api, phone } = request
  const { content } = record
  const lines: Line[] = []
  const add = (...texts: readonly string[]): void => {
    for (const line of texts) lines.push({ indent, line })
  }
  const addBlock = (blockIndent: string): void => {
    const block = notificationContentLines(record, request, { redact: options.redact, indent: blockIndent })
    for (const line of block) lines.push({ indent: '', line })
  }
  const flags = flagsText(notificationFlags(content), api)
  const channel = phone.notifications.channels(record.packageName).find(({ id }) => id === content.channelId)
  const sound = channel?.sound ?? null
  const noisy = record.importance >= 3 && (sound !== null || channel?.vibration === true)

  add(`uid=${record.uid} userId=${record.userId}`)
  if (api >= 29) add(`opPkg=${record.opPkg}`)
  add(`icon=${iconText(record, request)}`, `flags=${flags}`)
  if (api >= 33) add(`originalFlags=${flags}`)
  add('pri=0', `key=${record.key}`, `seen=${record.seen}`, `groupKey=${record.groupKey}`)
  if (api <= 30) addBlock(indent)
  else {
    // The prefix is doubled: 12 blanks in dumpsys, 4 in `cmd notification get`.
    add('notification=')
    addBlock(indent + indent)
    add('publicNotification=')
    lines.push({ indent: indent + indent, line: 'None' })
  }
  add(`stats=${statsText(record, request, noisy)}`, 'mContactAffinity=0.0')
  if (api <= 35) add('mRecentlyIntrusive=false')
  add('mPackagePriority=0', 'mPackageVisibility=-1000')
  if (api <= 28) add('mUserImportance=UNSPECIFIED')
  else add('mSystemImportance=UNSPECIFIED', 'mAsstImportance=UNSPECIFIED')
  add(`mImportance=${importanceText(record.importance)}`)
  add(`mImportanceExplanation=${api <= 28 ? 'null' : channelTouched(channel?.userLockedFields) ? 'user' : 'app'}`)
  if (api >= 33) add('mProposedImportance=UNSPECIFIED')
  add('mIsAppImportanceLocked=false')
  if (api >= 34) add('mSensitiveContent=false')
  if (api >= 36) add('mCanceledAfterLifetimeExtension=false')
  add(`mIntercept=${record.intercepted}`, 'mHidden==false', `mGlobalSortKey=${sortKey(record, options.rank, api)}`)
  add(
    `mRankingTimeMs=${content.when > 0 && content.when <= record.updatedAtMs ? content.when : record.updatedAtMs}`,
    `mCreationTimeMs=${record.postedAtMs}`,
    `mVisibleSinceMs=${record.seen ? record.updatedAtMs : 0}`,
    `mUpdateTimeMs=${record.updatedAtMs}`,
  )
  if (api >= 29) add(`mInterruptionTimeMs=${record.updatedAtMs}`)
  add('mSuppressedVisualEffects= 0')
  add(
    `mSound= ${sound ?? 'null'}`,
    `mVibration= ${vibrationText(channel?.vibration === true, api)}`,
    `mAttributes= ${audioAttributesText(api)}`,
    'mLight= null',
    `mShowBadge=${channel?.showBadge ?? true}`,
    'mColorized=false',
  )
  if (api >= 30) add('mAllowBubble=false', 'isBubble=false')
  add('mIsInterruptive=true')
  add(`effectiveNotificationChannel=${channel === undefined ? 'null' : channelText(channel, api, false)}`)
  add('mAdjustments=[]')
  if (api >= 30) add('shortcut=null found valid? false')
  if (api >= 34) add('mUserVisOverride=-1000')
  if (api >= 36) add('hasSummarization=false', 'bundleType=0')
  return lines
}

/** USER_LOCKED_IMPORTANCE: the owner chose the importance in the settings. */
function channelTouched(userLockedFields: number | undefined): boolean {
  return ((userLockedFields ?? 0) & 4) !== 0
}

function iconText(record: NotificationRecord, request: DumpRequest): string {
  // A resource of the drawable type; its entry is the same as long as the APK is.
  const entry = Number.parseInt(request.hash('drawable', record.packageName).slice(-2), 16)
  const id = `0x7f08${(0x0080 + entry).toString(16).padStart(4, '0')}`
  const icon = `Icon(typ=RESOURCE pkg=${record.packageName} id=${id})`
  return request.apiLevel <= 28 ? `${icon} / ${record.packageName}:drawable/ic_notification` : icon
}

function statsText(record: NotificationRecord, request: DumpRequest, noisy: boolean): string {
  const postedElapsed = Math.max(0, request.uptimeMs - (request.nowMs - record.postedAtMs))
  const seenFor = record.seen ? Math.max(0, request.nowMs - record.updatedAtMs) : 0
  const fields: readonly (readonly [string, string | number | boolean])[] = [
    ['posttimeElapsedMs', postedElapsed],
    ['posttimeToFirstClickMs', -1],
    ['posttimeToDismissMs', -1],
    ['airtimeCount', record.seen ? 1 : 0],
    ['airtimeMs', seenFor],
    ['currentAirtimeStartElapsedMs', -1],
    ['airtimeExpandedMs', 0],
    ['posttimeToFirstVisibleExpansionMs', -1],
    ['currentAirtimeExpandedStartElapsedMs', -1],
    ['requestedImportance', 3],
    ['naturalImportance', record.importance],
    ['isNoisy', noisy],
  ]
  return `SingleNotificationStats{${fields.map(([name, value]) => `${name}=${value}`).join(', ')}}`
}

function vibrationText(vibrates: boolean, apiLevel: number): string {
  if (!vibrates) return 'null'
  // The default pattern: an array up to Android 11, a VibrationEffect from 12 on.
  if (apiLevel <= 30) return '[0, 250, 250, 250]'
  return 'Composed{segments=[Step{amplitude=0.0, frequencyHz=0.0, duration=0}, Step{amplitude=-1.0, frequencyHz=0.0, duration=250}, Step{amplitude=0.0, frequencyHz=0.0, duration=250}, Step{amplitude=-1.0, frequencyHz=0.0, duration=250}], repeat=-1}'
}

function sortKey(record: NotificationRecord, rank: number, apiLevel: number): string {
  const place = `0x${rank.toString(16).padStart(4, '0')}`
  const group = record.content.sortKey === undefined ? 'nsk' : `sk=${record.content.sortKey}`
  return `${apiLevel >= 29 ? 'crtcl=0x0002:' : ''}intrsv=1:grnk=${place}:gsmry=${record.content.groupSummary === true ? 0 : 1}:${group}:rnk=${place}`
}
