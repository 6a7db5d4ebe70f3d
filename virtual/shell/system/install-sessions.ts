import type { InstallOptions, Phone } from '../../android/phone.ts'

/** A session of PackageInstallerService: files are written one by one, then committed together. */
export interface InstallSession {
  readonly options: InstallOptions
  readonly files: Map<string, Buffer>
}

const sessions = new WeakMap<Phone, Map<number, InstallSession>>()

export function createSession(phone: Phone, options: InstallOptions): number {
  const ofPhone = sessions.get(phone) ?? new Map<number, InstallSession>()
  sessions.set(phone, ofPhone)
  let id: number
  do id = phone.random.integer(1_000_000, 2_147_483_646)
  while (ofPhone.has(id))
  ofPhone.set(id, { options, files: new Map() })
  return id
}

export function findSession(phone: Phone, id: number): InstallSession | undefined {
  return sessions.get(phone)?.get(id)
}

/** Committed or abandoned. Returns whether there was one. */
export function closeSession(phone: Phone, id: number): boolean {
  return sessions.get(phone)?.delete(id) ?? false
}
