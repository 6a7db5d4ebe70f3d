import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import tls from 'tls-sig-api-v2'

/** What the test below is told; in a user's project these are constants at the top of the file. */
export interface Given {
  readonly adb: string
  readonly adbPort: number
  readonly serial: string
  readonly appPackage: string
  readonly chat: { readonly url: string; readonly sdkAppId: number; readonly secretKey: string; readonly admin: string }
  readonly from: { readonly userId: string; readonly nickname: string }
  readonly to: string
  readonly androidInfo: Readonly<Record<string, string | number>>
}

/**
 * The trial as one writes it with WebdriverIO and nothing else: its own commands, `waitUntil` and `waitForDisplayed` at
 * their default intervals, `adb` for what Appium has no command for. `mark` is the bench's stop-watch, the only thing in it
 * that a user's test would not have.
 */
export async function handWrittenTrial(
  browser: WebdriverIO.Browser,
  given: Given,
  text: string,
  mark: (what: 'arranged' | 'sent' | 'noticed') => void,
): Promise<void> {
  const { appPackage, from } = given
  const ext = JSON.stringify({ entity: { version: 1, chatType: 1, action: 1, sender: from.userId, content: text } })

  // Kill the app in the background, as Android does; Appium's own terminateApp is a force-stop, after which no push comes.
  await browser.pressKeyCode(3)
  await browser.waitUntil(
    async () => {
      execFileSync(given.adb, ['-P', String(given.adbPort), '-s', given.serial, 'shell', 'am', 'kill', appPackage])
      return (await browser.queryAppState(appPackage)) === 1
    },
    { timeout: 20_000 },
  )
  await browser.waitUntil(async () => (await onlineState(given)) === 'PushOnline', { timeout: 60_000 })
  mark('arranged')

  const sent = await rest(given, 'openim/sendmsg', {
    SyncOtherMachine: 2,
    From_Account: from.userId,
    To_Account: given.to,
    MsgRandom: randomInt(2 ** 31),
    MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }],
    OfflinePushInfo: { PushFlag: 0, Title: from.nickname, Desc: text, Ext: ext, AndroidInfo: given.androidInfo },
  })
  assert.equal(sent['ErrorCode'], 0)
  mark('sent')

  await browser.openNotifications()
  const notification = browser.$(`android=new UiSelector().text("${text}")`)
  await notification.waitForDisplayed({ timeout: 60_000 })
  mark('noticed')
  await notification.click()

  const title = browser.$('android=new UiSelector().resourceId("chat-title")')
  await title.waitForDisplayed({ timeout: 20_000 })
  await browser.waitUntil(async () => (await title.getText()) === from.nickname, { timeout: 20_000 })
  const pushExt = browser.$('android=new UiSelector().resourceId("chat-push-ext")')
  assert.equal(await pushExt.getText(), ext)
}

/** Android's instance; the JavaScript SDK in the app counts as one of the Web besides. */
async function onlineState(given: Given): Promise<string | undefined> {
  const answer = await rest(given, 'openim/query_online_status', { To_Account: [given.to], IsNeedDetail: 1 })
  const [account] = answer['QueryResult'] as {
    readonly Status: string
    readonly Detail?: readonly { readonly Platform: string; readonly Status: string }[]
  }[]
  return account?.Detail?.find((one) => one.Platform === 'Android')?.Status ?? account?.Status
}

async function rest(given: Given, command: string, body: object): Promise<Readonly<Record<string, unknown>>> {
  const { url, sdkAppId, secretKey, admin } = given.chat
  const sig = new tls.Api(sdkAppId, secretKey).genUserSig(admin, 3600)
  const response = await fetch(
    `${url}/v4/${command}?sdkappid=${String(sdkAppId)}&identifier=${admin}&usersig=${encodeURIComponent(sig)}` +
      `&random=${String(randomInt(2 ** 32))}&contenttype=json`,
    { method: 'POST', body: JSON.stringify(body) },
  )
  return (await response.json()) as Readonly<Record<string, unknown>>
}
