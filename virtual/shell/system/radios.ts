import type { Network, Phone } from '../../android/phone.ts'
import { serviceCommand, silently, type ServiceShell, type SubCommand } from './service-shell.ts'

/** Shells of the connectivity services and the other switches of a phone. */
const enabledWord: Readonly<Record<string, boolean>> = {
  enable: true,
  enabled: true,
  disable: false,
  disabled: false,
  true: true,
  false: false,
}

function switchOn(set: (network: Network, on: boolean) => void): SubCommand {
  return async (call) => {
    const word = call.arguments.required()
    const on = enabledWord[word]
    if (on === undefined) {
      await call.complain(`Invalid argument: ${word}`)
      return -1
    }
    set(call.phone.network, on)
    return 0
  }
}

const airplaneMode: SubCommand = async (call) => {
  const word = call.arguments.next()
  if (word === undefined) {
    await call.say(call.phone.network.airplaneMode ? 'enabled' : 'disabled')
    return 0
  }
  const on = enabledWord[word]
  if (on === undefined) return -1
  call.phone.network.airplaneMode = on
  return 0
}

const wifiStatus: SubCommand = async (call) => {
  const { wifi } = call.phone.network
  await call.say(
    `Wifi is ${wifi ? 'enabled' : 'disabled'}`,
    'Wifi scanning is always available',
    ...(wifi ? ['==== Primary ClientModeManager instance ====', 'Wifi is connected to "AndroidWifi"'] : []),
  )
  return 0
}

function settingSwitch(
  namespace: 'global' | 'secure',
  key: string,
  on: string,
  off: string,
): (phone: Phone, value: boolean) => void {
  return (phone, value) => phone.settings.put(namespace, key, value ? on : off)
}
const setLocation = settingSwitch('secure', 'location_mode', '3', '0')
const setBluetooth = settingSwitch('global', 'bluetooth_on', '1', '0')

const isLocationEnabled: SubCommand = async (call) => {
  await call.say(String(call.phone.settings.get('secure', 'location_mode') !== '0'))
  return 0
}

const night: SubCommand = async (call) => {
  const { settings } = call.phone
  const word = call.arguments.next()
  if (word !== undefined) {
    const mode = nightModes.indexOf(word)
    if (mode < 0) {
      await call.complain(`Error: mode must be 'yes', 'no', 'auto', 'custom_schedule' or 'custom_bedtime'`)
      return -1
    }
    settings.put('secure', 'ui_night_mode', String(mode))
  }
  await call.say(`Night mode: ${nightModes[Number(settings.get('secure', 'ui_night_mode') ?? 1)] ?? 'unknown'}`)
  return 0
}
/** UiModeManager.MODE_NIGHT_*, by number. */
const nightModes = ['auto', 'no', 'yes', 'custom_schedule']

const statusBar: ServiceShell = {
  javaClass: 'com.android.server.statusbar.StatusBarShellCommand',
  help: [
    'Status bar commands:',
    '  help',
    '    Print this help text.',
    '',
    '  expand-notifications',
    '    Open the notifications panel.',
    '',
    '  expand-settings',
    '    Open the notifications panel and expand quick settings if present.',
    '',
    '  collapse',
    '    Collapse the notifications and settings panel.',
    '',
    '  get-status-icons',
    '    Print the list of status bar icons and the order they appear in',
    '',
  ],
  subCommands: new Map<string, SubCommand>([
    ['expand-notifications', silently(({ phone }) => mayExpand(phone) && phone.statusBar.expandNotifications())],
    ['expand-settings', silently(({ phone }) => mayExpand(phone) && phone.statusBar.expandSettings())],
    ['collapse', silently(({ phone }) => phone.statusBar.collapse())],
    ['add-tile', silently(() => undefined)],
    ['remove-tile', silently(() => undefined)],
    ['click-tile', silently(() => undefined)],
    [
      'check-support',
      async (call) => {
        await call.say('true')
        return 0
      },
    ],
    [
      'get-status-icons',
      async (call) => {
        await call.say(
          'rotate',
          'alarm_clock',
          'bluetooth',
          'zen',
          'mute',
          'volume',
          'wifi',
          'mobile',
          'airplane',
          'battery',
          'clock',
        )
        return 0
      },
    ],
  ]),
}

/** The shade does not come up on a dark screen. */
function mayExpand(phone: Phone): boolean {
  return phone.power.screenOn
}

/** By the service's name, as `cmd` takes it. */
export const switchServices: ReadonlyMap<string, ReturnType<typeof serviceCommand>> = new Map(
  Object.entries({
    statusbar: statusBar,
    uimode: {
      javaClass: 'com.android.server.UiModeManagerService$Shell',
      help: [
        'UiModeManager service (uimode) commands:',
        '  help',
        '    Print this help text.',
        '  night [yes|no|auto|custom]',
        '    Set or read night mode.',
      ],
      subCommands: new Map([['night', night]]),
    },
    connectivity: {
      javaClass: 'com.android.server.ConnectivityService$ShellCmd',
      help: [
        'Connectivity service commands:',
        '  help',
        '    Print this help text.',
        '  airplane-mode [enable|disable]',
        '    Turn airplane mode on or off.',
        '  airplane-mode',
        '    Get airplane mode.',
      ],
      subCommands: new Map([['airplane-mode', airplaneMode]]),
    },
    wifi: {
      javaClass: 'com.android.server.wifi.WifiShellCommand',
      help: [
        'Wi-Fi (wifi) commands:',
        '  help or -h',
        '    Print this help text.',
        '  set-wifi-enabled enabled|disabled',
        '    Enables/disables Wifi on this device.',
        '  status',
        '    Current wifi status',
      ],
      subCommands: new Map([
        ['set-wifi-enabled', switchOn((network, on) => (network.wifi = on))],
        ['status', wifiStatus],
      ]),
    },
    phone: {
      javaClass: 'com.android.phone.TelephonyShellCommand',
      help: ['Telephony Commands:', '  help', '    Print this help text.', '  data', '    Mobile data commands.'],
      subCommands: new Map([['data', switchOn((network, on) => (network.mobileData = on))]]),
    },
    location: {
      javaClass: 'com.android.server.location.LocationShellCommand',
      help: [
        'Location service commands:',
        '  help or -h',
        '    Print this help text.',
        '  is-location-enabled [--user <USER_ID>]',
        '  set-location-enabled true|false [--user <USER_ID>]',
      ],
      subCommands: new Map<string, SubCommand>([
        ['is-location-enabled', isLocationEnabled],
        ['set-location-enabled', silently((call) => setLocation(call.phone, call.arguments.required() === 'true'))],
      ]),
    },
    bluetooth_manager: {
      javaClass: 'com.android.server.bluetooth.BluetoothShellCommand',
      help: [
        'Bluetooth Manager Commands:',
        '  help or -h',
        '    Print this help text.',
        '  enable',
        '    Enable Bluetooth on this device.',
        '  disable',
        '    Disable Bluetooth on this device.',
      ],
      subCommands: new Map<string, SubCommand>([
        ['enable', silently(({ phone }) => setBluetooth(phone, true))],
        ['disable', silently(({ phone }) => setBluetooth(phone, false))],
        ['wait-for-state:STATE_ON', silently(() => undefined)],
        ['wait-for-state:STATE_OFF', silently(() => undefined)],
      ]),
    },
    power: {
      javaClass: 'com.android.server.power.PowerManagerShellCommand',
      help: [
        'Power manager (power) commands:',
        '  help',
        '    Print this help text.',
        '  set-mode MODE',
        '  set-adaptive-power-saver-enabled [true|false]',
      ],
      subCommands: new Map<string, SubCommand>([
        ['set-mode', silently((call) => call.phone.settings.put('global', 'low_power', call.arguments.required()))],
        ['set-adaptive-power-saver-enabled', silently(() => undefined)],
      ]),
    },
    overlay: {
      javaClass: 'com.android.server.om.OverlayManagerShellCommand',
      help: [
        'Overlay manager (overlay) commands:',
        '  help',
        '    Print this help text.',
        '  list [--user USER_ID] [PACKAGE[:NAME]]',
      ],
      subCommands: new Map<string, SubCommand>([
        ['list', silently(() => undefined)],
        ['enable', silently(() => undefined)],
        ['disable', silently(() => undefined)],
        ['enable-exclusive', silently(() => undefined)],
      ]),
    },
    user: {
      javaClass: 'com.android.server.pm.UserManagerServiceShellCommand',
      help: [
        'User manager (user) commands:',
        '  help',
        '    Prints this help text.',
        '  list [-v | --verbose] [--all]',
      ],
      subCommands: new Map<string, SubCommand>([
        [
          'list',
          async (call) => {
            await call.say('Users:', `\tUserInfo{0:Owner:${call.phone.rom.apiLevel >= 30 ? 'c13' : '13'}} running`)
            return 0
          },
        ],
        ['get-main-user', async (call) => (await call.say('Main user id: 0'), 0)],
      ]),
    },
  } satisfies Record<string, ServiceShell>).map(([name, shell]) => [name, serviceCommand(shell)]),
)
