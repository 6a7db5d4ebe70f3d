import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

/** An EC P-256 key and its self-signed certificate. The certificate is the app's identity: updates need the same one. */
export interface SigningKey {
  readonly privateKey: KeyObject
  /** DER bytes. */
  readonly certificate: Buffer
}

/** Makes a new key; `pem` is what readSigningKey reads. */
export function createSigningKey(commonName: string): SigningKey & { readonly pem: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const certificate = selfSign(commonName, privateKey, publicKey)
  const pem =
    privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() + new X509Certificate(certificate).toString()
  return { privateKey, certificate, pem }
}

/** Reads a PEM file that holds a private key and a certificate. Throws when they do not belong together. */
export function readSigningKey(pem: string): SigningKey {
  const privateKey = createPrivateKey(pem)
  const certificate = new X509Certificate(pem)
  if (!certificate.checkPrivateKey(privateKey)) throw new Error('The certificate belongs to another key.')
  return { privateKey, certificate: certificate.raw }
}

/** The public key as the signature scheme wants it (SubjectPublicKeyInfo, DER). */
export function publicKeyOf(key: SigningKey): Buffer {
  return createPublicKey(key.privateKey).export({ type: 'spki', format: 'der' })
}

const ecdsaWithSha256 = sequence(Buffer.from('06082a8648ce3d040302', 'hex'))
const commonNameOid = Buffer.from('0603550403', 'hex')

/** X.509 version 3 (RFC 5280) without extensions, valid from 2020 to the end of 2049. */
function selfSign(commonName: string, privateKey: KeyObject, publicKey: KeyObject): Buffer {
  const name = sequence(tagged(0x31, sequence(commonNameOid, tagged(0x0c, Buffer.from(commonName)))))
  const serial = randomBytes(8)
  serial.writeUInt8((serial.readUInt8(0) & 0x7f) | 0x40, 0)
  const toBeSigned = sequence(
    tagged(0xa0, tagged(0x02, Buffer.of(2))),
    tagged(0x02, serial),
    ecdsaWithSha256,
    name,
    sequence(utcTime('200101000000Z'), utcTime('491231235959Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  const signature = sign('sha256', toBeSigned, privateKey)
  return sequence(toBeSigned, ecdsaWithSha256, tagged(0x03, Buffer.concat([Buffer.of(0), signature])))
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts))
}

function utcTime(text: string): Buffer {
  return tagged(0x17, Buffer.from(text))
}

/** DER: tag, length, content. */
function tagged(tag: number, body: Buffer): Buffer {
  if (body.length < 0x80) return Buffer.concat([Buffer.of(tag, body.length), body])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  const short = length.subarray(length.findIndex((byte) => byte !== 0))
  return Buffer.concat([Buffer.of(tag, 0x80 | short.length), short, body])
}
