/** What a process is to the system now: the word and numbers of `dumpsys activity processes`. */
export interface Importance {
  readonly state:
    'top' | 'cached' | 'persistent' | 'service' | 'instrumentation' | 'previous' | 'home' | 'foreground-service'
  /** ProcessList.*_ADJ: the higher, the sooner it is killed. */
  readonly oomAdj: number
  /** ActivityManager.PROCESS_STATE_* */
  readonly procState: number
}

/** Killing "what is safe" (`am kill`) spares everything more important than this (ProcessList.SERVICE_ADJ). */
export const safeToKillAdj = 500

export interface ProcessFacts {
  readonly fixed: 'persistent' | 'native' | 'system' | 'instrumentation' | undefined
  readonly hasTopActivity: boolean
  readonly isHome: boolean
  readonly hasActivities: boolean
  /** It was in front before what is in front now. */
  readonly isPrevious: boolean
  readonly foregroundService: boolean
  readonly startedService: boolean
  /** A receiver of it runs, or it has just been started for one. */
  readonly receiving: boolean
}

/** OomAdjuster.computeOomAdj, as far as the facts go. */
export function importanceOf(facts: ProcessFacts): Importance {
  if (facts.fixed === 'native') return { state: 'persistent', oomAdj: -1000, procState: 20 }
  if (facts.fixed === 'system') return { state: 'persistent', oomAdj: -900, procState: 0 }
  if (facts.fixed === 'persistent') return { state: 'persistent', oomAdj: -800, procState: 0 }
  if (facts.fixed === 'instrumentation') return { state: 'instrumentation', oomAdj: 0, procState: 4 }
  if (facts.hasTopActivity) return { state: 'top', oomAdj: 0, procState: 2 }
  if (facts.foregroundService) return { state: 'foreground-service', oomAdj: 200, procState: 4 }
  if (facts.receiving) return { state: 'service', oomAdj: 0, procState: 11 }
  if (facts.isHome) return { state: 'home', oomAdj: 600, procState: 14 }
  if (facts.startedService) return { state: 'service', oomAdj: 500, procState: 10 }
  if (facts.isPrevious) return { state: 'previous', oomAdj: 700, procState: 15 }
  if (facts.hasActivities) return { state: 'cached', oomAdj: 900, procState: 16 }
  return { state: 'cached', oomAdj: 905, procState: 19 }
}
