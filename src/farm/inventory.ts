import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { checkedJson } from '../base/checked-json.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { type SwitchName, type SwitchSettings, switchNames, switches as knownSwitches } from '../push/switches.ts'
import { pushPlatforms, vendorNames } from '../vendors/vendor.ts'

const port = z.int().min(1024).max(65535)

/** Rules that no document settles, as the farm's keeper has seen them on the phones (src/push/switches.ts). */
const switches = z.strictObject(
  Object.fromEntries(
    switchNames.map((name) => [
      name,
      z.literal([...(knownSwitches[name].values as readonly (string | number)[])]).optional(),
    ]),
  ),
) as unknown as z.ZodType<Partial<SwitchSettings>>

const phone = z.strictObject({
  /** How people call it: in reports, and for `--phones`. */
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'must be one word of letters, digits, ".", "_" and "-"'),
  vendor: z.enum(vendorNames),
  /** adb's name for it, as `adb devices` prints it. `HOST:PORT` is connected to. */
  serial: z.string().regex(/^[A-Za-z0-9._:-]+$/, 'must be as `adb devices` prints it'),
  /** Where it is not the vendor's own: a phone with a global ROM may use fcm. */
  pushService: z.enum(Object.keys(pushPlatforms) as [keyof typeof pushPlatforms]).optional(),
  /** Of this phone; the farm's hold where it says nothing. Once read, both together. */
  switches: switches.optional(),
  /** What `pushfarm init` found, for people: `Xiaomi 14`, `14`, `HyperOS 1.0.5.0`. `pushfarm doctor` tells when it changed. */
  model: z.string().optional(),
  android: z.string().optional(),
  rom: z.string().optional(),
})

const inventory = z.strictObject({
  $schema: z.string().optional(),
  /** `embedded`: the phones are programs that this run starts and ends. `real`: they are there. */
  farm: z.enum(['embedded', 'real']),
  /** The APK under test, relative to this file. */
  app: z.string().min(1),
  /** The app's contract.json, relative to this file; without it the sample app's. */
  contract: z.string().min(1).optional(),
  adb: z.strictObject({ port }),
  /** Without a port a free one is taken. */
  appium: z.strictObject({ port: port.optional() }).default({}),
  limits: z
    .strictObject({
      /** Within this a push must have appeared: Tencent's documents say one minute. */
      softMs: z.int().min(1000),
      /** Until this it is looked out for, to tell late from not shown. */
      hardMs: z.int().min(1000),
    })
    .refine((limits) => limits.hardMs >= limits.softMs, 'hardMs must not be below softMs')
    .default({ softMs: 60_000, hardMs: 180_000 }),
  /** Of all phones. */
  switches: switches.optional(),
  phones: z.array(phone).min(1),
})

export type Inventory = Readonly<z.infer<typeof inventory>>
export type PhoneEntry = Readonly<z.infer<typeof phone>>

/** Reads devices.json. Every complaint is one sentence that names the place in the file. */
export function readInventory(path: string): Inventory {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw complaint(
      `${path} cannot be read`,
      'farm/no-inventory',
      'It lists the phones of the farm: see README.md.',
      error,
    )
  }
  return parseInventory(text, path)
}

/** @param path for messages */
export function parseInventory(text: string, path: string): Inventory {
  const read = checkedJson(text, path, inventory, {
    notJson: 'farm/inventory-not-json',
    wrong: 'farm/inventory-wrong',
    hint: switchHint,
  })
  for (const key of ['name', 'serial'] as const) {
    const duplicate = firstDuplicate(read.phones.map((one) => one[key]))
    if (duplicate !== undefined)
      throw complaint(`${path}: two phones have the ${key} ${duplicate}`, `farm/duplicate-${key}`)
  }
  const { switches: ofFarm, phones } = read
  return {
    ...read,
    phones: phones.map((one) => (ofFarm === undefined ? one : { ...one, switches: { ...ofFarm, ...one.switches } })),
  }
}

/** What may stand in `switches`, where the mistake is there. */
function switchHint(issue: z.core.$ZodIssue): string | undefined {
  const at = issue.path.indexOf('switches')
  if (at === -1) return undefined
  const told = (name: SwitchName): string => `${name} (${knownSwitches[name].values.join(', ')})`
  const meant = switchNames.find((name) => name === issue.path[at + 1])
  return meant === undefined
    ? `Switches and their values: ${switchNames.map(told).join(', ')}.`
    : `${knownSwitches[meant].asks} Without an answer: ${String(knownSwitches[meant].default)}.`
}

/** The phones with these names or vendors, in the order of the file. */
export function choosePhones(all: readonly PhoneEntry[], wanted: readonly string[]): readonly PhoneEntry[] {
  const unknown = wanted.find((one) => !all.some((phone) => phone.name === one || phone.vendor === one))
  if (unknown !== undefined)
    throw complaint(
      `No phone is called ${unknown}`,
      'farm/unknown-phone',
      `There are: ${all.map((phone) => phone.name).join(', ')}.`,
    )
  return all.filter((phone) => wanted.includes(phone.name) || wanted.includes(phone.vendor))
}

function firstDuplicate(values: readonly string[]): string | undefined {
  return values.find((value, at) => values.indexOf(value) !== at)
}

function complaint(fact: string, code: string, hint?: string, cause?: unknown): PushfarmError {
  return new PushfarmError(`${fact}.`, { code, verdict: 'set-up', ...(hint === undefined ? {} : { hint }), cause })
}
