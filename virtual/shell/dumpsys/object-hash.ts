import type { Phone } from '../../android/phone.ts'

interface Boot {
  count: number
  uptimeMs: number
}
const boots = new WeakMap<Phone, Boot>()

/**
 * System.identityHashCode of an object, as dumps print it (Integer.toHexString): stable until the phone boots again, then
 * another. Objects have no identity here, so it is drawn from the object's kind and key.
 */
export function objectHash(phone: Phone, kind: string, key: string): string {
  return identityHash(phone, kind, key).toString(16)
}

/** The same as a number of at most 28 bits, as Android's runtime gives them. */
function identityHash(phone: Phone, kind: string, key: string): number {
  return fnv1a(`${phone.serial}\n${bootCount(phone)}\n${kind}\n${key}`) & 0x0fffffff
}

/** An uptime that went back means that the phone booted since the last look. */
function bootCount(phone: Phone): number {
  const uptimeMs = phone.uptimeMs()
  const boot = boots.get(phone) ?? { count: 1, uptimeMs }
  if (uptimeMs < boot.uptimeMs) boot.count++
  boot.uptimeMs = uptimeMs
  boots.set(phone, boot)
  return boot.count
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  // FNV's low bits follow the last characters too closely: mix them.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (hash ^ (hash >>> 13)) >>> 0
}
