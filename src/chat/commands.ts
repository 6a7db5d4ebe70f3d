import { z } from 'zod'

/** What a command's answer holds beyond the envelope. Unknown fields are let through: Tencent adds some at any time. */
export interface Command<Answer> {
  /** `{service}/{command}` below `/v4/`. */
  readonly path: string
  readonly answer: z.ZodType<Answer>
}

const nothing = z.looseObject({})

/** 1047/34953 */
export const accountImport: Command<unknown> = { path: 'im_open_login_svc/account_import', answer: nothing }
/** 1047/34957 */
export const kick: Command<unknown> = { path: 'im_open_login_svc/kick', answer: nothing }
/** 1047/34916 */
export const portraitSet: Command<unknown> = { path: 'profile/portrait_set', answer: nothing }

/** 1047/34919 */
export const sendMsg = {
  path: 'openim/sendmsg',
  answer: z.looseObject({ MsgTime: z.number(), MsgKey: z.string() }),
} satisfies Command<unknown>

/** 1047/34895 */
export const createGroup: Command<unknown> = { path: 'group_open_http_svc/create_group', answer: nothing }
/** 1047/34921 */
export const addGroupMember = {
  path: 'group_open_http_svc/add_group_member',
  // Result 0: not taken in, 1: taken in, 2: was a member
  answer: z.looseObject({
    MemberList: z.array(z.looseObject({ Member_Account: z.string(), Result: z.number() })).optional(),
  }),
} satisfies Command<unknown>

/** 1047/34948: its first members, two hundred at most. */
export const getGroupMemberInfo = {
  path: 'group_open_http_svc/get_group_member_info',
  answer: z.looseObject({
    MemberList: z.array(z.looseObject({ Member_Account: z.string(), Role: z.string() })).optional(),
  }),
} satisfies Command<unknown>
/** 1047/34949: at most a hundred at once. */
export const deleteGroupMember: Command<unknown> = { path: 'group_open_http_svc/delete_group_member', answer: nothing }

/** 1047/34959 */
export const sendGroupMsg = {
  path: 'group_open_http_svc/send_group_msg',
  answer: z.looseObject({ MsgTime: z.number(), MsgSeq: z.number() }),
} satisfies Command<unknown>

const onlineState = z.enum(['Online', 'PushOnline', 'Offline'])
export type OnlineState = z.infer<typeof onlineState>

/** 1047/35477; its samples say `State` where its field table says `Status`: both are read. */
export const queryOnlineStatus = {
  path: 'openim/query_online_status',
  answer: z.looseObject({
    QueryResult: z
      .array(
        z.looseObject({
          To_Account: z.string(),
          State: onlineState.optional(),
          Status: onlineState.optional(),
          Detail: z.array(z.looseObject({ Platform: z.string(), Status: onlineState })).optional(),
        }),
      )
      .optional(),
  }),
} satisfies Command<unknown>

/** 1047/35478 */
export const adminGetRoamMsg = {
  path: 'openim/admin_getroammsg',
  answer: z.looseObject({
    Complete: z.number(),
    MsgCnt: z.number(),
    MsgList: z
      .array(z.looseObject({ MsgKey: z.string(), From_Account: z.string(), MsgTimeStamp: z.number() }))
      .optional(),
  }),
} satisfies Command<unknown>
