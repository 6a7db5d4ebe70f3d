import { createHash } from 'node:crypto'
import type { PushDevice, PushServiceName } from './push-message.ts'

export interface TokenRow {
  readonly token: string
  readonly packageName: string
  readonly device: PushDevice
  readonly state: 'valid' | 'stale'
  readonly registeredAtMs: number
}

/** Which installation of which app a vendor's token stands for. */
export class TokenTable {
  readonly #rows = new Map<string, TokenRow>()
  #count = 0

  register(vendor: PushServiceName, device: PushDevice, packageName: string, salt: string, nowMs: number): string {
    this.#count += 1
    const token = tokenText[vendor](`${device.serial}/${packageName}/${salt}/${String(this.#count)}`)
    this.#rows.set(token, { token, packageName, device, state: 'valid', registeredAtMs: nowMs })
    return token
  }

  find(token: string): TokenRow | undefined {
    return this.#rows.get(token)
  }

  /** The app was removed, its data cleared, or it registered anew: pushes to the token fail from now on. */
  retire(token: string): void {
    const row = this.#rows.get(token)
    if (row !== undefined) this.#rows.set(token, { ...row, state: 'stale' })
  }

  all(): readonly TokenRow[] {
    return [...this.#rows.values()]
  }
}

/** Tokens look as the vendors' do: length and alphabet differ. */
const tokenText: Readonly<Record<PushServiceName, (seed: string) => string>> = {
  mi: (seed) => base64(seed, 64),
  huawei: (seed) => `IQAAAACy${base64Url(seed, 122)}`,
  honor: (seed) => `BAEAAAAAB.${base64Url(seed, 126)}`,
  oppo: (seed) => `OPPO_CN_${hex(seed, 32)}`,
  vivo: (seed) => hex(seed, 23).replace(/[a-f]/g, (letter) => String(letter.charCodeAt(0) % 10)),
  meizu: (seed) => `S5Q${hex(seed, 40)}`,
  fcm: (seed) => `${base64Url(seed, 22)}:APA91b${base64Url(`${seed}:`, 134)}`,
}

function hex(seed: string, length: number): string {
  return digest(seed, length, 'hex')
}
function base64(seed: string, length: number): string {
  return digest(seed, length, 'base64')
}
function base64Url(seed: string, length: number): string {
  return digest(seed, length, 'base64url')
}
function digest(seed: string, length: number, encoding: 'hex' | 'base64' | 'base64url'): string {
  let text = ''
  for (let i = 0; text.length < length; i++) {
    text += createHash('sha256')
      .update(`${seed}#${String(i)}`)
      .digest(encoding)
      .replace(/=+$/, '')
  }
  return text.slice(0, length)
}
