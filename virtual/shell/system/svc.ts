import type { Command } from '../command.ts'
import { switchServices } from './radios.ts'

/**
 * `svc`: a program of its own on Android 9 and 10, from 11 on a script around `cmd`; the switches are the same. Bad use
 * prints the usage: to stderr with status 0 in the program, to stdout with status 1 in the script.
 */
export const svc: Command = async (context) => {
  const [, what, word, value] = context.argv
  const { phone } = context
  const as = (service: string, ...words: readonly string[]) =>
    switchServices.get(service)?.({ ...context, argv: [service, ...words] })
  const isSwitch = word === 'enable' || word === 'disable'
  if (what === 'wifi' && isSwitch) return (await as('wifi', 'set-wifi-enabled', `${word}d`)) ?? 1
  if (what === 'data' && isSwitch) return (await as('phone', 'data', word)) ?? 1
  if (what === 'bluetooth' && isSwitch) return (await as('bluetooth_manager', word)) ?? 1
  if (what === 'nfc' && isSwitch) {
    phone.settings.put('secure', 'nfc_on', word === 'enable' ? '1' : '0')
    return 0
  }
  if (what === 'power' && word === 'stayon') {
    const mask = stayOn[value ?? '']
    if (mask !== undefined) {
      phone.settings.put('global', 'stay_on_while_plugged_in', mask)
      if (mask !== '0') phone.power.wake()
      return 0
    }
  }
  if (what === 'power' && word === 'reboot') {
    await phone.reboot()
    return 0
  }
  if (what === 'power' && word === 'shutdown') {
    await phone.shutdown()
    return 0
  }
  if (what === 'usb') {
    if (word === 'getFunctions') await context.err('adb\n')
    return 0
  }
  const script = phone.rom.apiLevel >= 30
  if (what === 'help') {
    await context.out(usage)
    return 0
  }
  await (script ? context.out(usage) : context.err(usage))
  return script ? 1 : 0
}

/** BatteryManager.BATTERY_PLUGGED_*: any, none, by cable, by charger, wireless. */
const stayOn: Readonly<Record<string, string>> = { true: '7', false: '0', usb: '2', ac: '1', wireless: '4' }

const usage = `Available commands:
    help     Show information about the subcommands
    power    Control the power manager
    data     Control mobile data connectivity
    wifi     Control the Wi-Fi manager
    usb      Control Usb state
    nfc      Control NFC functions
    bluetooth Control Bluetooth service
`
