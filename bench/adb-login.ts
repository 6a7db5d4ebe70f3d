import type { AppContract } from '../src/app/contract.ts'
import { Deadline, until } from '../src/base/deadline.ts'
import type { ChatServer } from '../src/chat/chat-server.ts'
import type { FarmPhone } from '../src/farm/farm-phone.ts'

/**
 * Logs the sample app in with nothing but adb (`uiautomator dump`, `input`), so that a phone can be measured as it is without
 * an Appium session. The app must be in front.
 */
export async function logInOverAdb(
  phone: FarmPhone,
  contract: AppContract,
  chat: ChatServer,
  userId: string,
  deadline: Deadline,
): Promise<void> {
  const { login, conversations } = contract.testIds
  await chat.importAccount(userId, userId, deadline)
  const fields: readonly (readonly [id: string, text: string])[] = [
    [login.sdkAppId, String(chat.settings.sdkAppId)],
    [login.userId, userId],
    [login.userSig, chat.userSig(userId)],
  ]
  for (const [id, text] of fields) {
    const field = await find(phone, id, deadline)
    // The app may come with its application's id filled in.
    if (field.text === text) continue
    await tap(phone, field, deadline)
    await phone.shell.run(['input', 'text', text], deadline)
  }
  await tap(phone, await find(phone, login.submit, deadline), deadline)
  await find(phone, conversations.screen, deadline)
}

interface Found {
  readonly x: number
  readonly y: number
  readonly text: string
}

async function tap(phone: FarmPhone, { x, y }: Found, deadline: Deadline): Promise<void> {
  await phone.shell.run(['input', 'tap', String(x), String(y)], deadline)
}

/** Waits until the screen shows the element; where its middle is. */
async function find(phone: FarmPhone, id: string, deadline: Deadline): Promise<Found> {
  return until(
    `${id} on ${phone.name}`,
    async () => {
      const xml = await phone.shell.read(['uiautomator', 'dump', '/dev/tty'], deadline)
      const node = xml.split('<node ').find((one) => one.includes(`resource-id="${id}"`)) ?? ''
      const bounds = /bounds="\[(\d+),(\d+)\]\[(\d+),(\d+)\]"/.exec(node)
      if (bounds === null) return undefined
      const [left = 0, top = 0, right = 0, bottom = 0] = bounds.slice(1).map(Number)
      return {
        x: Math.round((left + right) / 2),
        y: Math.round((top + bottom) / 2),
        text: / text="([^"]*)"/.exec(` ${node}`)?.[1] ?? '',
      }
    },
    deadline,
    { everyMs: 200 },
  )
}
