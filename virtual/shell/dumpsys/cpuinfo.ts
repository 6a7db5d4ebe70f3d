import { clockText, dateText, localTime } from '../local-time.ts'
import { text, type ServiceDump } from './dump-request.ts'

/** com.android.internal.os.ProcessCpuTracker.printCurrentState */
export const dumpCpuInfo: ServiceDump = ({ phone, nowMs, timeZone }) => {
  const stamp = (ms: number): string => {
    const time = localTime(ms, timeZone)
    return `${dateText(time)} ${clockText(time)}.${String(time.millis).padStart(3, '0')}`
  }
  const fromMs = nowMs - 30_000
  return text([
    'Load: 0.42 / 0.38 / 0.35',
    `CPU usage from 30000ms to 0ms ago (${stamp(fromMs)} to ${stamp(nowMs)}):`,
    ...phone.processes
      .all()
      .map(({ pid, name, state }) =>
        state === 'top'
          ? `  2.1% ${pid}/${name}: 1.6% user + 0.4% kernel`
          : `  0.1% ${pid}/${name}: 0% user + 0% kernel`,
      ),
    '3.4% TOTAL: 2.1% user + 1.1% kernel + 0.1% softirq',
  ])
}
