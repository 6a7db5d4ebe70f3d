import type { Step } from './passage.ts'
import type { Question } from './question.ts'
import { rule } from './rule.ts'
import { ruleOf } from './switches.ts'
import { utf8Bytes } from './truncation.ts'

const checkedOn = '2026-11-20'

const bodySize = rule({
  name: 'send/body-too-long',
  value: { rest: 12 * 1024, client: 8 * 1024, code: { c2c: 93_000, group: 80_002 } },
  says: 'A message over 12 KB by REST, 8 KB from a client, is refused: with 93000 one to one, with 80002 to a group',
  source: '1047/34919, 1047/34959, 1047/34348',
  page: 'error codes of sendmsg and send_group_msg; general table',
  checkedOn,
})

const relations = rule({
  name: 'send/relation',
  value: { blocked: 20007, 'not-friends': 20009, muted: 20012 },
  says: "A client's send is refused by blocklist, missing friendship and mute; an app admin's REST call is not",
  source: '1047/34348, CHATDOCS FAQ on messages',
  page: 'codes 20007, 20009-20012',
  checkedOn,
})

const sevenDays = rule({
  name: 'send/life-time-over-seven-days',
  value: 604_800,
  says: 'A message is kept offline for at most seven days',
  source: '1047/34919',
  page: 'MsgLifeTime',
  checkedOn,
})

const repeated = rule({
  name: 'send/random-repeated',
  value: { c2cSec: 1, groupSec: 300 },
  says: 'The same MsgRandom within a second (one to one), or the same with the same content within five minutes (group), is taken as the same message: no push, and the answer is OK',
  source: 'CHATDOCS FAQ on messages; 1047/34959',
  page: 'l.34; group messages',
  checkedOn,
})

/** What the server refuses or swallows before it thinks of pushing. */
export const sendSteps: readonly Step<Question>[] = [
  {
    name: 'life-time',
    rules: [sevenDays],
    stops: ({ message, switches }) =>
      message.lifeTimeSec > sevenDays.value && switches.overlongLifeTime === 'reject'
        ? { rule: ruleOf('overlongLifeTime', switches), code: 90026 }
        : undefined,
  },
  {
    name: 'relation',
    rules: [relations],
    stops: ({ message: { sender } }) =>
      sender.by === 'client' && sender.relation !== undefined && sender.relation !== 'free-to-send'
        ? { rule: relations, code: relations.value[sender.relation] }
        : undefined,
  },
  {
    name: 'body-size',
    rules: [bodySize],
    stops: ({ message }) =>
      utf8Bytes(JSON.stringify({ MsgBody: message.elements, OfflinePushInfo: message.push })) >
      (message.sender.by === 'rest' ? bodySize.value.rest : bodySize.value.client)
        ? { rule: bodySize, code: bodySize.value.code[message.addressee.kind] }
        : undefined,
  },
  {
    name: 'repeated-random',
    rules: [repeated],
    stops: ({ message: { random, addressee } }) =>
      random === 'repeated' || (random === 'reused' && addressee.kind === 'c2c') ? { rule: repeated } : undefined,
  },
]
