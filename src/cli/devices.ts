import { adbMissing, findAdb } from '../farm/adb-binary.ts'
import { AdbServer } from '../farm/adb-server.ts'
import { adbClient, connectPhone } from '../farm/phone-connection.ts'
import { Deadline } from '../base/deadline.ts'
import { PushfarmError, exitCode } from '../base/pushfarm-error.ts'
import { textTable } from '../harness/text-table.ts'
import { vendorNamed } from '../vendors/all-vendors.ts'
import { readOptions } from './options.ts'
import { planInventory, variables } from './run-plan.ts'

const help = `Usage: npx pushfarm devices [--devices FILE]

Lists the phones of devices.json. With a real farm it also says whether adb reaches each of them.
`

export async function devices(argv: readonly string[], root: string): Promise<number> {
  const { values } = readOptions(argv, { devices: { type: 'string' }, help: { type: 'boolean', short: 'h' } })
  if (values.help === true) {
    process.stdout.write(help)
    return 0
  }
  if (values.devices !== undefined) process.env[variables.devices] = values.devices
  const { inventory } = planInventory(root, process.env)
  const states = inventory.farm === 'real' ? await reach(inventory) : inventory.phones.map(() => 'starts with the run')
  const rows = inventory.phones.map((phone, at) => [
    phone.name,
    vendorNamed(phone.vendor).label,
    phone.serial,
    phone.pushService ?? vendorNamed(phone.vendor).pushService,
    states[at] ?? '',
  ])
  process.stdout.write(`${textTable([['name', 'vendor', 'serial', 'push service', 'state'], ...rows])}\n`)
  return inventory.farm === 'real' && states.some((state) => state !== 'online') ? exitCode.setUp : 0
}

async function reach(inventory: ReturnType<typeof planInventory>['inventory']): Promise<readonly string[]> {
  const binary = findAdb(process.env)
  if (binary === undefined) throw adbMissing()
  const deadline = Deadline.in(15_000)
  const server = await AdbServer.start(binary, inventory.adb.port, deadline)
  try {
    const client = adbClient(server.port)
    return await Promise.all(
      inventory.phones.map(async (phone) => {
        try {
          await connectPhone(client, phone, deadline.atMost(5000))
          return 'online'
        } catch (error) {
          if (error instanceof PushfarmError) return error.message
          throw error
        }
      }),
    )
  } finally {
    await server.stop()
  }
}
