import type { KillMode } from '../push/app-state.ts'
import { type Rule, rule } from '../push/rule.ts'

const checkedOn = '2026-11-20'

/**
 * What a push service that runs in the system gives after each way of ending the app: it posts by itself, so the app's
 * process does not matter. `forceStopped` is each vendor's own rule.
 */
export function systemServiceAfterKill(
  vendor: string,
  forceStopped: Rule<'delivers' | 'nothing'>,
): Readonly<Record<KillMode, Rule<'delivers' | 'nothing'>>> {
  const delivers = (mode: KillMode, says: string, grade: 'documented' | 'inferred'): Rule<'delivers'> =>
    rule({
      name: `${vendor}/after-${mode}`,
      value: 'delivers',
      says,
      source: grade === 'documented' ? '1047/33518, CHATDOCS vendor test procedure' : 'CHATDOCS offline push guides',
      page: grade === 'documented' ? 'PushOnline after process death; step 5' : 'vendor services post by themselves',
      checkedOn,
      grade,
    })
  return {
    'swiped-away': delivers('swiped-away', 'A card swiped out of recents does not end push', 'documented'),
    cleared: delivers('cleared', '"Clear all" in recents does not end push', 'documented'),
    'cache-killed': delivers(
      'cache-killed',
      'A process that the system ended (am kill) does not end push',
      'documented',
    ),
    rebooted: delivers(
      'rebooted',
      'After a reboot push arrives before the app was opened: the token stays',
      'inferred',
    ),
    'force-stopped': forceStopped,
  }
}

/** A third party's survey of 2020: which phones still showed pushes after a force stop. `untried`: not among them. */
export function survey(
  vendor: string,
  value: 'delivers' | 'nothing',
  says: string,
  tried: 'tried' | 'untried' = 'tried',
): Rule<'delivers' | 'nothing'> {
  return rule({
    name: `${vendor}/after-force-stopped`,
    value,
    says,
    source: 'survey of 2020 by a third party',
    page: 'notification after am force-stop',
    checkedOn,
    grade: tried === 'tried' ? 'third-party' : 'inferred',
  })
}
