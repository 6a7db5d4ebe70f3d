import { ChatFailure } from '../chat-failure.ts'
import { isObject, textOr, type JsonObject } from '../json.ts'
import type { World } from '../world.ts'
import type { RestCall, RestCommand } from './command.ts'

function accountImport({ world, body }: RestCall): JsonObject {
  // `Identifier` is the field's older name.
  const userId = body['UserID'] ?? body['Identifier']
  if (!isUserId(userId)) throw new ChatFailure(70402)
  if (textOr(body['Nick'], '').length > 500 || textOr(body['FaceUrl'], '').length > 500) throw new ChatFailure(40601)
  world.accounts.import(userId, {
    ...(typeof body['Nick'] === 'string' ? { nick: body['Nick'] } : {}),
    ...(typeof body['FaceUrl'] === 'string' ? { faceUrl: body['FaceUrl'] } : {}),
  })
  return {}
}

function multiAccountImport({ world, body }: RestCall): JsonObject {
  const accounts = body['Accounts']
  if (!Array.isArray(accounts)) throw new ChatFailure(70402)
  if (accounts.length > 100) throw new ChatFailure(70206)
  const failed: string[] = []
  for (const userId of accounts) {
    if (isUserId(userId)) world.accounts.import(userId)
    else failed.push(String(userId))
  }
  return { FailAccounts: failed }
}

/** At most 32 bytes. */
function isUserId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && Buffer.byteLength(value) <= 32
}

function checkItems(items: unknown): readonly string[] {
  if (!Array.isArray(items) || items.length > 100) throw new ChatFailure(70402)
  return items.map((item: unknown) => {
    if (!isObject(item) || typeof item['UserID'] !== 'string') throw new ChatFailure(70402)
    return item['UserID']
  })
}

function accountCheck({ world, body }: RestCall): JsonObject {
  const status = (userId: string): string => (world.accounts.get(userId) === undefined ? 'NotImported' : 'Imported')
  return {
    ResultItem: checkItems(body['CheckItem']).map((userId) => ({
      UserID: userId,
      ResultCode: 0,
      ResultInfo: '',
      AccountStatus: status(userId),
    })),
  }
}

function accountDelete({ world, body }: RestCall): JsonObject {
  return {
    ResultItem: checkItems(body['DeleteItem']).map((userId) => {
      endAllTerminals(world, userId)
      const deleted = world.accounts.delete(userId)
      return {
        UserID: userId,
        ResultCode: deleted ? 0 : 70107,
        ResultInfo: deleted ? '' : 'the user id does not exist',
      }
    }),
  }
}

function kick({ world, body }: RestCall): JsonObject {
  const userId = body['UserID'] ?? body['Identifier']
  if (!isUserId(userId)) throw new ChatFailure(70402)
  if (world.accounts.get(userId) === undefined) throw new ChatFailure(70107)
  endAllTerminals(world, userId)
  return {}
}

function endAllTerminals(world: World, userId: string): void {
  for (const terminal of world.terminals.of(userId)) world.terminals.kick(terminal.instanceId, 'rest-api')
}

/** Online beats PushOnline beats Offline; details name every terminal that is not Offline. */
function queryOnlineStatus({ world, body }: RestCall): JsonObject {
  const list = body['To_Account']
  if (!Array.isArray(list)) throw new ChatFailure(90003)
  if (list.length > 500) throw new ChatFailure(90011)
  const field = world.switches.onlineStatusField
  const results: JsonObject[] = []
  const errors: JsonObject[] = []
  for (const userId of list) {
    if (typeof userId !== 'string') throw new ChatFailure(90003)
    if (world.accounts.get(userId) === undefined) {
      errors.push({ To_Account: userId, ErrorCode: 70107 })
      continue
    }
    const terminals = world.terminals.of(userId).filter(({ state }) => state.kind !== 'Offline')
    const kinds = terminals.map(({ state }) => state.kind)
    const state = kinds.includes('Online') ? 'Online' : kinds.includes('PushOnline') ? 'PushOnline' : 'Offline'
    const details = terminals.map((terminal) => ({ Platform: terminal.platform, Status: terminal.state.kind }))
    results.push({
      To_Account: userId,
      [field]: state,
      ...(body['IsNeedDetail'] === 1 && details.length > 0 ? { Detail: details } : {}),
    })
  }
  return { QueryResult: results, ...(errors.length === 0 ? {} : { ErrorList: errors }) }
}

export const accountCommands: Readonly<Record<string, RestCommand>> = {
  'im_open_login_svc/account_import': { run: accountImport, perSecond: 200, unreadable: 70402 },
  'im_open_login_svc/multiaccount_import': { run: multiAccountImport, perSecond: 100, unreadable: 70402 },
  'im_open_login_svc/account_check': { run: accountCheck, perSecond: 100, unreadable: 70402 },
  'im_open_login_svc/account_delete': { run: accountDelete, perSecond: 100, unreadable: 70402 },
  'im_open_login_svc/kick': { run: kick, perSecond: 200, unreadable: 70402 },
  'openim/query_online_status': { run: queryOnlineStatus, perSecond: 200, unreadable: 90001 },
  'openim/querystate': { run: queryOnlineStatus, perSecond: 200, unreadable: 90001 },
}
