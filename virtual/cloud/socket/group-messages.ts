import { ChatFailure } from '../chat-failure.ts'
import type { Group } from '../groups.ts'
import { isObject, isUint32, listOf, numberOr, textOr, type JsonObject } from '../json.ts'
import { readMentions } from '../mentions.ts'
import { readMessageBody } from '../message-body.ts'
import { readOfflinePush } from '../offline-push.ts'
import { setReceiveFlag } from '../receive-flags.ts'
import { groupEvent, sendGroup } from '../send-group.ts'
import { nowSec, tinyId, type World } from '../world.ts'
import { refuseTooLong } from './message-size.ts'
import type { ClientCommand } from './command.ts'

const sendMessage: ClientCommand = ({ world, dispatch, me, body }) => {
  const group = groupOf(world, body['GroupId'])
  refuseTooLong(body, 80002)
  const { seq, timeSec } = sendGroup(world, dispatch, group, {
    priority: textOr(body['MsgPriority'], 'Normal'),
    only: undefined,
    message: {
      from: me,
      to: group.groupId,
      random: isUint32(body['Random']) ? body['Random'] : 0,
      clientTimeSec: numberOr(body['MsgClientTime'], nowSec(world)),
      fromTinyId: tinyId(me),
      body: readMessageBody(body['MsgBody']),
      cloudCustomData: textOr(body['CloudCustomData'], ''),
      push: readOfflinePush(body['OfflinePushInfo']),
      lifeTimeSec: body['OnlineOnlyFlag'] === 1 ? 0 : 604_800,
      sender: 'client',
      control: [],
      needReadReceipt: false,
      mentions: readMentions(body['GroupAtInfo']),
    },
  })
  return { MsgTime: timeSec, MsgSeq: seq }
}

const joinedGroups: ClientCommand = ({ world, me }) => {
  const groups = world.groups.of(me)
  return { TotalCount: groups.length, GroupIdList: groups.map((group) => groupInfo(group, me)) }
}

/** Asked for before the first message to or from a group that the client does not know. */
const selfMemberInfo: ClientCommand = ({ world, me, body }) => {
  const groupIds = listOf(body['GroupIdList']).map((item) =>
    isObject(item) ? textOr(item['GroupId'], '') : String(item),
  )
  return {
    GroupInfo: groupIds.map((groupId) => {
      const group = world.groups.get(groupId)
      return group === undefined
        ? { GroupId: groupId, ErrorCode: 10010, ErrorInfo: 'the group does not exist' }
        : groupInfo(group, me)
    }),
  }
}

function groupInfo(group: Group, me: string): JsonObject {
  const self = group.members.get(me)
  return {
    GroupId: group.groupId,
    Type: group.type,
    Name: group.name,
    FaceUrl: '',
    Introduction: '',
    Notification: '',
    Owner_Account: group.owner,
    CreateTime: group.createdSec,
    InfoSeq: 1,
    LastInfoTime: group.createdSec,
    LastMsgTime: group.messages.at(-1)?.timeSec ?? group.createdSec,
    NextMsgSeq: group.messages.length + 1,
    MemberNum: group.members.size,
    MaxMemberNum: 200,
    ApplyJoinOption: 'DisableApply',
    ErrorCode: 0,
    ErrorInfo: '',
    ...(self === undefined
      ? {}
      : {
          SelfInfo: {
            Role: self.role,
            JoinTime: self.joinedSec,
            MsgFlag: self.recvFlag,
            MsgSeq: group.readSeq.get(me) ?? 0,
            NameCard: '',
          },
        }),
  }
}

const getMessages: ClientCommand = ({ world, body }) => {
  const group = groupOf(world, body['GroupId'])
  const count = Math.min(100, Math.max(1, numberOr(body['ReqMsgNumber'], 15)))
  const until = numberOr(body['ReqMsgSeq'], Infinity)
  const candidates = group.messages.filter(({ seq }) => seq <= until)
  const page = candidates.slice(-count)
  return {
    GroupId: group.groupId,
    IsFinished: page.length === candidates.length ? 1 : 0,
    RspMsgList: page.map((message) => groupEvent(world, group, message)).reverse(),
  }
}

const messageRead: ClientCommand = ({ world, me, body }) => {
  const group = groupOf(world, body['GroupId'])
  group.readSeq.set(me, Math.max(group.readSeq.get(me) ?? 0, numberOr(body['MsgReadedSeq'], 0)))
  return {}
}

/** One's own membership, here what one wants to hear of the group. */
const modifyMember: ClientCommand = ({ world, me, body }) => {
  const group = groupOf(world, body['GroupId'])
  const userId = textOr(body['Member_Account'], me)
  if (!group.members.has(userId)) throw new ChatFailure(10007)
  const flag = textOr(body['MsgFlag'], '')
  if (flag !== '') setReceiveFlag(world, group, userId, flag)
  return {}
}

function groupOf(world: World, groupId: unknown): Group {
  const group = typeof groupId === 'string' ? world.groups.get(groupId) : undefined
  if (group === undefined) throw new ChatFailure(10010)
  return group
}

export const groupClientCommands: Readonly<Record<string, ClientCommand>> = {
  'group_open_http_svc.send_group_msg': sendMessage,
  'group_open_http_svc.get_joined_group_list': joinedGroups,
  'million_group_open_http_svc.get_joined_group_list': () => ({ TotalCount: 0, GroupIdList: [] }),
  'group_open_http_svc.get_group_self_member_info': selfMemberInfo,
  'group_open_http_svc.group_msg_get': getMessages,
  'group_open_http_svc.msg_read_report': messageRead,
  'group_open_http_svc.modify_group_member_info': modifyMember,
}
