import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { commaList } from '../base/comma-list.ts'
import { Deadline } from '../base/deadline.ts'
import { PushfarmError, exitCode } from '../base/pushfarm-error.ts'
import { adbMissing, findAdb } from '../farm/adb-binary.ts'
import { AdbServer } from '../farm/adb-server.ts'
import { type FoundPhone, findPhones } from '../farm/found-phones.ts'
import { parseInventory } from '../farm/inventory.ts'
import { type NewEntry, describePhones } from '../farm/new-inventory.ts'
import { adbClient } from '../farm/phone-connection.ts'
import { textTable } from '../harness/text-table.ts'
import { vendorNamed } from '../vendors/all-vendors.ts'
import { readNumber, readOptions } from './options.ts'
import { loadEnvironmentFile } from './run-plan.ts'

const gradleApk = 'sample-app/android/app/build/outputs/apk/release/app-release.apk'

const help = `Usage: npx pushfarm init [options]

Writes devices.json from the phones that adb sees: vendor, model, Android, ROM and push service as the phones tell them.
A file that is there is never overwritten without --force.

  --out FILE        the file to write                                                   [devices.json]
  --force           overwrite it
  --connect LIST    phones on the network to connect to first: HOST:PORT,HOST:PORT
  --adb-port N      port of the adb server to ask; one is started if there is none      [ANDROID_ADB_SERVER_PORT, else 5037]
  --app APK         the app to test          [${gradleApk}]
`

export async function init(argv: readonly string[], root: string): Promise<number> {
  const { values } = readOptions(argv, {
    out: { type: 'string' },
    force: { type: 'boolean' },
    connect: { type: 'string' },
    'adb-port': { type: 'string' },
    app: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  })
  if (values.help === true) {
    process.stdout.write(help)
    return 0
  }
  loadEnvironmentFile(root)
  const out = resolve(values.out ?? resolve(root, 'devices.json'))
  refuseToOverwrite(out, values.force === true)
  const port =
    readNumber('adb-port', values['adb-port'], 1024, 65535) ??
    readNumber('adb-port', process.env['ANDROID_ADB_SERVER_PORT']) ??
    5037
  const connect = commaList(values.connect ?? '')
  const phones = await ask(port, connect)
  const unusable = phones.filter((phone) => phone.kind === 'unusable')
  for (const phone of unusable) process.stderr.write(`${phone.serial} ${phone.why}.\n  → ${phone.hint}\n`)
  const entries = describePhones(phones.filter((phone) => phone.kind === 'usable'))
  if (entries.length === 0)
    throw new PushfarmError(unusable.length === 0 ? 'adb sees no phone.' : 'adb sees no phone that can be used.', {
      code: 'cli/no-phones',
      verdict: 'set-up',
      facts: { adbPort: port },
      hint: 'Connect one with USB debugging on; `adb devices` must call it "device".',
    })
  write(out, port, values.app ?? resolve(root, gradleApk), entries)
  say(root, out, entries)
  return unusable.length === 0 ? 0 : exitCode.setUp
}

function refuseToOverwrite(out: string, force: boolean): void {
  if (existsSync(out) && !force)
    throw new PushfarmError(`${out} is there already.`, {
      code: 'cli/file-exists',
      verdict: 'set-up',
      hint: 'Use --force to overwrite it, or --out for another file and --devices with the other commands.',
    })
}

async function ask(port: number, connect: readonly string[]): Promise<readonly FoundPhone[]> {
  const binary = findAdb(process.env)
  if (binary === undefined) throw adbMissing()
  const deadline = Deadline.in(60_000)
  const server = await AdbServer.start(binary, port, deadline.atMost(15_000))
  try {
    return await findPhones(adbClient(server.port), connect, deadline)
  } finally {
    await server.stop()
  }
}

/** Checked as every devices.json is, and put in place whole. */
function write(out: string, port: number, app: string, entries: readonly NewEntry[]): void {
  const inventory = {
    farm: 'real',
    app: relative(dirname(out), resolve(app)),
    adb: { port },
    limits: { softMs: 60_000, hardMs: 180_000 },
    phones: entries.map(({ entry }) => entry),
  }
  const text = `${JSON.stringify(inventory, null, 2)}\n`
  parseInventory(text, out)
  const draft = `${out}.${String(process.pid)}.tmp`
  try {
    writeFileSync(draft, text)
    renameSync(draft, out)
  } catch (error) {
    throw new PushfarmError(`${out} cannot be written.`, { code: 'cli/no-file', verdict: 'set-up', cause: error })
  }
}

function say(root: string, out: string, entries: readonly NewEntry[]): void {
  const rows = entries.map(({ entry }) => [
    entry.name,
    vendorNamed(entry.vendor).label,
    entry.serial,
    entry.model ?? '',
    entry.android ?? '',
    entry.rom ?? '',
    entry.pushService ?? vendorNamed(entry.vendor).pushService,
  ])
  process.stdout.write(
    `${textTable([['name', 'vendor', 'serial', 'model', 'Android', 'ROM', 'push service'], ...rows])}\n`,
  )
  for (const { warning } of entries) if (warning !== undefined) process.stdout.write(`${warning}\n`)
  process.stdout.write(
    `\nWritten: ${out}\nNext: fill in .env (see .env.example), then npx pushfarm doctor${out === resolve(root, 'devices.json') ? '' : ` --devices ${out}`}\n`,
  )
}
