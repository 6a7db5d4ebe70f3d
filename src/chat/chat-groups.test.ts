import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Deadline } from '../base/deadline.ts'
import type { GroupOrder } from './chat-groups.ts'
import { ChatServer, type Letter } from './chat-server.ts'

const asked: { command: string; body: unknown }[] = []
let answers: object[] = []
const server = createServer((request, response) => {
  let text = ''
  request.on('data', (chunk: Buffer) => {
    text += chunk.toString()
  })
  request.on('end', () => {
    asked.push({ command: new URL(request.url ?? '', 'http://x').pathname.slice(4), body: JSON.parse(text) })
    response.end(JSON.stringify({ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', ...answers.shift() }))
  })
})
let chat: ChatServer
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  chat = new ChatServer({ url: `http://127.0.0.1:${port}`, sdkAppId: 1, secretKey: 'k', admin: 'administrator' })
})
beforeEach(() => {
  asked.length = 0
})
afterAll(async () => {
  await chat.close()
  server.close()
})

const refusal = (ErrorCode: number): object => ({ ActionStatus: 'FAIL', ErrorCode, ErrorInfo: 'no' })
const hike: GroupOrder = { groupId: 'hike', name: '周末爬山', type: 'Private', owner: 'bob', members: ['alice'] }

describe('make', () => {
  const inIt = (...ids: readonly string[]): object => ({
    MemberList: ids.map((id) => ({ Member_Account: id, Role: id === 'bob' ? 'Owner' : 'Member' })),
  })
  const changes = (): unknown[] =>
    asked.map(({ command, body }) => {
      const { MemberList, MemberToDel_Account } = body as Record<string, unknown>
      return [command.replace('group_open_http_svc/', ''), MemberToDel_Account ?? MemberList]
    })

  it.each<[string, number, object, readonly unknown[]]>([
    ['who are in it', 10025, inIt('bob', 'alice'), []],
    ['who are missing', 10021, inIt('bob'), [['add_group_member', [{ Member_Account: 'alice' }]]]],
    [
      "in another's place",
      10025,
      inIt('bob', 'carol', 'dave'),
      [
        ['delete_group_member', ['carol', 'dave']],
        ['add_group_member', [{ Member_Account: 'alice' }]],
      ],
    ],
    [
      'where somebody else owns it',
      10021,
      { MemberList: [{ Member_Account: 'erin', Role: 'Owner' }] },
      [['add_group_member', [{ Member_Account: 'bob' }, { Member_Account: 'alice' }]]],
    ],
  ])('of a group that is there already sets the members %s', async (_, code, members, expected) => {
    answers = [refusal(code), members]
    await chat.groups.make(hike, Deadline.in(2000))
    expect(changes().slice(2)).toEqual(expected)
    expect(changes()[1]).toEqual(['get_group_member_info', undefined])
  })

  it('asks for nothing more once the group is made', async () => {
    answers = [{ GroupId: 'hike' }]
    await chat.groups.make(hike, Deadline.in(2000))
    expect(asked.map(({ body }) => body)).toEqual([
      {
        Type: 'Private',
        GroupId: 'hike',
        Name: '周末爬山',
        Owner_Account: 'bob',
        MemberList: [{ Member_Account: 'alice' }],
      },
    ])
  })

  it('names no members of a live group', async () => {
    answers = [{ GroupId: 'live' }]
    await chat.groups.make({ ...hike, type: 'AVChatRoom', members: [] }, Deadline.in(2000))
    expect(asked[0]?.body).not.toHaveProperty('MemberList')
  })

  it('does not ask who is in a live group that is there already', async () => {
    answers = [refusal(10025)]
    await chat.groups.make({ ...hike, type: 'AVChatRoom', members: [] }, Deadline.in(2000))
    expect(asked).toHaveLength(1)
  })

  it('tells who could not be taken in', async () => {
    answers = [refusal(10021), inIt('bob'), { MemberList: [{ Member_Account: 'alice', Result: 0 }] }]
    await expect(chat.groups.make(hike, Deadline.in(2000))).rejects.toThrow(
      'The Chat server did not take alice into the group hike.',
    )
  })

  it('passes every other refusal on', async () => {
    answers = [refusal(10019)]
    await expect(chat.groups.make(hike, Deadline.in(2000))).rejects.toMatchObject({ errorCode: 10019 })
  })
})

describe('a letter', () => {
  const letter: Letter = {
    from: 'alice',
    elements: [{ type: 'text', text: 'hi' }],
    lifeTimeSec: 60,
    push: { PushFlag: 0, Title: 't', Desc: 'd', Ext: '' },
  }
  const toGroup = { ...letter, groupId: 'hike', mentioned: [] }

  it('to a group answers with its sequence number and random', async () => {
    answers = [{ MsgTime: 5, MsgSeq: 7 }]
    expect(await chat.sendToGroup({ ...toGroup, random: 3 }, Deadline.in(2000))).toMatchObject({
      msgKey: '7',
      random: 3,
    })
    expect(asked[0]?.body).toMatchObject({ GroupId: 'hike', From_Account: 'alice', Random: 3 })
    for (const name of ['GroupAtInfo', 'OnlineOnlyFlag', 'SendMsgControl'])
      expect(asked[0]?.body).not.toHaveProperty(name)
  })

  it.each<[string, Partial<Letter & { readonly mentioned: readonly string[] }>, object]>([
    ['mentions', { mentioned: ['bob'] }, { GroupAtInfo: [{ GroupAtAllFlag: 0, GroupAt_Account: 'bob' }] }],
    ['is for those who are online', { lifeTimeSec: 0 }, { OnlineOnlyFlag: 1 }],
    ['lets mutes count', { withMuteNotifications: true }, { SendMsgControl: ['WithMuteNotifications'] }],
  ])('to a group %s', async (_, change, expected) => {
    answers = [{ MsgTime: 5, MsgSeq: 7 }]
    await chat.sendToGroup({ ...toGroup, ...change }, Deadline.in(2000))
    expect(asked[0]?.body).toMatchObject(expected)
  })

  it('to one account lets mutes count, under the random that is asked for', async () => {
    answers = [{ MsgTime: 5, MsgKey: '1_2_3' }]
    const sent = await chat.send({ ...letter, to: 'bob', withMuteNotifications: true, random: 2 }, Deadline.in(2000))
    expect(sent).toMatchObject({ msgKey: '1_2_3', random: 2 })
    expect(asked[0]?.body).toMatchObject({ MsgRandom: 2, SendMsgControl: ['WithMuteNotifications'] })
  })
})
