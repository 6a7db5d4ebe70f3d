import { constants, createHash, createPublicKey, publicDecrypt, timingSafeEqual, type KeyObject } from 'node:crypto'

/**
 * The public key that a host offers in AUTH RSAPUBLICKEY: base64 of Android's mincrypt structure, a space, a comment,
 * NUL. Structure (AOSP system/core/libcrypto_utils/android_pubkey.cpp), little endian: words u32 (64), n0inv u32,
 * modulus 256 bytes, rr 256 bytes, exponent u32.
 */
export interface HostKey {
  readonly key: KeyObject
  /** `user@host` as given; '' if absent. */
  readonly comment: string
  /** `AB:CD:…`, MD5 of the decoded structure, what the "Allow USB debugging?" dialog shows. */
  readonly fingerprint: string
}

const modulusWords = 64
const modulusBytes = 256

/** Undefined when the text is no key. */
export function parseHostKey(payload: Buffer): HostKey | undefined {
  const text = payload.toString('latin1').replace(/\0+$/, '').trim()
  const blank = text.indexOf(' ')
  const structure = Buffer.from(blank < 0 ? text : text.slice(0, blank), 'base64')
  if (structure.length !== 12 + 2 * modulusBytes || structure.readUInt32LE(0) !== modulusWords) return undefined
  const modulus = Buffer.from(structure.subarray(8, 8 + modulusBytes)).reverse()
  const exponent = Buffer.alloc(4)
  exponent.writeUInt32BE(structure.readUInt32LE(8 + 2 * modulusBytes))
  const key = createPublicKey({
    key: { kty: 'RSA', n: modulus.toString('base64url'), e: trimZeros(exponent).toString('base64url') },
    format: 'jwk',
  })
  const digest = createHash('md5').update(structure).digest('hex').toUpperCase()
  return {
    key,
    comment: blank < 0 ? '' : text.slice(blank + 1),
    fingerprint: (digest.match(/../g) ?? []).join(':'),
  }
}

/** DER of DigestInfo for SHA-1, before the 20 bytes (RFC 8017, section 9.2, note 1). */
const sha1Info = Buffer.from('3021300906052b0e03021a05000414', 'hex')

/** Whether `signature` is RSA PKCS#1 v1.5 over `token`, which stands for a SHA-1 digest as it is (it is not hashed). */
export function signatureFits(key: KeyObject, token: Buffer, signature: Buffer): boolean {
  let opened: Buffer
  try {
    opened = publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature)
  } catch {
    // OpenSSL throws for every signature that was not made with this key.
    return false
  }
  const expected = Buffer.concat([sha1Info, token])
  return opened.length === expected.length && timingSafeEqual(opened, expected)
}

function trimZeros(bytes: Buffer): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0)
  return first < 0 ? bytes.subarray(-1) : bytes.subarray(first)
}
