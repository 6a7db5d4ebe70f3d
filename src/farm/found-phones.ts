import type { Client } from '@devicefarmer/adbkit'
import { readProperties } from '../android/properties.ts'
import { type Deadline, until, inTime } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { PhoneShell } from './phone-shell.ts'

/** A phone that adb sees, and whether it may be used. */
export type FoundPhone =
  | {
      readonly kind: 'usable'
      readonly serial: string
      readonly properties: ReadonlyMap<string, string>
      readonly packages: ReadonlySet<string>
    }
  | { readonly kind: 'unusable'; readonly serial: string; readonly why: string; readonly hint: string }

/**
 * Every phone that the adb server sees, USB before network. One that is reached both ways is listed once.
 * An adb server that has just started needs a moment to find its phones: the list counts when nothing is under way in it.
 *
 * @param connect `HOST:PORT` of phones to connect to first
 */
export async function findPhones(
  client: Client,
  connect: readonly string[],
  deadline: Deadline,
): Promise<readonly FoundPhone[]> {
  const refused = await Promise.all(connect.map((address) => connectTo(client, address)))
  let states: readonly { readonly id: string; readonly type: string }[] = []
  const known = until(
    'adb to know its phones',
    async () => {
      states = await client.listDevices()
      return states.length > 0 && states.every((one) => settled.has(one.type)) ? true : undefined
    },
    deadline.atMost(4000),
    { everyMs: 100 },
  )
  // What is not ready by then is told as it is.
  await inTime(known)
  const found = await Promise.all(states.map((one) => lookAt(client, one.id, one.type, deadline)))
  return [...withoutTwins(found), ...refused.filter((one) => one !== undefined)].sort(
    (a, b) => Number(a.serial.includes(':')) - Number(b.serial.includes(':')) || a.serial.localeCompare(b.serial),
  )
}

const settled: ReadonlySet<string> = new Set(['device', 'unauthorized', 'no permissions'])

async function connectTo(client: Client, address: string): Promise<FoundPhone | undefined> {
  const { host, port } = /^(?<host>.+):(?<port>\d+)$/.exec(address)?.groups ?? {}
  if (host === undefined || port === undefined)
    throw new PushfarmError(`${address} is not HOST:PORT.`, { code: 'farm/address', verdict: 'set-up' })
  try {
    await client.connect(host, Number(port))
    return undefined
  } catch (error) {
    // It asks its owner: the list says so.
    if (error instanceof Error && error.message.includes('failed to authenticate')) return undefined
    return {
      kind: 'unusable',
      serial: address,
      why: 'cannot be connected to',
      hint: 'Check that the phone is on and that its adb port is open.',
    }
  }
}

async function lookAt(client: Client, serial: string, state: string, deadline: Deadline): Promise<FoundPhone> {
  if (state !== 'device') return { kind: 'unusable', serial, ...whyUnusable(serial, state) }
  const shell = new PhoneShell(client.getDevice(serial))
  try {
    const properties = readProperties(await shell.read(['getprop'], deadline.atMost(10_000)))
    const packages = await shell.read(['pm', 'list', 'packages'], deadline.atMost(20_000))
    return {
      kind: 'usable',
      serial,
      properties,
      packages: new Set([...packages.matchAll(/^package:(\S+)/gm)].map((match) => match[1] ?? '')),
    }
  } catch (error) {
    if (!(error instanceof PushfarmError)) throw error
    return {
      kind: 'unusable',
      serial,
      why: 'does not answer',
      hint: 'Wait until it has started up, or restart it.',
    }
  }
}

function whyUnusable(serial: string, state: string): { readonly why: string; readonly hint: string } {
  switch (state) {
    case 'unauthorized':
      return {
        why: 'has not allowed debugging from this machine',
        hint: 'Unlock the phone and accept "Allow USB debugging?".',
      }
    case 'offline':
    case 'connecting':
    case 'authorizing':
      return { why: 'is offline', hint: `Reconnect it, or run: adb -s ${serial} reconnect` }
    case 'no permissions':
      return {
        why: 'may not be opened by this user',
        hint: "Give this user access to USB devices (Debian, Ubuntu: install android-sdk-platform-tools-common), then replug the phone's cable.",
      }
    default:
      return { why: `is in the state ${state}`, hint: 'Start Android on it.' }
  }
}

/** The hardware's own serial tells a phone on a cable and on the network as one. */
function withoutTwins(phones: readonly FoundPhone[]): readonly FoundPhone[] {
  const hardware = (phone: FoundPhone): string =>
    phone.kind === 'usable' ? (phone.properties.get('ro.serialno') ?? phone.serial) : phone.serial
  const sorted = [...phones].sort((a, b) => Number(a.serial.includes(':')) - Number(b.serial.includes(':')))
  return sorted.filter((phone, at) => sorted.findIndex((other) => hardware(other) === hardware(phone)) === at)
}
