import { startAdbd, type Adbd, type AdbdOptions } from '../../virtual/adbd/daemon.ts'
import type { BootTimes } from '../../virtual/android/boot-sequence.ts'
import { createPhone } from '../../virtual/android/create-phone.ts'
import { createFiles } from '../../virtual/android/memory-files.ts'
import { createGuestPorts } from '../../virtual/android/memory-guest-ports.ts'
import { RecordingRuntime } from '../../virtual/android/phone-fixture.ts'
import type { Phone } from '../../virtual/android/phone.ts'
import type { Vendor } from '../../virtual/android/rom.ts'
import { readApk } from '../../virtual/apk/read-apk.ts'
import { MovableClock } from '../../virtual/clock.ts'
import { seededRandom } from '../../virtual/random.ts'
import { roms } from '../../virtual/roms/all-roms.ts'
import { allCommands } from '../../virtual/shell/all-commands.ts'
import { runShell } from '../../virtual/shell/engine.ts'
import { createScreen } from '../../virtual/ui/screen.ts'

/** A phone without apps' runtime, network or push, reachable over adb. */
export interface WirePhone {
  readonly phone: Phone
  readonly adbd: Adbd
  readonly clock: MovableClock
  /** adb's name for it. */
  readonly serial: string
  close(): Promise<void>
}

export async function startWirePhone(
  options: Pick<AdbdOptions, 'authorise'> & {
    readonly vendor?: Vendor
    readonly apiLevel?: number
    readonly bootTimes?: BootTimes
  } = {},
): Promise<WirePhone> {
  const found = roms.get(options.vendor ?? 'google')
  if (found === undefined) throw new RangeError(`no ROM for ${options.vendor ?? ''}`)
  const rom = options.apiLevel === undefined ? found : { ...found, apiLevel: options.apiLevel }
  const clock = new MovableClock()
  const phone = createPhone({
    serial: 'wire',
    rom,
    clock,
    random: seededRandom('wire'),
    runtime: new RecordingRuntime(),
    screen: createScreen,
    network: {
      fetch: () => Promise.reject(new Error('this phone has no network')),
      openWebSocket: () => {
        throw new Error('this phone has no network')
      },
    },
    files: createFiles(clock, { apiLevel: rom.apiLevel }),
    ports: createGuestPorts(clock),
    readApk,
    ...(options.bootTimes === undefined ? {} : { bootTimes: options.bootTimes }),
  })
  const adbd = await startAdbd(phone, {
    port: 0,
    ...(options.authorise === undefined ? {} : { authorise: options.authorise }),
    runShell: (on, commandLine, session) => runShell(on, commandLine, session, allCommands),
  })
  return {
    phone,
    adbd,
    clock,
    serial: `127.0.0.1:${String(adbd.port)}`,
    close: async () => {
      await adbd.close()
      await phone.shutdown()
      clock.stop()
    },
  }
}
