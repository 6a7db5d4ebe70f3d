import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { expect, it, onTestFinished } from 'vitest'
import { Deadline } from '../base/deadline.ts'
import { Laboratory } from './laboratory.ts'

/** A door of somebody's own, with these push records. */
async function doorWith(records: readonly object[]): Promise<Laboratory> {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(request.url?.startsWith('/push-records') === true ? { records } : { can: ['records'] }))
  })
  server.listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.close()
  })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return Laboratory.open(`http://127.0.0.1:${String(port)}`, Deadline.in(5000))
}

const refused = { offline: { ok: false, code: '80300007', info: '{"illegal_tokens":["AbC-12"]}' } }

it.each<[string, object, object]>([
  ['a token, wherever it stands', { token: 'AbC-12', stages: refused }, { token: '<token>', code: '80300007' }],
  ['none', { token: '', stages: refused }, { token: '', code: '80300007' }],
])('takes in push records without %s', async (_, record, { token, code }: { token?: string; code?: string }) => {
  const laboratory = await doorWith([{ messageKey: '1_2_3', ...record }])
  const [one] = await laboratory.pushRecords('bob', [{ msgKey: '1_2_3' }], Deadline.in(5000))
  expect(one).toMatchObject({ token, stages: { offline: { code } } })
  expect(JSON.stringify(one).includes('AbC-12')).toBe(token === '')
})

it('leaves out the records of other messages, though the door gives them', async () => {
  const laboratory = await doorWith([{ messageKey: '4_5_6', title: 'pf8', stages: {} }])
  expect(await laboratory.pushRecords('bob', [{ msgKey: '1_2_3', token: 'pf7' }], Deadline.in(5000))).toEqual([])
})
