import { createRequire } from 'node:module'
import { deflateSync, inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { defaultSwitches } from './switches.ts'
import { signUserSig, verifyUserSig } from './user-sig.ts'

const secretKey = '5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e'
const given = { sdkAppId: 1400000000, secretKey, userId: 'xiaojun', timeSec: 1588824000, expireSec: 15552000 }
const question = {
  sdkAppId: given.sdkAppId,
  secretKey,
  userId: 'xiaojun',
  nowSec: 1588824001,
  order: defaultSwitches.userSigOrder,
}

function pack(json: string): string {
  return deflateSync(json).toString('base64').replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_')
}
function unpack(sig: string): string {
  return inflateSync(
    Buffer.from(sig.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '='), 'base64'),
  ).toString()
}

describe('signUserSig', () => {
  it('computes the known signature', () => {
    expect(JSON.parse(unpack(signUserSig(given)))).toEqual({
      'TLS.ver': '2.0',
      'TLS.identifier': 'xiaojun',
      'TLS.sdkappid': 1400000000,
      'TLS.time': 1588824000,
      'TLS.expire': 15552000,
      'TLS.sig': 'Fetw8qT6e07tOyXOSKJSecpN+KLBXnd6AJW7TkFQxGA=',
    })
  })
})

describe('verifyUserSig', () => {
  const good = signUserSig(given)
  it.each<[string, Partial<Parameters<typeof verifyUserSig>[0]>, number | 'ok']>([
    ['a good signature', {}, 'ok'],
    ['an empty one', { userSig: '' }, 70002],
    ['no base64', { userSig: '%%%' }, 70003],
    ['a cut one', { userSig: good.slice(0, 40) }, 70003],
    ['compressed, but no JSON', { userSig: pack('hello') }, 70005],
    ['JSON without a signature', { userSig: pack('{"TLS.ver":"2.0"}') }, 70005],
    ['of another app', { sdkAppId: 1400000001 }, 70014],
    ['of another user', { userId: 'other' }, 70013],
    ['made with another key', { secretKey: secretKey.replace('5', '6') }, 70009],
    ['with a changed life', { userSig: pack(unpack(good).replace('15552000', '15552001')) }, 70009],
    ['expired', { nowSec: 1588824000 + 15552000 + 1 }, 70001],
    ['in its last second', { nowSec: 1588824000 + 15552000 }, 'ok'],
    [
      'expired and of another user, expiry looked at first',
      { nowSec: 4e9, userId: 'x', order: ['expiry', 'identifier', 'sdkappid', 'signature'] },
      70001,
    ],
    ['expired and of another user, usual order', { nowSec: 4e9, userId: 'x' }, 70013],
  ])('%s', (_, change, expected) => {
    const verdict = verifyUserSig({ ...question, userSig: good, ...change })
    expect(verdict.ok ? 'ok' : verdict.code).toBe(expected)
  })

  it('accepts what the official package signs, with and without a user buffer', () => {
    const require = createRequire(import.meta.url)
    const { Api } = require('tls-sig-api-v2') as {
      Api: new (
        sdkAppId: number,
        key: string,
      ) => {
        genUserSig(userId: string, expire: number): string
        genPrivateMapKey(userId: string, expire: number, room: number, rights: number): string
      }
    }
    const api = new Api(given.sdkAppId, secretKey)
    const nowSec = Math.floor(Date.now() / 1000)
    for (const userSig of [api.genUserSig('xiaojun', 100), api.genPrivateMapKey('xiaojun', 100, 1, 255)]) {
      expect(verifyUserSig({ ...question, nowSec, userSig })).toMatchObject({ ok: true })
    }
  })
})
