import type { Deadline } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import type { PortForward } from '../farm/farm-phone.ts'
import type { Failure } from './failure.ts'

/** On the phone Appium's server listens here; the driver forwards a port of this machine to it. */
const serverPortOnPhone = 'tcp:6790'

/** The phone as adb has it under its serial. */
interface GuardedPhone {
  readonly name: string
  readonly entry: { readonly serial: string }
  properties(deadline: Deadline): Promise<ReadonlyMap<string, string>>
  /** All forwards of the adb server, of whatever phone. */
  forwards(): Promise<readonly PortForward[]>
}

/**
 * Makes sure that the session talks to the phone that it was made for. The driver reaches its server through a port of
 * this machine, which adb forwards to one phone; the driver's own adb commands go by the serial and would hide a mix-up,
 * and two phones of one model say the same of themselves. So the forward is what tells: its owner must be the phone. What
 * the session says of its device is compared besides.
 */
export async function guardSession(
  browser: WebdriverIO.Browser,
  phone: GuardedPhone,
  deadline: Deadline,
): Promise<void> {
  const { serial } = phone.entry
  const port = systemPortOf(browser)
  const [forwards, properties, seen] = await Promise.all([
    phone.forwards(),
    phone.properties(deadline),
    browser.execute<DeviceInfo, []>('mobile: deviceInfo'),
  ])
  const owner = forwards.find((one) => one.local === `tcp:${port}` && one.remote === serverPortOnPhone)?.serial
  if (owner !== serial)
    throw wrongPhone(
      phone,
      owner === undefined
        ? `whoever listens at port ${port}: this adb server does not forward it to any phone`
        : `the phone ${owner}, to which port ${port} is forwarded`,
      { port, owner: owner ?? null },
    )
  const wrong = comparable.find(([name, property]) => {
    const said = seen[name]
    const meant = properties.get(property)
    return said !== undefined && meant !== undefined && meant !== '' && said !== meant
  })
  if (wrong === undefined) return
  const [name, property] = wrong
  throw wrongPhone(phone, `a phone whose ${name} is ${String(seen[name])}, not ${String(properties.get(property))}`, {
    [name]: seen[name] ?? null,
  })
}

/** The same as a failure with which a worker's phone is given up; undefined: the session is on its phone. */
export async function guardOf(
  browser: WebdriverIO.Browser,
  phone: GuardedPhone,
  deadline: Deadline,
): Promise<Failure | undefined> {
  try {
    await guardSession(browser, phone, deadline)
    return undefined
  } catch (error) {
    if (!(error instanceof PushfarmError)) throw error
    const { verdict, code, message, hint = null } = error
    return { verdict, code, message, hint, phoneIsLost: true }
  }
}

interface DeviceInfo {
  readonly manufacturer?: string
  readonly model?: string
  readonly apiVersion?: string
}

/** `mobile: deviceInfo` and the properties that android.os.Build makes it of. */
const comparable: readonly (readonly [keyof DeviceInfo, string])[] = [
  ['manufacturer', 'ro.product.manufacturer'],
  ['model', 'ro.product.model'],
  ['apiVersion', 'ro.build.version.sdk'],
]

/** Appium gives the asked-for capabilities back with the session. */
function systemPortOf(browser: WebdriverIO.Browser): string {
  const given = browser.capabilities as Readonly<Record<string, unknown>>
  const asked = browser.requestedCapabilities as Readonly<Record<string, unknown>>
  return String(given['appium:systemPort'] ?? given['systemPort'] ?? asked['appium:systemPort'])
}

function wrongPhone(
  phone: GuardedPhone,
  instead: string,
  facts: Readonly<Record<string, string | null>>,
): PushfarmError {
  const { serial } = phone.entry
  return new PushfarmError(`The session of ${phone.name} (${serial}) talks to ${instead}.`, {
    code: 'harness/wrong-phone',
    verdict: 'infrastructure',
    facts: { phone: phone.name, serial, ...facts },
    hint: 'Give every phone a systemPort of its own, and look at `adb forward --list`.',
  })
}
