import { text, type DumpRequest, type ServiceDump } from './dump-request.ts'

/** services: com/android/server/DeviceIdleController, the dump and its shell commands (the same through `cmd deviceidle`). */
export const dumpDeviceIdle: ServiceDump = (request) => {
  const [command, ...words] = request.args
  switch (command) {
    case undefined:
    case '-a':
      return text(stateLines(request))
    case 'get':
      return `${get(request, words[0])}\n`
    case 'whitelist':
      return whitelist(request, words)
    case 'sys-whitelist':
    case 'except-idle-whitelist':
      return text(systemWhitelist(request))
    case 'tempwhitelist':
      return ''
    case 'step':
      return step(request, words[0])
    case 'force-idle':
      return forceIdle(request, words[0])
    case 'unforce':
    case 'force-inactive':
    case 'force-active':
    case 'motion':
      request.phone.deviceIdle.force('none')
      return `Light state: ${request.phone.deviceIdle.lightState}, deep state: ${request.phone.deviceIdle.deepState}\n`
    case 'enable':
    case 'disable':
      return enable(request, command === 'enable', words[0])
    case 'enabled':
      return `${isEnabled(request, words[0]) ? 1 : 0}\n`
    case '-h':
    case 'help':
      return usage
    default:
      return `Unknown command: ${command}\n`
  }
}

function get({ phone }: DumpRequest, what: string | undefined): string {
  const { deviceIdle, power, network } = phone
  switch (what) {
    case 'light':
      return deviceIdle.lightState
    case 'deep':
      return deviceIdle.deepState
    case 'force':
      return String(deviceIdle.deepState === 'IDLE')
    case 'quick':
      return 'false'
    case 'screen':
      return String(power.screenOn)
    case 'charging':
      return String(power.battery.charging)
    case 'network':
      return String(network.up)
    default:
      return what === undefined ? 'Argument required' : `Unknown get option: ${what}`
  }
}

function whitelist(request: DumpRequest, words: readonly string[]): string {
  const { phone } = request
  if (words.length === 0) return text(whitelistLines(request))
  const lines: string[] = []
  for (const word of words) {
    const sign = word.charAt(0)
    const packageName = word.slice(1)
    if (!'+-='.includes(sign) || packageName === '') {
      lines.push(`Package must be prefixed with +, -, or =: ${word}`)
      break
    }
    if (sign === '+') {
      if (phone.packages.get(packageName) === undefined) lines.push(`Unknown package: ${packageName}`)
      else {
        phone.deviceIdle.add(packageName)
        lines.push(`Added: ${packageName}`)
      }
    } else if (sign === '-') {
      if (phone.deviceIdle.whitelist.has(packageName)) {
        phone.deviceIdle.remove(packageName)
        lines.push(`Removed: ${packageName}`)
      }
    } else lines.push(String(phone.deviceIdle.whitelist.has(packageName)))
  }
  return text(lines)
}

function userNames({ phone }: DumpRequest): readonly string[] {
  return [...(phone.deviceIdle.userWhitelist ?? phone.deviceIdle.whitelist)]
}

function systemNames(request: DumpRequest): readonly string[] {
  const user = new Set(userNames(request))
  return [...request.phone.deviceIdle.whitelist].filter((name) => !user.has(name))
}

function appId(packageName: string, { phone }: DumpRequest): number {
  return phone.packages.get(packageName)?.uid ?? -1
}

function systemWhitelist(request: DumpRequest): string[] {
  return systemNames(request).map((name) => `system,${name},${appId(name, request)}`)
}

function whitelistLines(request: DumpRequest): string[] {
  const system = systemNames(request)
  return [
    ...system.map((name) => `system-excidle,${name},${appId(name, request)}`),
    ...systemWhitelist(request),
    ...userNames(request).map((name) => `user,${name},${appId(name, request)}`),
  ]
}

function isEnabled({ phone }: DumpRequest, which: string | undefined): boolean {
  const deep = phone.deviceIdle.deepEnabled ?? true
  const light = phone.deviceIdle.lightEnabled ?? true
  if (which === 'deep') return deep
  if (which === 'light') return light
  return deep && light
}

function enable({ phone }: DumpRequest, on: boolean, which: string | undefined): string {
  const lines: string[] = []
  if (which === undefined || which === 'deep' || which === 'all') {
    phone.deviceIdle.enable?.('deep', on)
    lines.push(on ? 'Deep idle mode enabled' : 'Deep idle mode disabled')
  }
  if (which === undefined || which === 'light' || which === 'all') {
    phone.deviceIdle.enable?.('light', on)
    // The missing letter is Android's.
    lines.push(on ? 'Light idle mode enable' : 'Light idle mode disabled')
  }
  return lines.length === 0 ? `Unknown idle mode: ${which ?? ''}\n` : text(lines)
}

function forceIdle(request: DumpRequest, which = 'deep'): string {
  if (which !== 'deep' && which !== 'light') return `Unknown idle mode: ${which}\n`
  if (!isEnabled(request, which)) return `Unable to go ${which} idle; not enabled\n`
  request.phone.deviceIdle.force(which)
  return `Now forced in to ${which} idle mode\n`
}

/** Charging or with the screen on the phone stays active. */
function step(request: DumpRequest, which = 'deep'): string {
  const { deviceIdle, power } = request.phone
  const mayIdle = !power.screenOn && !power.battery.charging
  if (mayIdle) deviceIdle.force(which === 'light' ? 'light' : 'deep')
  const state = which === 'light' ? deviceIdle.lightState : deviceIdle.deepState
  return `Stepped to ${which === 'light' ? 'light' : 'deep'}: ${state}\n`
}

function stateLines(request: DumpRequest): string[] {
  const { phone } = request
  const { deviceIdle, power } = phone
  const user = userNames(request)
  return [
    '  Settings:',
    '    light_after_inactive_to=+4m0s0ms',
    '    light_idle_to=+5m0s0ms',
    '    inactive_to=+30m0s0ms',
    '    idle_after_inactive_to=+30m0s0ms',
    '    idle_to=+1h0m0s0ms',
    '  Idling history:',
    `         normal: -${Math.floor(request.uptimeMs / 1000)}s${request.uptimeMs % 1000}ms`,
    '  Whitelist (except idle) system apps:',
    ...systemNames(request).map((name) => `    ${name}`),
    '  Whitelist system apps:',
    ...systemNames(request).map((name) => `    ${name}`),
    '  Whitelist user apps:',
    ...user.map((name) => `    ${name}`),
    `  mLightEnabled=${deviceIdle.lightEnabled ?? true}  mDeepEnabled=${deviceIdle.deepEnabled ?? true}`,
    `  mForceIdle=${deviceIdle.deepState === 'IDLE'}`,
    '  mUseMotionSensor=true',
    `  mScreenOn=${power.screenOn}`,
    `  mScreenLocked=${power.locked}`,
    `  mNetworkConnected=${phone.network.up}`,
    `  mCharging=${power.battery.charging}`,
    '  mMotionActive=false',
    '  mNotMoving=false',
    `  mState=${deviceIdle.deepState} mLightState=${deviceIdle.lightState}`,
    '  mInactiveTimeout=+30m0s0ms',
  ]
}

const usage = `Device idle controller (deviceidle) commands:
  help
  step [light|deep]
  force-idle [light|deep]
  force-inactive
  unforce
  get [light|deep|force|screen|charging|network]
  disable [light|deep|all]
  enable [light|deep|all]
  enabled [light|deep|all]
  whitelist
    Print currently whitelisted apps.
  whitelist [package ...]
    Add (prefix with +) or remove (prefix with -) packages.
  sys-whitelist
  motion
`
