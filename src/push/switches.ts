import type { Rule } from './rule.ts'

/** A question that no public document answers, or that two answer differently. */
interface Switch<Value extends string | number> {
  readonly values: readonly Value[]
  readonly default: Value
  readonly asks: string
  /** What is written about it, and where. */
  readonly source: string
  readonly page: string
  readonly checkedOn: string
}

function undecided<const Value extends string | number>(parts: {
  readonly values: readonly Value[]
  readonly default: NoInfer<Value>
  readonly asks: string
  readonly source: string
  readonly page: string
}): Switch<Value> {
  return { ...parts, checkedOn: '2026-11-21' }
}

/** All rules that had to be decided without a document. `switches` of devices.json sets them to what your phones show. */
export const switches = {
  overlongLifeTime: undecided({
    values: ['clip', 'reject'],
    default: 'clip',
    asks: 'Is a MsgLifeTime over seven days cut to seven, or refused with 90026?',
    source: '1047/34919',
    page: 'field table (cut) against error table (90026)',
  }),
  backgroundAlive: undecided({
    values: ['vendor', 'self-posted'],
    default: 'vendor',
    asks: "Who posts while the app's process lives in the background: the vendor's service or the push SDK in the app?",
    source: '1047/76551 and the V2TIMOfflinePushManager reference',
    page: 'online push; doBackground',
  }),
  otherInstanceOnline: undecided({
    values: ['push-each-phone', 'no-push'],
    default: 'push-each-phone',
    asks: 'Is a phone pushed while another terminal of the account is Online?',
    source: '1047/33518, 1047/71896',
    page: 'states are per account, the push trace is per instance',
  }),
  customDescBesideOfflinePushInfo: undecided({
    values: ['ignored', 'used'],
    default: 'ignored',
    asks: "Does a custom element's own Desc stand in for an empty OfflinePushInfo.Desc when OfflinePushInfo is present?",
    source: '1047/33527',
    page: '"OfflinePushInfo present: the element\'s Desc, Ext and Sound are ignored"; Desc is else made of the elements',
  }),
  groupTitleFallback: undecided({
    values: ['sender', 'group-name'],
    default: 'sender',
    asks: 'What is the title of a group message that gives none?',
    source: '1047/34959',
    page: 'group message; only templates name the group',
  }),
  elementWords: undecided({
    values: ['english', 'chinese'],
    default: 'english',
    asks: 'In which language are [Image], [Voice], [File], [Video] written?',
    source: '1047/33527',
    page: 'derivation of Desc; the languages of the page differ',
  }),
  splitSurrogate: undecided({
    values: ['dropped', 'torn'],
    default: 'dropped',
    asks: 'Does the cut leave half of an emoji (shown as U+FFFD), or drop it?',
    source: '1047/33527',
    page: 'title and description are cut by UTF-16 units; pairs are not mentioned',
  }),
  nonJsonExtOnOppo: undecided({
    values: ['refused', 'passed'],
    default: 'refused',
    asks: 'Does OPPO refuse an Ext that is not a JSON object?',
    source: '1047/33527',
    page: 'Ext: not JSON makes some vendors fail, OPPO is named; the samples carry plain text',
  }),
  oppoExt: undecided({
    values: ['rebuilt', 'entity-only'],
    default: 'rebuilt',
    asks: 'On OPPO each key of Ext becomes an extra: does the push SDK hand them over put together again, or `entity` alone?',
    source:
      'TencentCloud/TIMSDK, TUIOfflinePush ParseNotification (2024-09), and @tencentcloud/react-native-push 1.1.0',
    page: 'OPPO: no extra ext, the key is entity; the plugin\'s click event gives "the raw ext"',
  }),
  openAppExt: undecided({
    values: ['none', 'by-callback'],
    default: 'none',
    asks: 'Click action "open app" on Mi and vivo: does ext reach the app by the vendor\'s callback?',
    source: 'TIMPush native guide against TUIOfflinePush ParseNotification (2024-09)',
    page: 'onNotificationClicked works with the in-app page only; Mi: onNotificationMessageClicked, vivo: getParams()',
  }),
  missingChannelOnMi: undecided({
    values: ['one-a-day', 'not-shown'],
    default: 'one-a-day',
    asks: 'Does a message to Mi without a channel id appear (once a day), or never on Android 8 and later?',
    source: 'dev.mi.com pId=1654 against 269/133879',
    page: 'quota of messages without a channel; comment of XiaoMiChannelID',
  }),
  huaweiUnnamedCategory: undecided({
    values: ['service', 'marketing'],
    default: 'service',
    asks: "Which class does Huawei's own classification give to a chat message that names no category?",
    source: '1047/33527 and the Push Kit message classification',
    page: 'HuaWeiCategory; classified by content, so unforeseeable',
  }),
  honorUnnamedImportance: undecided({
    values: ['service', 'marketing'],
    default: 'service',
    asks: "Which class does Honor's own classification give to a chat message that names no HonorImportance?",
    source: '1047/33527 and the Honor Push message classification',
    page: 'HonorImportance LOW, NORMAL, no default is given; classified by content, so unforeseeable',
  }),
  huaweiUnknownChannel: undecided({
    values: ['own-channel', 'not-shown'],
    default: 'own-channel',
    asks: 'Where does Huawei show a message whose HuaWeiChannelID the app never made?',
    source: '1047/33527',
    page: 'HuaWeiChannelID',
  }),
  oppoNotifyLevel: undecided({
    values: ['ignored', 'limits-attention'],
    default: 'ignored',
    asks: 'Does OPPONotifyLevel 1 or 2 make a message of an important channel silent?',
    source: '1047/33527',
    page: 'OPPONotifyLevel 1, 2, 16; their effect is not described',
  }),
  oppoLevelWithoutCategory: undecided({
    values: ['refused', 'passed'],
    default: 'refused',
    asks: 'Does OPPO refuse an OPPONotifyLevel that has no OPPOCategory beside it?',
    source: '1047/33527',
    page: 'OPPONotifyLevel needs OPPOCategory; the code table has 67',
  }),
  vivoHanWidth: undecided({
    values: ['refused', 'accepted'],
    default: 'refused',
    asks: 'What does vivo do with 21 to 40 Han characters of title, which pass the cut (40 units) but count as 80 there?',
    source: '1047/33527 against the vivo push API',
    page: 'title 40 units; vivo: 20 Han or 40 Latin characters, 10055',
  }),
  vivoOperationalPerDevice: undecided({
    values: [2, 5],
    default: 2,
    asks: 'How many operational messages a day does a vivo phone take from an app?',
    source: 'vivo push policy against product 1024',
    page: '2 a day against 5 a day',
  }),
  vivoOperationalShownIn: undecided({
    values: ['message-box', 'shade'],
    default: 'message-box',
    asks: "Do vivo's operational messages go to the message box only?",
    source: 'Tencent RN push guide and the vivo push policy',
    page: 'message classification; depends on the ROM',
  }),
  vivoTestLikeText: undecided({
    values: ['shown', 'blocked'],
    default: 'shown',
    asks: 'Does vivo block titles of only digits, letters and symbols, or with the word "test"?',
    source: 'ecweb.ecer.com, field report; the code table has 10104',
    page: "report of one app; not in vivo's documents",
  }),
  meizuUnnamedType: undecided({
    values: ['public', 'private'],
    default: 'public',
    asks: 'Which class does Tencent ask Meizu for where a message gives no MeiZuNoticeMsgType?',
    source: '1047/33527 and MEIZUPUSH/PushAPI',
    page: 'MeiZuNoticeMsgType 0 public, 1 private, no default is given; noticeMsgType at Meizu is 0 where it is left out',
  }),
  meizuFoldAfter: undecided({
    values: [5, 3],
    default: 5,
    asks: 'After how many messages in a minute does Meizu fold?',
    source: 'MEIZUPUSH/PushAPI against product 1024',
    page: 'code 520, default 5 a minute; the sibling product: 4 or more',
  }),
  meizuFolds: undecided({
    values: ['public', 'all'],
    default: 'public',
    asks: 'Does Meizu fold private messages too?',
    source: 'MEIZUPUSH/PushAPI',
    page: 'code 520',
  }),
  meizuThousandADay: undecided({
    values: ['app-and-phone', 'app', 'phone'],
    default: 'app-and-phone',
    asks: "Of which of Meizu's daily limits of public messages are the 1000 a day: an app's, an app's on one phone, or both?",
    source: 'MEIZUPUSH/PushAPI against product 1024',
    page: 'codes 110019 (app) and 110011 (public messages), without figures; the sibling product: 1000 pushes a day',
  }),
  meizuForceStopped: undecided({
    values: ['delivers', 'nothing'],
    default: 'delivers',
    asks: 'Does Meizu show pushes of a force-stopped app?',
    source: 'survey of 2020 by a third party',
    page: 'Meizu is not among the phones that were tried',
  }),
  honorHoldsUntilScreenOn: undecided({
    values: ['no', 'yes'],
    default: 'no',
    asks: 'Does an Honor phone with its screen off show the message only when it is switched on?',
    source: 'AISHELL table of receipts',
    page: 'Honor: screen-off control, delivered again at screen-on; which messages is not said',
  }),
  extInIntentUri: undecided({
    values: ['percent-encoded', 'as-it-is'],
    default: 'percent-encoded',
    asks: 'How does ext count in the body for vendors whose click is an intent URI?',
    source: 'android.content.Intent.toUri',
    page: "an intent URI's extras are percent-encoded; how Tencent writes them is not documented",
  }),
  bodyEnvelopeBytes: undecided({
    values: [512, 0],
    default: 512,
    asks: "How many of a vendor's 4096 bytes go to everything but title, text and ext?",
    source: 'vendor REST samples',
    page: 'estimated from the fields that Tencent sets',
  }),
  unansweredPermissionOfOldTarget: undecided({
    values: ['off', 'on'],
    default: 'off',
    asks: 'Android 13, targetSdk 32 or lower, freshly installed, dialog not answered: are notifications shown?',
    source: 'developer.android.com, notification permission',
    page: 'off until the dialog that comes with the first channel is answered; ROMs differ',
  }),
  headsUpOnVendorRoms: undecided({
    values: ['unknown', 'as-android'],
    default: 'unknown',
    asks: "Does a vendor's ROM peek a new app's important notifications like Android does?",
    source: 'ROM settings (floating notifications)',
    page: 'off for new apps on several ROMs; no list is published',
  }),
} as const

export type SwitchName = keyof typeof switches
export type SwitchSettings = { readonly [Name in SwitchName]: (typeof switches)[Name]['values'][number] }

export const switchNames = Object.keys(switches) as readonly SwitchName[]

/** The switches as given, the others at their default. */
export function settle(given: Partial<SwitchSettings> = {}): SwitchSettings {
  const defaults = Object.fromEntries(switchNames.map((name) => [name, switches[name].default]))
  return { ...(defaults as unknown as SwitchSettings), ...given }
}

/** A switch at work, to be cited like any rule. */
export function ruleOf(name: SwitchName, settings: SwitchSettings): Rule<string | number> {
  const { asks, source, page, checkedOn } = switches[name]
  const value = settings[name]
  return {
    name: `switch/${name}`,
    value,
    says: `${asks} Taken to be: ${value}`,
    source,
    page,
    checkedOn,
    grade: 'switch',
  }
}
