import { readdirSync, readFileSync } from 'node:fs'
import { sum } from './percentile.ts'

/** What a process and all of its descendants use now. */
export interface TreeUse {
  readonly processes: number
  /** Resident memory summed over the processes; pages that two of them share count twice. */
  readonly rssMb: number
  /** Processor time since each of them started, user and system. */
  readonly cpuMs: number
}

/** Ticks of /proc per second: USER_HZ, 100 on every Linux that Node runs on. */
const ticksPerSecond = 100

/** Reads /proc. Throws on systems without one. */
export function useOfTree(rootPid: number): TreeUse {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? [])
  const tree = new Set([rootPid])
  // Parents may have higher numbers than their children: repeat until nothing is added.
  for (let before = 0; before !== tree.size;) {
    before = tree.size
    for (const one of all) if (tree.has(one.parent)) tree.add(one.pid)
  }
  const members = all.filter((one) => tree.has(one.pid))
  return {
    processes: members.length,
    rssMb: sum(members.map((one) => one.rssKb)) / 1024,
    cpuMs: sum(members.map((one) => one.ticks)) * (1000 / ticksPerSecond),
  }
}

interface ProcessUse {
  readonly pid: number
  readonly parent: number
  readonly rssKb: number
  readonly ticks: number
}

/** undefined: it ended while we were reading. */
function readProcess(pid: number): ProcessUse | undefined {
  let stat: string
  let status: string
  try {
    stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
    status = readFileSync(`/proc/${String(pid)}/status`, 'utf8')
  } catch {
    return undefined
  }
  // proc(5): the name in parentheses may hold blanks; after it come state, ppid, ... and as 12th and 13th utime, stime.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return {
    pid,
    parent: Number(fields[1]),
    rssKb: Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0),
    ticks: Number(fields[11]) + Number(fields[12]),
  }
}
