import type { Command } from '../command.ts'

/** toybox's getprop: all of them, one, or one with what to print instead. */
export const getprop: Command = async ({ argv, phone, out }) => {
  const [, name, instead] = argv
  if (name !== undefined) {
    const value = phone.properties.get(name)
    await out(`${value === '' ? (instead ?? '') : value}\n`)
    return 0
  }
  await out([...phone.properties.all()].map(([key, value]) => `[${key}]: [${value}]\n`).join(''))
  return 0
}

export const setprop: Command = async ({ argv, phone, err }) => {
  const [, name, value] = argv
  if (name === undefined || value === undefined || argv.length > 3) {
    await err(`setprop: Need 2 arguments (see "setprop --help")\n`)
    return 1
  }
  try {
    // A user build gives the shell few names; the rest is refused by SELinux.
    if (!mayShellSet(name)) throw new RangeError('not allowed')
    phone.properties.set(name, value)
    return 0
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const hint = phone.rom.apiLevel >= 30 ? '\nSee dmesg for error reason.' : ''
    await err(`Failed to set property '${name}' to '${value}'.${hint}\n`)
    return 1
  }
}

/** system/sepolicy/private/property_contexts: what the domain `shell` may set. */
function mayShellSet(name: string): boolean {
  return /^(debug\.|log\.|persist\.log\.|shell\.|sys\.powerctl|persist\.sys\.(locale|timezone|language|country)$|persist\.traced\.|security\.perf_harden|test\.)/.test(
    name,
  )
}
