import type { Command } from '../command.ts'
import { localTime, phoneTimeZone } from '../local-time.ts'

/** `reboot` restarts the phone, `reboot -p` switches it off. What hangs on it loses its connection. */
export const reboot: Command = async ({ argv, phone }) => {
  if (argv.includes('-p') || argv.includes('shutdown')) await phone.shutdown()
  else await phone.reboot()
  return 0
}

/** `start` and `stop` of the framework are for root. */
export const denied: Command = async ({ err }) => {
  await err('Must be root\n')
  return 1
}

/** toybox's uptime. */
export const uptime: Command = async ({ argv, phone, out }) => {
  const now = phone.clock.now()
  const { hour, minute, second } = localTime(now, phoneTimeZone(phone))
  const two = (value: number) => String(value).padStart(2, '0')
  const minutes = Math.floor(phone.uptimeMs() / 60_000)
  if (argv.includes('-s')) {
    await out(`${new Date(now - phone.uptimeMs()).toISOString().slice(0, 19).replace('T', ' ')}\n`)
    return 0
  }
  const days = Math.floor(minutes / 1440)
  const hours = Math.floor((minutes % 1440) / 60)
  const up = `${days > 0 ? `${days} day${days > 1 ? 's' : ''}, ` : ''}${
    hours > 0 ? `${String(hours).padStart(2)}:${two(minutes % 60)}` : `${minutes % 60} min`
  }`
  await out(` ${two(hour)}:${two(minute)}:${two(second)} up ${up},  0 users,  load average: 0.00, 0.00, 0.00\n`)
  return 0
}
