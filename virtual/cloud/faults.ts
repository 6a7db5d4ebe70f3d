import type { PushServiceClient } from '../android/rom.ts'

type PushServiceName = PushServiceClient['name']

/** One thing that can go wrong between a sent message and the opened conversation. */
export interface Fault {
  /** One sentence: what is wrong. */
  readonly sentence: string
  /** Where the virtual world breaks. */
  readonly injectedAt: 'app' | 'chat' | 'console' | 'vendor' | 'phone' | 'click'
  /** What an observer of phone, REST answers and push records can see. */
  readonly observables: readonly string[]
  /** Other faults that look the same without vendor credentials and push records. */
  readonly indistinguishableFrom: readonly string[]
  readonly vendors: 'all' | readonly PushServiceName[]
}

const nothingShown = 'REST answers OK, the account is PushOnline, the phone shows nothing'
/** What nobody can tell apart from outside, without the push plugin's records and without vendor credentials. */
const silentAtVendor = [
  'wrong-certificate-id',
  'stale-token',
  'vendor-auth-failure',
  'app-unlisted',
  'app-penalised',
  'app-quota-exhausted',
  'device-quota-exhausted',
  'vendor-silent-loss',
] as const

function silent(name: string): readonly string[] {
  return silentAtVendor.filter((other) => other !== name)
}

/** Every fault that can be injected, by name. */
export const faults = {
  'wrong-certificate-id': {
    sentence: 'The app reports its token with the certificate id of another vendor.',
    injectedAt: 'app',
    observables: [nothingShown, 'the push record holds the wrong CertId and the vendor refuses the token'],
    indistinguishableFrom: silent('wrong-certificate-id'),
    vendors: 'all',
  },
  'token-not-reported': {
    sentence: 'The app gets a token from the vendor but Chat never learns it.',
    injectedAt: 'app',
    observables: [nothingShown, 'the loss report counts -2 "token not uploaded"'],
    indistinguishableFrom: [],
    vendors: 'all',
  },
  'vendor-registration-failed': {
    sentence: "The vendor's service refuses to register the app, for instance over its signing certificate.",
    injectedAt: 'app',
    observables: ['registerPush fails with 800005', nothingShown, 'the loss report counts -2'],
    indistinguishableFrom: [],
    vendors: 'all',
  },
  'background-not-reported': {
    sentence: 'The app does not tell Chat that it went to the background, so it counts as being in front.',
    injectedAt: 'app',
    observables: ['nothing is shown while the process lives', 'after a kill pushes arrive'],
    indistinguishableFrom: [],
    vendors: 'all',
  },
  'notifications-off': {
    sentence: "The owner switched the app's notifications off.",
    injectedAt: 'phone',
    observables: [
      'dumpsys notification shows importance=NONE for the app',
      'the push record has no delivery, or the vendor says "not shown"',
    ],
    indistinguishableFrom: [],
    vendors: 'all',
  },
  'channel-importance-lowered': {
    sentence: "The owner lowered the channel's importance: no heads-up, no sound.",
    injectedAt: 'phone',
    observables: ['the notification is posted with importance 2'],
    indistinguishableFrom: [],
    vendors: 'all',
  },
  'do-not-disturb': {
    sentence: 'The phone is in total silence.',
    injectedAt: 'phone',
    observables: ['zen_mode is 2', 'the notification is posted and intercepted'],
    indistinguishableFrom: [],
    vendors: 'all',
  },
  'lockscreen-hidden': {
    sentence: 'Notifications are hidden on the lock screen.',
    injectedAt: 'phone',
    observables: ['lock_screen_show_notifications is 0', 'the notification is in the shade after unlocking'],
    indistinguishableFrom: [],
    vendors: 'all',
  },
  'push-service-dead': {
    sentence: "The vendor's push service on the phone does not run.",
    injectedAt: 'phone',
    observables: [nothingShown, 'other phones of the vendor are well'],
    indistinguishableFrom: ['vendor-silent-loss', 'device-quota-exhausted'],
    vendors: 'all',
  },
  'posted-by-foreign-package': {
    sentence: "The notification is posted in another package's name instead of the app's.",
    injectedAt: 'phone',
    observables: ['the record belongs to another package than the app'],
    indistinguishableFrom: [],
    // Meizu's service posts in its own name as it is.
    vendors: ['mi', 'huawei', 'honor', 'oppo', 'vivo', 'fcm'],
  },
  'event-log-mute': {
    sentence: 'The ROM writes no events log.',
    injectedAt: 'phone',
    observables: ['logcat -b events is empty', 'notifications are posted all the same'],
    indistinguishableFrom: [],
    vendors: 'all',
  },
  'dump-redacted': {
    sentence: 'The dump of the notification service hides title and text, whatever it is asked.',
    injectedAt: 'phone',
    observables: ['dumpsys notification --noredact prints String [length=N]', 'the shade shows the texts'],
    indistinguishableFrom: [],
    vendors: 'all',
  },
  'shade-folds': {
    sentence: "The shade hides the app's notifications behind the ROM's fold of unimportant ones.",
    injectedAt: 'phone',
    observables: ['the dump lists the notification', 'the shade shows a row 不重要通知 in its place'],
    indistinguishableFrom: [],
    // The fold is Xiaomi's own.
    vendors: ['mi'],
  },
  folded: {
    sentence: 'Messages replace each other: one row stays where several were sent.',
    injectedAt: 'phone',
    observables: ['the same key is updated again and again'],
    indistinguishableFrom: [],
    vendors: 'all',
  },
  'oppo-channel-missing': {
    sentence: 'The channel id that the push names does not exist in the app.',
    injectedAt: 'console',
    observables: ['REST answers OK and the vendor accepts', 'the app has no channel of that id', 'nothing is shown'],
    indistinguishableFrom: [],
    vendors: ['oppo'],
  },
  'vendor-auth-failure': {
    sentence:
      "The Chat console holds a wrong secret for the vendor, for instance OPPO's AppSecret in place of the MasterSecret.",
    injectedAt: 'console',
    observables: [
      nothingShown,
      'every phone of the vendor is concerned',
      'the push record holds an authentication error',
    ],
    indistinguishableFrom: silent('vendor-auth-failure'),
    vendors: 'all',
  },
  'certificate-missing': {
    sentence: 'No certificate is uploaded for the vendor.',
    injectedAt: 'console',
    observables: [nothingShown, 'the loss report counts -1 "certificate id not set"'],
    indistinguishableFrom: ['token-not-reported'],
    vendors: 'all',
  },
  'certificate-changed-recently': {
    sentence: 'The certificate was changed less than ten minutes ago and is not in force yet.',
    injectedAt: 'console',
    observables: [nothingShown, 'cures itself after ten minutes'],
    indistinguishableFrom: ['certificate-missing', 'vendor-auth-failure'],
    vendors: 'all',
  },
  'click-opens-launcher': {
    sentence:
      'The console\'s click action is "open app": the tap opens the launcher page and ext does not reach the app.',
    injectedAt: 'console',
    observables: ['the notification is shown; the tap opens the first page of the app'],
    indistinguishableFrom: ['ext-dropped'],
    vendors: 'all',
  },
  'click-does-nothing': {
    sentence: "The console's click target does not match the app's manifest.",
    injectedAt: 'console',
    observables: ['the notification is shown; the tap opens nothing'],
    indistinguishableFrom: [],
    vendors: ['mi', 'huawei', 'honor', 'oppo', 'vivo', 'meizu'],
  },
  'ext-dropped': {
    sentence: 'ext is lost on the way to the vendor.',
    injectedAt: 'chat',
    observables: ['the tap opens the app, not the conversation', 'no click is reported to the app'],
    indistinguishableFrom: ['click-opens-launcher'],
    vendors: 'all',
  },
  'ext-altered': {
    sentence: 'ext reaches the app percent-encoded.',
    injectedAt: 'click',
    observables: ['the ext of the click differs from what was sent'],
    indistinguishableFrom: [],
    vendors: 'all',
  },
  'ext-refused': {
    sentence: 'The vendor refuses the message because its ext is not the JSON object that it wants.',
    injectedAt: 'vendor',
    observables: [nothingShown, 'the push record holds a parameter error'],
    indistinguishableFrom: silent(''),
    vendors: 'all',
  },
  'wrong-conversation': {
    sentence: 'ext names another sender than the message has.',
    injectedAt: 'chat',
    observables: ["the tap opens another conversation than the sender's"],
    indistinguishableFrom: [],
    vendors: 'all',
  },
  'title-swapped': {
    sentence: 'Title and description are exchanged.',
    injectedAt: 'chat',
    observables: ['the notification shows the description as title'],
    indistinguishableFrom: [],
    vendors: 'all',
  },
  'title-ignored': {
    sentence: 'The title of the push is ignored; the sender stands in its place.',
    injectedAt: 'chat',
    observables: ["the notification's title is the sender's nickname or id"],
    indistinguishableFrom: [],
    vendors: 'all',
  },
  'desc-truncated': {
    sentence: 'The description is cut after ten characters.',
    injectedAt: 'chat',
    observables: ['the text ends in "..." well below the limit of the vendor'],
    indistinguishableFrom: [],
    vendors: 'all',
  },
  'message-deduplicated': {
    sentence: 'Chat takes every message for a repetition of an earlier one.',
    injectedAt: 'chat',
    observables: ['REST answers OK', 'nothing is shown and nothing is stored'],
    indistinguishableFrom: [],
    vendors: 'all',
  },
  'push-flag-ignored': {
    sentence: 'Chat pushes although the message says that it must not.',
    injectedAt: 'chat',
    observables: ['a message with disablePush is shown'],
    indistinguishableFrom: [],
    vendors: 'all',
  },
  'recipient-muted-sender': {
    sentence: 'The recipient set the conversation to "receive but do not notify", and REST sends honour it.',
    injectedAt: 'chat',
    observables: [nothingShown, 'the message is stored'],
    indistinguishableFrom: [],
    vendors: 'all',
  },
  'push-after-logout': {
    sentence: 'Logging out does not end the push registration.',
    injectedAt: 'chat',
    observables: ['after logout a push is shown', 'the account stays PushOnline'],
    indistinguishableFrom: [],
    vendors: 'all',
  },
  'push-while-foreground': {
    sentence: 'Chat pushes through the vendor although the app is in front.',
    injectedAt: 'chat',
    observables: ['a notification is shown while the conversation is open'],
    indistinguishableFrom: [],
    vendors: 'all',
  },
  'status-stuck-online': {
    sentence: 'Chat notices the end of the process only after 400 s.',
    injectedAt: 'chat',
    observables: ['the account stays Online after the kill', 'nothing is pushed for 400 s'],
    indistinguishableFrom: ['background-not-reported'],
    vendors: 'all',
  },
  'receiver-kicked': {
    sentence: 'Another login with the account throws this one out, right before a message would be pushed to it.',
    injectedAt: 'chat',
    observables: [
      'REST answers OK, the phone shows nothing',
      'the account is Offline',
      'the app is told that it was kicked where it runs; where it does not, it logs in again at its next start',
    ],
    indistinguishableFrom: [],
    vendors: 'all',
  },
  'user-sig-expired': {
    sentence: 'The user signature of the phone counts as expired.',
    injectedAt: 'chat',
    observables: ['login fails with 70001'],
    indistinguishableFrom: [],
    vendors: 'all',
  },
  'rest-rate-limited': {
    sentence: 'The REST API refuses sends for their frequency.',
    injectedAt: 'chat',
    observables: ['sendmsg answers 60007'],
    indistinguishableFrom: [],
    vendors: 'all',
  },
  'stale-token': {
    sentence: 'The token that Chat holds is no longer valid at the vendor.',
    injectedAt: 'vendor',
    observables: [
      nothingShown,
      "the push record holds the vendor's invalid-token code",
      'opening the app again cures it on a real phone',
    ],
    indistinguishableFrom: silent('stale-token'),
    vendors: 'all',
  },
  'app-unlisted': {
    sentence: "The app is not listed in the vendor's store, or still in review.",
    injectedAt: 'vendor',
    observables: [nothingShown],
    indistinguishableFrom: silent('app-unlisted'),
    vendors: 'all',
  },
  'app-penalised': {
    sentence: "The vendor took the app's right to push away.",
    injectedAt: 'vendor',
    observables: [nothingShown],
    indistinguishableFrom: silent('app-penalised'),
    vendors: 'all',
  },
  'app-quota-exhausted': {
    sentence: "The app's daily limit at the vendor is used up.",
    injectedAt: 'vendor',
    observables: [nothingShown, 'all phones of the vendor are concerned', 'works again tomorrow'],
    indistinguishableFrom: silent('app-quota-exhausted'),
    vendors: 'all',
  },
  'device-quota-exhausted': {
    sentence: "The phone's daily limit for this app at the vendor is used up.",
    injectedAt: 'vendor',
    observables: [nothingShown, 'another phone of the vendor is well'],
    indistinguishableFrom: silent('device-quota-exhausted'),
    vendors: 'all',
  },
  'vendor-flow-control': {
    sentence: 'The vendor refuses sends for their frequency.',
    injectedAt: 'vendor',
    observables: [nothingShown],
    indistinguishableFrom: silent(''),
    vendors: 'all',
  },
  'vendor-silent-loss': {
    sentence: 'The vendor accepts the message and loses it.',
    injectedAt: 'vendor',
    observables: [nothingShown, 'the push record has stage 1 and no stage 2'],
    indistinguishableFrom: silent('vendor-silent-loss'),
    vendors: 'all',
  },
  'sensitive-word': {
    sentence: "The vendor's content review stops the text.",
    injectedAt: 'vendor',
    observables: [nothingShown, 'the push record holds the content code, except on Mi'],
    indistinguishableFrom: silent(''),
    vendors: ['mi', 'huawei', 'honor', 'oppo', 'vivo'],
  },
  'reclassified-as-marketing': {
    sentence: 'The vendor takes the message for marketing: silent, or in a message box, and few a day.',
    injectedAt: 'vendor',
    observables: ['the notification has low importance or is not in the tray'],
    indistinguishableFrom: ['device-quota-exhausted'],
    vendors: ['huawei', 'honor', 'vivo'],
  },
  'push-delayed': {
    sentence: 'The vendor delivers 200 s late.',
    injectedAt: 'vendor',
    observables: ['not shown within the limit; shown later'],
    indistinguishableFrom: ['vendor-silent-loss'],
    vendors: 'all',
  },
  'push-duplicated': {
    sentence: 'The vendor delivers every message twice.',
    injectedAt: 'vendor',
    observables: ['two notifications of the same text'],
    indistinguishableFrom: [],
    vendors: 'all',
  },
} as const satisfies Readonly<Record<string, Fault>>

export type FaultName = keyof typeof faults

export function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(faults, name)
}
