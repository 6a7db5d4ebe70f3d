import { pushServiceOn } from '../vendors/push-service-packages.ts'
import { type RecognisedPhone, recognisePhone } from '../vendors/rom-recognition.ts'
import { vendorNamed } from '../vendors/all-vendors.ts'
import type { FoundPhone } from './found-phones.ts'
import type { PhoneEntry } from './inventory.ts'

/** An entry for devices.json, and what its phone cannot do. */
export interface NewEntry {
  readonly entry: PhoneEntry
  readonly warning: string | undefined
}

/** Describes phones for devices.json: vendor, ROM and push service from what the phones say; a name of its own for each. */
export function describePhones(phones: readonly Extract<FoundPhone, { kind: 'usable' }>[]): readonly NewEntry[] {
  const names = new Set<string>()
  return phones.map((phone) => {
    const recognised = recognisePhone(phone.properties)
    const service = pushServiceOn(recognised.vendor, phone.packages)
    const usual = vendorNamed(recognised.vendor).pushService
    const name = unique(phoneName(recognised), names)
    names.add(name)
    const { rom } = recognised
    return {
      entry: {
        name,
        vendor: recognised.vendor,
        serial: phone.serial,
        ...(service === undefined || service === usual ? {} : { pushService: service }),
        model: recognised.model,
        android: recognised.android,
        rom: rom.version === null ? rom.name : `${rom.name} ${rom.version}`,
      },
      warning:
        service === undefined
          ? `${name} has no push service: neither ${vendorNamed(recognised.vendor).label}'s nor Google's is installed.`
          : undefined,
    }
  })
}

/** `xiaomi-14`; a bare model number gets its maker in front: `vivo-v2309a`. */
export function phoneName({ maker, model }: Pick<RecognisedPhone, 'maker' | 'model'>): string {
  const told = slug(model)
  const by = slug(maker)
  if (told === '') return by === '' ? 'phone' : by
  return by === '' || model.includes(' ') || told.startsWith(by) ? told : `${by}-${told}`
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
}

function unique(name: string, taken: ReadonlySet<string>): string {
  for (let number = 2, candidate = name; ; number++) {
    if (!taken.has(candidate)) return candidate
    candidate = `${name}-${String(number)}`
  }
}
