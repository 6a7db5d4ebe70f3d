import { ChatFailure } from '../chat-failure.ts'
import { isObject, listOf, textOr } from '../json.ts'
import { setProfile } from '../rest/profile.ts'
import type { ClientCommand } from './command.ts'

const portraitGetAll: ClientCommand = ({ world, body }) => ({
  UserProfileItem: listOf(body['UserItem']).flatMap((item) => {
    const account = isObject(item) ? world.accounts.get(textOr(item['To_Account'], '')) : undefined
    return account === undefined
      ? []
      : [
          {
            To_Account: account.userId,
            ProfileItem: world.accounts.profileItems(account),
            ResultCode: 0,
            ResultInfo: '',
          },
        ]
  }),
})

const portraitSet: ClientCommand = ({ world, me, body }) => {
  const account = world.accounts.get(me)
  if (account === undefined) throw new ChatFailure(40003)
  for (const item of listOf(body['ProfileItem']))
    if (isObject(item)) setProfile(account, textOr(item['Tag'], ''), item['Value'])
  return {}
}

export const profileClientCommands: Readonly<Record<string, ClientCommand>> = {
  'profile.portrait_get_all': portraitGetAll,
  'profile.portrait_set': portraitSet,
}
