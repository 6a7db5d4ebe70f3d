import { constants, generateKeyPairSync, privateEncrypt, randomBytes, type KeyObject } from 'node:crypto'
import { expect, test } from 'vitest'
import { parseHostKey, signatureFits } from './host-key.ts'

/** Android's structure of a public key; n0inv and rr are for its own arithmetic and stay zero. */
function androidKey(key: KeyObject): Buffer {
  const { n = '', e = '' } = key.export({ format: 'jwk' })
  const structure = Buffer.alloc(524)
  structure.writeUInt32LE(64, 0)
  Buffer.from(n, 'base64url').reverse().copy(structure, 8)
  structure.writeUInt32LE(Number(`0x${Buffer.from(e, 'base64url').toString('hex')}`), 520)
  return Buffer.from(`${structure.toString('base64')} tester@host\0`)
}

const digestInfo = Buffer.from('3021300906052b0e03021a05000414', 'hex')
const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
const token = randomBytes(20)
const sign = (privateKey: KeyObject, data: Buffer): Buffer =>
  privateEncrypt({ key: privateKey, padding: constants.RSA_PKCS1_PADDING }, Buffer.concat([digestInfo, data]))

test('a key has its owner and fingerprint', () => {
  const key = parseHostKey(androidKey(pair.publicKey))
  expect(key?.comment).toBe('tester@host')
  expect(key?.fingerprint).toMatch(/^([0-9A-F]{2}:){15}[0-9A-F]{2}$/)
  expect(parseHostKey(Buffer.from('no key\0'))).toBeUndefined()
})

test('only the key’s own signature over this token fits', () => {
  const key = parseHostKey(androidKey(pair.publicKey))
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 })
  if (key === undefined) throw new Error('the key was not read')
  expect(signatureFits(key.key, token, sign(pair.privateKey, token))).toBe(true)
  expect(signatureFits(key.key, randomBytes(20), sign(pair.privateKey, token))).toBe(false)
  expect(signatureFits(key.key, token, sign(other.privateKey, token))).toBe(false)
  expect(signatureFits(key.key, token, randomBytes(256))).toBe(false)
  expect(signatureFits(key.key, token, Buffer.alloc(3))).toBe(false)
})
