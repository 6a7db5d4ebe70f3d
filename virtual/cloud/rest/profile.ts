import type { Account } from '../accounts.ts'
import { ChatFailure } from '../chat-failure.ts'
import { isObject, listOf, type JsonObject } from '../json.ts'
import type { World } from '../world.ts'
import type { RestCall, RestCommand } from './command.ts'

function portraitSet({ world, body }: RestCall): JsonObject {
  const account = accountOf(world, body['From_Account'])
  const items = body['ProfileItem']
  if (!Array.isArray(items) || items.length === 0) throw new ChatFailure(40001)
  const changes = items.map((item: unknown) => {
    if (!isObject(item) || typeof item['Tag'] !== 'string') throw new ChatFailure(40001)
    const kind = tags.get(item['Tag'])
    if (kind === undefined && !item['Tag'].startsWith('Tag_Profile_Custom_')) throw new ChatFailure(40009)
    const value = item['Value']
    if (kind !== undefined && typeof value !== kind) throw new ChatFailure(40610)
    if (typeof value === 'string' && Buffer.byteLength(value) > 500) throw new ChatFailure(40601)
    return { tag: item['Tag'], value }
  })
  // All or nothing.
  for (const { tag, value } of changes) setProfile(account, tag, value)
  return {}
}

export function setProfile(account: Account, tag: string, value: unknown): void {
  if (tag === 'Tag_Profile_IM_Nick' && typeof value === 'string') account.nick = value
  else if (tag === 'Tag_Profile_IM_Image' && typeof value === 'string') account.faceUrl = value
  else account.profile.set(tag, value)
}

function portraitGet({ world, body }: RestCall): JsonObject {
  const list = body['To_Account']
  if (!Array.isArray(list)) throw new ChatFailure(40001)
  const wanted = listOf(body['TagList'])
  const failed: string[] = []
  const items = list.flatMap((userId): JsonObject[] => {
    const account = typeof userId === 'string' ? world.accounts.get(userId) : undefined
    if (account === undefined) {
      failed.push(String(userId))
      return []
    }
    const profile = world.accounts
      .profileItems(account)
      .filter((item) => wanted.length === 0 || wanted.includes(item['Tag']))
    return [{ To_Account: account.userId, ProfileItem: profile, ResultCode: 0, ResultInfo: '' }]
  })
  return { UserProfileItem: items, ...(failed.length === 0 ? {} : { Fail_Account: failed }) }
}

function accountOf(world: World, userId: unknown): Account {
  if (typeof userId !== 'string') throw new ChatFailure(40001)
  const account = world.accounts.get(userId)
  if (account === undefined) throw new ChatFailure(40003)
  return account
}

const tags = new Map<string, 'string' | 'number'>([
  ['Tag_Profile_IM_Nick', 'string'],
  ['Tag_Profile_IM_Gender', 'string'],
  ['Tag_Profile_IM_BirthDay', 'number'],
  ['Tag_Profile_IM_Location', 'string'],
  ['Tag_Profile_IM_SelfSignature', 'string'],
  ['Tag_Profile_IM_AllowType', 'string'],
  ['Tag_Profile_IM_Language', 'number'],
  ['Tag_Profile_IM_Image', 'string'],
  ['Tag_Profile_IM_MsgSettings', 'number'],
  ['Tag_Profile_IM_AdminForbidType', 'string'],
  ['Tag_Profile_IM_Level', 'number'],
  ['Tag_Profile_IM_Role', 'number'],
])

export const profileCommands: Readonly<Record<string, RestCommand>> = {
  'profile/portrait_set': { run: portraitSet, perSecond: 200, unreadable: 40001 },
  'profile/portrait_get': { run: portraitGet, perSecond: 200, unreadable: 40001 },
}
