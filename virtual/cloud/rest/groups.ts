import { ChatFailure } from '../chat-failure.ts'
import type { Group } from '../groups.ts'
import { isObject, isUint32, listOf, numberOr, textOr, type JsonObject } from '../json.ts'
import { readMentions } from '../mentions.ts'
import { readMessageBody } from '../message-body.ts'
import { readOfflinePush } from '../offline-push.ts'
import { setReceiveFlag } from '../receive-flags.ts'
import { sendGroup } from '../send-group.ts'
import { nowSec, tinyId, type World } from '../world.ts'
import type { RestCall, RestCommand } from './command.ts'

const groupTypes = new Set(['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'])

function createGroup({ world, body }: RestCall): JsonObject {
  const type = body['Type']
  const name = body['Name']
  if (typeof type !== 'string' || !groupTypes.has(type) || typeof name !== 'string' || Buffer.byteLength(name) > 100)
    throw new ChatFailure(10004)
  const owner = textOr(body['Owner_Account'], '')
  if (owner !== '' && world.accounts.get(owner) === undefined) throw new ChatFailure(10019, 'the owner does not exist')
  const groupId = ownGroupId(type, body['GroupId'])
  if (type === 'AVChatRoom' && listOf(body['MemberList']).length > 0)
    throw new ChatFailure(10007, 'nobody can be taken into a live group')
  const group = world.groups.create({ type, name, owner, groupId, nowSec: nowSec(world) })
  if (group === undefined) {
    const isOwner = owner !== '' && world.groups.get(groupId ?? '')?.owner === owner
    throw isOwner
      ? new ChatFailure(10025, 'the group id is in use, by a group of the same owner')
      : new ChatFailure(10021, 'the group id is in use')
  }
  addMembers(world, group, body['MemberList'])
  return { GroupId: group.groupId }
}

/** An id that the app chooses: at most 48 bytes of printable ASCII, without the server's own prefix but for communities. */
function ownGroupId(type: string, value: unknown): string | undefined {
  if (value === undefined || value === '') return undefined
  const prefixed = typeof value === 'string' && value.startsWith(type === 'Community' ? '@TGS#_' : '@TGS#')
  if (typeof value !== 'string' || !/^[\x20-\x7e]{1,48}$/.test(value) || prefixed !== (type === 'Community'))
    throw new ChatFailure(10004, 'the group id is not valid')
  return value
}

const membersAtOnce = 300

/** 1047/34921 */
function addGroupMember({ world, body }: RestCall): JsonObject {
  const group = groupOf(world, body['GroupId'])
  if (group.type === 'AVChatRoom') throw new ChatFailure(10007, 'nobody can be taken into a live group')
  if (!Array.isArray(body['MemberList'])) throw new ChatFailure(10004, 'MemberList is not a list')
  if (body['MemberList'].length > membersAtOnce) throw new ChatFailure(10005, 'too many members at once')
  return { MemberList: addMembers(world, group, body['MemberList']) }
}

/** 1047/34900: here what a member hears of the group. */
function modifyGroupMember({ world, body }: RestCall): JsonObject {
  const group = groupOf(world, body['GroupId'])
  const userId = body['Member_Account']
  if (typeof userId !== 'string') throw new ChatFailure(10004, 'Member_Account is missing')
  if (!group.members.has(userId)) throw new ChatFailure(10007, 'the account is not a member of the group')
  if (body['MsgFlag'] !== undefined) setReceiveFlag(world, group, userId, textOr(body['MsgFlag'], ''))
  return {}
}

/** Result: 0 failed, 1 added, 2 was a member. */
function addMembers(world: World, group: Group, list: unknown): readonly JsonObject[] {
  return listOf(list).map((item) => {
    const userId = isObject(item) ? textOr(item['Member_Account'], '') : ''
    if (group.members.has(userId)) return { Member_Account: userId, Result: 2 }
    if (world.accounts.get(userId) === undefined) return { Member_Account: userId, Result: 0 }
    const role = isObject(item) && item['Role'] === 'Admin' ? 'Admin' : 'Member'
    group.members.set(userId, { role, joinedSec: nowSec(world), recvFlag: 'AcceptAndNotify' })
    return { Member_Account: userId, Result: 1 }
  })
}

const deletedAtOnce = 100

/** 1047/34949: whoever was not in the group is no error; a live group's members are not for REST to remove. */
function deleteGroupMember({ world, body }: RestCall): JsonObject {
  const group = groupOf(world, body['GroupId'])
  const list = body['MemberToDel_Account']
  if (group.type === 'AVChatRoom') throw new ChatFailure(10004, 'members of a live group cannot be removed')
  if (!Array.isArray(list)) throw new ChatFailure(10004, 'MemberToDel_Account is not a list')
  if (list.length > deletedAtOnce) throw new ChatFailure(10005, 'too many members at once')
  for (const userId of list.map(String)) if (userId !== group.owner) group.members.delete(userId)
  return {}
}

const membersPerPage = 200

/** 1047/34948 */
function groupMemberInfo({ world, body }: RestCall): JsonObject {
  const group = groupOf(world, body['GroupId'])
  if (group.type === 'AVChatRoom') throw new ChatFailure(10007, 'a live group does not tell its members')
  const limit = numberOr(body['Limit'], membersPerPage)
  const offset = numberOr(body['Offset'], 0)
  if (limit > membersPerPage || limit < 0 || offset < 0) throw new ChatFailure(10004, 'Limit or Offset is not valid')
  const roles = listOf(body['MemberRoleFilter'])
  const fields = listOf(body['MemberInfoFilter'])
  const chosen = [...group.members].filter(([, { role }]) => roles.length === 0 || roles.includes(role))
  return {
    MemberNum: group.members.size,
    MemberList: chosen.slice(offset, offset + limit).map(([userId, { role, joinedSec, recvFlag }]) => {
      const all: JsonObject = {
        Role: role,
        JoinTime: joinedSec,
        MsgSeq: group.readSeq.get(userId) ?? 0,
        MsgFlag: recvFlag,
      }
      const asked = Object.entries(all).filter(([name]) => fields.length === 0 || fields.includes(name))
      return { Member_Account: userId, ...Object.fromEntries(asked) }
    }),
    // Communities page by this instead of Offset; all of one fits on a page.
    ...(group.type === 'Community' ? { Next: '' } : {}),
  }
}

function destroyGroup({ world, body }: RestCall): JsonObject {
  world.groups.delete(groupOf(world, body['GroupId']).groupId)
  return {}
}

function groupIds({ world, body }: RestCall): JsonObject {
  const all = world.groups.all()
  const limit = numberOr(body['Limit'], 10_000)
  return { GroupIdList: all.slice(0, limit).map(({ groupId }) => ({ GroupId: groupId })), TotalCount: all.length }
}

function sendGroupMessage(call: RestCall): JsonObject {
  const { world, dispatch, body, identifier } = call
  const group = groupOf(world, body['GroupId'])
  if (!isUint32(body['Random'])) throw new ChatFailure(10004)
  if (!Array.isArray(body['MsgBody'])) throw new ChatFailure(10004)
  const only = Array.isArray(body['To_Account']) ? body['To_Account'].map(String) : undefined
  if (only !== undefined && only.length > 50) throw new ChatFailure(10004)
  const from = textOr(body['From_Account'], identifier)
  if (call.bodyBytes > 12 * 1024) throw new ChatFailure(80002, 'the message is longer than 12 KB')
  const sent = sendGroup(world, dispatch, group, {
    priority: textOr(body['MsgPriority'], 'Normal'),
    only,
    message: {
      from,
      to: group.groupId,
      random: body['Random'],
      clientTimeSec: nowSec(world),
      fromTinyId: tinyId(from),
      body: readMessageBody(body['MsgBody']),
      cloudCustomData: textOr(body['CloudCustomData'], ''),
      push: readOfflinePush(body['OfflinePushInfo']),
      lifeTimeSec: body['OnlineOnlyFlag'] === 1 ? 0 : 604_800,
      sender: 'rest',
      control: listOf(body['SendMsgControl']).filter((item) => typeof item === 'string'),
      needReadReceipt: false,
      mentions: readMentions(body['GroupAtInfo']),
    },
  })
  return { MsgTime: sent.timeSec, MsgSeq: sent.seq, MsgDropReason: '' }
}

function groupOf(world: World, groupId: unknown): Group {
  if (typeof groupId !== 'string') throw new ChatFailure(10004)
  const group = world.groups.get(groupId)
  if (group === undefined) throw new ChatFailure(groupId === '' ? 10015 : 10010)
  return group
}

const command = (run: RestCommand['run']): RestCommand => ({ run, perSecond: 200, unreadable: 10004 })

export const groupCommands: Readonly<Record<string, RestCommand>> = {
  'group_open_http_svc/create_group': command(createGroup),
  'group_open_http_svc/add_group_member': command(addGroupMember),
  'group_open_http_svc/get_group_member_info': command(groupMemberInfo),
  'group_open_http_svc/delete_group_member': command(deleteGroupMember),
  'group_open_http_svc/modify_group_member_info': command(modifyGroupMember),
  'group_open_http_svc/destroy_group': command(destroyGroup),
  'group_open_http_svc/get_appid_group_list': command(groupIds),
  'group_open_http_svc/send_group_msg': command(sendGroupMessage),
}
