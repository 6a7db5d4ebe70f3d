import { AppState as Lifecycle } from 'react-native'
import contract from '../contract.json'
import { AppStore } from './app-state'
import { askNotificationPermission, readNotificationPermission } from './notification-permission'
import { certificateOfThisPhone, pushParameters } from './push-certificates'
import { PushClicks } from './push-clicks'
import type { PushClick } from './push-clicks'
import { readPushExt } from './push-ext'
import { LogLevelEnum, TencentImSDKPlugin } from './react-native-tim-js'
import type { V2TIMReceiveMessageOpt, V2TimMessage, V2TimOfflinePushInfo } from './react-native-tim-js'
import { TimPushPlugin } from './react-native-tim-push'
import type { TimPushAccount } from './react-native-tim-push'
import { forgetLogin, readSavedLogin, saveLogin } from './saved-login'
import type { SavedLogin } from './saved-login'

const im = TencentImSDKPlugin.v2TIMManager
const push = new TimPushPlugin()
const clicks = new PushClicks()

/** The plugin stores the ext of a cold start's click 100 ms after it and retries every 500 ms. */
const storeChecksAtStartMs = [0, 150, 400, 800, 1_300, 2_000, 3_000]
/** Later than that a click is a warm one, whatever else happened. */
const startEndsMs = 4_000
const storeChecksOnReturnMs = [0, 200, 700]
/** Codes from here on are the server's verdict on the account; smaller ones are the SDK's own, mostly the network. */
const firstServerCode = 10_000
const historyLength = 15
const logoutTimeoutMs = 5_000

export const store = new AppStore({
  screen: { name: 'starting' },
  user: '',
  sdkState: 'logged out',
  busy: false,
  conversations: [],
  messages: [],
  sendError: '',
  blocked: [],
  push: {
    registrationId: '',
    registrationCode: undefined,
    registrationDesc: '',
    token: '',
    certificateId: certificateOfThisPhone(),
    permission: 'unknown',
    clickCount: 0,
    lastClick: undefined,
  },
  log: [],
})

/** A click that came before the login; it is followed as soon as the user is logged in. */
let pendingClick: PushClick | undefined
/** A saved login that failed for want of a network; tried again when there is one. */
let loginToRetry: SavedLogin | undefined
/** The end of the last session: what it takes away, a login that comes meanwhile must not lose. */
let ending: Promise<void> = Promise.resolve()
/** For whom push was registered last. */
let registered: SavedLogin | undefined

/** Called once when the app's process starts. */
export async function start(): Promise<void> {
  push.onNotificationClicked((ext) => {
    follow(clicks.event(ext, Date.now()))
  })
  im.addSDKListener({
    onConnecting: () => {
      if (store.get().user !== '') store.set({ sdkState: 'connecting' })
    },
    onConnectSuccess: () => {
      if (store.get().user !== '') store.set({ sdkState: 'ready' })
      const retry = loginToRetry
      loginToRetry = undefined
      if (retry && store.get().user === '') void login(retry)
      // A registration that failed, for want of a network perhaps, is tried again with the connection.
      const { push: pushState, user } = store.get()
      if (registered && user === registered.userID && pushState.registrationCode) void registerForPush(registered)
    },
    onConnectFailed: (code, error) => {
      store.log(`connection failed: ${String(code)} ${error}`)
      if (store.get().user !== '') store.set({ sdkState: 'disconnected' })
    },
    onKickedOffline: (reason) => {
      ending = ended(`kicked: ${reason}`, `This account was logged out: ${reason}`)
    },
    onUserSigExpired: () => {
      ending = ended('user signature expired', 'The user signature has expired: log in again')
    },
  })
  im.getMessageManager().addAdvancedMsgListener({ onRecvNewMessage: received })
  im.getConversationManager().addConversationListener({
    onConversationChanged: (conversations) => {
      store.set({ conversations })
    },
  })
  Lifecycle.addEventListener('change', (state) => {
    if (state === 'background') clicks.started()
    if (state === 'active') checkStore(storeChecksOnReturnMs)
  })
  let focused = false
  Lifecycle.addEventListener('blur', () => {
    // While the window has not had the focus yet, this is the end of a lock screen or of a start page.
    if (focused) clicks.started()
  })
  Lifecycle.addEventListener('focus', () => {
    focused = true
    checkStore(storeChecksOnReturnMs)
  })
  checkStore(storeChecksAtStartMs)
  setTimeout(() => {
    clicks.started()
  }, startEndsMs)
  store.setPush({ permission: await readNotificationPermission() })
  const saved = await readSavedLogin()
  if (saved) await login(saved)
  else store.set({ screen: { name: 'login', error: '' } })
}

/** A finger on the screen: the start is over. */
export function touched(): void {
  clicks.started()
}

export async function login(given: SavedLogin): Promise<void> {
  store.set({ busy: true, sdkState: 'logging in' })
  await Promise.race([ending, after(logoutTimeoutMs)])
  const pushFirst = given.pushInit === 'before-login'
  // What the guides warn of: push has no account to belong to yet, and is not initialised again after the login.
  if (pushFirst) await initPush({ sdkAppID: given.sdkAppID })
  const initialised = await im.initSDK(given.sdkAppID, LogLevelEnum.V2TIM_LOG_INFO)
  const result = initialised.code === 0 ? await im.login(given.userID, given.userSig) : initialised
  if (result.code !== 0) {
    store.log(`login of ${given.userID} failed: ${String(result.code)} ${result.desc}`)
    if (result.code >= firstServerCode) await forgetLogin()
    else loginToRetry = given
    const error = `Login failed: ${String(result.code)} ${result.desc}`
    store.set({ busy: false, sdkState: 'logged out', screen: { name: 'login', error } })
    return
  }
  store.log(`logged in as ${given.userID}`)
  await saveLogin(given)
  const click = pendingClick
  pendingClick = undefined
  store.set({ busy: false, user: given.userID, sdkState: 'ready', screen: { name: 'conversations' } })
  if (click) open(click)
  void loadConversations()
  void loadBlocked()
  if (!pushFirst) void registerForPush(given)
  void askPermission()
}

export async function logout(): Promise<void> {
  store.set({ busy: true })
  await unregisterFromPush()
  await forgetLogin()
  // Without a network the SDK takes long to give up; the account is forgotten on this phone all the same.
  const result = await Promise.race([im.logout(), after(logoutTimeoutMs)])
  if (result && result.code !== 0) store.log(`logout failed: ${String(result.code)} ${result.desc}`)
  store.log('logged out')
  leave('logged out', '')
}

export async function askPermission(): Promise<void> {
  const permission = await askNotificationPermission()
  store.log(`notification permission: ${permission}`)
  store.setPush({ permission })
}

export function show(name: 'conversations' | 'push-panel'): void {
  store.set({ screen: { name } })
}

export function openConversation(conversationID: string, pushExt?: string): void {
  store.set({
    messages: [],
    sendError: '',
    screen: { name: 'chat', conversationID, ...(pushExt === undefined ? {} : { pushExt }) },
  })
  void loadMessages(conversationID)
}

/** Puts the other one of a conversation on the user's blocklist, or takes him off. */
export async function setBlocked(userID: string, blocked: boolean): Promise<void> {
  const friendship = im.getFriendshipManager()
  const done = await (blocked ? friendship.addToBlackList([userID]) : friendship.deleteFromBlackList([userID]))
  if (done.code !== 0) {
    store.log(`blocklist: ${String(done.code)} ${done.desc}`)
    return
  }
  // The SDK's own list learns of it from the server's notice, which may come later.
  const others = store.get().blocked.filter((one) => one !== userID)
  store.set({ blocked: blocked ? [...others, userID] : others })
}

/** What the user wants to hear of a conversation; the list of conversations then says the new choice. */
export async function setReceiveOption(conversationID: string, option: V2TIMReceiveMessageOpt): Promise<void> {
  const messages = im.getMessageManager()
  const id = conversationID.replace(/^(C2C|GROUP)/, '')
  const done = await (conversationID.startsWith('GROUP')
    ? messages.setGroupReceiveMessageOpt(id, option)
    : messages.setC2CReceiveMessageOpt([id], option))
  if (done.code !== 0) store.log(`receive option: ${String(done.code)} ${done.desc}`)
  await loadConversations()
}

export async function send(
  conversationID: string,
  text: string,
  offlinePushInfo: V2TimOfflinePushInfo,
): Promise<boolean> {
  store.set({ sendError: '' })
  const mentioned = conversationID.startsWith('GROUP') ? mentionedIn(text) : []
  const created = await (mentioned.length === 0
    ? im.getMessageManager().createTextMessage(text)
    : im.getMessageManager().createTextAtMessage(text, mentioned))
  const sent = await im.getMessageManager().sendMessage({
    id: created.data?.id ?? '',
    receiver: conversationID.startsWith('C2C') ? conversationID.slice(3) : '',
    groupID: conversationID.startsWith('GROUP') ? conversationID.slice(5) : '',
    offlinePushInfo,
  })
  if (sent.code !== 0 || !sent.data) {
    const sendError = `Not sent: ${String(sent.code)} ${sent.desc}`
    store.log(sendError)
    store.set({ sendError })
    return false
  }
  append(sent.data)
  return true
}

/** In a group `@` and a user's id at the beginning of a word mention that user. */
function mentionedIn(text: string): readonly string[] {
  return [...text.matchAll(/(?:^|\s)@([\w-]+)/g)].flatMap(([, userID]) => userID ?? [])
}

async function loadConversations(): Promise<void> {
  const list = await im.getConversationManager().getConversationList()
  if (list.data) store.set({ conversations: list.data })
  else store.log(`conversation list: ${String(list.code)} ${list.desc}`)
}

async function loadBlocked(): Promise<void> {
  const list = await im.getFriendshipManager().getBlackList()
  if (list.data) store.set({ blocked: list.data.map(({ userID }) => userID) })
  else store.log(`blocklist: ${String(list.code)} ${list.desc}`)
}

async function loadMessages(conversationID: string): Promise<void> {
  const messages = im.getMessageManager()
  const history = conversationID.startsWith('GROUP')
    ? await messages.getGroupHistoryMessageList(conversationID.slice(5), historyLength)
    : await messages.getC2CHistoryMessageList(conversationID.slice(3), historyLength)
  if (!history.data) store.log(`history of ${conversationID}: ${String(history.code)} ${history.desc}`)
  for (const message of history.data ?? []) if (isOf(conversationID, message)) append(message)
  await im.getConversationManager().cleanConversationUnreadMessageCount(conversationID)
}

function received(message: V2TimMessage): void {
  const { screen } = store.get()
  if (screen.name !== 'chat' || !isOf(screen.conversationID, message)) return
  append(message)
  void im.getConversationManager().cleanConversationUnreadMessageCount(screen.conversationID)
}

function append(message: V2TimMessage): void {
  const { messages } = store.get()
  if (messages.some(({ msgID }) => msgID === message.msgID)) return
  store.set({ messages: [...messages, message].sort((a, b) => a.timestamp - b.timestamp) })
}

function isOf(conversationID: string, message: V2TimMessage): boolean {
  return conversationID === (message.groupID === null ? `C2C${message.userID ?? ''}` : `GROUP${message.groupID}`)
}

/** Ends the pushes and goes back to the login, when the server ended the session. */
async function ended(sdkState: string, error: string): Promise<void> {
  store.log(sdkState)
  leave(sdkState, error)
  await forgetLogin()
  await unregisterFromPush()
}

function leave(sdkState: string, error: string): void {
  pendingClick = undefined
  store.set({ busy: false, user: '', sdkState, conversations: [], messages: [], screen: { name: 'login', error } })
}

async function registerForPush(given: SavedLogin): Promise<void> {
  const { sdkAppID, userID } = given
  registered = given
  await initPush({ sdkAppID, userID })
}

async function initPush(account: TimPushAccount): Promise<void> {
  for (const { id, name } of contract.channels)
    push.createNotificationChannel({ channelID: id, channelName: name, channelDesc: name })
  push.disablePostNotificationInForeground(true)
  push.setAccount(account)
  const result = await push.init(pushParameters)
  store.log(`push registration: ${String(result.code)} ${result.desc}`)
  store.setPush({
    registrationCode: result.code,
    registrationDesc: result.desc,
    registrationId: result.registrationID ?? '',
    token: result.token ?? '',
  })
  checkStore([0])
}

async function unregisterFromPush(): Promise<void> {
  registered = undefined
  const result = await push.unInit()
  store.log(`push unregistration: ${String(result.code)} ${result.desc}`)
  store.setPush({ registrationCode: undefined, registrationDesc: '', registrationId: '', token: '' })
}

/** Asks the plugin's store at the given times from now, until it has given a click. */
function checkStore(delaysMs: readonly number[]): void {
  let found = false
  for (const delayMs of delaysMs)
    setTimeout(() => {
      if (found) return
      void push.getNotificationExtInfo().then((ext) => {
        const click = clicks.stored(ext, Date.now())
        if (!click) return
        found = true
        follow(click)
      })
    }, delayMs)
}

function follow(click: PushClick | undefined): void {
  if (!click) return
  store.log(`notification clicked (${click.start} start), ext of ${String(click.ext.length)} characters`)
  store.setPush({ lastClick: click, clickCount: clicks.clicks })
  if (store.get().user === '') pendingClick = click
  else open(click)
}

function open(click: PushClick): void {
  const target = readPushExt(click.ext)
  if (target.kind === 'conversation') {
    openConversation(target.conversationID, click.ext)
    return
  }
  store.log(`the click leads to no conversation: ${target.reason}`)
  show('push-panel')
}

function after(ms: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => {
      resolve(undefined)
    }, ms)
  })
}
