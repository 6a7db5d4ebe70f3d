import { connect } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { readContract } from '../app/contract.ts'
import { Deadline } from '../base/deadline.ts'
import { PushfarmError, exitCode } from '../base/pushfarm-error.ts'
import { adbMissing, findAdb } from '../farm/adb-binary.ts'
import { AdbServer } from '../farm/adb-server.ts'
import { type Inventory, type PhoneEntry, choosePhones } from '../farm/inventory.ts'
import { adbClient } from '../farm/phone-connection.ts'
import { appFindings } from '../harness/doctor/app-findings.ts'
import { chatFindings } from '../harness/doctor/chat-findings.ts'
import { type Finding, good, stops } from '../harness/doctor/finding.ts'
import { machineFindings } from '../harness/doctor/machine-findings.ts'
import type { FixReport } from '../harness/doctor/phone-fixes.ts'
import { visitPhone } from '../harness/doctor/phone-visit.ts'
import { readOptions } from './options.ts'
import { contractOf, loadEnvironmentFile, namesIn, planInventory, variables } from './run-plan.ts'

const help = `Usage: npx pushfarm doctor [options]

Checks what a run needs: this machine, Appium, the Chat credentials (by a real call), the app, and each phone. Says what
would stop a run, and which switch to set on that ROM. Exit code 0 when ready, 4 when something would stop a run.

  --phones LIST      names or vendors                                      [all of devices.json]
  --devices FILE     another devices.json
  --fix              do what adb can do: grant permissions, wake, stay awake, turn animations and do not disturb off ...
  --json             {"ready": ..., "findings": [...], "fixes": [...]}
  --chat-url URL     the Chat server of a virtual farm that is running already; also --sdk-app-id N, --admin NAME.
                     The key stays in PUSHFARM_SECRET_KEY
`

export async function doctor(argv: readonly string[], root: string): Promise<number> {
  const { values } = readOptions(argv, {
    phones: { type: 'string' },
    devices: { type: 'string' },
    fix: { type: 'boolean' },
    json: { type: 'boolean' },
    'chat-url': { type: 'string' },
    'sdk-app-id': { type: 'string' },
    admin: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  })
  if (values.help === true) {
    process.stdout.write(help)
    return 0
  }
  const set = (name: string, value: string | undefined): void => {
    if (value !== undefined) process.env[name] = value
  }
  set(variables.devices, values.devices)
  set('PUSHFARM_CHAT_URL', values['chat-url'])
  set('PUSHFARM_SDK_APP_ID', values['sdk-app-id'])
  set('PUSHFARM_ADMIN', values.admin)
  loadEnvironmentFile(root)
  const { path, inventory } = planInventory(root, process.env)
  const phones = values.phones === undefined ? inventory.phones : choosePhones(inventory.phones, namesIn(values.phones))
  const examined = await examine({
    root,
    inventory,
    phones,
    apk: resolve(dirname(path), inventory.app),
    contract: contractOf(root, path, inventory),
    chatNamed: values['chat-url'] !== undefined,
    fix: values.fix === true,
  })
  const ready = examined.findings.every((finding) => finding.weight !== 'stops')
  process.stdout.write(
    values.json === true ? `${JSON.stringify({ ready, ...examined }, null, 2)}\n` : told(examined, ready),
  )
  return ready ? 0 : exitCode.setUp
}

interface Examined {
  readonly findings: readonly Finding[]
  readonly fixes: readonly FixReport[]
}

async function examine(what: {
  readonly root: string
  readonly inventory: Inventory
  readonly phones: readonly PhoneEntry[]
  readonly apk: string
  readonly contract: string
  readonly chatNamed: boolean
  readonly fix: boolean
}): Promise<Examined> {
  const { root, inventory, phones, contract } = what
  const { package: appPackage, channels } = readContract(contract)
  const appAndChat = async (live: boolean): Promise<readonly Finding[]> => [
    ...(await appFindings({
      apk: what.apk,
      farm: inventory.farm,
      androidFolder: join(root, 'sample-app', 'android'),
      contract,
      isSample: what.apk === join(root, 'build', 'sample-app.apk'),
    })),
    ...(inventory.farm === 'real' || what.chatNamed || (live && process.env['PUSHFARM_CHAT_URL'] !== undefined)
      ? await chatFindings(process.env)
      : [good('chat', 'rest', 'the embedded farm brings its own Chat server')]),
  ]
  const binary = findAdb(process.env)
  if (binary === undefined) {
    const missing = adbMissing()
    const then = missing.hint === undefined ? {} : { then: missing.hint }
    return { findings: [stops('machine', 'adb', missing.message, then), ...(await appAndChat(false))], fixes: [] }
  }
  const live = inventory.farm === 'real' || (await anyReachable(phones))
  const farm = live
    ? []
    : [good('machine', 'farm', 'the farm is embedded: its phones start with the run and are not checked')]
  let server: AdbServer
  try {
    server = await AdbServer.start(binary, inventory.adb.port, Deadline.in(15_000))
  } catch (error) {
    if (!(error instanceof PushfarmError)) throw error
    const then = error.hint === undefined ? {} : { then: error.hint }
    return { findings: [stops('machine', 'adb', error.message, then), ...(await appAndChat(live))], fixes: [] }
  }
  try {
    const client = adbClient(server.port)
    const { port } = inventory.appium
    const machine = machineFindings(
      { root, adb: binary, adbPort: server.port, ...(port === undefined ? {} : { appiumPort: port }) },
      Deadline.in(90_000),
    )
    const visits = live
      ? await Promise.all(phones.map((entry) => visitPhone(client, entry, { package: appPackage, channels }, what.fix)))
      : []
    return {
      findings: [
        ...(await machine),
        ...farm,
        ...(await appAndChat(live)),
        ...visits.flatMap((visit) => visit.findings),
      ],
      fixes: visits.flatMap((visit) => visit.fixes),
    }
  } finally {
    await server.stop()
  }
}

/** Whether the phones of an embedded farm are up, because somebody runs `npm run virtual`. */
async function anyReachable(phones: readonly PhoneEntry[]): Promise<boolean> {
  const answers = await Promise.all(
    phones.map(
      ({ serial }) =>
        new Promise<boolean>((resolve) => {
          const { host, port } = /^(?<host>.+):(?<port>\d+)$/.exec(serial)?.groups ?? {}
          if (host === undefined || port === undefined) {
            resolve(false)
            return
          }
          const socket = connect(Number(port), host)
          const done = (answer: boolean): void => {
            socket.destroy()
            resolve(answer)
          }
          socket.setTimeout(500, () => done(false))
          socket.once('connect', () => done(true))
          socket.once('error', () => done(false))
        }),
    ),
  )
  return answers.includes(true)
}

/** One block per thing examined: what would stop a run, what is worth knowing, then the rest in one line. */
function told({ findings, fixes }: Examined, ready: boolean): string {
  const blocks = [...new Set(findings.map((finding) => finding.about))].map((about) => {
    const own = findings.filter((finding) => finding.about === about)
    const lines = [about]
    for (const fix of fixes.filter((one) => one.about === about))
      lines.push(`  ${fix.kind === 'done' ? 'fixed' : 'not fixed'}: ${fix.says}`)
    for (const weight of ['stops', 'note'] as const)
      for (const finding of own.filter((one) => one.weight === weight)) {
        lines.push(`  ${weight === 'stops' ? '✗' : '!'} ${finding.says}`)
        if (finding.then !== undefined) lines.push(`    → ${finding.then}`)
      }
    const fine = own.filter((finding) => finding.weight === 'good').map((finding) => finding.says)
    if (fine.length > 0) lines.push(`  ✓ ${fine.join('; ')}`)
    return lines.join('\n')
  })
  const stopping = findings.filter((finding) => finding.weight === 'stops').length
  const verdict = ready
    ? 'Ready.'
    : `Not ready: ${String(stopping)} ${stopping === 1 ? 'thing' : 'things'} would stop a run.`
  return `${blocks.join('\n\n')}\n\n${verdict}\n`
}
