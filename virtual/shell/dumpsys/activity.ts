import { broadcastLines } from './activity-broadcasts.ts'
import { activitiesLines, recentsLines, topLines } from './activity-tasks.ts'
import { oomLines, processesLines } from './activity-processes.ts'
import { servicesLines } from './activity-services.ts'
import { text, type DumpRequest, type ServiceDump } from './dump-request.ts'
import { activityName } from './names.ts'

/** services/core/java/com/android/server/am/ActivityManagerService.doDump: one section by name, or all. */
export const dumpActivity: ServiceDump = (request) => {
  const words = [...request.args]
  let packageName: string | undefined
  while (words[0]?.startsWith('-') === true) {
    const option = words.shift()
    if (option === '-p') packageName = words.shift()
    if (option === '-h') return usage
  }
  const [section, ...rest] = words
  if (section === undefined) return text(everything(request, packageName))
  const filter = rest.find((word) => !word.startsWith('-')) ?? packageName
  const lines = sections(request, filter).get(section)
  if (lines !== undefined) return text(lines())
  const named = namedActivity(section, request)
  return named ?? `Bad activity command, or no activities match: ${section}\nUse -h for help.\n`
}

function sections(request: DumpRequest, filter: string | undefined): ReadonlyMap<string, () => string[]> {
  const activities = (): string[] => activitiesLines(request, filter)
  const processes = (): string[] => processesLines(request, filter)
  const services = (): string[] => servicesLines(request, filter)
  const recents = (): string[] => recentsLines(request, filter)
  const broadcasts = (): string[] => broadcastLines(request)
  return new Map([
    ['activities', activities],
    ['a', activities],
    ['processes', processes],
    ['p', processes],
    ['services', services],
    ['s', services],
    ['recents', recents],
    ['r', recents],
    ['broadcasts', broadcasts],
    ['b', broadcasts],
    ['oom', () => ['ACTIVITY MANAGER OOM STATE (dumpsys activity oom)', ...oomLines(request)]],
    ['o', () => ['ACTIVITY MANAGER OOM STATE (dumpsys activity oom)', ...oomLines(request)]],
    ['top', () => topLines(request)],
    ['intents', () => intentsLines()],
    ['i', () => intentsLines()],
    ['lastanr', () => ['ACTIVITY MANAGER LAST ANR (dumpsys activity lastanr)', '  <no ANR has occurred since boot>']],
    ['providers', () => ['ACTIVITY MANAGER CONTENT PROVIDERS (dumpsys activity providers)', '  (nothing)']],
    ['permissions', () => ['ACTIVITY MANAGER URI PERMISSIONS (dumpsys activity permissions)', '  (nothing)']],
    ...(request.apiLevel >= 31 ? [['top-resumed', () => topResumedLines(request)] as const] : []),
  ])
}

function topResumedLines(request: DumpRequest): string[] {
  const resumed = request.phone.activities.resumed()
  return [
    'ACTIVITY MANAGER TOP-RESUMED (dumpsys activity top-resumed)',
    resumed === undefined ? '  (nothing)' : `  topResumedActivity=${activityName(resumed, request)}`,
  ]
}

function intentsLines(): string[] {
  return ['ACTIVITY MANAGER PENDING INTENTS (dumpsys activity intents)', '  (nothing)']
}

const rule = '-'.repeat(79)

function everything(request: DumpRequest, packageName: string | undefined): string[] {
  const parts = [
    ['ACTIVITY MANAGER SETTINGS (dumpsys activity settings) activity_manager_constants:'],
    intentsLines(),
    broadcastLines(request),
    servicesLines(request, packageName),
    recentsLines(request, packageName),
    ['ACTIVITY MANAGER LAST ANR (dumpsys activity lastanr)', '  <no ANR has occurred since boot>'],
    activitiesLines(request, packageName),
    processesLines(request, packageName),
  ]
  return parts.flatMap((part, index) => (index === 0 ? part : [rule, ...part]))
}

/** `dumpsys activity COMPONENT`: the state of activities whose name holds the word. */
function namedActivity(word: string, request: DumpRequest): string | undefined {
  const { phone } = request
  const found = phone.activities
    .stack()
    .filter(({ activities }) =>
      activities.some(({ component }) => `${component.packageName}/${component.className}`.includes(word)),
    )
  return found.length === 0 ? undefined : text(topLines(request, found))
}

const usage = `Activity manager dump options:
  [-a] [-c] [-p PACKAGE] [-h] [WHAT] ...
  WHAT may be one of:
    a[ctivities]: activity stack state
    r[recents]: recent activities state
    b[roadcasts] [PACKAGE_NAME] [history [-s]]: broadcast state
    i[ntents] [PACKAGE_NAME]: pending intent state
    p[rocesses] [PACKAGE_NAME]: process state
    o[om]: out of memory management
    perm[issions]: URI permission grant state
    prov[iders] [COMP_SPEC ...]: content provider state
    s[ervices] [COMP_SPEC ...]: service state
    lastanr: state of last ANR
    top: the activity that is in front
`
