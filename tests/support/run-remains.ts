import { readFileSync, readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * Processes whose environment holds the mark, wherever they hang in the process tree: a daemon that left its parent keeps
 * its environment. Command lines by pid; empty where there is no /proc.
 */
export function processesWith(mark: string): ReadonlyMap<number, string> {
  const found = new Map<number, string>()
  let pids: readonly string[]
  try {
    pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    return found
  }
  for (const pid of pids)
    try {
      if (!readFileSync(`/proc/${pid}/environ`, 'latin1').includes(mark)) continue
      found.set(Number(pid), readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').slice(0, 200))
    } catch {
      // It ended between the two looks, or is somebody else's.
    }
  return found
}

/** What of a run's processes is still there once they had `withinMs` to end. */
export async function processesLeft(mark: string, withinMs: number): Promise<readonly string[]> {
  const endsAt = performance.now() + withinMs
  for (;;) {
    const left = [...processesWith(mark).values()]
    if (left.length === 0 || performance.now() > endsAt) return left
    await pause(50)
  }
}

/** Which of the ports cannot be listened on. */
export async function portsTaken(ports: readonly number[]): Promise<readonly number[]> {
  const taken: number[] = []
  for (const port of ports) if (!(await isFree(port))) taken.push(port)
  return taken
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => {
      resolve(false)
    })
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
