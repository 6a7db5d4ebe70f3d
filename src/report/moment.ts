/** `2026-11-21 02:35:48 UTC`; what is no time stays as it is. */
export function momentText(iso: string): string {
  const time = new Date(iso)
  return Number.isNaN(time.getTime()) ? iso : `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

/** `217 ms`, `12 s`, `12.30 s`, `1 min 50 s`. */
export function durationText(ms: number): string {
  if (Math.abs(ms) < 1000) return `${String(Math.round(ms))} ms`
  if (ms < 60_000) return `${ms % 1000 === 0 ? String(ms / 1000) : (ms / 1000).toFixed(2)} s`
  const seconds = Math.round(ms / 1000)
  return `${String(Math.floor(seconds / 60))} min${seconds % 60 === 0 ? '' : ` ${String(seconds % 60)} s`}`
}
