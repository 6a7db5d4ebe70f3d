import adbkit, { type Client } from '@devicefarmer/adbkit'
import { type Deadline, until } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'

/** adbkit starts a server where there is none, which would outlive the run: the run starts its own. */
const startsNothing = 'false'

/** A client of the adb server at `port` on this machine. */
export function adbClient(port: number): Client {
  return adbkit.Adb.createClient({ host: '127.0.0.1', port, bin: startsNothing })
}

/**
 * Makes sure that the adb server has the phone, online. `HOST:PORT` serials are connected to first; connecting twice is
 * harmless. Rejects with one sentence for a phone that is missing, offline or unauthorised.
 */
export async function connectPhone(
  client: Client,
  phone: { readonly name: string; readonly serial: string },
  deadline: Deadline,
): Promise<void> {
  const tcp = tcpAddress(phone.serial)
  if (tcp !== undefined) {
    try {
      await client.connect(tcp.host, tcp.port)
    } catch (error) {
      // adb says so while the phone still asks its owner, or when signing takes long: the state tells.
      if (!(error instanceof Error && error.message.includes('failed to authenticate')))
        throw unusable(
          phone,
          'cannot be connected to',
          'Check that the phone is on and that its adb port is open.',
          error,
        )
    }
  }
  let state = 'missing'
  try {
    await until(
      `${phone.name} to be online`,
      async () => {
        const devices = await client.listDevices()
        state = devices.find((device) => device.id === phone.serial)?.type ?? 'missing'
        return state === 'device' ? true : undefined
      },
      // A phone that shows a question to its owner does not become online by itself.
      deadline,
      { everyMs: 50 },
    )
  } catch (error) {
    switch (state) {
      case 'unauthorized':
        throw unusable(
          phone,
          'has not allowed debugging from this machine',
          'Unlock the phone and accept "Allow USB debugging?".',
          error,
        )
      case 'offline':
        throw unusable(phone, 'is offline', `Reconnect it, or run: adb reconnect ${phone.serial}`, error)
      case 'missing':
        throw unusable(phone, 'is not connected', 'Compare its serial in devices.json with `adb devices`.', error)
      default:
        throw unusable(phone, `is in the state ${state}`, 'Restart the phone.', error)
    }
  }
}

/** Where a `HOST:PORT` serial is connected to; undefined for a phone on USB. */
export function tcpAddress(serial: string): { readonly host: string; readonly port: number } | undefined {
  const { host, port } = /^(?<host>.+):(?<port>\d+)$/.exec(serial)?.groups ?? {}
  return host === undefined || port === undefined ? undefined : { host, port: Number(port) }
}

function unusable(
  phone: { readonly name: string; readonly serial: string },
  what: string,
  hint: string,
  cause: unknown,
): PushfarmError {
  return new PushfarmError(`The phone ${phone.name} (${phone.serial}) ${what}.`, {
    code: 'farm/phone-unusable',
    verdict: 'set-up',
    facts: { phone: phone.name, serial: phone.serial },
    hint,
    cause,
  })
}
