import type { Step, Cause } from './passage.ts'
import { descOf } from './push-content.ts'
import type { Question } from './question.ts'
import { type Rule, rule } from './rule.ts'
import type { Certificate } from './situation.ts'
import { ruleOf } from './switches.ts'

const checkedOn = '2026-11-20'

const states = { source: '1047/33518', page: 'user states Online, PushOnline, Offline', checkedOn } as const
const reactNative = {
  source: 'CHATDOCS, React Native offline push guide',
  page: 'when push ends; order of calls',
  checkedOn,
} as const

export const gateRules = {
  pushFlag: rule({
    name: 'gate/push-flag',
    value: 1,
    says: 'PushFlag 1 (disablePush): the message is never pushed',
    source: '1047/33527',
    page: 'PushFlag',
    checkedOn,
  }),
  onlineOnly: rule({
    name: 'gate/online-only',
    value: 0,
    says: 'MsgLifeTime 0, OnlineOnlyFlag or onlineUserOnly: no push, and no copy to be found when the app is opened',
    source: '1047/34919, 1047/34959',
    page: 'MsgLifeTime, OnlineOnlyFlag',
    checkedOn,
  }),
  receiveOption: rule({
    name: 'gate/receive-option',
    value: 'honoured',
    says: 'The recipient receives this conversation without notification; a client send honours that, and a REST send with WithMuteNotifications',
    source: '1047/48032, 1047/34919',
    page: 'V2TIMReceiveMessageOpt; SendMsgControl',
    checkedOn,
  }),
  liveGroup: rule({
    name: 'gate/live-group',
    value: 'AVChatRoom',
    says: 'Live groups (AVChatRoom) have no offline push',
    source: '1047/33527',
    page: 'group types',
    checkedOn,
    grade: 'inferred',
  }),
  emptyCustom: rule({
    name: 'gate/content-empty',
    value: 'TIMCustomElem',
    says: 'A single custom element without Desc, and no OfflinePushInfo.Desc: there is nothing to push',
    source: '1047/33527',
    page: 'Desc of custom messages',
    checkedOn,
  }),
  loggedOut: rule({
    name: 'gate/logged-out',
    value: 'Offline',
    says: 'After logout the user is Offline and is never pushed',
    ...reactNative,
  }),
  kickedByLogin: rule({
    name: 'gate/kicked-by-login',
    value: 6208,
    says: 'A login of the same user on another phone of the platform ends push on this one; the message goes to the other',
    source: '1047/47971',
    page: 'multi-device login policies, onKickedOffline',
    checkedOn,
  }),
  kickedByRest: rule({
    name: 'gate/kicked-by-rest',
    value: 'kick',
    says: 'The REST command kick makes the login invalid: Offline, no push afterwards',
    source: '1047/34957',
    page: 'im_open_login_svc/kick',
    checkedOn,
  }),
  switchedUser: rule({
    name: 'gate/switched-user',
    value: 'Offline',
    says: 'Somebody else is logged in on this phone; its token now belongs to that user',
    ...reactNative,
    grade: 'inferred',
  }),
  signatureExpired: rule({
    name: 'gate/signature-expired',
    value: 6206,
    says: "The client's UserSig has expired (6206): Offline, and the push registration is undone",
    source: '1047/34348, TUIOfflinePush',
    page: 'client codes; unRegisterPush on expiry',
    checkedOn,
  }),
  idle: rule({
    name: 'gate/idle-for-seven-days',
    value: 7,
    says: 'After seven days in PushOnline without a login the user is Offline',
    ...states,
  }),
  neverLoggedIn: rule({
    name: 'gate/never-logged-in',
    value: 'Offline',
    says: 'A user who never logged in is Offline',
    ...states,
  }),
  foreground: rule({
    name: 'gate/foreground',
    value: 'Online',
    says: 'The app is in front and Online: it shows the message itself, nothing is pushed',
    ...states,
  }),
  noDoBackground: rule({
    name: 'gate/background-not-reported',
    value: 'doBackground',
    says: 'The process lives and never called doBackground: for the server the user is Online, so nothing is pushed',
    source: '1047/33518, CHATDOCS Android offline push guide',
    page: 'l.249, doBackground',
    checkedOn,
  }),
  noToken: rule({
    name: 'gate/token-not-reported',
    value: -2,
    says: 'No token was reported to the server',
    source: '1047/71898',
    page: 'ReadyToSendLoss "-2"',
    checkedOn,
  }),
  tokenBeforeLogin: rule({
    name: 'gate/token-before-login',
    value: 21_005,
    says: 'The token was set before the login (21005): the server has none',
    source: '1047/34348',
    page: 'client codes, 21005',
    checkedOn,
  }),
  noCertificate: rule({
    name: 'gate/certificate',
    value: -1,
    says: 'No certificate of that id is uploaded (22001)',
    source: '1047/71898, 1047/34348',
    page: 'ReadyToSendLoss "-1"; 22001',
    checkedOn,
  }),
  certificateTooNew: rule({
    name: 'gate/certificate-ten-minutes',
    value: 10,
    says: 'A changed certificate is in force after about ten minutes',
    source: 'CHATDOCS, offline push, every vendor page',
    page: 'certificate upload',
    checkedOn,
  }),
} as const

/** Between the message and a vendor, in the order in which the server asks; decided for each phone of the recipient. */
export const dispatchGates: readonly Step<Question>[] = [
  {
    name: 'push-flag',
    rules: [gateRules.pushFlag],
    stops: ({ message }) => (message.push?.disablePush === true ? { rule: gateRules.pushFlag } : undefined),
  },
  {
    name: 'life-time',
    rules: [gateRules.onlineOnly],
    stops: ({ message }) => (message.lifeTimeSec === 0 ? { rule: gateRules.onlineOnly } : undefined),
  },
  {
    name: 'recv-opt',
    rules: [gateRules.receiveOption, gateRules.liveGroup],
    stops: receiveOption,
  },
  { name: 'content', rules: [gateRules.emptyCustom], stops: emptyCustom },
  {
    name: 'state',
    rules: [
      gateRules.loggedOut,
      gateRules.kickedByLogin,
      gateRules.kickedByRest,
      gateRules.switchedUser,
      gateRules.signatureExpired,
      gateRules.idle,
      gateRules.neverLoggedIn,
      gateRules.foreground,
      gateRules.noDoBackground,
    ],
    stops: accountState,
  },
  {
    name: 'token',
    rules: [gateRules.noToken, gateRules.tokenBeforeLogin],
    stops: ({ token }) => {
      if (token === 'not-reported') return { rule: gateRules.noToken, code: -2 }
      return token === 'set-before-login' ? { rule: gateRules.tokenBeforeLogin, code: 21_005 } : undefined
    },
  },
  {
    name: 'certificate',
    rules: [gateRules.noCertificate, gateRules.certificateTooNew],
    stops: certificate,
  },
]

function receiveOption({ message, settings }: Question): Cause | undefined {
  const { addressee, sender } = message
  if (addressee.kind === 'group' && addressee.type === 'AVChatRoom') return { rule: gateRules.liveGroup }
  if (sender.by === 'rest' && sender.withMuteNotifications !== true) return undefined
  const mentioned = addressee.kind === 'group' && addressee.mentioned
  switch (settings.conversation) {
    case 'receive':
      return undefined
    case 'receive-not-notify-except-at':
    case 'not-receive-except-at':
      return mentioned ? undefined : { rule: gateRules.receiveOption }
    case 'not-receive':
    case 'receive-not-notify':
      return { rule: gateRules.receiveOption }
  }
}

function emptyCustom({ message, switches }: Question): Cause | undefined {
  const [only] = message.elements
  if (message.elements.length !== 1 || only?.type !== 'custom') return undefined
  if (descOf(message, switches).text !== '') return undefined
  return {
    rule: only.desc === '' ? gateRules.emptyCustom : ruleOf('customDescBesideOfflinePushInfo', switches),
  }
}

function accountState(question: Question): Cause | undefined {
  const offline = offlineRule(question)
  if (offline !== undefined) return { rule: offline }
  if (question.elsewhere === 'online' && question.switches.otherInstanceOnline === 'no-push')
    return { rule: ruleOf('otherInstanceOnline', question.switches) }
  if (question.appState === 'foreground') return { rule: gateRules.foreground }
  const alive = question.appState === 'background' || question.appState === 'locked'
  return alive && question.doBackground === 'not-called' ? { rule: gateRules.noDoBackground } : undefined
}

function offlineRule({ account }: Question): Rule | undefined {
  switch (account) {
    case 'logged-in':
      return undefined
    case 'logged-out':
      return gateRules.loggedOut
    case 'kicked-by-login':
    case 'moved-to-another-phone':
      return gateRules.kickedByLogin
    case 'kicked-by-rest':
      return gateRules.kickedByRest
    case 'switched-user':
      return gateRules.switchedUser
    case 'signature-expired':
      return gateRules.signatureExpired
    case 'idle-for-seven-days':
      return gateRules.idle
    case 'never-logged-in':
      return gateRules.neverLoggedIn
  }
}

/** A certificate of another app passes here: the vendor refuses it (see vendor-steps.ts). */
function certificate({ console }: Question): Cause | undefined {
  const inForce = certificateInForce(console)
  if (inForce.certificate !== 'missing') return undefined
  return { rule: inForce.tooNew ? gateRules.certificateTooNew : gateRules.noCertificate, code: -1 }
}

export function certificateInForce(console: Question['console']): {
  readonly certificate: Certificate
  /** The new one is not in force yet. */
  readonly tooNew: boolean
} {
  const before = console.certificateBefore
  return before !== undefined && before.changedMinutesAgo < gateRules.certificateTooNew.value
    ? { certificate: before.was, tooNew: true }
    : { certificate: console.certificate, tooNew: false }
}
