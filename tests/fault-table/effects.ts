import type { AndroidInfo, ChatMessage } from '../../src/push/chat-message.ts'
import { descOf, titleOf } from '../../src/push/push-content.ts'
import type { Situation } from '../../src/push/situation.ts'
import { shorten } from '../../src/push/truncation.ts'
import type { Effect } from './effect.ts'

/** What each fault that the virtual farm can be given does to a push. */
export const effects = {
  'wrong-certificate-id': {
    says: "the token is reported with another vendor's certificate id",
    situation: (situation) => inConsole(situation, { certificate: 'of-another-app' }),
  },
  'token-not-reported': {
    says: 'Chat never learns the token',
    situation: (situation) => ({ ...situation, token: 'not-reported' }),
  },
  'vendor-registration-failed': {
    says: 'the push service refuses to register the app',
    registration: 'refused',
    situation: (situation) => ({ ...situation, token: 'not-reported' }),
  },
  'background-not-reported': {
    says: 'the app does not tell Chat that it went to the background',
    situation: (situation) => ({ ...situation, doBackground: 'not-called' }),
  },
  'notifications-off': {
    says: "the app's notifications are off",
    situation: (situation) => withSettings(situation, { notifications: 'off' }),
  },
  'channel-importance-lowered': {
    says: 'the channel makes no sound and does not peek',
    importance: 2,
  },
  'do-not-disturb': {
    says: 'the phone is in total silence',
    situation: (situation) => withSettings(situation, { doNotDisturb: 'on' }),
  },
  'lockscreen-hidden': {
    says: 'the lock screen hides notifications',
    situation: (situation) => withSettings(situation, { lockScreen: 'hide' }),
  },
  'push-service-dead': {
    says: "the vendor's push service on the phone does not run",
    situation: (situation) => ({ ...situation, phone: { ...situation.phone, pushServiceApp: 'missing' } }),
  },
  'posted-by-foreign-package': {
    says: "the notification is posted in the push service's name",
    services: ['mi', 'huawei', 'honor', 'oppo', 'vivo', 'fcm'],
    postedInNameOf: 'service',
  },
  'event-log-mute': {
    says: 'the ROM writes no events log; the dump tells as much',
  },
  'dump-redacted': {
    says: 'the dump hides titles and texts; the shade shows them',
  },
  'shade-folds': {
    says: "the shade hides the app's rows behind a fold, which can be opened",
    services: ['mi'],
    foldedAway: true,
  },
  folded: {
    says: 'each notification takes the place of the one before',
    replaces: true,
  },
  'oppo-channel-missing': {
    says: 'the push names a channel that the app never made',
    services: ['oppo'],
    written: (message) => withInfo(message, ({ OPPOChannelID = '' }) => ({ OPPOChannelID: `${OPPOChannelID}_v0` })),
  },
  'vendor-auth-failure': {
    says: 'the console holds a wrong secret for the vendor',
    swallowed: 'push',
  },
  'certificate-missing': {
    says: 'no certificate is uploaded',
    situation: (situation) => inConsole(situation, { certificate: 'missing' }),
  },
  'certificate-changed-recently': {
    says: 'the certificate was changed less than ten minutes ago',
    situation: (situation) => inConsole(situation, { certificateBefore: { was: 'missing', changedMinutesAgo: 5 } }),
  },
  'click-opens-launcher': {
    says: 'the console\'s click action is "open app"',
    situation: (situation) => inConsole(situation, { clickAction: 'open-app' }),
    ext: () => '',
  },
  'click-does-nothing': {
    says: "the console's click target is not in the manifest",
    services: ['mi', 'huawei', 'honor', 'oppo', 'vivo', 'meizu'],
    tap: 'page-not-found',
  },
  'ext-dropped': {
    says: 'ext is lost on the way to the vendor',
    written: (message) => withPush(message, { ext: '' }),
  },
  'ext-altered': {
    says: 'ext reaches the app percent-encoded',
    ext: encodeURIComponent,
  },
  'ext-refused': {
    says: 'the vendor refuses the message over its ext',
    swallowed: 'push',
  },
  'wrong-conversation': {
    says: 'ext names another sender',
    written: (message) =>
      withPush(message, { ext: (message.push?.ext ?? '').replaceAll(message.from.userId, 'someone_else') }),
  },
  'title-swapped': {
    says: 'title and description are exchanged',
    written: (message, { switches }) =>
      withPush(message, { title: descOf(message, switches).text, desc: titleOf(message, switches).text }),
  },
  'title-ignored': {
    says: 'the sender stands in place of the title',
    written: (message) => withPush(message, { title: '' }),
  },
  'desc-truncated': {
    says: 'the description is cut after ten characters',
    written: (message, { switches }) =>
      withPush(message, { desc: shorten(descOf(message, switches).text, 10, switches.splitSurrogate) }),
  },
  'message-deduplicated': {
    says: 'Chat takes every message for a repetition',
    swallowed: 'message',
  },
  'push-flag-ignored': {
    says: 'Chat pushes although the message says that it must not',
    message: (message) => withPush(message, { disablePush: false }),
  },
  'recipient-muted-sender': {
    says: 'the recipient muted the conversation, and REST sends honour it',
    swallowed: 'push',
  },
  'push-after-logout': {
    says: 'logging out does not end the registration for push',
    situation: (situation) =>
      ['logged-out', 'switched-user', 'signature-expired'].includes(situation.account)
        ? { ...situation, account: 'logged-in', appState: 'swiped-away' }
        : situation,
  },
  'push-while-foreground': {
    says: 'Chat pushes although the app is in front',
    situation: (situation) =>
      situation.appState === 'foreground' ? { ...situation, appState: 'background' } : situation,
  },
  'status-stuck-online': {
    says: 'Chat notices the end of the process only after 400 s',
    kill: 'not-noticed',
  },
  'receiver-kicked': {
    says: 'another login throws the account out right before a push',
    swallowed: 'push',
    login: 'ended-by-a-push',
  },
  'user-sig-expired': {
    says: 'the signature counts as expired',
    login: 'refused',
  },
  'rest-rate-limited': {
    says: 'the REST API refuses sends for their frequency',
    send: 'refused',
  },
  'stale-token': {
    says: 'the vendor no longer knows the token',
    situation: (situation) => ({ ...situation, token: 'stale' }),
  },
  'app-unlisted': {
    says: "the app is not in the vendor's store",
    swallowed: 'push',
  },
  'app-penalised': {
    says: "the vendor took the app's right to push away",
    swallowed: 'push',
  },
  'app-quota-exhausted': {
    says: "the app's daily limit is used up",
    swallowed: 'push',
  },
  'device-quota-exhausted': {
    says: "the phone's daily limit is used up",
    swallowed: 'push',
  },
  'vendor-flow-control': {
    says: 'the vendor refuses sends for their frequency',
    swallowed: 'push',
  },
  'vendor-silent-loss': {
    says: 'the vendor accepts the message and loses it',
    swallowed: 'push',
  },
  'sensitive-word': {
    says: "the vendor's content review stops the text",
    services: ['mi', 'huawei', 'honor', 'oppo', 'vivo'],
    swallowed: 'push',
  },
  'reclassified-as-marketing': {
    says: 'the vendor takes every message for marketing: silent or put aside, and two a day',
    services: ['huawei', 'honor', 'vivo'],
    oneClass: true,
    written: (message) =>
      withInfo(message, () => ({ HuaWeiCategory: 'MARKETING', HonorImportance: 'LOW', VIVOClassification: 0 })),
  },
  'push-delayed': {
    says: 'the vendor delivers 200 s late',
    lateMs: 200_000,
  },
  'push-duplicated': {
    says: 'the vendor delivers every message twice',
    copies: 2,
  },
} as const satisfies Readonly<Record<string, Effect>>

export type EffectName = keyof typeof effects
export const effectNames = Object.keys(effects) as readonly EffectName[]

export function effectOf(name: EffectName): Effect {
  return effects[name]
}

function inConsole(situation: Situation, change: Partial<Situation['console']>): Situation {
  return { ...situation, console: { ...situation.console, ...change } }
}

function withSettings(situation: Situation, change: Partial<Situation['settings']>): Situation {
  return { ...situation, settings: { ...situation.settings, ...change } }
}

function withPush(message: ChatMessage, change: Partial<NonNullable<ChatMessage['push']>>): ChatMessage {
  return { ...message, push: { title: '', desc: '', ext: '', ...message.push, ...change } }
}

function withInfo(message: ChatMessage, change: (info: AndroidInfo) => AndroidInfo): ChatMessage {
  const info = message.push?.androidInfo ?? {}
  return withPush(message, { androidInfo: { ...info, ...change(info) } })
}
