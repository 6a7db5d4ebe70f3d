import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { commaList } from '../base/comma-list.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { type Inventory, type PhoneEntry, choosePhones, readInventory } from '../farm/inventory.ts'
import { type Effort, allowedEfforts, effortVariable } from '../harness/effort.ts'
import { grepHint } from '../harness/grep.ts'
import { readSelection } from '../harness/promise-list.ts'
import { RunFolder } from '../harness/run-folder.ts'
import { vendorNamed } from '../vendors/all-vendors.ts'
import type { VendorName } from '../vendors/vendor.ts'
import { readNumber } from './options.ts'

/** What a run is about, from devices.json and the environment. */
export interface RunPlan {
  readonly inventory: Inventory
  readonly phones: readonly PhoneEntry[]
  readonly app: string
  readonly contract: string
  readonly runFolder: RunFolder
  readonly fault: string | undefined
  readonly seed: number | undefined
  readonly efforts: readonly Effort[]
  readonly keep: boolean
  readonly portBase: number
}

/** Variables that a command hands to the configuration, which is loaded by the launcher and again by every worker. */
export const variables = {
  devices: 'PUSHFARM_DEVICES',
  phones: 'PUSHFARM_PHONES',
  fault: 'PUSHFARM_FAULT',
  seed: 'PUSHFARM_SEED',
  keep: 'PUSHFARM_KEEP',
  limit: 'PUSHFARM_LIMIT_MS',
  runFolder: 'PUSHFARM_RUN_FOLDER',
  root: 'PUSHFARM_ROOT',
} as const

type Environment = Record<string, string | undefined>

/** Reads `.env` beside package.json; what is set already wins. */
export function loadEnvironmentFile(root: string): void {
  const path = join(root, '.env')
  if (!existsSync(path)) return
  for (const [name, value] of Object.entries(parseEnv(readFileSync(path, 'utf8')))) process.env[name] ??= value
}

/** Reads and checks everything that can be checked without touching anything. The run's folder is made only after that. */
export function runPlan(root: string, environment: Environment): RunPlan {
  const { path, inventory, phones, fault, efforts } = planPhones(root, environment)
  const folder = environment[variables.runFolder]
  const runFolder = folder === undefined ? RunFolder.create(join(root, 'reports'), new Date()) : RunFolder.at(folder)
  environment[variables.runFolder] = runFolder.path
  const seed = environment[variables.seed]
  return {
    inventory: withLimit(inventory, environment[variables.limit]),
    phones,
    app: resolve(dirname(path), inventory.app),
    contract: contractOf(root, path, inventory),
    runFolder,
    fault,
    efforts,
    seed: readNumber('seed', seed),
    keep: environment[variables.keep] === '1',
    portBase: portOf(phones[0]),
  }
}

/** What devices.json and the environment say, without making anything. */
export function planPhones(
  root: string,
  environment: Environment,
): { readonly path: string } & Pick<RunPlan, 'inventory' | 'phones' | 'fault' | 'efforts'> {
  const { path, inventory } = planInventory(root, environment)
  const wanted = environment[variables.phones]
  const named = wanted === undefined ? inventory.phones : choosePhones(inventory.phones, namesIn(wanted))
  const phones = phonesOfVendors(named, readSelection(environment).grep?.vendors ?? [])
  const fault = environment[variables.fault]
  if (fault !== undefined && inventory.farm === 'real')
    throw new PushfarmError('Faults can be injected into the embedded farm only.', {
      code: 'cli/fault-on-real-farm',
      verdict: 'set-up',
      hint: 'Set "farm" to "embedded" in devices.json, or leave --fault out.',
    })
  const foreign = phones.find(
    ({ pushService, vendor }) => pushService !== undefined && pushService !== vendorNamed(vendor).pushService,
  )
  if (foreign !== undefined && inventory.farm === 'embedded')
    throw new PushfarmError(
      `${foreign.name} asks for the push service ${String(foreign.pushService)}; the embedded farm's phones have their vendor's own.`,
      {
        code: 'cli/push-service-of-embedded-phone',
        verdict: 'set-up',
        facts: { phone: foreign.name },
        hint: 'Leave pushService out: it is for real phones with a ROM of another market.',
      },
    )
  const efforts = allowedEfforts(environment[effortVariable], inventory.farm)
  return { path, inventory, phones, fault, efforts }
}

/** @throws when nothing is named, as by an unset variable of a script */
export function namesIn(list: string): readonly string[] {
  const names = commaList(list)
  if (names.length > 0) return names
  throw new PushfarmError('--phones names no phone.', {
    code: 'cli/options',
    verdict: 'set-up',
    hint: 'Name phones of devices.json or vendors, with commas, or leave --phones out.',
  })
}

/** Those of any of the vendors that `--grep` names; without a vendor all. */
export function phonesOfVendors(phones: readonly PhoneEntry[], vendors: readonly VendorName[]): readonly PhoneEntry[] {
  const chosen = phones.filter(({ vendor }) => vendors.length === 0 || vendors.includes(vendor))
  if (chosen.length > 0) return chosen
  const there = phones.map(({ name, vendor }) => `${name} (${vendorNamed(vendor).label})`).join(', ')
  const wanted = vendors.map((vendor) => vendorNamed(vendor).label).join(' or ')
  throw new PushfarmError(`None of the run's phones is of ${wanted}: ${there}.`, {
    code: 'cli/no-phone-of-vendor',
    verdict: 'set-up',
    facts: { vendors },
    hint: grepHint(),
  })
}

export function planInventory(
  root: string,
  environment: Environment,
): { readonly path: string; readonly inventory: Inventory } {
  const path = resolve(root, environment[variables.devices] ?? 'devices.json')
  return { path, inventory: readInventory(path) }
}

/** The contract of the app that devices.json names. */
export function contractOf(root: string, path: string, { contract }: Inventory): string {
  return contract === undefined ? join(root, 'sample-app', 'contract.json') : resolve(dirname(path), contract)
}

function withLimit(inventory: Inventory, limit: string | undefined): Inventory {
  if (limit === undefined) return inventory
  const softMs = Number(limit)
  return { ...inventory, limits: { softMs, hardMs: softMs } }
}

/** The embedded phones listen from the port of the first phone on. */
function portOf(phone: PhoneEntry | undefined): number {
  return Number(/:(\d+)$/.exec(phone?.serial ?? '')?.[1] ?? 26010)
}
