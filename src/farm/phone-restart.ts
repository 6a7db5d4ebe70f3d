import type { DeviceClient } from '@devicefarmer/adbkit'
import { DeadlinePassed, type Deadline, until } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { DeviceChanges } from './device-changes.ts'
import { tcpAddress } from './phone-connection.ts'
import { PhoneGone, type PhoneShell } from './phone-shell.ts'

/** Made anew by Linux at every boot: what tells a restart from a loose cable. */
const bootIdFile = '/proc/sys/kernel/random/boot_id'
/** A phone on TCP is asked so often whether it listens again; for one on USB adb itself tells. */
const askEveryMs = 500
/** A connection that is about to end may leave a question without an answer. */
const answersWithinMs = 5000

/**
 * Restarts a phone and waits until its system has booted (sys.boot_completed). Forwards and streams over adb are gone after
 * that. Rejects with PhoneDidNotReturn when it is not up by the deadline.
 */
export async function restartPhone(device: DeviceClient, shell: PhoneShell, deadline: Deadline): Promise<void> {
  const before = await bootId(shell, deadline)
  let waitingFor = 'to go'
  let refusal: unknown
  try {
    const changes = await DeviceChanges.open(device.client)
    const wake = (): Promise<void> => changes.next()
    try {
      // The connection may end before the answer: that the phone leaves adb tells.
      await device.reboot().catch((error: unknown) => {
        refusal = error
      })
      await until(
        'the phone to leave adb',
        async () => {
          if ((await stateOf(device)) !== 'device') return true
          // adb may have taken up a phone on TCP again before anybody looked.
          const now = await bootId(shell, deadline.atMost(answersWithinMs))
          return before !== undefined && now !== undefined && now !== before ? true : undefined
        },
        deadline,
        { everyMs: askEveryMs, wake, tolerate: (error) => error instanceof PhoneGone },
      )
      waitingFor = 'to come back to adb'
      const address = tcpAddress(device.serial)
      // adb would answer "already connected" for as long as it holds the dead connection.
      if (address !== undefined) await ignoring(device.client.disconnect(address.host, address.port))
      await until(
        'the phone to come back to adb',
        async () => {
          if ((await stateOf(device)) === 'device') return true
          if (address !== undefined) await ignoring(device.client.connect(address.host, address.port))
          return undefined
        },
        deadline,
        { everyMs: askEveryMs, ...(address === undefined ? { wake } : {}) },
      )
    } finally {
      changes.close()
    }
    waitingFor = 'to boot'
    await until(
      'the phone to boot',
      async () => ((await shell.read(['getprop', 'sys.boot_completed'], deadline)).trim() === '1' ? true : undefined),
      deadline,
      // The connection may drop once more while init changes the USB functions.
      { everyMs: askEveryMs, tolerate: (error) => error instanceof PhoneGone },
    )
  } catch (error) {
    if (!(error instanceof DeadlinePassed)) throw error
    throw new PhoneDidNotReturn(shell.serial, waitingFor, deadline, refusal ?? error)
  }
  const after = await bootId(shell, deadline)
  if (after !== undefined && after === before)
    throw new PushfarmError(`${shell.serial} was told to restart, but did not: its boot id is the same.`, {
      code: 'farm/not-restarted',
      verdict: 'infrastructure',
      facts: { serial: shell.serial, bootId: after },
      hint: 'Restart it by hand and look whether it asks something.',
    })
}

/** The phone was told to restart and was not up again in time. */
export class PhoneDidNotReturn extends PushfarmError {
  override readonly name = 'PhoneDidNotReturn'
  constructor(serial: string, waitingFor: string, deadline: Deadline, cause: unknown) {
    super(`${serial} was told to restart; waiting for it ${waitingFor} took longer than ${deadline.totalMs} ms.`, {
      code: 'farm/not-back',
      verdict: 'infrastructure',
      facts: { serial, waitingFor },
      hint:
        tcpAddress(serial) === undefined
          ? 'Look at the phone: a PIN at boot, or USB debugging that went off with the restart?'
          : 'A phone that was put on TCP by "adb tcpip" listens no more after a restart: connect it by USB.',
      cause,
    })
  }
}

/** undefined where the phone does not let the shell read it. */
async function bootId(shell: PhoneShell, deadline: Deadline): Promise<string | undefined> {
  return /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(await shell.read(['cat', bootIdFile], deadline))?.[0]
}

async function stateOf(device: DeviceClient): Promise<string | undefined> {
  return (await device.client.listDevices()).find(({ id }) => id === device.serial)?.type
}

/** adb refuses to let go of what is gone already, and to connect to what does not listen yet: the phone's state tells. */
async function ignoring(work: PromiseLike<unknown>): Promise<void> {
  try {
    await work
  } catch {
    return
  }
}
